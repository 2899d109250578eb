"""What happened to an entry, a link or a document in the ledger: readings, links, judgements, in order of time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from .schema import changes, entries, judgements, links, readings, runs


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: when, what, by whom, and in how many words as are needed."""

    at: str
    what: str
    by: str
    told: str


def history(connection: Connection, kind: str, key: str) -> list[Step]:
    """Every step of what `queries.resolve` found, oldest first."""
    steps = {"document": _document, "entry": _entry, "link": _link}.get(kind)
    found = steps(connection, key) if steps else []
    return sorted([*found, *_judgements(connection, key)], key=lambda step: step.at)


def _document(connection: Connection, key: str) -> list[Step]:
    rows = connection.execute(
        select(readings, runs.c.label)
        .join_from(readings, runs, readings.c.run == runs.c.id)
        .where(readings.c.document == key)
        .order_by(readings.c.number)
    )
    found: list[Step] = []
    before = ""
    for row in rows:
        changed = f", {row.added} new, {row.gone} gone" if before else ""
        found.append(Step(row.at, "read", row.label, f"{row.entries} entries{changed}"))
        if before:
            found += _changed(connection, key, row.at, entries.c.first_run == row.run, "new")
            gone = (entries.c.last_run == before, ~entries.c.current)
            found += _changed(connection, key, row.at, and_(*gone), "gone")
        before = row.run
    return found


def _changed(connection: Connection, document: str, at: str, where: ColumnElement[bool], what: str) -> list[Step]:
    """The observations that a reading added, or no longer has."""
    rows = select(entries).where(entries.c.document == document, where).order_by(entries.c.start)
    return [Step(at, what, "", f"{row.entry} {row.kind}: {row.quote}") for row in connection.execute(rows)]


def _entry(connection: Connection, key: str) -> list[Step]:
    found: list[Step] = []
    rows = connection.execute(
        select(entries, runs.c.started, runs.c.label)
        .join_from(entries, runs, entries.c.first_run == runs.c.id)
        .where(entries.c.entry == key)
        .order_by(entries.c.number)
    )
    for row in rows:
        gone = "" if row.current else ", no longer in the newest reading"
        found.append(Step(row.started, "read", row.label, f"{row.kind}, {row.time}: {row.quote}{gone}"))
    for row in connection.execute(select(links).where(or_(links.c.a == key, links.c.b == key)).order_by(links.c.id)):
        other = row.b if row.a == key else row.a
        told = f"{row.relation} {other}" if row.a == key or row.relation == "same event" else f"{other} {row.relation}"
        found.append(Step(row.at, f"link {row.state}", row.by, f"{told} ({row.id}, {row.score:g} points)"))
    for row in connection.execute(select(changes).where(changes.c.entry == key).order_by(changes.c.place)):
        found.append(Step(row.date, row.state, "machine", f"shown by {row.shown_by}"))
    return found


def _link(connection: Connection, key: str) -> list[Step]:
    row = connection.execute(select(links).where(links.c.id == key)).one()
    made = row.verdict or "made by a person"
    return [Step(row.at, "link", "machine" if row.verdict else row.by, f"{row.a} {row.relation} {row.b}: {made}")]


def _judgements(connection: Connection, key: str) -> list[Step]:
    own = select(judgements).where(or_(judgements.c.target == key, judgements.c.other == key, judgements.c.id == key))
    rows = list(connection.execute(own))
    ids = [row.id for row in rows]
    taken_back = select(judgements).where(judgements.c.verb == "withdraw", judgements.c.target.in_(ids))
    rows += [row for row in connection.execute(taken_back) if row.id not in ids]
    found: list[Step] = []
    for row in rows:
        if row.verb == "correct":
            told = f"{row.field} is {row.value!r}, not {row.machine!r}"
        elif row.other:
            told = f"{row.target} {row.field} {row.other}"
        else:
            told = row.target
        reason = f": {row.reason}" if row.reason else ""
        found.append(Step(row.at, row.verb, row.author, f"{told}{reason} ({row.id})"))
    return found
