"""One self-contained page: each text with its quotes highlighted, beside it the records that they gave.

No script and no request: styles are inline (`page.css`), links are fragments, and the filter is check boxes that the
style sheet reads with `:has()`. Everything that came from a document is escaped; the text of the page's article is
the document's own text, character by character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TextIO
from urllib.parse import urlsplit

from ..types import KINDS, Detail, Entry, Kind, Record
from . import names
from .layers import Layer, nested


def write(records: Iterable[Record], out: TextIO) -> None:
    """The page of all records; the counts at its top need every one of them before the first line."""
    for part in page(list(records)):
        out.write(part)


def page(records: list[Record]) -> Iterator[str]:
    """The page in parts."""
    heading = names.title_of(records[0]) if len(records) == 1 else names.counted(len(records), "document")
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(heading)} · Communiqué</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
    )
    yield _bar(records)
    yield "<main>\n"
    if len(records) > 1:
        yield _index(records)
    for number, record in enumerate(records, 1):
        yield _document(number, record, "h1" if len(records) == 1 else "h2")
    yield f"</main>\n{_foot()}</body>\n</html>\n"


def _style() -> str:
    """The style sheet, with the rules that need one line a kind."""
    hide = "".join(
        f"body:has(#f-{kind}:not(:checked)) .card.{kind} {{ display: none }}\n"
        f"body:has(#f-{kind}:not(:checked)) .q.{kind} {{ background: none; border-color: transparent }}\n"
        f"body:has(#f-{kind}:not(:checked)) .q.{kind} > .n {{ display: none }}\n"
        for kind in KINDS
    )
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8") + hide


# ---- the bar: what the colours mean, how many of each, and the filter ----


def _bar(records: list[Record]) -> str:
    counts = Counter(entry.kind for record in records for entry in record.entries)
    boxes = "".join(_box(kind, counts[kind]) for kind in KINDS if counts[kind])
    total = names.counted(counts.total(), "entry", "entries")
    return (
        '<div class="bar"><a class="brand" href="#top" title="To the top">Communiqué</a>'
        f'<span class="total">{total}</span>'
        f'<fieldset class="legend"><legend class="unseen">Show kinds of entry</legend>{boxes}</fieldset></div>\n'
    )


def _box(kind: Kind, count: int) -> str:
    return (
        f'<label class="kind {kind}"><input type="checkbox" id="f-{kind}" checked autocomplete="off">'
        f"<span>{names.PLURALS[kind]}</span> <b>{count}</b></label>"
    )


def _index(records: list[Record]) -> str:
    """A table of all documents, each linked to its section."""
    rows = "".join(_index_row(number, record) for number, record in enumerate(records, 1))
    return (
        f'<section class="index"><h1>{names.counted(len(records), "document")}</h1>\n<table>'
        '<thead><tr><th scope="col">Document</th><th scope="col">Parties</th><th scope="col">Published</th>'
        f'<th scope="col">Publisher</th><th scope="col" class="num">Entries</th></tr></thead>\n<tbody>{rows}</tbody>'
        "</table></section>\n"
    )


def _index_row(number: int, record: Record) -> str:
    document = record.document
    parties = ", ".join(party.code for party in record.parties if party.code)
    published = document.published.isoformat() if document.published else ""
    return (
        f'<tr><td><a href="#d{number}">{escape(names.title_of(record))}</a></td><td>{escape(parties)}</td>'
        f'<td class="date">{published}</td><td>{escape(document.publisher)}</td>'
        f'<td class="num">{len(record.entries)}</td></tr>\n'
    )


# ---- one document ----


def _document(number: int, record: Record, heading: str) -> str:
    cards = "".join(_card(f"d{number}", place, entry) for place, entry in enumerate(record.entries, 1))
    empty = '<p class="none">No entry was found in this document.</p>'
    return (
        f'<section class="document" id="d{number}">\n{_header(record, heading)}<div class="sides">\n'
        f'<article class="text" lang="{escape(record.document.language)}" aria-label="Text">'
        f"{_text(f'd{number}', record)}</article>\n"
        f'<aside class="records" aria-label="Entries"><ol>{cards}</ol>{"" if cards else empty}</aside>\n</div>\n'
        f"{_left_out(record)}</section>\n"
    )


def _header(record: Record, heading: str) -> str:
    who = "".join(
        f"<li><b>{escape(person.name)}</b> <span>{escape(names.participant_label(person))}</span></li>"
        for person in record.participants
    )
    others = escape(", ".join(names.others(record)))
    who += f"<li>{others}</li>" if others else ""
    facts = "".join(
        f"<div><dt>{fact.name}</dt><dd>{escape(fact.value)}</dd></div>"
        for fact in names.facts(record)
        if fact.name != "Source"
    )
    people = f'<div class="who"><dt>Who</dt><dd><ul>{who}</ul></dd></div>' if who else ""
    return (
        f'<header><{heading}>{escape(names.title_of(record))}</{heading}>\n<dl class="facts">{people}{facts}'
        f"{_source(record)}</dl></header>\n"
    )


def _source(record: Record) -> str:
    """Publisher and a link to the address; only web addresses become links."""
    document = record.document
    address = document.url or document.source
    shown = escape(address)
    if urlsplit(address).scheme in ("http", "https"):
        shown = f'<a href="{shown}" rel="noreferrer noopener">{escape(urlsplit(address).netloc)}</a>'
    told = " · ".join(part for part in (escape(document.publisher), shown) if part)
    digest = f"<br><small>SHA-256 <code>{escape(document.sha256[:16])}…</code></small>" if document.sha256 else ""
    return f"<div><dt>Source</dt><dd>{told}{digest}</dd></div>" if told or digest else ""


def _text(prefix: str, record: Record) -> str:
    """The document's text with its title, its furniture and every quote marked."""
    document = record.document
    layers = [Layer(span.start, span.end, '<span class="furniture">', "</span>") for span in document.furniture]
    if document.title and document.text.startswith(document.title):
        layers.append(Layer(0, len(document.title), '<span class="title">', "</span>"))
    layers += [_mark(f"{prefix}e{place}", place, entry) for place, entry in enumerate(record.entries, 1)]
    return nested(document.text, layers)


