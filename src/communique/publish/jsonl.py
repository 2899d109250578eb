"""One entry a line, in the shape that the scorer reads: codes for parties, names for speakers, offsets for quotes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from ..types import Detail, Entry, Record, Span
from . import names


def write(records: Iterable[Record], out: TextIO) -> None:
    """One line for each entry of each record, in the order of the text."""
    for record in records:
        for entry in record.entries:
            out.write(json.dumps(row(entry), ensure_ascii=False) + "\n")
        out.flush()


def row(entry: Entry) -> dict[str, Any]:
    """One entry as a flat object; the scored fields come first.

    Parties that stand for no known state or organisation have no code: they are left out of `actors` and
    `counterparts` and listed by their words under `unresolved`.
    """
    return {
        "doc": entry.document,
        "kind": entry.kind,
        "quote": entry.quote.quote,
        "start": entry.quote.start,
        "end": entry.quote.end,
        "speaker": names.speaker(entry.speaker),
        "actors": names.codes(entry.actors),
        "counterparts": names.codes(entry.counterparts),
        "time": entry.time,
        "plover": entry.plover,
        "mode": entry.coding.mode,
        "contexts": list(entry.coding.contexts),
        "quad": entry.coding.quad,
        "cameo": entry.coding.cameo,
        "scale": entry.coding.scale,
        "id": entry.id,
        "confidence": round(entry.confidence, 4),
        "actor_cameo": names.cameo(entry.actors),
        "counterpart_cameo": names.cameo(entry.counterparts),
        "unresolved": names.unresolved(entry),
        "details": [_detail(detail) for detail in entry.details],
        "evidence": [{"field": field, **_place(span)} for field, span in entry.evidence],
    }


def _detail(detail: Detail) -> dict[str, Any]:
    return {"name": detail.name, "value": detail.value, **(_place(detail.span) if detail.span else {})}


def _place(span: Span) -> dict[str, Any]:
    return {"quote": span.quote, "start": span.start, "end": span.end}
