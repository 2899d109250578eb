"""A relation between two parties at a glance: level, counts, last meeting, what is open, signed, founded and held."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, distinct, func, or_, select

from ..joining.traits import pair as pair_of
from .queries import OPEN, Held, held
from .schema import documents, entries, pairs
from .schema import events as event_rows

# How many of each list are looked at; a list of more says so.
MOST = 20
# A year of anniversaries and levels: how far back the newest level is looked for, in entries.
_LEVELS = 200
_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting, agreement or launch with all of its reports, and the details in which they differ."""

    id: str
    kind: str
    date: str
    reports: tuple[Held, ...]
    differences: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a ledger holds of two parties. Counts are of events, each once however many report it; lists newest first.

    `positions` are, for each of the two, the newest positions that it holds towards the other.
    """

    pair: str
    level: Held | None
    counts: dict[str, dict[str, int]]
    documents: int
    sources: tuple[tuple[str, int], ...]
    meeting: Event | None
    open: int
    agreements: tuple[Event, ...]
    launches: tuple[Event, ...]
    positions: dict[str, tuple[Held, ...]]


def relation(connection: Connection, a: str, b: str) -> Relation:
    """The relation of two parties, by their codes; all counts are 0 where the ledger holds nothing of it."""
    pair = pair_of(a, b)
    level = next(
        (h for h in _of(connection, pair, "relation", _LEVELS) if any(d.name == "level" for d in h.entry.details)), None
    )
    meetings = event_list(connection, pair, "meeting", 1)
    published = (
        select(documents.c.publisher, func.count())
        .where(documents.c.id.in_(select(pairs.c.document).where(pairs.c.pair == pair)))
        .group_by(documents.c.publisher)
        .order_by(func.count().desc(), documents.c.publisher)
    )
    sources = tuple((row[0], int(row[1])) for row in connection.execute(published))
    open_ones = select(func.count()).select_from(pairs).where(pairs.c.pair == pair, pairs.c.state.in_(OPEN))
    return Relation(
        pair,
        level,
        counts(connection, pair),
        sum(n for _, n in sources),
        sources,
        meetings[0] if meetings else None,
        int(connection.execute(open_ones).scalar_one()),
        tuple(event_list(connection, pair, "agreement", MOST)),
        tuple(event_list(connection, pair, "launch", MOST)),
        _positions(connection, pair, (a, b)),
    )


def counts(connection: Connection, pair: str) -> dict[str, dict[str, int]]:
    """Kind → year → how many; the reports of one event count once, and an undated entry under ""."""
    year = func.substr(pairs.c.date, 1, 4)
    # Joined reports have one event id; all the others are counted by their rows.
    single = func.sum(func.coalesce(func.length(pairs.c.event) * 0, 1))
    counted = (
        select(pairs.c.kind, year.label("year"), single.label("single"), func.count(distinct(pairs.c.event)).label("n"))
        .where(pairs.c.pair == pair)
        .group_by(pairs.c.kind, year)
        .order_by(pairs.c.kind, year)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(counted):
        found[row.kind][row.year] = int(row.single or 0) + int(row.n)
    return dict(found)


def event_list(connection: Connection, pair: str, kind: str, most: int) -> list[Event]:
    """Events of a pair that took place, newest first; one of a single report is an event too."""
    found: dict[str, list[Held]] = {}
    # Planned and cancelled ones stand in the same index; a few rows more are read to make up for them.
    for one in _of(connection, pair, kind, most * 5 + 20):
        if one.entry.time in ("done", "past", "ongoing"):
            found.setdefault(one.event or one.entry.id, []).append(one)
        if len(found) > most:
            break
    return [event(connection, key, reports) for key, reports in list(found.items())[:most]]


def event(connection: Connection, key: str, reports: list[Held] | None = None) -> Event:
    """An event by its id, with all of its reports; an unjoined entry is its own event."""
    row = connection.execute(select(event_rows).where(event_rows.c.id == key)).one_or_none()
    if row is None:
        one = reports or held(connection, entries.c.entry == key)
        return Event(key, one[0].entry.kind, one[0].date, tuple(one[:1]), ())
    whole = held(connection, entries.c.event == key, order=(entries.c.date, entries.c.number))
    differing = tuple(
        (field, tuple((value, tuple(ids)) for value, ids in values)) for field, values in json.loads(row.differences)
    )
    return Event(key, row.kind, row.date, tuple(whole), differing)


def _of(connection: Connection, pair: str, kind: str, most: int) -> Iterator[Held]:
    """The newest entries of a kind between two parties; read a few at a time, as most askers soon have enough."""
    newest = (
        select(pairs.c.number)
        .where(pairs.c.pair == pair, pairs.c.kind == kind)
        .order_by(pairs.c.date.desc(), pairs.c.number.desc())
        .limit(most)
    )
    numbers = list(connection.execute(newest).scalars())
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        order = {number: place for place, number in enumerate(some)}
        yield from sorted(held(connection, entries.c.number.in_(some)), key=lambda h: order[h.number])


def _positions(connection: Connection, pair: str, two: tuple[str, str]) -> dict[str, tuple[Held, ...]]:
    """The newest positions of each of the two towards the other, each matter once."""
    found: dict[str, dict[str, Held]] = {party: {} for party in two}
    for one in _of(connection, pair, "position", _LEVELS):
        principles = [d.value for d in one.entry.details if d.name == "principle"]
        matter = next((d.value for d in one.entry.details if d.name == "matter"), one.entry.quote.quote)
        for party in two:
            if len(found[party]) < MOST and party in {p.entity.code for p in one.entry.actors}:
                found[party].setdefault((principles[0] if principles else matter).lower(), one)
        if all(len(own) == MOST for own in found.values()):
            break
    return {party: tuple(own.values()) for party, own in found.items()}


def entry_list(
    connection: Connection, between: tuple[str, str] | None = None, kinds: tuple[str, ...] = (), most: int | None = None
) -> list[Held]:
    """Current entries, newest first; of a pair, of some kinds."""
    where: list[Any] = [entries.c.judged != "rejected"]
    if kinds:
        where.append(entries.c.kind.in_(kinds))
    if between:
        numbers = select(pairs.c.number).where(pairs.c.pair == pair_of(*between))
        where.append(entries.c.number.in_(numbers))
    return held(connection, and_(*where), order=(entries.c.date.desc(), entries.c.number.desc()), most=most)


def holding(connection: Connection, party: str, phrase: str) -> list[Held]:
    """A party's entries whose quotes hold all of these words, by the store's own search; for wording over time."""
    from .queries import fts5
    from .schema import parties

    query = " ".join(re.findall(r"\w+", phrase))  # without order: each word by itself
    if connection.dialect.name == "sqlite":
        from sqlalchemy import text

        found = text("SELECT rowid FROM entries_search WHERE entries_search MATCH :q").bindparams(q=fts5(query))
        matching = entries.c.number.in_(found.columns(entries.c.number))
    else:
        vector = func.to_tsvector("english", entries.c.quote)
        matching = vector.op("@@")(func.plainto_tsquery("english", query))
    where = [matching, entries.c.judged != "rejected"]
    if party:
        of_party = select(parties.c.number).where(parties.c.code == party)
        where.append(or_(entries.c.number.in_(of_party)))
    return held(connection, *where, order=(entries.c.date, entries.c.number))