def _mark(anchor: str, place: int, entry: Entry) -> Layer:
    """A quote: its mark, and before it the number that leads to its record.

    The number is drawn by the style sheet, so that the article's text stays the document's, to copy and to search.
    """
    label = f"Entry {place}, {entry.kind}"
    number = f'<a class="n" id="{anchor}q" href="#{anchor}" data-n="{place}" title="{label}" aria-label="{label}"></a>'
    return Layer(
        entry.quote.start,
        entry.quote.end,
        f'<mark class="q {entry.kind}">',
        "</mark>",
        first=number,
        leaf=f'<a class="w" href="#{anchor}" tabindex="-1">',
    )


def _coding(entry: Entry) -> str:
    """All codes of an entry, for who points at its type."""
    coding = entry.coding
    told = [f"PLOVER {entry.plover}", coding.mode, *coding.contexts]
    told += [f"CAMEO {coding.cameo}", f"scale {coding.scale:g}"] if coding.cameo and coding.scale is not None else []
    return " · ".join(part for part in told if part)


def _card(prefix: str, place: int, entry: Entry) -> str:
    """One record: kind, time and code; who, towards whom, who said so; the quote; the details."""
    anchor = f"{prefix}e{place}"
    said = names.speaker(entry.speaker)
    code = (
        f' <span class="plover" title="{escape(_coding(entry))}">{escape(entry.plover)}</span>' if entry.plover else ""
    )
    return (
        f'<li class="card {entry.kind}" id="{anchor}" value="{place}"><div class="top">'
        f'<span class="n">{place}</span><span class="label">{entry.kind}</span>'
        f'<span class="time">{entry.time}</span>{code}</div>\n'
        f'<p class="parties">{_parties(entry)}</p>\n'
        f"{_said(said, entry) if said else ''}"
        f'<blockquote><a href="#{anchor}q">{escape(entry.quote.quote)}</a></blockquote>\n'
        f"{_details(entry.details)}</li>\n"
    )


def _parties(entry: Entry) -> str:
    actors = escape(", ".join(names.party_names(entry.actors))) or "<i>nobody named</i>"
    towards = escape(", ".join(names.party_names(entry.counterparts)))
    return actors + (f' <span class="to" aria-label="towards">→</span> {towards}' if towards else "")


def _said(said: str, entry: Entry) -> str:
    office = entry.speaker.office if entry.speaker else ""
    return f'<p class="said">said by <b>{escape(said)}</b>{", " + escape(office) if office else ""}</p>\n'


def _details(details: tuple[Detail, ...]) -> str:
    """Details as a list of terms; values of one name stand together."""
    rows = "".join(
        f"<div><dt>{escape(names.field_label(name))}</dt><dd>{'<br>'.join(escape(d.value) for d in alike)}</dd></div>"
        for name, alike in groupby(details, key=lambda detail: detail.name)
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _left_out(record: Record) -> str:
    """The sentences that gave no entry, folded away."""
    if not record.skips:
        return ""
    rows = "".join(
        f"<li><span>{escape(skip.reason)}</span> {escape(names.shortened(skip.span.quote, 300))}</li>"
        for skip in record.skips
    )
    title = names.counted(len(record.skips), "sentence")
    return f'<details class="skips"><summary>{title} gave no entry</summary><ul>{rows}</ul></details>\n'


def _foot() -> str:
    return (
        "<footer>Read by Communiqué. Entries were found by a program; the highlighted words are the document’s own, "
        "the rest is its reading of them.</footer>\n"
    )
