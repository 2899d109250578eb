"""A SQLite file for Datasette: plain tables with foreign keys and full-text search, without our own bookkeeping.

Datasette finds the search tables and keys by itself: https://docs.datasette.io/en/stable/full_text_search.html.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select

from ..errors import LedgerError
from .commitments import commitment_list
from .queries import held
from .schema import documents, entries, events, links

_TABLES = """
CREATE TABLE documents (id TEXT PRIMARY KEY, published TEXT, publisher TEXT, title TEXT, url TEXT, text TEXT);
CREATE TABLE events (id TEXT PRIMARY KEY, kind TEXT, date TEXT, reports INTEGER, differences TEXT);
CREATE TABLE entries (
    id TEXT PRIMARY KEY, document TEXT REFERENCES documents(id), event TEXT REFERENCES events(id), date TEXT,
    kind TEXT, time TEXT, actors TEXT, counterparts TEXT, speaker TEXT, quote TEXT, start INTEGER, "end" INTEGER,
    plover TEXT, mode TEXT, contexts TEXT, quad TEXT, cameo TEXT, scale REAL, judged TEXT, confidence REAL, details TEXT
);
CREATE TABLE entry_parties (entry TEXT REFERENCES entries(id), role TEXT, code TEXT, name TEXT, person TEXT);
CREATE TABLE links (
    id TEXT PRIMARY KEY, earlier TEXT REFERENCES entries(id), relation TEXT, later TEXT REFERENCES entries(id),
    score REAL, state TEXT, made_by TEXT, reasons TEXT
);
CREATE TABLE commitments (
    entry TEXT PRIMARY KEY REFERENCES entries(id), state TEXT, since TEXT, due TEXT, changes TEXT
);
CREATE INDEX entries_of_document ON entries(document);
CREATE INDEX entries_of_event ON entries(event);
CREATE INDEX entries_by_date ON entries(date);
CREATE INDEX parties_of_entry ON entry_parties(entry);
CREATE INDEX entries_of_party ON entry_parties(code);
CREATE INDEX links_earlier ON links(earlier);
CREATE INDEX links_later ON links(later);
"""
_SEARCH = """
CREATE VIRTUAL TABLE entries_fts USING fts5(quote, content='entries', tokenize='porter');
INSERT INTO entries_fts(rowid, quote) SELECT rowid, quote FROM entries;
CREATE VIRTUAL TABLE documents_fts USING fts5(title, text, content='documents', tokenize='porter');
INSERT INTO documents_fts(rowid, title, text) SELECT rowid, title, text FROM documents;
"""


def write(connection: Connection, path: Path) -> None:
    """Write the file anew; LedgerError where one of that name is there and is no SQLite file."""
    if path.exists() and path.read_bytes()[:15] not in (b"", b"SQLite format 3"):
        raise LedgerError(f"{path} is there and no SQLite file; give --out another name")
    if path.exists():
        with closing(sqlite3.connect(path)) as old:
            if old.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
                raise LedgerError(f"{path} is a ledger; give --out another name, so that nothing is lost")
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as out:
        out.executescript(_TABLES)
        columns = [documents.c[name] for name in ("id", "published", "publisher", "title", "url", "text")]
        _fill(out, "documents", (tuple(row) for row in connection.execute(select(*columns))))
        columns = [events.c[name] for name in ("id", "kind", "date", "reports", "differences")]
        _fill(out, "events", (tuple(row) for row in connection.execute(select(*columns))))
        _entries(connection, out)
        columns = [links.c[name] for name in ("id", "a", "relation", "b", "score", "state", "by", "reasons")]
        there = {row[0] for row in out.execute("SELECT id FROM entries")}
        found = (tuple(row) for row in connection.execute(select(*columns)))
        _fill(out, "links", (row for row in found if row[1] in there and row[3] in there))
        told = (
            (one.held.entry.id, one.state, one.since, one.due, json.dumps(one.changes))
            for one in commitment_list(connection)
        )
        _fill(out, "commitments", told)
        out.executescript(_SEARCH)
    out.close()


def _entries(connection: Connection, out: sqlite3.Connection) -> None:
    """Entries and their parties, by blocks of numbers: a ledger need not fit into memory."""
    last, block = 0, 2000
    while found := held(
        connection, entries.c.judged != "rejected", entries.c.number > last, order=(entries.c.number,), most=block
    ):
        last = found[-1].number
        rows, people = [], []
        for one in found:
            e, c = one.entry, one.entry.coding
            sides = [("actor", p) for p in e.actors] + [("counterpart", p) for p in e.counterparts]
            people += [(e.id, role, p.entity.code, p.entity.name, p.person) for role, p in sides]
            actors, others = ([p.entity.code or p.entity.name for p in side] for side in (e.actors, e.counterparts))
            speaker = e.speaker.person or e.speaker.entity.name if e.speaker else ""
            details = json.dumps([[d.name, d.value] for d in e.details], ensure_ascii=False)
            place = (one.document, one.event or None, one.date)
            said = (", ".join(actors), ", ".join(others), speaker, e.quote.quote, e.quote.start, e.quote.end)
            codes = (e.plover, c.mode, ", ".join(c.contexts), c.quad, c.cameo, c.scale)
            rows.append((e.id, *place, e.kind, e.time, *said, *codes, one.judged, round(e.confidence, 4), details))
        _fill(out, "entries", iter(rows))
        _fill(out, "entry_parties", iter(people))


def _fill(out: sqlite3.Connection, table: str, rows: object) -> None:
    width = len(out.execute(f"PRAGMA table_info({table})").fetchall())
    out.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)  # type: ignore[arg-type]
