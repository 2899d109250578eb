"""A relation over time: single marks where they are few, counts by month or year where they are many."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from .schema import commitments, entries, pairs

LANES = ("meeting", "agreement", "launch", "commitment")
# Marks that a timeline can show apart; above it, counts are shown.
MARKS = 400
# An event is what took place; a commitment always counts.
_TOOK_PLACE = ("done", "past", "ongoing")


@dataclass(frozen=True, slots=True)
class Mark:
    """An event or commitment: `reports` tell of it, `entry` is the first of them; `state` is a commitment's."""

    key: str
    entry: str
    kind: str
    date: str
    quote: str
    state: str
    reports: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many of a kind in a month or year (`period`, the beginning of an ISO date)."""

    kind: str
    period: str
    count: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """What was coded in a quarter ("2024-Q3"): entries by quad class, and the mean of their scale, -10 to 10."""

    quarter: str
    quads: dict[str, int]
    mean: float | None


def marks(connection: Connection, pair: str, since: str = "", until: str = "", most: int = MARKS) -> list[Mark] | None:
    """Dated events and commitments of a pair in a period, oldest first; None where there are more than `most`."""
    where = _within(pair, since, until)
    if connection.execute(select(func.count()).select_from(pairs).where(*where)).scalar_one() > most * 2:
        return None
    rows = connection.execute(
        select(
            entries.c.entry,
            entries.c.kind,
            entries.c.time,
            pairs.c.date,
            pairs.c.event,
            entries.c.quote,
            commitments.c.state,
        )
        .join_from(pairs, entries, pairs.c.number == entries.c.number)
        .join(commitments, commitments.c.number == entries.c.number, isouter=True)
        .where(*where)
        .order_by(pairs.c.date, pairs.c.number)
    )
    found: dict[str, Mark] = {}
    for row in rows:
        if row.kind != "commitment" and row.time not in _TOOK_PLACE:
            continue
        key = row.event or row.entry
        reports = found[key].reports + 1 if key in found else 1
        first = found.get(key)
        found[key] = Mark(
            key,
            first.entry if first else row.entry,
            row.kind,
            first.date if first else row.date,
            max(row.quote, first.quote if first else "", key=len),
            row.state or "",
            reports,
        )
    return list(found.values()) if len(found) <= most else None


def _within(pair: str, since: str, until: str) -> list[Any]:
    where = [pairs.c.pair == pair, pairs.c.kind.in_(LANES), pairs.c.date != ""]
    if since:
        where.append(pairs.c.date >= since)
    if until:
        where.append(pairs.c.date <= until + "~")  # "2024-12-31" lies within "2024"
    return where


def buckets(connection: Connection, pair: str, since: str = "", until: str = "") -> list[Bucket]:
    """The same as counts: by month where the period is at most five years, else by year."""
    where = _within(pair, since, until)
    span = connection.execute(select(func.min(pairs.c.date), func.max(pairs.c.date)).where(*where)).one()
    if not span[0]:
        return []
    months = int(span[1][:4]) - int(span[0][:4]) <= 5
    period = func.substr(pairs.c.date, 1, 7 if months else 4)
    rows = connection.execute(
        select(pairs.c.kind, period, func.count()).where(*where).group_by(pairs.c.kind, period).order_by(period)
    )
    return [Bucket(*row) for row in rows]


def quarters(connection: Connection, pair: str, quad_of: dict[str, str]) -> list[Quarter]:
    """Cooperation and conflict by quarter; `quad_of` gives a PLOVER type's quad class, "1" to "4".

    Entries without a PLOVER type, dated to a year alone or still to come are in none.
    """
    month = func.substr(pairs.c.date, 1, 8)  # "2024-08", "2024-08-" or a week, "2024-W34"
    rows = connection.execute(
        select(month, pairs.c.plover, func.count(), func.count(pairs.c.scale), func.sum(pairs.c.scale))
        .where(pairs.c.pair == pair, func.length(pairs.c.date) >= 7, pairs.c.date <= dt.date.today().isoformat())
        .group_by(month, pairs.c.plover)
    )
    quads: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys("1234", 0))
    scales: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for when, plover, count, scaled, total in rows:
        quarter = f"{when[:4]}-Q{(_month(when) + 2) // 3}"
        if quad := quad_of.get(plover, ""):
            quads[quarter][quad] += count
        if scaled:
            scales[quarter].append((scaled, float(total)))
    return [Quarter(q, dict(quads[q]), _mean(scales.get(q, ()))) for q in sorted({*quads, *scales})]


def _month(when: str) -> int:
    """The month of "2024-08", or that in which a week ("2024-W34") begins, 1 to 12."""
    if when[5] == "W":
        first = dt.date.fromisocalendar(int(when[:4]), int(when[6:8]), 1)
        return first.month if first.year == int(when[:4]) else 1
    return int(when[5:7])


def _mean(parts: Sequence[tuple[int, float]]) -> float | None:
    counted = sum(n for n, _ in parts)
    return sum(total for _, total in parts) / counted if counted else None
