"""Lists of a ledger for those who know no SQL: entries, links and judgements by what is known of them.

Lists that are long go on `after` the last row that was seen (keyset paging), so that the last page costs no more than
the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy import Connection as Connection  # what layers above call an open transaction

from ..types import KINDS
from .queries import Held, held, link_list
from .relation import Event, event
from .schema import entries, events, judgements, links, pairs, parties

# A party of at most so many entries has them gathered and sorted; of one with more, the ledger's newest are looked
# through, in which it soon turns up.
_GATHERED = 5_000
# The date and number of the last entry that was seen.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are meant; all that is empty does not matter. `since` and `until` are days, months or years."""

    pair: str = ""
    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    document: str = ""
    party: str = ""


def entry_page(connection: Connection, wanted: Wanted, most: int, after: Place | None = None) -> list[Held]:
    """Entries that stand and are not rejected, newest first."""
    order = (entries.c.date.desc(), entries.c.number.desc())
    if wanted.pair:
        numbers = _of_pair(connection, wanted, most, after)
        return held(connection, entries.c.number.in_(numbers), order=order)
    where = [*_within(entries, wanted, after), entries.c.judged != "rejected"]
    if wanted.kinds:
        where.append(entries.c.kind.in_(wanted.kinds))
    if wanted.party:
        where.append(_of_party(connection, wanted.party))
    return held(connection, *where, order=order, most=most)


def _of_pair(connection: Connection, wanted: Wanted, most: int, after: Place | None) -> list[int]:
    """The numbers of a pair's newest entries: the newest of each kind, which are one range of an index each."""
    where = [pairs.c.pair == wanted.pair, *_within(pairs, wanted, after)]
    if wanted.party:
        where.append(_has_party(pairs.c.number, wanted.party))
    newest = select(pairs.c.date, pairs.c.number).order_by(pairs.c.date.desc(), pairs.c.number.desc()).limit(most)
    found = [
        (row.date, row.number)
        for kind in wanted.kinds or KINDS
        for row in connection.execute(newest.where(*where, pairs.c.kind == kind))
    ]
    return [number for _, number in sorted(found, reverse=True)[:most]]


def _within(table: Any, wanted: Wanted, after: Place | None) -> Iterator[ColumnElement[bool]]:
    """Period, document and place in the list, which entries and their pairs tell alike."""
    if wanted.since:
        yield table.c.date >= wanted.since
    if wanted.until:
        yield and_(table.c.date != "", table.c.date <= wanted.until + "~")  # "2024-12-31" lies within "2024"
    if wanted.document:
        yield table.c.document == wanted.document
    if after:  # the first of the two is what an index finds
        yield and_(table.c.date <= after[0], or_(table.c.date < after[0], table.c.number < after[1]))


def _of_party(connection: Connection, code: str) -> ColumnElement[bool]:
    own = select(parties.c.number).where(parties.c.code == code)
    few = select(func.count()).select_from(own.limit(_GATHERED + 1).subquery())
    if connection.execute(few).scalar_one() <= _GATHERED:
        return entries.c.number.in_(own)
    return _has_party(entries.c.number, code)


def _has_party(number: Any, code: str) -> ColumnElement[bool]:
    return select(parties.c.number).where(parties.c.code == code, parties.c.number == number).exists()


def entry_of(connection: Connection, key: str) -> Held | None:
    """The entry of a whole id as it stands; None where its document's newest reading no longer has it."""
    return next(iter(held(connection, entries.c.entry == key)), None)


def has_entry(connection: Connection, key: str) -> bool:
    """Whether any reading, the newest or an earlier one, has an entry of this id."""
    return connection.execute(select(entries.c.number).where(entries.c.entry == key).limit(1)).first() is not None


def event_of(connection: Connection, key: str) -> Event | None:
    """The event of a whole id, or of an entry's that is joined with no other; None where there is none."""
    if connection.execute(select(events.c.id).where(events.c.id == key)).first():
        return event(connection, key)
    one = entry_of(connection, key)
    return event(connection, key, [one]) if one else None


def links_of(connection: Connection, entry: str, most: int = 100) -> list[Row[Any]]:
    """The links of an entry, at either end."""
    return link_list(connection, or_(links.c.a == entry, links.c.b == entry), most=most)


def link_of(connection: Connection, key: str) -> list[Row[Any]]:
    """The link of a whole id; none where an end of it no longer stands."""
    return link_list(connection, links.c.id == key)


def links_in(
    connection: Connection, state: str = "", most: int = 100, after: tuple[float, str] | None = None
) -> list[Row[Any]]:
    """Links in a state, or all; doubtful ones first. `after` is the score and id of the last that was seen."""
    where = [links.c.state == state] if state else []
    if after:
        further = or_(links.c.score > after[0], links.c.id > after[1])
        where.append(and_(links.c.score >= after[0], further))
    return link_list(connection, *where, most=most)


def judgement_list(
    connection: Connection, target: str = "", most: int = 100, before: int | None = None
) -> list[Row[Any]]:
    """Judgements, the last first; on one target. `before` is the number of the last that was seen."""
    where = [or_(judgements.c.target == target, judgements.c.other == target)] if target else []
    if before is not None:
        where.append(judgements.c.number < before)
    found = select(judgements).where(*where).order_by(judgements.c.number.desc()).limit(most)
    return list(connection.execute(found))


def judgement_of(connection: Connection, key: str) -> Row[Any]:
    """The judgement of a whole id."""
    return connection.execute(select(judgements).where(judgements.c.id == key)).one()
