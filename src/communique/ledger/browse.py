"""Lists of parties and relations: who stands in how many entries with whom, in a period; how a party is told of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from .copies import COPY_OF
from .queries import Held, held
from .schema import documents, entries, pairs, parties, readings


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation in figures: entries between two parties, the last of their past dates, the mean of their scale."""

    pair: str
    count: int
    last: str
    scale: float | None


def ties(connection: Connection, since: str = "", until: str = "", party: str = "", most: int = 60) -> list[Tie]:
    """The relations with the most entries in a period, of all parties or of one."""
    count = func.count()
    columns = (pairs.c.pair, count, func.max(_past(pairs.c.date)), func.avg(pairs.c.scale))
    within = _within(since, until)
    if party:
        within.append(pairs.c.pair.startswith(party + "-", autoescape=True) | pairs.c.pair.endswith("-" + party))
    found = select(*columns).where(*within).group_by(pairs.c.pair).order_by(count.desc(), pairs.c.pair).limit(most)
    return [
        Tie(pair, n, last, None if scale is None else float(scale))
        for pair, n, last, scale in connection.execute(found)
    ]


def _past(date: Any) -> Any:
    """A date that is not still to come, else "": plans may lie decades ahead."""
    return case((date <= dt.date.today().isoformat(), date), else_="")


def _within(since: str, until: str) -> list[Any]:
    where: list[Any] = []
    if since:
        where.append(pairs.c.date >= since)
    if until:
        where.append(pairs.c.date <= until + "~")  # "2024-12-31" lies within "2024"
    return where


@dataclass(frozen=True, slots=True)
class Size:
    """How much a ledger holds."""

    documents: int
    entries: int
    kinds: dict[str, int]
    first: str
    last: str


def size(connection: Connection) -> Size:
    """Documents and current entries, by kind, and the first and last day of publication."""
    whole = select(func.count(), func.min(documents.c.published), func.max(documents.c.published))
    n, first, last = connection.execute(whole.select_from(documents)).one()
    by_kind = select(entries.c.kind, func.count()).where(entries.c.current).group_by(entries.c.kind)
    kinds = {row[0]: int(row[1]) for row in connection.execute(by_kind)}
    return Size(int(n), sum(kinds.values()), kinds, first or "", last or "")


def of_party(connection: Connection, code: str = "", person: str = "", most: int = 40) -> tuple[list[Held], int]:
    """The newest entries of a state, organisation or person as actor or counterpart, and how many there are."""
    where = parties.c.person == person if person else parties.c.code == code
    numbers = select(parties.c.number).where(where)
    total = connection.execute(select(func.count(func.distinct(parties.c.number))).where(where)).scalar_one()
    order = (entries.c.date.desc(), entries.c.number.desc())
    return held(connection, entries.c.number.in_(numbers), entries.c.judged != "rejected", order=order, most=most), int(
        total
    )


def persons_of(connection: Connection, code: str, most: int = 40) -> list[tuple[str, int, str]]:
    """The persons who stood for a state or organisation: name, in how many entries, the last of their past dates."""
    count = func.count(func.distinct(parties.c.number))
    rows = connection.execute(
        select(parties.c.person, count, func.max(_past(entries.c.date)))
        .join_from(parties, entries, parties.c.number == entries.c.number)
        .where(parties.c.code == code, parties.c.person != "", entries.c.current)
        .group_by(parties.c.person)
        .order_by(count.desc(), parties.c.person)
        .limit(most)
    )
    return [(row[0], int(row[1]), row[2]) for row in rows]


def document_page(connection: Connection, most: int, before: str = "") -> list[Any]:
    """Documents by date, newest first, undated ones last.

    `before` is the date and number ("2024-08-22_17") of the last that was seen.
    """
    columns = (
        documents.c.id,
        documents.c.published,
        documents.c.publisher,
        documents.c.title,
        documents.c.pair,
        COPY_OF,
    )
    published = func.coalesce(documents.c.published, "")
    found = (
        select(documents.c.number, *columns, readings.c.entries)
        .join_from(documents, readings, and_(readings.c.document == documents.c.id, readings.c.current), isouter=True)
        .order_by(published.desc(), documents.c.number.desc())
        .limit(most)
    )
    day, _, number = before.rpartition("_")
    if number.isdecimal() and len(number) < 19:
        earlier = and_(published == day, documents.c.number < int(number))
        found = found.where((published < day) | earlier)
    return list(connection.execute(found))
