"""An instrument: its sort and title, who signs, who witnesses, its fields, how many."""

from __future__ import annotations

import re

from communique.extract.clauses import Clause
from communique.extract.details import (
    CAPITALS,
    bounds,
    dated,
    holder_of,
    lemmas,
    matches,
    named,
    said,
    trimmed,
)
from communique.resolve.references import Context
from communique.types import Detail, Kind, Span

KIND: Kind = "agreement"
COUNT = re.compile(
    r"(?i:\b(a number of|a series of|a package of|a set of|several|multiple|dozens of|more than \d+|over \d+|\d{1,3}"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty))"
    # "the two sides signed eight documents": the number of the sides is none of the documents
    r"(?!\s+(?i:sides|countries|parties|governments|leaders|states|nations|ministers|ministries|presidents|delegations))"
    r"(?=\s+(?:[\w'-]+\s+){0,4}?(?i:documents|agreements|memorand|treaties|protocols|contracts|instruments|accords|deals|declarations|decisions|statements))"
)
TITLE = re.compile(
    r"\b(?:Agreement|Treaty|Memorandum|Declaration|Protocol|Convention|Statement|Communiqu[eé]|Charter|Plan|Roadmap"
    r"|Programme|Program|Accords?|Pact|Law|Contract|Arrangement|Resolution)\b"
)
PERIOD = re.compile(r"\d{4}/\d{4}")
QUOTED = re.compile(r"[“\"]([^”\"]{6,160})[”\"]")


def details(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Instrument, title, count, signatories or witnesses, fields, date."""
    start, end = bounds(clause)
    return (
        *_instrument(context, start, end),
        *_title(context, start, end),
        *_count(context, start, end),
        *_hands(clause, context),
        *named("field", "fields", context, start, end),
        *(Detail("period", d.value, d.span) if PERIOD.fullmatch(d.value) else d for d in dated(clause, context)),
    )


def _instrument(context: Context, start: int, end: int) -> tuple[Detail, ...]:
    """The first instrument named: those after it are its subject ("protocol to the agreement")."""
    found = next(matches("instruments", context, start, end), None)
    if found is None:
        return ()
    value, low, high = found
    count = COUNT.search(context.plain, start, low)
    package = count is not None and "package" in count.group(1).lower() and "document" in value
    return (Detail("instrument", "package of documents" if package else value, Span.of(context.text, low, high)),)


def _title(context: Context, start: int, end: int) -> tuple[Detail, ...]:
    """A name in quotation marks, or a run of capitals that holds an instrument's word and more."""
    quoted = QUOTED.search(context.text, start, end)
    if quoted and TITLE.search(quoted.group(1)):
        return said("title", Span.of(context.text, quoted.start(1), quoted.end(1)))
    for m in CAPITALS.finditer(context.plain, start, end):
        span = trimmed(context, m.start(), m.end())
        if span and TITLE.search(span.quote) and " " in span.quote:
            return said("title", span)
    return ()


def _count(context: Context, start: int, end: int) -> tuple[Detail, ...]:
    m = COUNT.search(context.plain, start, end)
    return said("count", Span.of(context.text, m.start(1), m.end(1))) if m else ()


def _hands(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Subjects of signing are signatories, of witnessing witnesses; "in the presence of X" are witnesses too."""
    s, present = clause.sentence, _present(clause, context)
    verb = clause.head if s.tokens[clause.head].pos == "VERB" else s.heads[clause.head]
    lemma = s.tokens[verb].lemma
    name = "witness" if lemma in lemmas("witnessing") else "signatory" if lemma in lemmas("signing") else ""
    if not name or clause.passive or clause.subject is None:
        return present
    token = s.tokens[clause.subject]
    words = Span.of(context.text, token.start, token.end)
    found = {
        holder_of(p): p.mention if p.mention and s.start <= p.mention.start < s.end else words
        for p in context.resolve(s, clause.subject)
        if p.entity.kind != "unresolved"
    }
    return (*(Detail(name, value, span) for value, span in found.items()), *present)


def _present(clause: Clause, context: Context) -> tuple[Detail, ...]:
    start, end = bounds(clause)
    m = re.search(r"in the presence of ", context.plain[start:end])
    if m is None:
        return ()
    s, low = clause.sentence, start + m.end()
    head = next((i for i in clause.indices() if s.tokens[i].start >= low and s.deps[i] == "pobj"), None)
    found = context.resolve(s, head) if head is not None else []
    return tuple(Detail("witness", holder_of(p), p.mention) for p in found if p.mention)
