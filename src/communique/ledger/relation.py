"""A relation between two parties at a glance: level, counts, last meeting, what is open, signed, founded and held."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, distinct, func, literal_column, or_, select

from ..joining.traits import pair as pair_of
from .commitments import OPEN
from .copies import originals
from .queries import Held, held
from .schema import documents, entries, pairs
from .schema import events as event_rows

# How many of each list are looked at; a list of more says so.
MOST = 20
# How far back the newest positions of both are looked for, in entries.
_POSITIONS = 200
_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting, agreement or launch with all of its reports, and the details in which they differ.

    `copies` are documents of its reports that have the same text as another one, and that one: the same told twice.
    """

    id: str
    kind: str
    date: str
    reports: tuple[Held, ...]
    differences: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    copies: tuple[tuple[str, str], ...] = ()

    @property
    def sources(self) -> int:
        """How many texts report it; copies count once."""
        again = dict(self.copies)
        return len({again.get(one.document, one.document) for one in self.reports})


@dataclass(frozen=True, slots=True)
class Relation:
    """What a ledger holds of two parties. Counts are of events, each once however many report it; lists newest first.

    Of `documents` and `sources`, copies of one text count once.
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


def relation(connection: Connection, a: str, b: str, most: int = MOST) -> Relation:
    """The relation of two parties, by their codes; all counts are 0 where the ledger holds nothing of it.

    Each list has at most `most` rows.
    """
    pair = pair_of(a, b)
    level = next(leveled(connection, (a, b), "relation", 1), None)
    meetings = event_list(connection, pair, "meeting", 1)
    of_pair = documents.c.id.in_(select(pairs.c.document).where(pairs.c.pair == pair))
    texts = func.count(distinct(documents.c.digest))
    published = (
        select(documents.c.publisher, texts)
        .where(of_pair)
        .group_by(documents.c.publisher)
        .order_by(texts.desc(), documents.c.publisher)
    )
    open_ones = select(func.count()).select_from(pairs).where(pairs.c.pair == pair, pairs.c.state.in_(OPEN))
    return Relation(
        pair,
        level,
        counts(connection, pair),
        int(connection.execute(select(texts).where(of_pair)).scalar_one()),
        tuple((row[0], int(row[1])) for row in connection.execute(published)),
        meetings[0] if meetings else None,
        int(connection.execute(open_ones).scalar_one()),
        tuple(event_list(connection, pair, "agreement", most)),
        tuple(event_list(connection, pair, "launch", most)),
        _positions(connection, pair, (a, b), most),
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
    for one in _of(connection, pair, kind, most * 5 + 20, most + 4):
        if one.entry.time in ("done", "past", "ongoing"):
            found.setdefault(one.event or one.entry.id, []).append(one)
        if len(found) > most:
            break
    chosen = list(found.items())[:most]
    joined = _joined(connection, [key for key, reports in chosen if reports[0].event])
    return [joined.get(key) or _single(reports[0]) for key, reports in chosen]


def event(connection: Connection, key: str, reports: list[Held] | None = None) -> Event:
    """An event by its id, with all of its reports; an unjoined entry is its own event."""
    joined = _joined(connection, [key]).get(key)
    return joined or _single((reports or held(connection, entries.c.entry == key))[0])


def _single(report: Held) -> Event:
    return Event(report.entry.id, report.entry.kind, report.date, (report,), ())


def _joined(connection: Connection, keys: list[str]) -> dict[str, Event]:
    """Events of several reports, by their ids."""
    if not keys:
        return {}
    reports: dict[str, list[Held]] = defaultdict(list)
    for one in held(connection, entries.c.event.in_(keys), order=(entries.c.date, entries.c.number)):
        reports[one.event].append(one)
    again = originals(connection, {one.document for told in reports.values() for one in told})
    rows = connection.execute(select(event_rows).where(event_rows.c.id.in_(keys)))
    return {row.id: _event(row, reports[row.id], again) for row in rows}


def _event(row: Row[Any], reports: list[Held], again: Mapping[str, str]) -> Event:
    copies = tuple((one.document, again[one.document]) for one in reports if one.document in again)
    return Event(row.id, row.kind, row.date, tuple(reports), _differences(row.differences), copies)


def _differences(told: str) -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    """The fields in which reports differ, as `derive` wrote them down."""
    return tuple((field, tuple((value, tuple(ids)) for value, ids in values)) for field, values in json.loads(told))


def leveled(connection: Connection, two: tuple[str, str], kind: str, most: int | None) -> Iterator[Held]:
    """The newest entries of a kind between two parties that name a level of their partnership, newest first."""
    of_kind = (
        select(pairs.c.number)
        .where(pairs.c.pair == pair_of(*two), pairs.c.kind == kind, pairs.c.leveled)
        .order_by(pairs.c.date.desc(), pairs.c.number.desc())
        .limit(most)
    )
    return _read(connection, list(connection.execute(of_kind).scalars()), _AT_ONCE)


def _of(connection: Connection, pair: str, kind: str, most: int, at_once: int = _AT_ONCE) -> Iterator[Held]:
    """The newest entries of a kind between two parties, newest first."""
    of_kind = (
        select(pairs.c.number)
        .where(pairs.c.pair == pair, pairs.c.kind == kind)
        .order_by(pairs.c.date.desc(), pairs.c.number.desc())
        .limit(most)
    )
    return _read(connection, list(connection.execute(of_kind).scalars()), at_once)


def _read(connection: Connection, numbers: list[int], at_once: int) -> Iterator[Held]:
    """Entries in the order of their numbers given; a few at a time, as most askers soon have enough."""
    for start in range(0, len(numbers), at_once):
        some = numbers[start : start + at_once]
        order = {number: place for place, number in enumerate(some)}
        yield from sorted(held(connection, entries.c.number.in_(some)), key=lambda h: order[h.number])


def _positions(connection: Connection, pair: str, two: tuple[str, str], most: int) -> dict[str, tuple[Held, ...]]:
    """The newest positions of each of the two towards the other, each matter once."""
    found: dict[str, dict[str, Held]] = {party: {} for party in two}
    for one in _of(connection, pair, "position", _POSITIONS, most * 2):
        principles = [d.value for d in one.entry.details if d.name == "principle"]
        matter = next((d.value for d in one.entry.details if d.name == "matter"), one.entry.quote.quote)
        for party in two:
            if len(found[party]) < most and party in {p.entity.code for p in one.entry.actors}:
                found[party].setdefault((principles[0] if principles else matter).lower(), one)
        if all(len(own) == most for own in found.values()):
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
    from .schema import parties
    from .searching import fts5

    query = " ".join(re.findall(r"\w+", phrase))  # without order: each word by itself
    if not query:
        return []
    if connection.dialect.name == "sqlite":
        from sqlalchemy import text

        found = text("SELECT rowid FROM entries_search WHERE entries_search MATCH :q").bindparams(q=fts5(query))
        matching = entries.c.number.in_(found.columns(entries.c.number))
    else:
        vector: Any = literal_column("entries.vector")  # the migrations' own, see 0002
        matching = vector.op("@@")(func.plainto_tsquery("english", query))
    where = [matching, entries.c.judged != "rejected"]
    if party:
        of_party = select(parties.c.number).where(parties.c.code == party)
        where.append(or_(entries.c.number.in_(of_party)))
    return held(connection, *where, order=(entries.c.date, entries.c.number))
