"""The flat table of entries that CSV and Parquet share: one row an entry, lists joined by "; "."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..types import Record
from . import events, names

# Column → its type: str, float or int; a missing number is None.
COLUMNS: dict[str, type] = {
    "id": str, "document": str, "published": str, "date": str, "publisher": str, "url": str, "sentence": int,
    "start": int, "end": int, "kind": str, "time": str, "quote": str, "speaker": str, "actors": str, "actor_names": str,
    "actor_cameo": str, "recipients": str, "recipient_names": str, "recipient_cameo": str, "mutual": str,
    "unresolved": str, "plover": str, "mode": str, "contexts": str, "quad": str, "cameo": str, "scale": float,
    "coded_by": str, "confidence": float, "run": str,
}  # fmt: skip


def rows(records: Iterable[Record]) -> Iterator[dict[str, str | int | float | None]]:
    """Every entry as a row with the keys of COLUMNS, in the order of the text."""
    for event in events.events(records):
        entry, document, coding = event.entry, event.record.document, event.entry.coding
        yield {
            "id": entry.id, "document": document.id,
            "published": document.published.isoformat() if document.published else "", "date": event.day,
            "publisher": document.publisher, "url": document.url, "sentence": entry.sentence or None,
            "start": entry.quote.start, "end": entry.quote.end, "kind": entry.kind, "time": entry.time,
            "quote": entry.quote.quote, "speaker": names.speaker(entry.speaker),
            "actors": "; ".join(names.codes(event.actors)),
            "actor_names": "; ".join(events.name(p) for p in event.actors),
            "actor_cameo": "; ".join(names.cameo(event.actors)),
            "recipients": "; ".join(names.codes(event.recipients)),
            "recipient_names": "; ".join(events.name(p) for p in event.recipients),
            "recipient_cameo": "; ".join(names.cameo(event.recipients)),
            "mutual": "yes" if event.mutual else "no", "unresolved": "; ".join(names.unresolved(entry)),
            "plover": entry.plover, "mode": coding.mode, "contexts": "; ".join(coding.contexts), "quad": coding.quad,
            "cameo": coding.cameo, "scale": coding.scale,
            "coded_by": "; ".join(f"{field}: {told}" for field, told in coding.how),
            "confidence": round(entry.confidence, 4), "run": event.record.run,
        }  # fmt: skip
