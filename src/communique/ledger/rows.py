"""What an entry is in the ledger's rows beside its own: its parties, its pairs, the stems that find it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select

from ..joining import followups
from ..joining.traits import Traits, date_of, is_promise, span_of
from ..joining.words import rarest, stem
from ..types import Entry
from .inserting import Rows, insert_all
from .schema import commitments, pairs, parties, stems

# Kinds whose wording finds candidates for joining and following up.
FOUND_BY_WORDING = ("commitment", "launch", "agreement", "act", "meeting")
STEMS = 8
# Of a statement of many parties, so many pairs are looked under; others of the same parties look under the same.
MOST_PAIRS = 6


def next_number(connection: Connection, table: Table) -> int:
    """The number of a table's next row; there is one writer at a time."""
    return int(connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1


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


def indexed(fresh: Sequence[tuple[int, Traits]]) -> Rows:
    """The rows that enter entries under their pairs and stems, and commitments as pledged."""
    between, wording, pledged = [], [], []
    for number, t in fresh:
        date, found = date_of(t.entry, t.document), t.pairs
        state = "pledged" if is_promise(t.entry) else None
        leveled = any(detail.name == "level" for detail in t.entry.details)
        between += [
            {
                "pair": pair,
                "number": number,
                "kind": t.kind,
                "date": date,
                "event": None,
                "state": state,
                "document": t.document.id,
                "plover": t.entry.plover,
                "scale": t.entry.coding.scale,
                "leveled": leveled,
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
                    "date": date,
                }
            )
    return {pairs: between, stems: wording, commitments: pledged}


def _ends(t: Traits) -> str:
    """The last day of a promise's deadline; "" where it has none, or one that was over when it was made."""
    due = span_of(followups.due(t))
    return due.last.isoformat() if due and (t.published is None or due.last >= t.published) else ""


@lru_cache(maxsize=256)
def telling_stems(t: Traits) -> tuple[str, ...]:
    """The stems by which others find this entry: its quote's rarest, without its parties' names."""
    own = {stem(word) for party in (*t.entry.actors, *t.entry.counterparts) for word in party.entity.name.split()}
    return tuple(rarest((s for s in t.words if s not in own and not s.isdigit()), STEMS))


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
    insert_all(connection, {parties: party_rows(number, entry)})
