"""People's judgements: dated rows with author and reason that are added, withdrawn by another row, never overwritten.

What the machine read stays in an entry's body and a link's verdict; what stands is derived from it and the judgements.
"""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from ..errors import JudgementError, UnknownIdError
from ..joining.traits import date_of, is_promise
from ..plain import entry as entry_of
from . import derive, rows
from .correcting import active, apply, corrected, value_of
from .inserting import insert_all
from .linking import SAME, link_id, relate_anew
from .loading import by_entry, select_entries, traits_of
from .schema import entries, judgements, links
from .store import Store

VERBS = ("accept", "reject", "correct", "merge", "split", "link", "unlink", "withdraw")
RELATIONS = (SAME, "fulfils", "under way", "repeats", "withdraws", "contradicts")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement as it is taken: `target` is an entry, link, event or judgement; `other` the second one of two."""

    verb: str
    target: str
    other: str = ""
    field: str = ""
    value: str = ""
    author: str = ""
    reason: str = ""


def judge(store: Store, judgement: Judgement) -> str:
    """Take a judgement; its id. JudgementError where it makes no sense, UnknownIdError where nothing is called so."""
    with store.writing() as connection:
        return take(connection, judgement)


def take(connection: Connection, judgement: Judgement) -> str:
    """The same inside a transaction."""
    steps = {
        "accept": _judge,
        "reject": _judge,
        "correct": _correct,
        "merge": _merge,
        "split": _split,
        "link": _link,
        "unlink": _judge,
        "withdraw": _withdraw,
    }
    if judgement.verb not in steps:
        raise JudgementError(f"{judgement.verb!r} is no judgement; give one of {', '.join(VERBS)}")
    return steps[judgement.verb](connection, judgement)


def _note(connection: Connection, j: Judgement, target: str, machine: str, other: str = "", field: str = "") -> str:
    """Write the row; its id."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    number = rows.next_number(connection, judgements)
    key = "j" + hashlib.sha256(f"{number}|{j.verb}|{target}|{other}|{now}".encode()).hexdigest()[:15]
    connection.execute(
        insert(judgements),
        {
            "number": number,
            "id": key,
            "verb": j.verb,
            "target": target,
            "other": other,
            "field": field or j.field,
            "value": j.value,
            "machine": machine,
            "author": j.author or getpass.getuser(),
            "reason": j.reason,
            "at": now,
        },
    )
    return key


def _judge(connection: Connection, j: Judgement) -> str:
    """Accept or reject an entry or a link."""
    if link := _link_row(connection, j.target):
        key = _note(connection, j, link.id, link.verdict)
        _settle_link(connection, link.id)
        return key
    if j.verb == "unlink":
        raise UnknownIdError(f"no link is called {j.target!r}; `communique links` lists them")
    target = _entry_id(connection, j.target)
    key = _note(connection, j, target, "")
    settle(connection, [target])
    return key


def _correct(connection: Connection, j: Judgement) -> str:
    target = _entry_id(connection, j.target)
    row = _current(connection, target)
    machine = entry_of(json.loads(row.body))
    apply(corrected(connection, machine), j.field, j.value)  # refuses what makes no sense before it is written
    key = _note(connection, j, target, value_of(machine, j.field))
    settle(connection, [target])
    return key


def _merge(connection: Connection, j: Judgement) -> str:
    """Two reports, or events, are one event."""
    a, b = _report(connection, j.target), _report(connection, j.other)
    if a == b:
        raise JudgementError(f"{a} is one report; a merge takes two")
    known = by_entry(connection, (a, b))
    if len({t.kind for t in known.values()}) > 1:
        raise JudgementError(f"{a} is a {known[a].kind} and {b} a {known[b].kind}; correct a kind first")
    low, high = sorted((a, b))
    key = _note(connection, j, low, "", high, field=SAME)
    _bind(connection, SAME, low, high)
    return key


