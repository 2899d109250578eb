"""Overlapping runs of a text → properly nested markup.

Quotes nest ("welcomed the agreement to X" holds "X") and sometimes cross. Elements may not cross, so a run that
crosses another is closed and opened again at the crossing; only its first piece carries what may stand once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Layer:
    """A run of the text with the markup around each piece of it.

    `first` stands once, at the run's start. `leaf` is an `<a>` tag around the text itself: of several runs the
    innermost gives it, since links may not hold links.
    """

    start: int
    end: int
    before: str
    after: str
    first: str = ""
    leaf: str = ""


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)
    open: list[Layer] = field(default_factory=list)
    begun: set[int] = field(default_factory=set)

    def move_to(self, wanted: list[Layer]) -> None:
        """Close and open layers until exactly `wanted` are open, outermost first."""
        shared = 0
        while shared < min(len(self.open), len(wanted)) and self.open[shared] is wanted[shared]:
            shared += 1
        self.parts += [layer.after for layer in reversed(self.open[shared:])]
        for layer in wanted[shared:]:
            self.parts.append(layer.before)
            if id(layer) not in self.begun:
                self.begun.add(id(layer))
                self.parts.append(layer.first)
        self.open = wanted

    def write(self, text: str) -> None:
        leaf = next((layer.leaf for layer in reversed(self.open) if layer.leaf), "")
        self.parts.append(f"{leaf}{escape(text)}</a>" if leaf else escape(text))


def nested(text: str, layers: Iterable[Layer]) -> str:
    """`text` escaped, with all layers around their runs; the longer run is the outer one."""
    ordered = sorted(layers, key=lambda layer: (layer.start, -layer.end))
    places = sorted({0, len(text), *(layer.start for layer in ordered), *(layer.end for layer in ordered)})
    writer = _Writer()
    active: list[Layer] = []
    waiting = iter(ordered)
    upcoming = next(waiting, None)
    for start, end in pairwise(places):
        active = [layer for layer in active if layer.end > start]
        while upcoming is not None and upcoming.start <= start:
            active.append(upcoming)
            upcoming = next(waiting, None)
        writer.move_to(sorted(active, key=lambda layer: layer.start - layer.end))
        writer.write(text[start:end])
    writer.move_to([])
    return "".join(writer.parts)
