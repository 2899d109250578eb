"""Search over quotes and documents: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text


@dataclass(frozen=True, slots=True)
class Hit:
    """A quote or document that a search found."""

    kind: str  # an entry's, or "document"
    id: str
    document: str
    date: str
    text: str


def search(connection: Connection, query: str, most: int = 20) -> list[Hit]:
    """Entries, then documents, whose words hold all of the query's; what was kept last first.

    "quoted words" are a phrase, a word after - must be absent. Words are compared by their stems.
    """
    sqlite = connection.dialect.name == "sqlite"
    terms = fts5(query) if sqlite else query
    if not terms:
        return []
    hits = [Hit(r.kind, r.entry, r.document, r.date, r.quote) for r in _matching(connection, "entries", terms, most)]
    if len(hits) < most:
        for r in _matching(connection, "documents", terms, most - len(hits)):
            hits.append(Hit("document", r.id, r.id, r.published or "", f"{r.title}: {' '.join(r.text.split())}"))
    return hits


_MATCHING = {
    ("sqlite", "entries"): text(
        "SELECT e.entry, e.kind, e.document, e.date, e.quote FROM entries_search s JOIN entries e"
        " ON e.number = s.rowid WHERE entries_search MATCH :q AND e.current AND e.judged <> 'rejected'"
        " ORDER BY s.rowid DESC LIMIT :n"
    ),
    ("sqlite", "documents"): text(
        "SELECT d.id, d.published, d.title, snippet(documents_search, 1, '', '', ' … ', 16) AS text"
        " FROM documents_search s JOIN documents d ON d.number = s.rowid WHERE documents_search MATCH :q"
        " ORDER BY s.rowid DESC LIMIT :n"
    ),
    ("postgresql", "entries"): text(
        "SELECT entry, kind, document, date, quote FROM entries WHERE number = ANY(:numbers) ORDER BY number DESC"
    ),
    ("postgresql", "documents"): text(
        "SELECT id, published, title, ts_headline('english', text, websearch_to_tsquery('english', :q),"
        ' \'StartSel="", StopSel="", MaxWords=24, MinWords=12\') AS text FROM documents'
        " WHERE number = ANY(:numbers) ORDER BY number DESC"
    ),
}
# Rows that PostgreSQL looks at one by one before it asks the index: the documents of about 2,000 entries.
_NEAR = {"entries": 2000, "documents": 200}


def _matching(connection: Connection, table: str, terms: str, most: int) -> Sequence[Row[Any]]:
    """The newest rows of a table that hold the terms, with what a hit tells of them."""
    store = connection.dialect.name
    given: dict[str, Any] = {"q": terms, "n": most}
    if store == "postgresql":
        given["numbers"] = _newest(connection, table, terms, most)
    return connection.execute(_MATCHING[store, table], given).all()


def _newest(connection: Connection, table: str, terms: str, most: int) -> list[int]:
    """The numbers of the newest rows that hold the terms, on PostgreSQL.

    It guesses how often words stand together as if they were strewn by chance. Left to choose, it reads ten thousands
    of rows by the index for a phrase that is in every fortieth, and the whole table for one that is rare.
    """
    holds = "vector @@ websearch_to_tsquery('english', :q)"
    holds += " AND current AND judged <> 'rejected'" if table == "entries" else ""
    near = f"(SELECT * FROM {table} ORDER BY number DESC LIMIT {_NEAR[table]}) AS near WHERE {holds}"
    # OFFSET keeps the order out of the plan of what the index finds.
    every = f"(SELECT number FROM {table} WHERE {holds} OFFSET 0) AS every"
    found: list[int] = []
    for rows in (near, every):
        if len(found) < most:
            asked = text(f"SELECT number FROM {rows} ORDER BY number DESC LIMIT :n")
            found = list(connection.execute(asked, {"q": terms, "n": most}).scalars())
    return found


def fts5(query: str) -> str:
    """A query of a person's in FTS5's language: every word quoted, phrases kept, -word excluded."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"|(\S+))', query):
        words = re.findall(r"\w+", phrase or word)
        if words:
            (unwanted if minus else wanted).append('"' + " ".join(words) + '"')
    if not wanted:
        return ""
    return " AND ".join(wanted) + "".join(f" NOT {word}" for word in unwanted)
