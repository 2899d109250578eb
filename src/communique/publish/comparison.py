"""A comparison of two readouts for a person at a terminal, 80 columns wide, and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..joining.align import Comparison, Row, Sort
from ..types import Record, Span
from . import jsonl, names
from .terminal import NARROWEST, WIDEST

# The sorts of rows as headings, in the order in which they are told.
HEADINGS: dict[Sort, str] = {
    "shift": "Told by both, in other strength or with other figures",
    "only a": "Only in A",
    "only b": "Only in B",
    "also told": "Left over, but told elsewhere on the other side",
    "same": "Told alike",
}
COLOURS: dict[Sort, str] = {
    "shift": "yellow",
    "only a": "cyan",
    "only b": "magenta",
    "also told": "dim",
    "same": "green",
}
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_TRAILING = re.compile(r" +$", re.MULTILINE)


def write(comparison: Comparison, out: TextIO) -> None:
    """The two documents, how many rows of each sort, and the rows by sort, side by side."""
    console = Console(file=out, highlight=False, emoji=False, markup=False)
    console.width = max(NARROWEST, min(console.width, WIDEST))
    with console.capture() as printed:
        for side, record in (("A", comparison.a), ("B", comparison.b)):
            console.print(Text.assemble((side + "  ", "bold"), _clean(label(record)), (_when(record), "dim")))
        console.print(Text(tally(comparison), style="dim"))
        for sort, heading in HEADINGS.items():
            rows = comparison.of(sort)
            if rows:
                console.print()
                console.print(Text.assemble((heading, f"bold {COLOURS[sort]}"), (f"  {len(rows)}", "dim")))
                for part in _rows(rows):
                    console.print(part)
    out.write(_TRAILING.sub("", printed.get()))
    out.flush()


def write_json(comparison: Comparison, out: TextIO) -> None:
    """What `plain` gives, written out."""
    out.write(json.dumps(plain(comparison), ensure_ascii=False, indent=2) + "\n")


def plain(comparison: Comparison) -> dict[str, Any]:
    """The documents, the counts, and all rows with both entries, offsets, differences and reasons."""
    counts = Counter(row.sort for row in comparison.rows)
    return {
        "a": _document(comparison.a),
        "b": _document(comparison.b),
        "counts": {sort: counts[sort] for sort in HEADINGS},
        "rows": [_row(row) for row in comparison.rows],
    }


def label(record: Record) -> str:
    """Title and publisher."""
    return " · ".join(part for part in (names.title_of(record), record.document.publisher) if part)


def tally(comparison: Comparison) -> str:
    """`7 told alike, 4 shifts, 2 only in A, 1 only in B`."""
    counts = Counter(row.sort for row in comparison.rows)
    told = [
        f"{counts['same']} told alike",
        names.counted(counts["shift"], "shift"),
        f"{counts['only a']} only in A",
        f"{counts['only b']} only in B",
    ]
    return ", ".join(told + ([f"{counts['also told']} told elsewhere"] if counts["also told"] else []))


def _when(record: Record) -> str:
    return f" · {record.document.published}" if record.document.published else ""


def _rows(rows: list[Row]) -> Iterator[RenderableType]:
    """Each row's quotes in two columns, and below them what it comes to, over both."""
    for row in rows:
        grid = Table.grid(padding=(0, 1), expand=True)
        for _ in range(2):
            grid.add_column(width=1, style="dim")
            grid.add_column(ratio=1, overflow="fold")
        grid.add_row("A", _quote(row.quote_a), "B", _quote(row.quote_b))
        yield Padding(grid, (0, 0, 0, 1))
        if row.sort in ("shift", "also told"):
            yield Padding(Text(_clean(row.told), style=f"italic {COLOURS[row.sort]}"), (0, 0, 0, 3))


def _quote(span: Span | None) -> Text:
    return Text(_clean(span.quote)) if span else Text("–", style="dim")


def _document(record: Record) -> dict[str, Any]:
    document = record.document
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
        "source": document.source,
        "url": document.url,
        "entries": len(record.entries),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "sort": row.sort,
        "told": row.told,
        "a": jsonl.row(row.a) if row.a else None,
        "b": jsonl.row(row.b) if row.b else None,
        "quote_a": _span(row.quote_a),
        "quote_b": _span(row.quote_b),
        "differences": [{"what": d.what, "a": d.a, "b": d.b, "stronger": d.stronger or None} for d in row.differences],
        "points": row.score.points if row.score else None,
        "reasons": [
            {"feature": r.feature, "points": r.points, "shown": r.shown}
            for r in (row.score.reasons if row.score else ())
        ],
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"quote": span.quote, "start": span.start, "end": span.end} if span else None


def _clean(text: str) -> str:
    """Text on one line, without what would steer the terminal."""
    return _STEERING.sub(" ", text).strip()
