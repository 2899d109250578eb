"""What differs between two tellings of one act or stance: strength, numbers, months, level, and whether it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import events
from .matter import Matter
from .strength import Strength, contrast
from .traits import Traits


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
    found: list[Difference] = []
    apart = contrast(*strengths) if strengths else None
    if apart:
        found.append(Difference("strength" if apart.stronger else "stance", apart.a, apart.b, apart.stronger))
    if of_x.numbers and of_y.numbers and not of_x.numbers & of_y.numbers:
        found.append(Difference("number", _amounts(of_x), _amounts(of_y)))
    if of_x.months and of_y.months and not of_x.months & of_y.months:
        found.append(Difference("date", _listed(of_x.months), _listed(of_y.months)))
    for name in ("level", "name") if x.kind == y.kind == "relation" else ("principle",) if x.kind == y.kind else ():
        a, b = x.details(name), y.details(name)
        if a and b and not _folded(a) & _folded(b):
            found.append(Difference(name, "; ".join(a), "; ".join(b)))
    if x.kind == y.kind and x.kind in events.EVENTS:
        told = [d for d in events.differences((x, y)) if d.field in ("count", "place") and not _seen(found, d.field)]
        found += [Difference(d.field, d.values[0][0], d.values[1][0]) for d in told]
    if "negated" in (x.time, y.time) and x.time != y.time:
        found.append(Difference("time", x.time, y.time))
    return found


def _seen(found: Sequence[Difference], field: str) -> bool:
    """Whether a number of documents has been told as a number already."""
    return field == "count" and any(d.what == "number" for d in found)


def _folded(values: Sequence[str]) -> set[str]:
    return {value.casefold() for value in values}


def _amounts(matter: Matter) -> str:
    return ", ".join(f"{number:,.12g}" for number in sorted(matter.numbers))


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))
