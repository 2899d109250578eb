"""ICEWS's tab-separated events: 20 columns, one row a pair of source and target, coded in CAMEO."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ..types import Party, Record
from . import events

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(records: Iterable[Record], out: TextIO) -> None:
    """The header, then every pair of every event."""
    events.write_dyads(records, out, COLUMNS, row)


def row(dyad: events.Dyad) -> list[object]:
    """One pair's cells, in the order of COLUMNS. The event's words carry its time where it is not done."""
    event, entry = dyad.event, dyad.event.entry
    coding, document = entry.coding, event.record.document
    return [
        dyad.id, event.day, *_party(dyad.actor), events.meaning(entry), coding.cameo,
        "" if coding.scale is None else coding.scale, *_party(dyad.recipient), document.id, entry.sentence or "",
        document.publisher, "", "", "", "", "", "",
    ]  # fmt: skip


def _party(party: Party | None) -> list[str]:
    if party is None:
        return ["", "", ""]
    country = party.entity.name if events.state(party) else ""
    return [events.name(party), ",".join(events.sector_names(party)), country]
