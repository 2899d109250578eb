"""A document as its page shows it: the reading that stands, how entries were judged, others that report its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from ..errors import UnknownIdError
from ..types import Record
from .queries import Held, held, record
from .schema import documents, entries, readings, runs


@dataclass(frozen=True, slots=True)
class Kept:
    """A document's record with its entries as held, rejected ones too; its readings, oldest first."""

    record: Record
    held: list[Held]
    readings: list[Row[Any]]


def kept(connection: Connection, key: str) -> Kept:
    """The document of a whole id; UnknownIdError where there is none."""
    if not connection.execute(select(documents.c.id).where(documents.c.id == key)).first():
        raise UnknownIdError(f"no document is called {key[:80]!r}; search, or see the list of documents")
    order = (entries.c.start, entries.c.number)
    read = (
        select(readings.c.at, readings.c.entries, readings.c.added, readings.c.gone, runs.c.label)
        .join_from(readings, runs, readings.c.run == runs.c.id)
        .where(readings.c.document == key)
        .order_by(readings.c.number)
    )
    found = held(connection, entries.c.document == key, order=order)
    return Kept(record(connection, key), found, list(connection.execute(read)))


def counterparts(connection: Connection, found: Kept, most: int = 6) -> list[Any]:
    """Other documents that report an event of this one, those with the most of its events first."""
    keys = sorted({one.event for one in found.held if one.event})
    if not keys:
        return []
    own = found.record.document.id
    told = (
        select(entries.c.document, entries.c.event)
        .where(entries.c.event.in_(keys), entries.c.current, entries.c.document != own)
        .distinct()
    )
    counted: dict[str, int] = {}
    for row in connection.execute(told):
        counted[row.document] = counted.get(row.document, 0) + 1
    rows = connection.execute(
        select(documents.c.id, documents.c.title, documents.c.publisher, documents.c.published).where(
            documents.c.id.in_(list(counted))
        )
    )
    return sorted(rows, key=lambda row: (-counted[row.id], row.id))[:most]


def known(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Those of some ids that the ledger holds."""
    return list(connection.execute(select(documents.c.id).where(documents.c.id.in_(ids))).scalars())
