"""What the tests of the ledger share: filling one, its rows for comparison, and finding entries by their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from communique.ledger import adding
from communique.ledger.adding import Kept, Run
from communique.ledger.queries import Held, held
from communique.ledger.schema import metadata
from communique.ledger.store import Store, open_store
from communique.types import Record

RUN = Run("run-1", "first reading", "models", "{}")
# When something was done differs between two ledgers of the same content.
TIMES = frozenset({"at", "kept", "started"})
Rows = dict[str, list[tuple[Any, ...]]]


def filled(where: str, records: Iterable[Record], run: Run = RUN) -> list[Kept]:
    """Make a ledger of these records."""
    store = open_store(where, create=True)
    try:
        return [adding.add(store, record, run) for record in records]
    finally:
        store.close()


def rows(store: Store, without: frozenset[str] = TIMES) -> Rows:
    """Every row of every table, sorted; without the columns of these names."""
    found: Rows = {}
    with store.reading() as connection:
        for name, table in metadata.tables.items():
            columns = [column for column in table.c if column.name not in without]
            found[name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
    return found


def standing(store: Store) -> Rows:
    """What stands: all rows but the judgements themselves, and without links that a person made and took back."""
    found = rows(store)
    del found["judgements"]
    columns = [c.name for c in metadata.tables["links"].c if c.name not in TIMES]
    state = columns.index("state")
    found["links"] = [row for row in found["links"] if row[state] != "withdrawn"]
    return found


def derived(store: Store) -> Rows:
    """What is read, linked and follows from it, without the numbers that tell in which order it was kept."""
    found = standing(store)
    numbered = rows(store, TIMES | {"number"})
    return {
        "entries": numbered["entries"],
        "commitments": numbered["commitments"],
        "pairs": numbered["pairs"],
        **{name: found[name] for name in ("links", "events", "commitment_changes")},
    }


def closest(found: Iterable[Held], document: str, words: str, *kinds: str) -> Held | None:
    """The entry of a document whose quote holds the words, or lies in them: of several, the one closest in length."""
    there = (
        one
        for one in found
        if one.document == document
        and (words in one.entry.quote.quote or one.entry.quote.quote in words)
        and (not kinds or one.entry.kind in kinds)
    )
    return min(there, key=lambda one: abs(len(one.entry.quote.quote) - len(words)), default=None)


def find(connection: Connection, document: str, words: str, *kinds: str) -> Held:
    """The same among all current entries; it must be there."""
    one = closest(held(connection), document, words, *kinds)
    assert one is not None, f"{document} has no entry with {words!r}"
    return one
