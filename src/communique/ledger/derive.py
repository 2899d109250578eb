"""What follows from links and judgements: which reports tell of one event, and where a commitment stands."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from ..joining import events, followups
from ..joining.traits import Traits, date_of
from .linking import SAME
from .loading import by_entry
from .schema import changes, commitments, entries, links, pairs
from .schema import events as event_rows

STANDING = ("accepted",)


def refresh(connection: Connection, ids: Iterable[str]) -> None:
    """Derive anew whatever these entries have a part in."""
    touched = set(ids)
    if not touched:
        return
    _join(connection, touched)
    _follow(connection, touched)


def _linked(connection: Connection, ids: Iterable[str], *where: Any) -> list[Row[Any]]:
    wanted = list(ids)
    found: dict[str, Row[Any]] = {}
    for start in range(0, len(wanted), 400):
        some = wanted[start : start + 400]
        held = select(links).where(or_(links.c.a.in_(some), links.c.b.in_(some)), *where)
        found |= {row.id: row for row in connection.execute(held)}
    return list(found.values())


def _join(connection: Connection, touched: set[str]) -> None:
    """Recompute the events of every entry that same-event links tie to the touched ones."""
    reached, frontier = set(touched), set(touched)
    edges: dict[str, Row[Any]] = {}
    while frontier:
        rows = _linked(connection, frontier, links.c.relation == SAME)
        edges |= {row.id: row for row in rows}
        ends = {end for row in rows for end in (row.a, row.b)}
        frontier, reached = ends - reached, reached | ends
    if not edges:
        _forget_events(connection, touched)
        return
    known = by_entry(connection, reached)
    groups = clusters(known, edges.values())
    _forget_events(connection, reached)
    for members in groups:
        if len(members) < 2:
            continue
        reports = sorted((known[m] for m in members), key=lambda t: (date_of(t.entry, t.document), t.id))
        event = "ev-" + min(members)
        told = [t for t in reports if t.days and t.days.told] or reports
        differing = [[d.field, [[value, list(ids)] for value, ids in d.values]] for d in events.differences(reports)]
        connection.execute(
            insert(event_rows),
            {
                "id": event,
                "kind": reports[0].kind,
                "date": date_of(told[0].entry, told[0].document),
                "reports": len(reports),
                "differences": json.dumps(differing, ensure_ascii=False),
            },
        )
        _set_event(connection, members, event)


def _forget_events(connection: Connection, ids: Iterable[str]) -> None:
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        held = select(entries.c.event).where(entries.c.entry.in_(some), entries.c.event.is_not(None))
        old = set(connection.execute(held).scalars())
        if old:
            connection.execute(delete(event_rows).where(event_rows.c.id.in_(old)))
            _set_event(connection, some, None)


def _set_event(connection: Connection, ids: Iterable[str], event: str | None) -> None:
    chosen = entries.c.entry.in_(list(ids))
    numbers = select(entries.c.number).where(chosen)
    connection.execute(update(entries).where(chosen).values(event=event))
    connection.execute(update(pairs).where(pairs.c.number.in_(numbers)).values(event=event))


def clusters(known: dict[str, Traits], edges: Iterable[Row[Any]]) -> list[set[str]]:
    """Groups of reports of one event: best links first, and never two of one document, nor two that contradict.

    A person's link binds whatever the features say; a person's rejection keeps two groups apart.
    """
    rows = list(edges)
    apart = {frozenset((row.a, row.b)) for row in rows if row.state == "rejected"}
    standing = [row for row in rows if row.state in STANDING and row.a in known and row.b in known]
    group = {key: {key} for key in known}
    for row in sorted(standing, key=lambda row: (row.by == "machine", -row.score, row.id)):
        left, right = group[row.a], group[row.b]
        if left is right:
            continue
        crossing = [(x, y) for x in left for y in right]
        if any(frozenset(two) in apart for two in crossing):
            continue
        if row.by == "machine" and any(_contradict(known[x], known[y]) for x, y in crossing):
            continue
        merged = left | right
        for key in merged:
            group[key] = merged
    return [set(held) for held in {frozenset(members) for members in group.values()}]


def _contradict(a: Traits, b: Traits) -> bool:
    return bool(events.score(a, b).never)


def _follow(connection: Connection, touched: set[str]) -> None:
    """Recompute the states of touched commitments, and of those that touched entries follow up."""
    answering = links.c.relation != SAME
    promises = touched | {row.a for row in _linked(connection, touched, answering)}
    held = select(commitments.c.entry).where(commitments.c.entry.in_(list(promises)))
    promises = set(connection.execute(held).scalars())
    if not promises:
        return
    rows = [row for row in _linked(connection, promises, answering, links.c.state.in_(STANDING)) if row.a in promises]
    known = by_entry(connection, promises | {row.b for row in rows})
    shown: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.b in known:
            shown[row.a].append(row)
    stale = set(connection.execute(select(changes.c.entry).where(changes.c.entry.in_(list(promises)))).scalars())
    for promise in sorted(promises & known.keys()):
        if promise in shown or promise in stale:
            _settle(connection, known[promise], [(known[r.b], r) for r in shown[promise]])


def _settle(connection: Connection, promise: Traits, found: list[tuple[Traits, Row[Any]]]) -> None:
    by_later = {later.id: row.id for later, row in found}
    # No deadline lapses in the tables: that depends on the day of the question.
    every = followups.states(promise, [(later, row.relation) for later, row in found], dt.date.max)
    told = [change for change in every if change.state != "lapsed"]
    if not told:
        return
    connection.execute(delete(changes).where(changes.c.entry == promise.id))
    rows = [
        {
            "entry": promise.id,
            "place": place,
            "state": change.state,
            "date": change.date.isoformat(),
            "shown_by": change.entry_id,
            "link": by_later.get(change.entry_id, ""),
        }
        for place, change in enumerate(told)
    ]
    if found:
        connection.execute(insert(changes), rows)
    state, since = told[-1].state, told[-1].date.isoformat()
    chosen = commitments.c.entry == promise.id
    connection.execute(update(commitments).where(chosen).values(state=state, since=since))
    number = select(commitments.c.number).where(chosen).scalar_subquery()
    connection.execute(update(pairs).where(pairs.c.number == number).values(state=state))
