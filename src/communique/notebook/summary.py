"""A ledger at a glance, as a notebook shows it: how much it holds, of whom, and what came last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ledger import browse, queries
from ..publish import names, notebook
from ..types import KINDS

if TYPE_CHECKING:
    from ..ledger.lists import Connection

# Rows of its lists.
DOCUMENTS = 8
RELATIONS = 8


def html(connection: Connection, name: str) -> str:
    """The ledger called `name`: entries by kind, relations with the most entries, the newest documents."""
    size = browse.size(connection)
    period = " to ".join(dict.fromkeys(day for day in (size.first, size.last) if day))
    counted = [names.counted(size.documents, "document"), names.counted(size.entries, "entry", "entries")]
    return notebook.framed(
        notebook.heading(f"Ledger {name}", [*counted, period]),
        notebook.beside(_kinds(size), _relations(connection)),
        _newest(connection),
    )


def _kinds(size: browse.Size) -> str:
    rows = [(kind, size.kinds[kind]) for kind in KINDS if size.kinds.get(kind)]
    return notebook.table(("kind", "entries"), rows, "Entries by kind") if rows else ""


def _relations(connection: Connection) -> str:
    found = browse.ties(connection, most=RELATIONS)
    rows = [(tie.pair.replace("-", " – "), tie.count, tie.last) for tie in found]
    return notebook.table(("parties", "entries", "last"), rows, "Relations") if rows else ""


def _newest(connection: Connection) -> str:
    found, total = queries.document_list(connection, DOCUMENTS)
    rows = [(row.id, row.published or "", row.title, row.publisher, row.entries or 0) for row in found]
    if not rows:
        return ""
    columns = ("id", "published", "title", "publisher", "entries")
    return notebook.table(columns, rows, "Newest documents") + notebook.more(total - len(rows), " documents")
