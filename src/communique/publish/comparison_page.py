"""A comparison of two readouts as one self-contained page: both texts' words side by side, coloured by sort.

It has the look of `html.py`'s page (`page.css`) and a few rules of its own (`comparison.css`). No script and no
request; everything that came from a document is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import TextIO

from ..joining.align import Comparison, Row, Sort
from ..types import Entry, Record, Span
from . import names

# The sorts of rows as the legend names them, and the class of each.
LEGEND: dict[Sort, tuple[str, str]] = {
    "shift": ("shift", "Shifts"),
    "only a": ("only-a", "Only in A"),
    "only b": ("only-b", "Only in B"),
    "also told": ("also", "Told elsewhere"),
    "same": ("same", "Told alike"),
}


def write(comparison: Comparison, out: TextIO) -> None:
    """The page."""
    for part in page(comparison):
        out.write(part)


def page(comparison: Comparison) -> Iterator[str]:
    """The page in parts."""
    a, b = names.title_of(comparison.a), names.title_of(comparison.b)
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(a)} – {escape(b)} · Communiqué</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
    )
    yield _bar(comparison)
    yield '<main class="comparison">\n<h1 class="unseen">Two readouts side by side</h1>\n<div class="heads">'
    yield _head("A", comparison.a) + _head("B", comparison.b) + "</div>\n"
    yield "<ol>" + "".join(_row(n, row) for n, row in enumerate(comparison.rows, 1)) + "</ol>\n"
    if not comparison.rows:
        yield '<p class="none">Neither document gave an entry.</p>\n'
    yield (
        "</main>\n<footer>Read and compared by Communiqué. What stands side by side was found by a program; the quotes "
        "are the documents’ own words.</footer>\n</body>\n</html>\n"
    )


def _style() -> str:
    """The page's style sheet, with the rules that need one line a sort."""
    css = "".join(
        files(__package__).joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "comparison.css")
    )
    return css + "".join(
        f"body:has(#f-{name}:not(:checked)) .row.{name} {{ display: none }}\n" for name, _ in LEGEND.values()
    )


def _bar(comparison: Comparison) -> str:
    counts = Counter(row.sort for row in comparison.rows)
    boxes = "".join(
        f'<label class="kind {name}"><input type="checkbox" id="f-{name}" checked autocomplete="off">'
        f"<span>{shown}</span> <b>{counts[sort]}</b></label>"
        for sort, (name, shown) in LEGEND.items()
        if counts[sort]
    )
    return (
        '<div class="bar"><a class="brand" href="#" title="To the top">Communiqué</a>'
        f'<span class="total">{names.counted(len(comparison.rows), "row")}</span>'
        f'<fieldset class="legend"><legend class="unseen">Show sorts of row</legend>{boxes}</fieldset></div>\n'
    )


def _head(side: str, record: Record) -> str:
    """A document's title, publisher and date; its address as a link."""
    document, address = record.document, names.address(record.document)
    title = escape(names.title_of(record))
    if address:
        title = f'<a href="{escape(address)}" rel="noreferrer noopener">{title}</a>'
    when = names.day(document.published) if document.published else ""
    told = " · ".join(escape(part) for part in (document.publisher, when) if part)
    return f'<header><span class="side">{side}</span><h2>{title}</h2><p class="said">{told}</p></header>'


def _row(number: int, row: Row) -> str:
    name, _ = LEGEND[row.sort]
    told = "" if row.sort in ("same", "only a", "only b") else escape(row.told)
    title = f' title="{escape(row.told)}"'
    return (
        f'<li class="row card {name}" id="r{number}"><div class="top"{title}><span class="n">{number}</span>'
        f'<span class="label">{_sort(row)}</span><span class="time">{_points(row)}</span></div>\n'
        f'<div class="pair">{_side("A", row.a, row.quote_a)}{_side("B", row.b, row.quote_b)}</div>\n'
        + (f'<p class="told">{told}</p>' if told else "")
        + "</li>\n"
    )


def _sort(row: Row) -> str:
    """`only in A`, `shift in strength, number`."""
    if row.sort == "shift":
        return "shift in " + escape(", ".join(dict.fromkeys(d.what for d in row.differences)))
    return {"same": "told alike", "only a": "only in A", "only b": "only in B"}.get(row.sort, "told elsewhere")


def _points(row: Row) -> str:
    return f"{row.score.points:g} points" if row.score else ""


def _side(side: str, entry: Entry | None, quote: Span | None) -> str:
    if quote is None:
        return f'<div class="half empty"><span class="side">{side}</span><p>nothing</p></div>'
    actors = escape(", ".join(names.party_names(entry.actors))) if entry else ""
    about = " · ".join(part for part in (entry.kind if entry else "", actors) if part)
    return (
        f'<div class="half"><span class="side">{side}</span><p class="said">{about}</p>'
        f"<blockquote>{escape(quote.quote)}</blockquote></div>"
    )
