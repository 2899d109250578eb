"""What a person should look at first: proposed links near the threshold, and entries of which the judge was unsure."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, and_, func, select

from .queries import Held, held
from .schema import entries, links


def doubtful_entries(connection: Connection, most: int = 40) -> list[Held]:
    """Entries that nobody has judged, the least certain first."""
    order = (entries.c.confidence, entries.c.number)
    return held(connection, entries.c.judged == "", entries.c.confidence.is_not(None), order=order, most=most)


def proposed_links(connection: Connection, most: int = 40) -> list[Row[Any]]:
    """Links that the machine proposes and nobody has judged: those nearest to being accepted first."""
    a, b = entries.alias("left_entry"), entries.alias("right_entry")
    found = (
        select(links, *_end(a, "a"), *_end(b, "b"))
        .join_from(links, a, and_(a.c.entry == links.c.a, a.c.current))
        .join(b, and_(b.c.entry == links.c.b, b.c.current))
        .where(links.c.state == "proposed")
        .order_by(links.c.score.desc(), links.c.id)
        .limit(most)
    )
    return list(connection.execute(found))


def proposed(connection: Connection) -> int:
    """How many links wait for a person."""
    counted = select(func.count()).select_from(links).where(links.c.state == "proposed")
    return int(connection.execute(counted).scalar_one())


def _end(alias: Any, side: str) -> list[Any]:
    names = ("quote", "date", "document", "kind")
    return [alias.c[name].label(f"{side}_{name}") for name in names]
