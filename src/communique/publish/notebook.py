"""What a notebook shows of a record or a list: a fragment with its own style, without script, request or address.

Everything that came from a document is escaped. What is long is cut, and says so: a notebook keeps what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from urllib.parse import urlsplit

from ..types import Document, Entry, Record
from . import names
from .layers import Layer, nested

# Characters of the text and entries that a fragment shows.
MOST_TEXT = 20_000
MOST_ENTRIES = 100

Cell = str | int | float | None


def fragment(record: Record) -> str:
    """A record: its text with every quote marked, and beside it the entries."""
    shown = [(n, entry) for n, entry in enumerate(record.entries, 1) if entry.quote.end <= MOST_TEXT][:MOST_ENTRIES]
    text = f'<div class="cq-text" tabindex="0" role="region" aria-label="Text">{_text(record, shown)}</div>'
    entries = "".join(_entry(number, entry) for number, entry in shown)
    listed = f'<ol class="cq-entries" tabindex="0" aria-label="Entries">{entries}</ol>' if entries else ""
    return framed(
        heading(names.title_of(record), _facts(record), record.document),
        beside(text, listed),
        _beyond(record, len(shown)),
    )


def framed(*parts: str) -> str:
    """Parts that are HTML already, with the style that they need."""
    style = files(__package__).joinpath("notebook.css").read_text(encoding="utf-8")
    return f'<div class="cq"><style>{style}</style>{"".join(parts)}</div>'


def heading(title: str, facts: Iterable[str], document: Document | None = None) -> str:
    """A title, and below it what there is to know; a document's address is a link where it is a web address."""
    told = [escape(fact) for fact in facts if fact]
    if document and (address := names.address(document)):
        told.append(f'<a href="{escape(address)}" rel="noreferrer noopener">{escape(urlsplit(address).netloc)}</a>')
    return f'<p class="cq-title">{escape(title)}</p><p class="cq-facts">{" · ".join(told)}</p>'


def beside(*parts: str) -> str:
    """Parts beside each other, or below each other where there is no room."""
    return f'<div class="cq-sides">{"".join(parts)}</div>'


def table(columns: Sequence[str], rows: Sequence[Sequence[Cell]], caption: str = "") -> str:
    """Rows of text and numbers under their columns."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<table class="cq-table">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def more(number: int, what: str = "") -> str:
    """`and 1,204 more`; nothing where all is shown."""
    return f'<p class="cq-more">and {number:,} more{escape(what)}</p>' if number > 0 else ""


def _cell(value: Cell) -> str:
    if isinstance(value, int | float):
        return f'<td class="cq-num">{value:,}</td>'
    text = value or ""
    short = ' class="cq-short"' if len(text) <= 16 else ""  # a date or an id stays on its line
    return f"<td{short}>{escape(text)}</td>"


def _facts(record: Record) -> list[str]:
    """When, where, who published it, how many entries."""
    counted = names.counted(len(record.entries), "entry", "entries")
    return [names.when(record), names.where(record), record.document.publisher, counted]


def _text(record: Record, shown: Iterable[tuple[int, Entry]]) -> str:
    """The beginning of the text, escaped, with its furniture and the quotes that are shown marked."""
    document = record.document
    whole = [span for span in document.furniture if span.end <= MOST_TEXT]
    layers = [Layer(span.start, span.end, '<span class="cq-furniture">', "</span>") for span in whole]
    layers += [_mark(number, entry) for number, entry in shown]
    return nested(document.text[:MOST_TEXT], layers) + ("…" if len(document.text) > MOST_TEXT else "")


def _mark(number: int, entry: Entry) -> Layer:
    """A quote. Its number is drawn by the style sheet, so that what is copied is the document's own text."""
    before = f'<mark class="cq-quote cq-{entry.kind}" title="Entry {number}, {entry.kind}">'
    return Layer(
        entry.quote.start, entry.quote.end, before, "</mark>", first=f'<span class="cq-n" data-n="{number}"></span>'
    )


def _entry(number: int, entry: Entry) -> str:
    """An entry: kind, time and type; who towards whom, who said so; its details."""
    said = names.speaker(entry.speaker)
    who = ", ".join(names.party_names(entry.actors)) or "nobody named"
    towards = ", ".join(names.party_names(entry.counterparts))
    told = [f"{names.field_label(d.name)}: {d.value}" for d in entry.details]
    lines = [f"said by {said}"] if said else []
    small = "".join(f"<br><small>{escape(line)}</small>" for line in (*lines, " · ".join(told)) if line)
    top = " · ".join(part for part in (entry.time, entry.plover) if part)
    parties = escape(f"{who} → {towards}" if towards else who)
    return (
        f'<li class="cq-entry cq-{entry.kind}"><p><span class="cq-n" data-n="{number}"></span><b>{entry.kind}</b> '
        f"<small>{escape(top)}</small><br>{parties}{small}</p></li>"
    )


def _beyond(record: Record, shown: int) -> str:
    """What a long document has beyond what is shown."""
    cut = len(record.document.text) - MOST_TEXT
    characters = f'<p class="cq-more">The text goes on for {cut:,} characters.</p>' if cut > 0 else ""
    return more(len(record.entries) - shown, " entries; record.entries has all of them") + characters
