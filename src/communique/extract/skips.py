"""What was left out, and why: every sentence, and every piece of furniture, that gave no entry."""

from __future__ import annotations

from collections.abc import Sequence

from communique.parsed import Parsed
from communique.types import KINDS, Skip, Span

from .choose import Choice
from .clauses import Clause
from .judge import Opinion


def skips(
    parsed: Parsed,
    clauses: Sequence[Clause],
    opinions: Sequence[Opinion],
    kept: Sequence[Choice],
    repeated: Sequence[Choice],
    no_deed: Sequence[Choice] = (),
) -> tuple[Skip, ...]:
    """One skip for each sentence without an entry, in the order of the text."""
    document = parsed.document
    out = [Skip(document.id, span, "byline, dateline or navigation: read as metadata") for span in document.furniture]
    told = {c.clause.place for c in kept}
    again = {c.clause.place for c in repeated}
    idle = {c.clause.place for c in no_deed}
    best: dict[int, tuple[float, str]] = {}
    for clause, opinion in zip(clauses, opinions, strict=True):
        kind = max(KINDS, key=lambda k: opinion.kind[k])
        best[clause.place] = max(best.get(clause.place, (0.0, "")), (1.0 - opinion.kind["none"], kind))
    for place, sentence in enumerate(parsed.sentences):
        if place in told:
            continue
        span = Span.of(document.text, sentence.start, sentence.end)
        out.append(Skip(document.id, span, _reason(place in again, place in idle, best.get(place))))
    return tuple(sorted(out, key=lambda s: s.span.start))


def _reason(again: bool, idle: bool, best: tuple[float, str] | None) -> str:
    if again:
        return "tells again what another entry holds"
    if idle:
        return "nothing passes between the parties that it names"
    if best is None:
        return "no verb, and no noun that names an act"
    return f"reports no act or stance of a party (nearest: {best[1]}, {best[0]:.0%})"
