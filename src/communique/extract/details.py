"""What the details of all kinds share: the tables, phrases of the tree, persons, frameworks.

A detail is read only from the words of its clause (and a list that runs on past it); where they say nothing it is
absent. Values are normalised: white space collapsed, no article in front, the table's own word where there is one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import Any

from communique.errors import DataError
from communique.parsed import Sentence
from communique.resolve.references import Context
from communique.types import Detail, Entity, Party, Span

from . import dates
from .clauses import Clause

ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
EDGE = ' \t\n,;:.–—-"“”'
_CAPITAL = r"(?:[A-Z0-9][\w'./&-]*)"
_LINK = r"(?:the|a|of|on|for|to|in|against|with|and|of the|for the|on the|to the|&)"
# A run of capitalised words with the small words that a name holds inside ("Partnership for Global Infrastructure").
CAPITALS = re.compile(rf"\b[A-Z][\w'./&-]*(?:\s+(?:{_LINK}\s+)?{_CAPITAL})*")
_FORMAL = re.compile(
    r"\b(?:Initiative|Dialogue|Framework|Partnership|Committee|Commission|Mechanism|Forum|Council|Agenda|Format|Platform|Roadmap)\b"
)
_NEXT = re.compile(r",?\s+(?:and\s+)?(?:the\s+)?")
_NOT_AHEAD = re.compile(r"(?:President|Prime Minister|The|This|Our|Vice President|In|At|And|We)\s+")


@lru_cache(maxsize=1)
def _raw() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("details.toml").read_text("utf-8"))


def _section(name: str) -> dict[str, Any]:
    raw = _raw()
    if name not in raw:
        raise DataError(f"details.toml: no table '{name}'; tables are {', '.join(sorted(raw))}")
    return raw[name]


@lru_cache(maxsize=64)
def lemmas(name: str) -> frozenset[str]:
    """A list of lemmas out of the table `lemmas`."""
    return frozenset(_section("lemmas")[name])


@lru_cache(maxsize=32)
def words(table: str, name: str) -> tuple[str, ...]:
    """One list out of a table, as it is written."""
    return tuple(_section(table).get(name, ()))


@lru_cache(maxsize=16)
def addressing() -> dict[str, tuple[str, ...]]:
    """Verb of asking → the prepositions before the one asked; none where it is the object."""
    return {lemma: tuple(str(preps).split()) for lemma, preps in _section("addressing").items()}


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern of phrases, longest first; a space matches a hyphen and the other way round."""
    return "|".join(_phrase(p) for p in sorted(set(phrases), key=len, reverse=True))


def _phrase(phrase: str) -> str:
    pattern = re.sub(r"(?:\\?[ -])+", r"[\\s-]+", re.escape(phrase))
    return pattern if phrase != phrase.lower() else f"(?i:{pattern})"


def _key(phrase: str) -> str:
    return re.sub(r"[\s-]+", " ", phrase).lower()


