"""Commitments, where they stand on a day, and the entries that show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select

from ..joining.traits import pair as pair_of
from .queries import Held, held_of, select_held
from .schema import changes, commitments, documents, entries, pairs

OPEN = ("pledged", "repeated", "under way")
STATES = (*OPEN, "fulfilled", "lapsed", "withdrawn")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment with its state on the day of the question, and what led there (state, date, shown by)."""

    held: Held
    state: str
    since: str
    due: str
    ends: str
    changes: tuple[tuple[str, str, str], ...]


def commitment_list(
    connection: Connection,
    between: tuple[str, str] | None = None,
    states: Sequence[str] = STATES,
    field: str = "",
    due: str = "",
    on: dt.date | None = None,
    most: int | None = None,
    after: tuple[str, int] | None = None,
) -> list[Commitment]:
    """Commitments by date, newest first, with their states on a day (today unless told otherwise).

    A commitment has lapsed where its deadline has passed and nothing that shows its outcome is in the ledger. `due`
    is a year, month or day (or the beginning of one) in which the deadline falls; `field` any of the deed's words.
    On an earlier day, what was promised and shown later is not known yet. `after` is the date and number of the entry
    after which the list goes on.
    """
    today = dt.date.today()
    if on is None or on >= today:
        asked = _Asked(between, tuple(states), field, due, (on or today).isoformat())
        return _page(connection, asked, most, after)
    then = on.isoformat()
    asked = _Asked(between, STATES, field, due, today.isoformat(), then)
    return list(islice((one for one in _as_known(connection, asked, then, after) if one.state in states), most))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for. `until` leaves out what was published after a day."""

    between: tuple[str, str] | None
    states: tuple[str, ...]
    field: str
    due: str
    today: str
    until: str = ""


def _page(connection: Connection, asked: _Asked, most: int | None, after: tuple[str, int] | None) -> list[Commitment]:
    """Commitments newest first, from a place on. What is chosen by is told by an index, of a pair or of dates."""
    lapsed = and_(commitments.c.ends != "", commitments.c.ends < asked.today, commitments.c.state.in_(OPEN))
    where = list(_conditions(asked, lapsed))
    columns = (commitments.c.state, commitments.c.since, commitments.c.due, commitments.c.ends)
    found: Select[Any] = select_held().add_columns(*columns, lapsed.label("lapsed"))
    found = found.join(commitments, commitments.c.number == entries.c.number)
    if asked.until:
        found = found.where(func.coalesce(documents.c.published, entries.c.date) <= asked.until)
    if asked.between:
        found = found.join(pairs, pairs.c.number == entries.c.number).where(pairs.c.pair == pair_of(*asked.between))
        stored = {state for state in asked.states if state != "lapsed"} | (
            set(OPEN) if "lapsed" in asked.states else set()
        )
        found = found.where(pairs.c.state.in_(sorted(stored)), *where)
        return _told(connection, _from(found, pairs, after).limit(most))
    chosen = _from(select(commitments.c.number).where(*where), commitments, after)
    if asked.until:  # of which some are left out
        return _told(connection, _from(found.where(*where), commitments, after).limit(most))
    return _told(connection, _from(found.where(entries.c.number.in_(chosen.limit(most))), commitments, None))


def _conditions(asked: _Asked, lapsed: ColumnElement[bool]) -> Iterator[ColumnElement[bool]]:
    states = asked.states
    if "lapsed" not in states:
        yield ~lapsed
    stored = commitments.c.state.in_([state for state in states if state != "lapsed"])
    if set(states) != set(STATES):
        yield stored | lapsed if "lapsed" in states else stored
    if asked.field:
        yield commitments.c.fields.contains(asked.field.lower(), autoescape=True)
    if asked.due:  # a range of an index; LIKE is none
        yield and_(commitments.c.due >= asked.due, commitments.c.due < asked.due + "~")


def _from(found: Select[Any], table: Table, after: tuple[str, int] | None) -> Select[Any]:
    """The same newest first by a table's dates, from a place on."""
    date, number = table.c.date, table.c.number
    if after:  # the first of the two is what an index finds
        found = found.where(date <= after[0], or_(date < after[0], number < after[1]))
    return found.order_by(date.desc(), number.desc())


def _told(connection: Connection, found: Select[Any]) -> list[Commitment]:
    rows = list(connection.execute(found))
    told = _changes(connection, [row.entry for row in rows])
    return [
        Commitment(
            held_of(connection, row),
            "lapsed" if row.lapsed else row.state,
            row.ends if row.lapsed else row.since,
            row.due,
            row.ends,
            (
                *told.get(row.entry, (("pledged", row.date, row.entry),)),
                *((("lapsed", row.ends, ""),) if row.lapsed else ()),
            ),
        )
        for row in rows
    ]


def _as_known(connection: Connection, asked: _Asked, day: str, after: tuple[str, int] | None) -> Iterator[Commitment]:
    """Commitments as known on an earlier day, some at a time: most who ask have soon enough."""
    while some := _page(connection, asked, _AT_ONCE, after):
        yield from (_as_of(one, day) for one in some)
        after = (some[-1].held.date, some[-1].held.number)


def _as_of(one: Commitment, day: str) -> Commitment:
    """A commitment as it was known on an earlier day."""
    known = [change for change in one.changes if change[1] <= day and change[0] != "lapsed"] or [one.changes[0]]
    if one.ends and one.ends < day and known[-1][0] in OPEN:
        known.append(("lapsed", one.ends, ""))
    return replace(one, state=known[-1][0], since=known[-1][1], changes=tuple(known))


def _changes(connection: Connection, wanted: Sequence[str]) -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for start in range(0, len(wanted), 500):
        rows = select(changes).where(changes.c.entry.in_(wanted[start : start + 500])).order_by(changes.c.place)
        for row in connection.execute(rows):
            found.setdefault(row.entry, []).append((row.state, row.date, row.shown_by))
    return {entry: tuple(steps) for entry, steps in found.items()}