def _link(connection: Connection, j: Judgement) -> str:
    """A later entry stands in a relation to an earlier one: `target` is the earlier one, `other` the later."""
    relation = j.field or j.value
    if relation not in RELATIONS:
        raise JudgementError(f"{relation!r} is no relation; give one of {', '.join(RELATIONS)}")
    a, b = _entry_id(connection, j.target), _entry_id(connection, j.other)
    if a == b:
        raise JudgementError(f"{a} cannot be linked with itself")
    if relation == SAME:
        return _merge(connection, Judgement("merge", a, b, author=j.author, reason=j.reason))
    known = by_entry(connection, (a, b))
    if relation != "contradicts" and (a not in known or not is_promise(known[a].entry)):
        raise JudgementError(
            f"{a} is no commitment or plan, which is what another entry {relation}; give the commitment first"
        )
    key = _note(connection, j, a, "", b, field=relation)
    _bind(connection, relation, a, b)
    return key


def _bind(connection: Connection, relation: str, a: str, b: str) -> None:
    """A link that a person made, or the machine's, as it now stands."""
    key = link_id(relation, a, b)
    if connection.execute(select(links.c.id).where(links.c.id == key)).first() is None:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        made = {"id": key, "relation": relation, "a": a, "b": b, "score": 0.0, "verdict": "", "state": "withdrawn"}
        connection.execute(insert(links), {**made, "by": "", "reasons": "[]", "at": now})
    _settle_link(connection, key)


def _split(connection: Connection, j: Judgement) -> str:
    """A report is no report of the event that it is joined to."""
    target = _entry_id(connection, j.target)
    event = connection.execute(
        select(entries.c.event).where(entries.c.entry == target, entries.c.current, entries.c.event.is_not(None))
    ).scalar()
    if not event:
        raise JudgementError(f"{target} is joined with no other report; there is nothing to split")
    held = select(entries.c.entry).where(entries.c.event == event, entries.c.current, entries.c.entry != target)
    others = sorted(connection.execute(held).scalars())
    # the reports that it is split off from stand in the judgement, since the event ceases with it
    key = _note(connection, replace(j, value=" ".join(others)), target, str(event))
    for other in others:
        low, high = sorted((target, other))
        _bind(connection, SAME, low, high)
    settle(connection, [target])
    return key


def _withdraw(connection: Connection, j: Judgement) -> str:
    held = select(judgements).where(judgements.c.id.startswith(j.target, autoescape=True))
    found = list(connection.execute(held)) if j.target.startswith("j") else []
    if len(found) != 1:
        raise UnknownIdError(f"{'several judgements begin' if found else 'no judgement is called'} {j.target!r}")
    row = found[0]
    if row.verb == "withdraw":
        raise JudgementError(f"{row.id} is itself a withdrawal; judge anew instead")
    if connection.execute(
        select(judgements.c.id).where(judgements.c.verb == "withdraw", judgements.c.target == row.id)
    ).first():
        raise JudgementError(f"{row.id} has been withdrawn already")
    key = _note(connection, j, row.id, row.value)
    if row.verb in ("merge", "link"):
        _settle_link(connection, link_id(row.field, row.target, row.other))
    elif row.verb == "split":
        for link in connection.execute(
            select(links).where(or_(links.c.a == row.target, links.c.b == row.target), links.c.relation == SAME)
        ).all():
            _settle_link(connection, link.id)
    elif _link_row(connection, row.target):
        _settle_link(connection, row.target)
    else:
        settle(connection, [row.target])
    return key


