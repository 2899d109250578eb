"""Documents that report one event: what a person may want to lay side by side."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from .schema import documents, entries


@dataclass(frozen=True, slots=True)
class Side:
    """A document as a list names it."""

    id: str
    title: str
    publisher: str
    published: str


def told_twice(connection: Connection, most: int = 20) -> list[tuple[Side, Side, int]]:
    """Pairs of documents of different publishers that share events, the newest first, with how many they share."""
    a, b = entries.alias("a"), entries.alias("b")
    shared = func.count(func.distinct(a.c.event))
    rows = connection.execute(
        select(a.c.document, b.c.document, shared, func.max(a.c.date))
        .join_from(a, b, and_(a.c.event == b.c.event, a.c.document < b.c.document))
        .where(a.c.event.is_not(None), a.c.current, b.c.current)
        .group_by(a.c.document, b.c.document)
        .order_by(func.max(a.c.date).desc(), a.c.document, b.c.document)
        .limit(most * 3)
    ).all()
    ids = {key for row in rows for key in row[:2]}
    columns = (documents.c.id, documents.c.title, documents.c.publisher, documents.c.published)
    known = {
        row.id: Side(row.id, row.title, row.publisher, row.published or "")
        for row in connection.execute(select(*columns).where(documents.c.id.in_(ids)))
    }
    found = [(known[row[0]], known[row[1]], int(row[2])) for row in rows]
    return sorted(found, key=lambda pair: pair[0].publisher == pair[1].publisher)[:most]
