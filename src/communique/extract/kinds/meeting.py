"""An encounter: its form, who takes part, host, place, occasion and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract import dates
from communique.extract.clauses import Clause
from communique.extract.details import (
    bounds,
    dated,
    depth,
    holder_of,
    lemmas,
    matches,
    named,
    persons,
    phrase,
    said,
    value_of,
)
from communique.parsed import Sentence
from communique.resolve.references import Context
from communique.types import Detail, Kind, Span

KIND: Kind = "meeting"
# Before a form that is another encounter's: "met on the sidelines of the summit", "following the talks".
OCCASION = re.compile(
    r"\b(?:(?:sidelines?|margins?|eve|fringes) of|ahead of|during|following|after|before|prior to|part of|within|at"
    r"|through)\s+(?:[\w.'-]+\s+){0,5}$",
    re.IGNORECASE,
)
INVITER = re.compile(r"invitation (?:of|from)\s+(?:the\s+)?(?:[\w.'-]+\s+){0,6}$")
# Where the next adjunct begins that the parser hung under a place.
BEYOND = re.compile(r"\s+(?:in|at|on|with|for|to)\s|,\s(?:where|and)\s")
TIMES = re.compile(r"\d|(?:" + "|".join(dates.MONTHS) + r")\b", re.IGNORECASE)


def details(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Form, participants, host, places, occasion, format, date."""
    start, end = bounds(clause)
    return (
        *_form(clause, context),
        *_participants(clause, context),
        *_host(clause, context),
        *_where(clause, context),
        *named("format", "formats", context, start, end),
        *dated(clause, context),
    )


def _form(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """The form nearest to the head; another encounter's (the occasion) only where nothing else tells one."""
    start, end = bounds(clause)
    found = [(value, Span.of(context.text, low, high)) for value, low, high in matches("forms", context, start, end)]
    others = [f for f in found if OCCASION.search(context.plain, start, f[1].start)]
    # a "round" is one of something that another word names
    own = [(f[0] == "round of talks", depth(clause, f[1].start, f[1].end), f) for f in found if f not in others]
    own = sorted((o for o in own if o[1] < 5), key=lambda o: o[:2])
    told = [o[2] for o in own] or [*_by_verb(clause, context), *others]
    return tuple(Detail("form", value, span) for value, span in told[:1])


def _by_verb(clause: Clause, context: Context) -> list[tuple[str, Span]]:
    """The form that the head tells, or the verb under it ("agreed to meet")."""
    s = clause.sentence
    verbs = [s.tokens[i] for i in (clause.head, *s.all(clause.head, "xcomp", "ccomp")) if i in clause.indices()]
    told = [(value_of("form_verbs", t.lemma), Span.of(context.text, t.start, t.end)) for t in verbs if t.pos == "VERB"]
    return [one for one in told if one[0]]


def _participants(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Everyone named or meant, but one who only sent the invitation."""
    start, _ = bounds(clause)
    return tuple(
        Detail("participant", value, span)
        for value, span in persons(clause, context).values()
        if span.start < start or not INVITER.search(context.plain, start, span.start)
    )


def _host(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """The subject of hosting or receiving, or "hosted by X"."""
    s, head = clause.sentence, clause.head
    if s.tokens[head].lemma not in lemmas("hosting"):
        return ()
    by = s.child(head, "agent")
    who = s.child(by, "pobj") if by is not None else None if clause.passive else clause.subject
    found = context.resolve(s, who) if who is not None else []
    if who is None or len(found) != 1 or found[0].entity.kind == "unresolved":
        return ()
    words = Span.of(context.text, s.tokens[who].start, s.tokens[who].end)
    return (Detail("host", holder_of(found[0]), found[0].mention or words),)


def _where(clause: Clause, context: Context) -> Iterator[Detail]:
    """Places and occasions after "in" and "at", and the goal of a visit."""
    s = clause.sentence
    for i in clause.indices():
        after = s.deps[i] == "pobj" and _leads(clause, s.heads[i])
        goal = s.deps[i] == "dobj" and s.tokens[s.heads[i]].lemma == "visit"
        if (after or goal) and _named(clause, i, context):
            yield from _place(clause, i, context)


def _place(clause: Clause, i: int, context: Context) -> tuple[Detail, ...]:
    mention = context.mention(clause.sentence, i)
    span = phrase(clause, i, context)
    named_later = span is not None and any(span.start < low < span.end for low, _, _ in context.people.spans)
    cut = re.search(r",", span.quote) if span and named_later else BEYOND.search(span.quote) if span else None
    if span and cut and cut.start():
        span = Span.of(context.text, span.start, span.start + cut.start())
    occasion = clause.sentence.tokens[i].lemma.lower() in lemmas("occasions")
    somewhere = mention is None or mention.entity.kind == "state" or mention.how in ("seat", "capital")
    if not occasion and not somewhere:
        return ()
    return said("occasion" if occasion else "place", span)


def _leads(clause: Clause, prep: int) -> bool:
    """Whether a preposition tells where the encounter is, and not where its topic is."""
    s, word = clause.sentence, clause.sentence.tokens[prep].lower
    if word == "to":
        return s.tokens[s.heads[prep]].lemma in lemmas("travelling")
    if word not in ("in", "at", "of"):
        return False
    if word == "of":
        return s.tokens[s.heads[prep]].lemma in lemmas("beside")
    for above in s.up(prep):
        if above == clause.head:
            return s.tokens[above].lemma not in lemmas("topics") or clause.sort == "noun"
        if _topical(s, above) or (s.tokens[above].pos == "VERB" and s.tokens[above].lemma not in lemmas("encounters")):
            return False
    return False


def _topical(s: Sentence, i: int) -> bool:
    """A word that leads to the topic; "on the sidelines" does not."""
    if s.tokens[i].lower in ("on", "about", "regarding", "over"):
        return not any(s.tokens[c].lemma in lemmas("beside") for c in s.children[i])
    return s.tokens[i].lemma in lemmas("topics")


def _named(clause: Clause, i: int, context: Context) -> bool:
    """Whether a name stands there, and neither a person, a language nor a date."""
    s, token = clause.sentence, clause.sentence.tokens[i]
    if context.person(s, i) is not None or TIMES.match(token.text):
        return False
    mention = context.mention(s, i)
    if mention is not None and mention.how == "adjective":
        return False
    capitals = [s.tokens[c] for c in (i, *s.all(i, "compound", "nmod", "amod", "poss"))]
    named = (t.text[0].isupper() and t.pos in ("PROPN", "NOUN", "ADJ") and not TIMES.match(t.text) for t in capitals)
    return token.text != "English" and any(named)
