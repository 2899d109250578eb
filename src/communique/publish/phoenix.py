"""Phoenix's tab-separated events: 26 columns, one row a pair, actors and events coded in CAMEO."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ..types import Party, Record
from . import events

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName",
    "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip


def write(records: Iterable[Record], out: TextIO) -> None:
    """The header, then every pair of every event."""
    events.write_dyads(records, out, COLUMNS, row)


def row(dyad: events.Dyad) -> list[object]:
    """One pair's cells, in the order of COLUMNS. Issues are the contexts, the entry's time among them."""
    event, entry = dyad.event, dyad.event.entry
    coding, document = entry.coding, event.record.document
    year, _, rest = event.day.partition("-")
    month, _, day = rest.partition("-")
    root = coding.cameo[:2]
    return [
        dyad.id, event.day.replace("-", ""), year, month, day, *_party(dyad.actor), *_party(dyad.recipient),
        coding.cameo, root, "0" if root in ("01", "02") else coding.quad,
        "" if coding.scale is None else coding.scale, ";".join(events.contexts(entry)), "", "", events.place(event), "",
        "", f"{document.id}_{entry.sentence}", document.url, document.publisher,
    ]  # fmt: skip


def _party(party: Party | None) -> list[str]:
    """The whole code, the entity, the role, further attributes: CHNGOVMIL is CHN, GOV, MIL."""
    if party is None:
        return ["", "", "", ""]
    full, roles = party.cameo or "---", events.sectors(party)
    if party.entity.kind == "organisation":
        return [full, full, "", ""]
    entity = full.removesuffix("".join(roles)) if roles else full
    return [full, entity, roles[0] if roles else "", ";".join(roles[1:])]