@lru_cache(maxsize=32)
def _table(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A table of phrases as one pattern, and wording → value."""
    values = {_key(phrase): value for value, phrases in _section(name).items() for phrase in phrases}
    phrases = [phrase for listed in _section(name).values() for phrase in listed]
    return re.compile(rf"(?<![\w-])({alternatives(phrases)})(?:e?s)?(?!\w)"), values


def value_of(name: str, wording: str) -> str:
    """The value of one wording, "" where the table has none."""
    return _table(name)[1].get(_key(wording), "")


def matches(name: str, context: Context, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Value and place of each phrase of a table between two offsets."""
    pattern, values = _table(name)
    for m in pattern.finditer(context.plain, start, end):
        value = values[_key(m.group(1))]
        if value:
            yield value, m.start(), m.end()


def named(name: str, table: str, context: Context, start: int, end: int) -> tuple[Detail, ...]:
    """One detail for each value of a table that the words hold, in the order of the text."""
    found: dict[str, Detail] = {}
    for value, low, high in matches(table, context, start, end):
        found.setdefault(value, Detail(name, value, Span.of(context.text, low, high)))
    return tuple(found.values())


def bounds(clause: Clause) -> tuple[int, int]:
    """The quote's offsets."""
    tokens = clause.sentence.tokens
    return tokens[clause.first].start, tokens[clause.last].end


def reach(clause: Clause) -> tuple[int, int]:
    """The quote's offsets, the end moved on through a list of nouns whose later members the quote leaves out."""
    s, last = clause.sentence, clause.last
    for i in range(clause.last + 1, len(s.tokens)):
        if s.tokens[i].pos in ("PUNCT", "CCONJ"):
            continue
        if not _listed(clause, i):
            break
        last = i
    return s.tokens[clause.first].start, s.tokens[last].end


def _listed(clause: Clause, i: int) -> bool:
    """Whether token i hangs under a noun of the quote without a verb between."""
    s = clause.sentence
    for above in (i, *s.up(i)):
        if above in clause.indices():
            return above != clause.head and s.tokens[above].pos in ("NOUN", "PROPN", "ADP")
        if s.tokens[above].pos in ("VERB", "AUX", "SCONJ"):
            return False
    return False


def trimmed(context: Context, start: int, end: int) -> Span | None:
    """The words without marks and article at the edges, None where nothing stays."""
    while end > start and context.text[end - 1] in EDGE and not _abbreviation(context.text, end):
        end -= 1
    while start < end and context.text[start] in EDGE:
        start += 1
    article = ARTICLE.match(context.text, start, end)
    start = article.end() if article else start
    return Span.of(context.text, start, end) if start < end else None


def _abbreviation(text: str, end: int) -> bool:
    """A full stop that belongs to its word: "U.S."."""
    return bool(re.search(r"\b(?:[A-Z]\.){2,}$", text[max(0, end - 8) : end]))


def said(name: str, span: Span | None) -> tuple[Detail, ...]:
    """A detail whose value is its own words."""
    return (Detail(name, re.sub(r"\s+", " ", span.quote), span),) if span else ()


def phrase(clause: Clause, i: int, context: Context, *, bare: bool = False) -> Span | None:
    """The words of the phrase that token i heads, inside the quote; `bare` leaves its relative clauses out."""
    s = clause.sentence
    out = frozenset(c for c in s.subtree(i) if s.deps[c] == "relcl") if bare else frozenset()
    held = set(s.subtree(i, out))
    first = last = i
    while first - 1 in held and first - 1 >= clause.first:
        first -= 1
    while last + 1 in held and last + 1 <= clause.last:
        last += 1
    while last < clause.last and _hyphened(s, last):
        last += 1  # "cross-years", parsed apart
    while first < i and s.tokens[first].lower in ("that", "to", "whether"):
        first += 1
    return trimmed(context, s.tokens[first].start, s.tokens[last].end)


def _hyphened(s: Sentence, i: int) -> bool:
    """Whether a hyphen joins token i and the next, or is one of them."""
    before, after = s.tokens[i].text, s.tokens[i + 1].text
    return s.tokens[i].end == s.tokens[i + 1].start and (before.endswith("-") or after.startswith("-"))


def deed(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """The verb phrase that is promised or done, without what frames it ("is ready to work with X to")."""
    s, at = clause.sentence, clause.head
    for _ in range(6):
        below = _framed(s, at)
        if below is None or below not in clause.indices():
            break
        at = below
    first = at
    while first - 1 >= clause.first and s.deps[first - 1] in ("advmod", "neg") and s.heads[first - 1] == at:
        first -= 1
    return said("deed", trimmed(context, s.tokens[first].start, s.tokens[clause.last].end))


def _framed(s: Sentence, at: int) -> int | None:
    """What an intention governs: "ready to X", "commitment to X-ing", "work with Y to X"; None at the deed itself."""
    if s.tokens[at].lemma == "work" and s.words(at + 1, at + 1) in ("with", "together"):
        return _after_to(s, at)
    if s.tokens[at].lemma not in lemmas("frames"):
        return None
    held = (c for c in s.children[at] if c > at)
    inner = next(
        (c for c in held if s.deps[c] in ("xcomp", "pcomp", "acl", "acomp", "ccomp") or _frame_noun(s, c)), None
    )
    if inner is not None:
        return inner
    gerunds = (p for c in s.all(at, "prep") for p in s.all(c, "pcomp") if s.tokens[c].lower in ("to", "on", "of", "in"))
    return next(gerunds, None)


def _after_to(s: Sentence, at: int) -> int | None:
    """The infinitive after the next "to", found by the words: a mended series hangs it elsewhere."""
    to = next((t.i for t in s.tokens[at:] if t.lower == "to"), None)
    after = s.tokens[to + 1 : to + 4] if to is not None else ()
    return next((t.i for t in after if t.tag == "VB" and all(x.pos == "ADV" for x in after if x.i < t.i)), None)


def _frame_noun(s: Sentence, i: int) -> bool:
    """An intention as object: "expressed its readiness to"."""
    return s.deps[i] in ("dobj", "attr", "oprd") and s.tokens[i].lemma in lemmas("frames")


def holder_of(party: Party) -> str:
    """Person, office and code of a party ("Roman Golovchenko, Prime Minister, BLR"), or its own name."""
    if not party.person:
        return party.entity.name
    return titled(party.person, party.office, party.entity)


def titled(name: str, office: str, entity: Entity | None) -> str:
    """A person with office and code, as far as they are known."""
    code = entity.code if entity is not None else ""
    return ", ".join(re.sub(r"\s+", " ", part) for part in (name, office, code) if part)


def persons(clause: Clause, context: Context) -> dict[str, tuple[str, Span]]:
    """Who is named in the quote, then who its subject and pronouns stand for: name → value and words."""
    start, end = bounds(clause)
    found: dict[str, tuple[str, Span]] = {}
    for low, high, person in context.people.spans:
        if start <= low and high <= end:
            found.setdefault(
                person.name, (titled(person.name, person.office, person.entity), Span.of(context.text, low, high))
            )
    for i in _stand_ins(clause):
        words_there = Span.of(context.text, clause.sentence.tokens[i].start, clause.sentence.tokens[i].end)
        for party in context.resolve(clause.sentence, i):
            if party.person and party.person not in found:
                found[party.person] = (holder_of(party), _here(party, clause) or words_there)
    return found


def _stand_ins(clause: Clause) -> list[int]:
    s = clause.sentence
    subject = [] if clause.subject is None else [clause.subject]
    objects = [
        i for i in clause.indices() if s.tokens[i].tag == "PRP" and s.deps[i] in ("dobj", "pobj", "nsubj", "nsubjpass")
    ]
    return [*subject, *(i for i in objects if i not in subject)]


def _here(party: Party, clause: Clause) -> Span | None:
    """The party's words where they stand in the clause's own sentence."""
    inside = party.mention is not None and clause.sentence.start <= party.mention.start < clause.sentence.end
    return party.mention if inside else None


def frameworks(context: Context, clause: Clause) -> tuple[Detail, ...]:
    """Initiatives, formats and organisations within which something is to be done."""
    start, end = reach(clause)
    found = {d.value: d for d in named("framework", "frameworks", context, start, end)}
    for detail in (*_formal(context, start, end), *_organisations(context, clause)):
        if not any(_overlap(detail, other) for other in found.values()):
            found.setdefault(detail.value, detail)
    return tuple(sorted(found.values(), key=lambda d: d.span.start if d.span else 0))


def _overlap(a: Detail, b: Detail) -> bool:
    return a.span is not None and b.span is not None and a.span.start < b.span.end and b.span.start < a.span.end


def _formal(context: Context, start: int, end: int) -> Iterator[Detail]:
    """Any capitalised "X Initiative", "X Dialogue", "Partnership for X"; a level of relations is none."""
    for m in CAPITALS.finditer(context.plain, start, end):
        ahead = _NOT_AHEAD.match(context.plain, m.start(), m.end())
        end = m.end() - 2 if m.group().endswith("'s") else m.end()
        span = trimmed(context, ahead.end() if ahead else m.start(), end)
        word = _FORMAL.search(span.quote) if span else None
        if span and word and " " in span.quote and not _elsewhere(context, span, span.start + word.start()):
            yield from said("framework", span)


def _elsewhere(context: Context, span: Span, at: int) -> bool:
    """Whether a formal word makes a level of relations or an organisation's own name, which are told otherwise."""
    named_there = any(m.start <= at < m.end and m.entity.kind == "organisation" for m in context.mentions)
    return named_there or "Strategic Partnership" in span.quote


def _organisations(context: Context, clause: Clause) -> Iterator[Detail]:
    """Organisations after "in", "within", "through" (their list read on); after "with" they are partners, no frame."""
    s, (start, end) = clause.sentence, reach(clause)
    listed = False
    for mention in (m for m in context.mentions if m.start >= start and m.entity.kind == "organisation"):
        gap = context.plain[end : mention.start] if mention.start >= end else ""
        if mention.start >= end and not (listed and _NEXT.fullmatch(gap)):
            break
        i = next((t.i for t in s.tokens if t.start < mention.end <= t.end), None)
        listed = mention.start >= end or (i is not None and _within(s, i))
        if listed:
            end = max(end, mention.end)
            yield Detail("framework", mention.entity.name, Span.of(context.text, mention.start, mention.end))


def _within(s: Sentence, i: int) -> bool:
    for above in s.up(i):
        if s.tokens[above].pos == "ADP":
            if s.tokens[above].lower == "of" and s.tokens[s.heads[above]].lower in (
                "framework",
                "format",
                "aegis",
                "auspices",
            ):
                return True
            return s.tokens[above].lower in ("in", "within", "under", "through", "at", "via")
        if s.deps[above] not in ("conj", "pobj", "compound", "nmod", "appos"):
            return False
    return False


def future(clause: Clause) -> bool:
    """Whether the words look ahead: an auxiliary of the future, a verb of planning above, "upcoming"."""
    s = clause.sentence
    chain = (clause.head, *clause.governors())
    ahead = any(s.tokens[c].lower in ("will", "shall", "'ll", "’ll", "would") for i in chain for c in s.all(i, "aux"))
    planned = any(s.tokens[i].lemma in lemmas("future") for i in chain)
    return ahead or planned or any(s.tokens[i].lower in lemmas("coming") for i in clause.indices())


def dated(clause: Clause, context: Context, name: str = "date", *, ahead: bool | None = None) -> tuple[Detail, ...]:
    """The dates of the quote, else those of the adjuncts before it ("On 18 February, ...")."""
    start, end = bounds(clause)
    looks = future(clause) if ahead is None else ahead
    found = dates.find(context.text, start, end, context.document.published, future=looks)
    found = [d for d in found if not _aside(clause, d.start)]
    if not found:
        for low, high in _adjuncts(clause):
            found += dates.find(context.text, low, high, context.document.published, future=looks)
    once = {d.value or d.start: d for d in reversed(found)}
    return tuple(d.detail(context.text, name) for d in reversed(once.values()))


def _aside(clause: Clause, at: int) -> bool:
    """Whether an offset stands in a relative or adverbial clause: what is dated there is another event."""
    s = clause.sentence
    i = next((t.i for t in s.tokens if t.end > at), clause.head)
    for above in (i, *s.up(i)):
        if above == clause.head:
            return False
        if s.tokens[above].pos in ("VERB", "AUX") and s.deps[above] in ("relcl", "acl", "advcl"):
            return True
    return False


def depth(clause: Clause, start: int, end: int) -> int:
    """Steps in the tree between the head and the nearest word of a phrase; 9 where it does not hang there."""
    s = clause.sentence
    chains = [[t.i, *s.up(t.i)] for t in s.tokens if start <= t.start and t.end <= end]
    return min((chain.index(clause.head) for chain in chains if clause.head in chain), default=9)


def _adjuncts(clause: Clause) -> Iterator[tuple[int, int]]:
    """Adverbials of the clause that its quote leaves out; for a conjunct, those of the first of the series too."""
    s, i = clause.sentence, clause.head
    heads = [i] if clause.sort == "verb" else []  # a noun's neighbours are another thing's
    while heads and s.deps[i] == "conj" and s.heads[i] != i:
        i = s.heads[i]
        heads.append(i)
    for head in heads:
        for c in s.all(head, "npadvmod", "advmod", "prep", "tmod"):
            under = s.subtree(c)
            if (
                c not in clause.indices()
                and (head == clause.head or c < head)
                and not any(s.tokens[u].pos == "VERB" for u in under)
            ):
                yield s.tokens[under[0]].start, s.tokens[under[-1]].end
