"""The relationship itself: its level, what becomes of it, an anniversary."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.extract.clauses import Clause
from communique.extract.details import alternatives, bounds, lemmas, titled, value_of, words
from communique.resolve.references import Context
from communique.types import Detail, Kind, Span

KIND: Kind = "relation"
ANNIVERSARY = re.compile(
    r"\b(?P<n>\d{1,3})(?:st|nd|rd|th)?[ -]?(?:year )?anniversar(?:y|ies)|\b(?P<y>\d{1,3}) years (?:of|since|ago)\b"
    r"|\b(?P<w>first|fifth|tenth|fifteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth)\s+anniversar(?:y|ies)"
    r"|\b(?P<c>centenary)\b",
    re.IGNORECASE,
)
GUIDANCE = re.compile(r"\b(?:guidance|leadership|stewardship) of (?P<who>[^,.;]+)")
ORDINALS = {
    "first": "1", "fifth": "5", "tenth": "10", "fifteenth": "15", "twentieth": "20", "thirtieth": "30",
    "fortieth": "40", "fiftieth": "50", "sixtieth": "60", "seventieth": "70", "centenary": "100",
}  # fmt: skip


def details(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Levels, change, anniversary, who guides it."""
    return (
        *levels(context, *bounds(clause)),
        *_change(clause, context),
        *_anniversary(clause, context),
        *_guidance(clause, context),
    )


@lru_cache(maxsize=1)
def _level() -> re.Pattern[str]:
    """Adjectives in a row before a noun of level, with what may follow it."""
    adjectives, nouns = alternatives(words("levels", "adjectives")), alternatives(words("levels", "nouns"))
    plain, after = alternatives(words("levels", "plain")), alternatives(words("levels", "after"))
    between = alternatives(words("levels", "between"))
    gap = r"(?:,?\s+(?:and\s+)?|-)"
    run = rf"(?:(?:{adjectives}){gap}(?:(?:{between}){gap})?)+"
    # "in partnership with" tells a manner, no level
    return re.compile(rf"(?<![\w-])(?<!in )(?:{run}(?:{nouns})|(?:{plain}))(?:\s+(?:{after}))?(?!\w)")


def levels(context: Context, start: int, end: int) -> tuple[Detail, ...]:
    """One detail for each level named, in lower case with the hyphens of the text."""
    found: dict[str, Detail] = {}
    for m in _level().finditer(context.plain, start, end):
        value = re.sub(r"\s+", " ", m.group().lower())
        found.setdefault(value, Detail("level", value, Span.of(context.text, m.start(), m.end())))
    return tuple(found.values())


def _change(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """What the verb says becomes of the relationship, with the level that it is brought to."""
    s, at = clause.sentence, clause.head
    inner = s.child(at, "xcomp")
    if s.tokens[at].lemma in ("continue", "begin", "agree", "decide", "pledge") and inner is not None:
        at = inner
    if s.tokens[at].pos != "VERB":
        return ()
    value = value_of("changes", s.tokens[at].lemma)
    if not value or (value == "strengthened" and any(s.tokens[c].lower in lemmas("negations") for c in s.children[at])):
        return ()
    goal = _goal(clause, at, context)
    end = goal[1] if goal and value in ("upgraded", "downgraded") else s.tokens[at].end
    told = f"{value} to {goal[0]}" if goal and value in ("upgraded", "downgraded") else value
    return (Detail("change", told, Span.of(context.text, s.tokens[at].start, end)),)


def _goal(clause: Clause, at: int, context: Context) -> tuple[str, int] | None:
    """The level after "to": "elevated the relations to a strategic partnership"."""
    s = clause.sentence
    after = next((t for t in s.tokens[at : clause.last + 1] if t.lower in ("to", "into")), None)
    found = levels(context, after.end, bounds(clause)[1]) if after is not None else ()
    return (found[0].value, found[0].span.end) if found and found[0].span else None


def _guidance(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """The persons "under the strategic guidance of" whom relations develop, before the quote or in it."""
    start, end = clause.sentence.start, bounds(clause)[1]
    m = GUIDANCE.search(context.plain, start, end)
    if m is None:
        return ()
    found: dict[str, Detail] = {}
    for low, high, person in context.people.spans:
        if m.start("who") <= low and high <= m.end("who"):
            value = titled(person.name, person.office, person.entity)
            found.setdefault(person.name, Detail("guidance", value, Span.of(context.text, low, high)))
    return tuple(found.values())


def _anniversary(clause: Clause, context: Context) -> tuple[Detail, ...]:
    start, end = bounds(clause)
    m = ANNIVERSARY.search(context.plain, start, end)
    if m is None:
        return ()
    value = m["n"] or m["y"] or ORDINALS[(m["w"] or m["c"]).lower()]
    return (Detail("anniversary", value, Span.of(context.text, m.start(), m.end())),)
