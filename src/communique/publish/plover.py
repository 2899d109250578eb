"""PLOVER events as JSON, one a line: actor and recipient lists, type, mode, contexts, the words and their place."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from ..types import Party, Record
from . import events, names


def write(records: Iterable[Record], out: TextIO) -> None:
    """One object for each event, in the order of the text."""
    for event in events.events(records):
        out.write(json.dumps(row(event), ensure_ascii=False) + "\n")


def row(event: events.Event) -> dict[str, Any]:
    """One event. `type` is null for what PLOVER drops; its CAMEO statement stands all the same."""
    entry, document = event.entry, event.record.document
    return {
        "id": entry.id,
        "date": event.day or None,
        "type": entry.plover or None,
        "mode": entry.coding.mode or None,
        "context": list(entry.coding.contexts),
        "quad": int(entry.coding.quad) if entry.coding.quad else None,
        "scale": entry.coding.scale,
        "cameo": entry.coding.cameo,
        "time": entry.time,
        "kind": entry.kind,
        "actor": [party(p) for p in event.actors],
        "recipient": [party(p) for p in event.recipients],
        "mutual": event.mutual,
        "speaker": names.speaker(entry.speaker) or None,
        "text": entry.quote.quote,
        "start": entry.quote.start,
        "end": entry.quote.end,
        "confidence": round(entry.confidence, 4),
        "coded_by": [{"field": field, "by": told} for field, told in entry.coding.how],
        "document": document.id,
        "publisher": document.publisher or None,
        "published": document.published.isoformat() if document.published else None,
        "url": document.url or None,
        "language": document.language,
        "version": event.record.run,
    }


def party(party: Party) -> dict[str, Any]:
    """One actor or recipient: its code and state, null where it is not resolved, and its own words."""
    return {
        "name": events.name(party),
        "code": party.entity.code or None,
        "kind": party.entity.kind,
        "country": events.state(party) or None,
        "cameo": party.cameo or "---",
        "sector": events.sectors(party),
        "title": party.office or None,
        "text": events.raw(party),
    }
