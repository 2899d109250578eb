"""What differs between two tellings of one act or stance: strength, numbers, months, level, and whether it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import events
from .matter import Matter
from .score import table
from .strength import Strength, contrast
from .traits import Traits
from .words import stem, stems


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, how A and B have it, and which is the stronger ("a", "b", "" where neither is)."""

    what: str
    a: str
    b: str
    stronger: str = ""

    @property
    def told(self) -> str:
        """In one line."""
        side = f", stronger in {self.stronger.upper()}" if self.stronger else ""
        return f"{self.what}: “{self.a}” in A, “{self.b}” in B{side}"


def differences(
    x: Traits, y: Traits, of_x: Matter, of_y: Matter, strengths: tuple[Strength, Strength] | None
) -> list[Difference]:
    """All that differs; without `strengths` the words' strength is not compared."""
    found = [*of_words(of_x, of_y, strengths), *(_of_one_kind(x, y) if x.kind == y.kind else ())]
    return [d for d in found if d.what != "count" or not any(other.what == "number" for other in found)]


def of_words(a: Matter, b: Matter, strengths: tuple[Strength, Strength] | None) -> Iterator[Difference]:
    """What differs in the words alone: their strength, amounts, months and years."""
    apart = contrast(*strengths) if strengths else None
    if apart:
        yield Difference("strength" if apart.stronger else "stance", apart.a, apart.b, apart.stronger)
    if a.unlike(b):
        yield Difference("number", _amounts(a.unlike(b)), _amounts(b.unlike(a)))
    for left, right in ((a.months, b.months), (a.years, b.years)):
        if left and right and not left & right:
            yield Difference("date", _listed(left), _listed(right))


def _of_one_kind(x: Traits, y: Traits) -> Iterator[Difference]:
    """What differs in the details of two entries of one kind, and whether it is."""
    for name in {"relation": ("level", "name")}.get(x.kind, ("principle",)):
        a, b = x.details(name), y.details(name)
        if a and b and not _folded(a) & _folded(b):
            yield Difference(name, "; ".join(a), "; ".join(b))
    for told in events.differences((x, y)) if x.kind in events.EVENTS else ():
        left, right = (value for value, _ in told.values)
        if told.field == "count" or (told.field == "place" and not _one_place(left, right, x, y)):
            yield Difference(told.field, left, right)
    if "negated" in (x.time, y.time) and x.time != y.time:
        yield Difference("time", x.time, y.time)


def _one_place(a: str, b: str, x: Traits, y: Traits) -> bool:
    """Whether one tells the place more closely: "Washington, D.C.", or a palace in a city that it does not name."""
    left, right = set(stems(a)), set(stems(b))
    venues = {stem(word) for word in table("events")["venues"]}
    return bool(left & right or (left | right) & venues) or a in y.document.text or b in x.document.text


def _folded(values: Sequence[str]) -> set[str]:
    return {value.casefold() for value in values}


def _amounts(numbers: frozenset[float]) -> str:
    return ", ".join(f"{number:,.12g}" for number in sorted(numbers))


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))