def _settle_link(connection: Connection, key: str) -> None:
    """A link's state: the last judgement that stands, else the machine's verdict."""
    row = connection.execute(select(links).where(links.c.id == key)).one()
    told = [
        (r.number, "accepted" if r.verb == "accept" else "rejected", r.author)
        for r in active(connection, key, ("accept", "reject", "unlink"))
    ]
    told += [
        (r.number, "accepted", r.author)
        for r in active(connection, row.a, ("merge", "link"))
        if r.other == row.b and r.field == row.relation
    ]
    if row.relation == SAME:
        for end, other in ((row.a, row.b), (row.b, row.a)):
            told += [
                (r.number, "rejected", r.author)
                for r in active(connection, end, ("split",))
                if other in r.value.split()
            ]
    state, by = max(told)[1:] if told else (row.verdict or "withdrawn", "machine" if row.verdict else "")
    connection.execute(update(links).where(links.c.id == key).values(state=state, by=by))
    derive.refresh(connection, {row.a, row.b})


def reapply(connection: Connection, ids: Iterable[str]) -> None:
    """Judgements of earlier readings on entries that were read anew."""
    wanted = list(ids)
    verbs = ("accept", "reject", "correct")
    held = select(judgements.c.target).where(judgements.c.target.in_(wanted), judgements.c.verb.in_(verbs))
    if wanted and (judged := sorted(set(connection.execute(held).scalars()))):
        settle(connection, judged)


def settle(connection: Connection, ids: Sequence[str]) -> None:
    """Derive how entries stand from their judgements, and everything that follows from it."""
    touched = set(ids)
    for key in ids:
        row = _current(connection, key)
        verdicts = [r.verb for r in active(connection, key, ("accept", "reject"))]
        fixed = active(connection, key, ("correct",))
        rejected = verdicts[-1:] == ["reject"]
        judged = "rejected" if rejected else "corrected" if fixed else "accepted" if verdicts else ""
        connection.execute(update(entries).where(entries.c.number == row.number).values(judged=judged))
        now = connection.execute(select_entries().where(entries.c.number == row.number)).one()
        t = traits_of(connection, now)
        entry = t.entry
        values = {"kind": entry.kind, "time": entry.time, "plover": entry.plover, "date": date_of(entry, t.document)}
        connection.execute(update(entries).where(entries.c.number == row.number).values(**values))
        rows.unindex(connection, [row.number])
        rows.replace_parties(connection, row.number, entry)
        if not rejected:
            insert_all(connection, rows.indexed([(row.number, t)]))
        # it reads otherwise now, or documents that came in between have passed it over
        if not rejected and (fixed or row.judged in ("corrected", "rejected")):
            touched |= {end for link in relate_anew(connection, t) for end in link}
    derive.refresh(connection, touched)


def _current(connection: Connection, entry: str) -> Row[Any]:
    row = connection.execute(select(entries).where(entries.c.entry == entry, entries.c.current)).first()
    if row is None:
        raise UnknownIdError(f"{entry} stood in an earlier reading and no longer does; nothing is left to judge")
    return row


def _link_row(connection: Connection, key: str) -> Row[Any] | None:
    if not key.startswith("l"):
        return None
    found = list(connection.execute(select(links).where(links.c.id.startswith(key, autoescape=True)).limit(2)))
    if len(found) > 1:
        raise UnknownIdError(f"several links begin {key!r}; give more of the id")
    return found[0] if found else None


def _entry_id(connection: Connection, key: str) -> str:
    """The entry whose id begins so."""
    held = select(entries.c.entry).where(entries.c.entry.startswith(key, autoescape=True)).distinct().limit(2)
    found = list(connection.execute(held).scalars()) if key else []
    if len(found) != 1:
        told = f"several entries begin {key!r}; give more of the id" if found else f"no entry is called {key!r}"
        raise UnknownIdError(told if found else told + "; `communique show DOCUMENT` lists a document's")
    return str(found[0])


def _report(connection: Connection, key: str) -> str:
    """An entry, or an event's first report."""
    if not key.startswith("ev-"):
        return _entry_id(connection, key)
    held = select(entries.c.entry).where(entries.c.event.startswith(key, autoescape=True), entries.c.current)
    found = connection.execute(held.order_by(entries.c.entry)).scalars().first()
    if found is None:
        raise UnknownIdError(f"no event is called {key!r}; `communique relation A B` lists them")
    return str(found)
