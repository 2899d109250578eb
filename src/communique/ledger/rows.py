"""What an entry is in the ledger's rows beside its own: its parties, its pairs, the stems that find it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, func, insert, select

from ..joining import followups
from ..joining.traits import Traits, date_of, is_promise, span_of
from ..joining.words import rarest, stem
from ..plain import lean
from ..types import Entry, Party
from .schema import commitments, documents, entries, pairs, parties, readings, stems

# Kinds whose wording finds candidates for joining and following up.
FOUND_BY_WORDING = ("commitment", "launch", "agreement", "act", "meeting")
STEMS = 8
# Of a statement of many parties, so many pairs are looked under; others of the same parties look under the same.
MOST_PAIRS = 6


class Numbers(NamedTuple):
    """Numbers of the next rows."""

    document: int
    reading: int
    entry: int


_LAST = select(*(select(func.max(table.c.number)).scalar_subquery() for table in (documents, readings, entries)))
_INSERTS = {table: insert(table) for table in (pairs, stems, commitments, parties)}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_FIELDS = tuple(field.name for field in fields(Entry))


def next_number(connection: Connection, table: Table) -> int:
    """The number of a table's next row; there is one writer at a time."""
    return int(connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1


def next_numbers(connection: Connection) -> Numbers:
    """The same for the three tables that a document is written to, in one question."""
    return Numbers(*(int(last or 0) + 1 for last in connection.execute(_LAST).one()))


def dumped(value: Any) -> str:
    """JSON without spaces, always the same for the same value."""
    return _ENCODER.encode(value)


def lean_entry(entry: Entry) -> dict[str, Any]:
    """What `plain.lean` gives; a document's entries have few parties, which are made once. Not to be changed deeply."""
    held: dict[str, Any] = {}
    for name in _FIELDS:
        item = getattr(entry, name)
        if item == "" or item is None or item == ():
            continue
        if name == "speaker":
            held[name] = _lean_party(item)
        elif name in ("actors", "counterparts"):
            held[name] = [_lean_party(party) for party in item]
        elif name == "evidence":
            held[name] = [{"field": field, "span": lean(span)} for field, span in item]
        elif item := lean(item):
            held[name] = item
    return held


@lru_cache(maxsize=1024)
def _lean_party(party: Party) -> Any:
    return lean(party)


def party_rows(number: int, entry: Entry) -> list[dict[str, Any]]:
    """An entry's parties as rows."""
    placed = [*(("actor", p) for p in entry.actors), *(("counterpart", p) for p in entry.counterparts)]
    return [
        {
            "number": number,
            "place": place,
            "role": role,
            "code": party.entity.code,
            "name": party.entity.name,
            "person": party.person,
        }
        for place, (role, party) in enumerate(placed)
    ]


def index(connection: Connection, fresh: Sequence[tuple[int, Traits]]) -> None:
    """Enter entries under their pairs and stems, and commitments as pledged."""
    between, wording, pledged = [], [], []
    for number, t in fresh:
        date, found = date_of(t.entry, t.document), t.pairs()
        state = "pledged" if is_promise(t.entry) else None
        between += [
            {
                "pair": pair,
                "number": number,
                "kind": t.kind,
                "date": date,
                "event": None,
                "state": state,
                "document": t.document.id,
            }
            for pair in found
        ]
        if t.kind in FOUND_BY_WORDING:
            telling = telling_stems(t)
            wording += [{"pair": pair, "stem": s, "number": number} for pair in found[:MOST_PAIRS] for s in telling]
        if is_promise(t.entry):
            pledged.append(
                {
                    "entry": t.id,
                    "number": number,
                    "state": "pledged",
                    "since": date,
                    "due": followups.due(t),
                    "ends": _ends(t),
                    "fields": _fields(t),
                }
            )
    for table, rows in ((pairs, between), (stems, wording), (commitments, pledged)):
        _insert(connection, table, rows)


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_INSERTS[table], rows)


def _ends(t: Traits) -> str:
    """The last day of a promise's deadline; "" where it has none, or one that was over when it was made."""
    due = span_of(followups.due(t))
    return due.last.isoformat() if due and (t.published is None or due.last >= t.published) else ""


def telling_stems(t: Traits) -> list[str]:
    """The stems by which others find this entry: its quote's rarest, without its parties' names."""
    own = {stem(word) for party in (*t.entry.actors, *t.entry.counterparts) for word in party.entity.name.split()}
    return rarest((s for s in t.words if s not in own and not s.isdigit()), STEMS)


def _fields(t: Traits) -> str:
    """What a filter by field looks through: the fields and frameworks that were read, and the deed's words."""
    told = [d.value for d in t.entry.details if d.name in ("field", "framework", "principle", "deed")]
    return " | ".join(dict.fromkeys(told)).lower()


def unindex(connection: Connection, numbers: Sequence[int]) -> None:
    """Take entries out of their pairs and stems: they no longer stand."""
    for table in (pairs, stems, commitments):
        if numbers:
            connection.execute(delete(table).where(table.c.number.in_(numbers)))


def replace_parties(connection: Connection, number: int, entry: Entry) -> None:
    """Write an entry's parties anew, after a correction."""
    connection.execute(delete(parties).where(parties.c.number == number))
    _insert(connection, parties, party_rows(number, entry))
