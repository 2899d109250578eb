"""Cut a document into windows that the encoder reads, and say where in them each clause stands.

A window holds whole sentences of at most `LENGTH` word pieces, led by the title and by as much of what stands before
as fits, so that "they" and "the President" are read in their context.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.coding.encoder import Encoding
from communique.parsed import Parsed

from .clauses import Clause

LENGTH, TITLE, BEFORE = 256, 24, 48
CLS, SEP, PAD = 101, 102, 0


# text → word pieces, without the marks of a sequence's ends
Tokenize = Callable[[str], Encoding]


@dataclass(frozen=True, slots=True)
class Window:
    """Ids of one window, and for each clause judged in it: its number and the positions of head, quote and governor."""

    ids: list[int]
    clauses: list[tuple[int, int, tuple[int, int], int]]


def windows(parsed: Parsed, clauses: Sequence[Clause], tokenize: Tokenize) -> list[Window]:
    """All windows of a document; every clause stands in exactly one."""
    document = parsed.document
    encoded = tokenize(document.text)
    title = tokenize(document.title).ids[:TITLE] if document.title else []
    bounds = _bounds(parsed, encoded.offsets)
    out: list[Window] = []
    place = 0
    while place < len(bounds):
        last = place
        budget = LENGTH - 3 - len(title)
        while last + 1 < len(bounds) and bounds[last + 1][1] - bounds[place][0] <= budget - BEFORE:
            last += 1
        first_piece, end_piece = bounds[place][0], min(bounds[last][1], bounds[place][0] + 509 - len(title))
        before = max(0, min(BEFORE, budget - (end_piece - first_piece), first_piece))
        ids = [CLS, *title, SEP, *encoded.ids[first_piece - before : end_piece], SEP]
        shift = len(title) + 2 - (first_piece - before)
        held = [
            (c.number, *_where(c, encoded.offsets, first_piece, end_piece, shift))
            for c in clauses
            if place <= c.place <= last
        ]
        out.append(Window(ids, held))
        place = last + 1
    return out


def _bounds(parsed: Parsed, offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """First and end piece of each sentence."""
    out, at = [], 0
    for sentence in parsed.sentences:
        while at < len(offsets) and offsets[at][1] <= sentence.start:
            at += 1
        first = at
        while at < len(offsets) and offsets[at][0] < sentence.end:
            at += 1
        out.append((first, max(at, first + 1)))
    return out


def _where(
    c: Clause, offsets: Sequence[tuple[int, int]], low: int, high: int, shift: int
) -> tuple[int, tuple[int, int], int]:
    """Positions in the window: of the head, of the quote (first, end), of the governor."""
    s = c.sentence

    def piece(offset: int) -> int:
        a, b = low, min(high, len(offsets))  # a last sentence of control characters alone has no piece at all
        while a < b:
            middle = (a + b) // 2
            if offsets[middle][1] <= offset:
                a = middle + 1
            else:
                b = middle
        return min(a, high - 1) + shift

    first, end = piece(s.tokens[c.first].start), piece(s.tokens[c.last].end - 1) + 1
    above = c.governors()
    return (
        piece(s.tokens[c.head].start),
        (first, max(end, first + 1)),
        piece(s.tokens[above[0] if above else c.head].start),
    )
