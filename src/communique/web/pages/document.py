"""A document: its text with every quote lit by kind, the entries beside it, what was left out, its other side."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from ...errors import QuestionError
from ...ledger.documents import Kept, counterparts, kept
from ...publish import exporter, names
from ...publish.layers import Layer, nested
from ...types import Entry, Record, Span
from .. import exports
from ..rendering import inert_html, page
from ..site import site_of

router = APIRouter()
FORMATS = ("json", "csv", "html")


@router.get("/document/{key:path}/export.{format}")
def exported(request: Request, key: str, format: str) -> Response:
    """What is read out of a document, in a format of single documents."""
    if format not in FORMATS:
        raise QuestionError(f"a document has no format {format!r}; give one of {', '.join(FORMATS)}")
    with site_of(request).store.reading() as connection:
        found = kept(connection, key).record
    out = io.StringIO()
    exporter(format).write([found], out)
    return exports.download(format, re.sub(r"[^\w.-]+", "-", key)[:80] or "document", [out.getvalue()])


@router.get("/document/{key:path}")
def show(request: Request, key: str, span: str = "") -> Response:
    site = site_of(request)
    with site.store.reading() as connection:
        found = kept(connection, key)
        others = counterparts(connection, found)
    record = found.record
    return page(
        request,
        "document.html",
        document=record.document,
        record=record,
        held=found.held,
        title=names.title_of(record),
        facts=[fact for fact in names.facts(record) if fact.name != "Source"],
        people=[(person.name, names.participant_label(person)) for person in record.participants],
        conflicts=names.conflicts(record),
        text=_text(record, [held.entry for held in found.held], _asked(span)),
        kinds=_counts(found),
        others=others,
        readings=found.readings,
    )


def _asked(span: str) -> tuple[int, int] | None:
    """The run of characters that an address names: `?span=120-180`."""
    start, _, end = span.partition("-")
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() and len(span) < 24 else None


def _counts(found: Kept) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for held in found.held:
        counted[held.entry.kind] = counted.get(held.entry.kind, 0) + 1
    return sorted(counted.items(), key=lambda row: -row[1])


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading that is not kept: what its page shows."""

    record: Record
    title: str
    text: Markup


def drafted(record: Record) -> Draft:
    """A reading as the page shows it before it is kept."""
    return Draft(record, names.title_of(record), _text(record, record.entries, None))


def _text(record: Record, entries: Sequence[Entry], asked: tuple[int, int] | None) -> Markup:
    """The document's own characters; furniture, title, quotes and the run that was asked for are marked."""
    document = record.document
    layers = [Layer(span.start, span.end, '<span class="furniture">', "</span>") for span in document.furniture]
    if document.title and document.text.startswith(document.title):
        layers.append(Layer(0, len(document.title), '<span class="title">', "</span>"))
    layers += [_mark(entry) for entry in entries]
    layers += [_skip(skip.span, skip.reason) for skip in record.skips]
    if asked and asked[0] < asked[1] <= len(document.text):
        layers.append(Layer(*asked, '<span class="asked" id="asked">', "</span>"))
    return inert_html(nested(document.text, layers))


def _mark(entry: Entry) -> Layer:
    """A quote; its anchor stands once, so that an address leads to it however often it is cut by others."""
    return Layer(
        entry.quote.start,
        entry.quote.end,
        f'<mark class="q kinded {entry.kind}" data-entry="{entry.id}">',
        "</mark>",
        first=f'<span class="anchor" id="q-{entry.id}"></span>',
        leaf=f'<a class="w" href="#e-{entry.id}" tabindex="-1">',
    )


def _skip(span: Span, reason: str) -> Layer:
    """A sentence that gave no entry tells why, to who points at it."""
    return Layer(span.start, span.end, f'<span class="left-out" title="{escape(reason)}">', "</span>")
