"""Any other deed: what is done to what, how much, and of which sort it is."""

from __future__ import annotations

import re

from communique.extract.clauses import Clause
from communique.extract.details import bounds, dated, depth, frameworks, matches, phrase, said, trimmed
from communique.resolve.references import Context
from communique.types import Detail, Kind, Span

KIND: Kind = "act"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|bn|mn))"
AMOUNT = re.compile(
    rf"(?:US|C|A)?[$€£¥]\s?{_NUMBER}{_SCALE}?|{_NUMBER}{_SCALE}?\s+(?:US\s|U\.S\.\s)?(?:metric\s)?"
    r"(?:dollars|euros|yuan|rubles|roubles|pounds|yen|tonnes|tons|kilograms|doses|barrels|cubic met(?:er|re)s|vaccines"
    r"|MW|percent)"
    rf"|{_NUMBER}\s?%",
)


def details(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Deed, object, amounts, sort, framework, date."""
    return (
        *_deed(clause, context),
        *_object(clause, context),
        *amounts(context, *bounds(clause)),
        *_sort(clause, context),
        *frameworks(context, clause),
        *dated(clause, context),
    )


def _deed(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """The quote without subject and auxiliaries."""
    s, first = clause.sentence, max(clause.first, clause.core)
    while first < clause.head and (
        s.deps[first] in ("aux", "auxpass") or s.tokens[first].lower in ("to", "also", "already")
    ):
        first += 1
    return said("deed", trimmed(context, s.tokens[first].start, s.tokens[clause.last].end))


def _object(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """The direct object, a passive's subject, or what a noun of action has after "of" or "on"."""
    s, head = clause.sentence, clause.head
    target = s.child(head, "dobj", "nsubjpass")
    if target is None and clause.sort == "noun":
        target = next(
            (p for c in s.all(head, "prep") if s.tokens[c].lower in ("of", "on", "against") for p in s.all(c, "pobj")),
            None,
        )
    if target is None or target not in clause.indices() or s.tokens[target].pos == "PRON":
        return ()
    return said("object", phrase(clause, target, context))


def amounts(context: Context, start: int, end: int) -> tuple[Detail, ...]:
    """Sums and quantities, as they are written."""
    return tuple(
        d
        for m in AMOUNT.finditer(context.text, start, end)
        for d in said("amount", Span.of(context.text, m.start(), m.end()))
    )


def _sort(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """The sort that the verb tells, else the first of the words near to it; cooperation where nothing else is told."""
    found = [
        (depth(clause, low, high), value, low, high)
        for value, low, high in matches("act_sorts", context, *bounds(clause))
    ]
    found = [f for f in found if f[0] < 4]
    found.sort(key=lambda f: (f[1] == "cooperation", f[0] > 0, f[2]))
    return tuple(Detail("sort", value, Span.of(context.text, low, high)) for _, value, low, high in found[:1])
