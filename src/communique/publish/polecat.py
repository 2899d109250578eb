"""POLECAT's tab-separated events: 40 columns, one row an event, compound parties joined by "; ".

Empty are what Communiqué does not know: coordinates and GeoNames ids, city, district and province, Wikipedia's ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from ..types import Party, Record
from . import events

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
QUADS = {"1": "VERBAL COOPERATION", "2": "MATERIAL COOPERATION", "3": "VERBAL CONFLICT", "4": "MATERIAL CONFLICT"}


def write(records: Iterable[Record], out: TextIO) -> None:
    """The header, then each event that has a PLOVER type; what PLOVER drops has no place in these columns."""
    out.write("\t".join(COLUMNS) + "\n")
    for event in events.events(records):
        if event.entry.plover:
            out.write("\t".join(map(events.cell, row(event))) + "\n")


def row(event: events.Event) -> list[object]:
    """One event's cells, in the order of COLUMNS."""
    entry, document, coding = event.entry, event.record.document, event.entry.coding
    where = events.place(event)
    people = [p.name for p in event.record.participants]
    named = [r.entity for r in event.record.resolutions]
    return [
        entry.id, event.day, entry.plover, coding.mode, "" if coding.scale is None else coding.scale,
        QUADS.get(coding.quad, ""), _joined(events.contexts(entry)),
        *_party(event.actors), *_party(event.recipients),
        where, "", "", "", "", "", "", "", where, "", document.publisher,
        document.published.isoformat() if document.published else "",
        _joined(people), _joined(e.name for e in named if e.kind == "organisation"),
        _joined(e.name for e in named if e.kind == "state"), document.language, event.record.run,
    ]  # fmt: skip


def _party(parties: Sequence[Party]) -> list[str]:
    """Name, country, COW number, first sector, all sectors, title, raw name, Wikipedia id."""
    sectors = [s for p in parties for s in events.sectors(p)]
    return [
        _joined(events.name(p) for p in parties),
        _joined(events.state(p) for p in parties),
        _joined(p.entity.codes.cow for p in parties),
        sectors[0] if sectors else "",
        _joined(sectors),
        _joined(p.office for p in parties),
        _joined(events.raw(p) for p in parties),
        "",
    ]


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(v for v in values if v))
