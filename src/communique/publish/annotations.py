"""W3C Web Annotations (w3.org/TR/annotation-model, JSON-LD): one AnnotationCollection, its one page embedded.

Each entry is an annotation of its document, the web address where it has one, else a URN of its id. Selectors give the
quote and its place; positions count code points, as the model asks, of the text that Communiqué read, which of a web
page is its article: there the quote with its surroundings finds the place. Kind, time and codes are tags; parties,
details and evidence are bodies of their own, with what they are in `cq:role` and the code in `cq:code`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from urllib.parse import quote

from ..types import Document, Entry, Party, Record, Span
from . import names

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"cq": "urn:communique:terms:"}]
COLLECTION = "urn:communique:entries"
AROUND = 32  # characters before and after a quote


def write(records: Iterable[Record], out: TextIO) -> None:
    """One JSON object; streams, so that the number of annotations comes last."""
    head = {"@context": CONTEXT, "id": COLLECTION, "type": "AnnotationCollection", "label": "Communiqué: entries"}
    page = {"id": f"{COLLECTION}:page:1", "type": "AnnotationPage", "partOf": COLLECTION, "startIndex": 0}
    opened = json.dumps(page, ensure_ascii=False)[:-1]
    out.write(json.dumps(head, ensure_ascii=False)[:-1] + f', "first": {opened}, "items": [')
    total = 0
    for record in records:
        for entry in record.entries:
            out.write((",\n" if total else "\n") + json.dumps(annotation(record, entry), ensure_ascii=False))
            total += 1
    out.write(f'\n]}}, "last": "{page["id"]}", "total": {total}}}\n')


def annotation(record: Record, entry: Entry) -> dict[str, Any]:
    """One entry; the quote is the target, all that is said of it are bodies."""
    document = record.document
    held: dict[str, Any] = {
        "id": f"urn:communique:entry:{quote(entry.id, safe='')}",
        "type": "Annotation",
        "motivation": ["classifying", "tagging"],
        "generator": {"type": "Software", "name": "Communiqué"},
        "body": list(_bodies(document, entry)),
        "target": _place(document, entry.quote),
    }
    if record.run:
        held["generator"]["cq:run"] = record.run
    held["cq:confidence"] = round(entry.confidence, 4)
    return held


def _bodies(document: Document, entry: Entry) -> Iterator[dict[str, Any]]:
    coding = entry.coding
    yield _text("classifying", "kind", entry.kind)
    tags = [
        ("time", entry.time),
        ("plover", entry.plover),
        ("mode", coding.mode),
        *(("context", context) for context in coding.contexts),
        ("quad", coding.quad),
        ("cameo", coding.cameo),
        ("scale", "" if coding.scale is None else str(coding.scale)),
    ]
    for role, value in tags:
        if value:
            yield _text("tagging", role, value)
    parties = [("actor", party) for party in entry.actors] + [("counterpart", party) for party in entry.counterparts]
    for role, party in parties:
        yield from _party(document, role, party)
    if entry.speaker:
        yield from _party(document, "speaker", entry.speaker)
    for detail in entry.details:
        yield _text("describing", detail.name, detail.value)
        if detail.span:
            yield _evidence(document, detail.name, detail.span)
    for field, span in entry.evidence:
        yield _evidence(document, field, span)


def _party(document: Document, role: str, party: Party) -> Iterator[dict[str, Any]]:
    label = names.speaker(party) if role == "speaker" else ""
    held = _text("identifying", role, label or party.entity.name or names.wording(party))
    held["cq:kind"] = party.entity.kind
    for name, value in (("code", party.entity.code), ("person", party.person), ("office", party.office)):
        if value:
            held[f"cq:{name}"] = value
    yield held
    if party.mention:
        yield _evidence(document, role, party.mention)


def _text(purpose: str, role: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "cq:role": role}


def _evidence(document: Document, field: str, span: Span) -> dict[str, Any]:
    """The words of the document that gave a field."""
    return {"type": "SpecificResource", "purpose": "linking", "cq:role": f"evidence for {field}"} | _place(
        document, span
    )


def _place(document: Document, span: Span) -> dict[str, Any]:
    text = document.text
    return {
        "source": names.address(document) or f"urn:communique:document:{quote(document.id, safe='')}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.quote,
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }
