"""What is asked of a ledger. Lists come newest first and bounded; each says how many there are beyond."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, text

from .. import plain
from ..errors import UnknownIdError
from ..joining.traits import pair as pair_of
from ..types import Entry, Record
from .correcting import corrected
from .schema import changes, commitments, documents, entries, events, links, pairs, readings, runs

OPEN = ("pledged", "repeated", "under way")
STATES = (*OPEN, "fulfilled", "lapsed", "withdrawn")


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as the ledger holds it: what stands now, its document's particulars, and how it was judged."""

    entry: Entry
    document: str
    title: str
    publisher: str
    url: str
    published: str
    date: str
    judged: str
    event: str
    number: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment with its state on the day of the question, and what led there (state, date, shown by)."""

    held: Held
    state: str
    since: str
    due: str
    ends: str
    changes: tuple[tuple[str, str, str], ...]


def _held(connection: Connection, row: Row[Any]) -> Held:
    entry = plain.entry(json.loads(row.body))
    if row.judged == "corrected":
        entry = corrected(connection, entry)
    return Held(
        entry,
        row.document,
        row.title,
        row.publisher,
        row.url,
        row.published or "",
        row.date,
        row.judged,
        row.event or "",
        row.number,
    )


def select_held() -> Any:
    """Entries with their documents' particulars."""
    return select(
        entries.c.number,
        entries.c.entry,
        entries.c.body,
        entries.c.judged,
        entries.c.event,
        entries.c.date,
        entries.c.document,
        documents.c.title,
        documents.c.publisher,
        documents.c.url,
        documents.c.published,
    ).join_from(entries, documents, entries.c.document == documents.c.id)


def held(connection: Connection, *where: Any, order: Sequence[Any] = (), most: int | None = None) -> list[Held]:
    """Current entries, rejected ones too unless a condition leaves them out."""
    found = select_held().where(entries.c.current, *where).order_by(*(order or (entries.c.number,))).limit(most)
    return [_held(connection, row) for row in connection.execute(found)]


def document_list(connection: Connection, most: int = 50, pair: str = "") -> tuple[list[Row[Any]], int]:
    """Documents by date, newest first: id, published, publisher, title, number of entries; and how many there are."""
    where = [documents.c.pair == pair] if pair else []
    counted = select(func.count()).select_from(documents).where(*where)
    found = (
        select(
            documents.c.id,
            documents.c.published,
            documents.c.publisher,
            documents.c.title,
            documents.c.pair,
            readings.c.entries,
        )
        .join_from(documents, readings, and_(readings.c.document == documents.c.id, readings.c.current), isouter=True)
        .where(*where)
        .order_by(documents.c.published.desc().nulls_last(), documents.c.number.desc())
        .limit(most)
    )
    return list(connection.execute(found)), int(connection.execute(counted).scalar_one())


def record(connection: Connection, document: str, judged: Sequence[str] = ("", "accepted", "corrected")) -> Record:
    """A document's current reading, with people's judgements: rejected entries left out, corrected ones corrected."""
    row = connection.execute(select(documents).where(documents.c.id == document)).one_or_none()
    if row is None:
        raise UnknownIdError(f"no document is called {document!r}; `communique documents` lists them")
    reading = connection.execute(
        select(readings.c.body, runs.c.label)
        .join_from(readings, runs, readings.c.run == runs.c.id)
        .where(readings.c.document == document, readings.c.current)
    ).one()
    own = {name: getattr(row, name) for name in ("id", "sha256", "title", "text", "publisher", "url", "source")}
    rest = json.loads(reading.body)
    ordered = (entries.c.start, entries.c.number)
    found = held(connection, entries.c.document == document, entries.c.judged.in_(judged), order=ordered)
    return Record(
        plain.document({**own, "published": row.published, **json.loads(row.body)}),
        tuple(h.entry for h in found),
        tuple(map(plain.skip, rest.get("skips", ()))),
        tuple(map(plain.participant, rest.get("participants", ()))),
        tuple(map(plain.entity, rest.get("parties", ()))),
        reading.label,
        tuple(map(plain.resolution, rest.get("resolutions", ()))),
    )


def records(
    connection: Connection, pair: str = "", judged: Sequence[str] = ("", "accepted", "corrected")
) -> Iterator[Record]:
    """The records of all documents, or of those with entries between two parties, in the order they were kept."""
    wanted = select(documents.c.id).order_by(documents.c.number)
    if pair:
        between = select(entries.c.document).join_from(pairs, entries, pairs.c.number == entries.c.number)
        wanted = wanted.where(documents.c.id.in_(between.where(pairs.c.pair == pair)))
    for document in connection.execute(wanted).scalars().all():
        yield record(connection, document, judged)


def resolve(connection: Connection, key: str) -> tuple[str, str]:
    """What an id, or its beginning, names: ("document" | "entry" | "event" | "link" | "judgement", whole id)."""
    from .schema import judgements

    if connection.execute(select(documents.c.id).where(documents.c.id == key)).first():
        return "document", key
    places = (
        ("event", events.c.id),
        ("entry", entries.c.entry),
        ("link", links.c.id),
        ("judgement", judgements.c.id),
        ("document", documents.c.id),
    )
    for kind, column in places:
        found = (
            connection.execute(select(column).where(column.startswith(key, autoescape=True)).distinct().limit(4))
            .scalars()
            .all()
            if key
            else []
        )
        if len(found) == 1:
            return kind, str(found[0])
        if found:
            raise UnknownIdError(f"{key!r} begins several ids ({', '.join(found[:3])}, ...); give more of it")
    raise UnknownIdError(
        f"nothing is called {key!r}; `communique documents` lists documents, `communique show DOCUMENT` its entries"
    )


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
    if sqlite:
        quotes = text(
            "SELECT e.entry, e.kind, e.document, e.date, e.quote FROM entries_search s JOIN entries e"
            " ON e.number = s.rowid WHERE entries_search MATCH :q AND e.current AND e.judged <> 'rejected'"
            " ORDER BY s.rowid DESC LIMIT :n"
        )
        whole = text(
            "SELECT d.id, d.published, d.title, snippet(documents_search, 1, '', '', ' … ', 16) AS text"
            " FROM documents_search s JOIN documents d ON d.number = s.rowid WHERE documents_search MATCH :q"
            " ORDER BY s.rowid DESC LIMIT :n"
        )
    else:
        quotes = text(
            "SELECT entry, kind, document, date, quote FROM entries"
            " WHERE to_tsvector('english', quote) @@ websearch_to_tsquery('english', :q)"
            " AND current AND judged <> 'rejected' ORDER BY number DESC LIMIT :n"
        )
        whole = text(
            "SELECT id, published, title, ts_headline('english', text, websearch_to_tsquery('english', :q),"
            ' \'StartSel="", StopSel="", MaxWords=24, MinWords=12\') AS text FROM (SELECT * FROM documents'
            " WHERE to_tsvector('english', title || ' ' || text) @@ websearch_to_tsquery('english', :q)"
            " ORDER BY number DESC LIMIT :n) AS found"
        )
    given = {"q": terms, "n": most}
    hits = [Hit(r.kind, r.entry, r.document, r.date, r.quote) for r in connection.execute(quotes, given)]
    if len(hits) < most:
        given["n"] = most - len(hits)
        for r in connection.execute(whole, given):
            hits.append(Hit("document", r.id, r.id, r.published or "", f"{r.title}: {' '.join(r.text.split())}"))
    return hits


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


def commitment_list(
    connection: Connection,
    between: tuple[str, str] | None = None,
    states: Sequence[str] = STATES,
    field: str = "",
    due: str = "",
    on: dt.date | None = None,
    most: int | None = None,
) -> list[Commitment]:
    """Commitments by date, newest first, with their states on a day (today unless told otherwise).

    A commitment has lapsed where its deadline has passed and nothing that shows its outcome is in the ledger. `due`
    is a year, month or day (or the beginning of one) in which the deadline falls; `field` any of the deed's words.
    On an earlier day, what was promised and shown later is not known yet.
    """
    if on and on < dt.date.today():
        every = commitment_list(connection, between, STATES, field, due, None, None)
        known = [
            _as_of(one, on.isoformat()) for one in every if (one.held.published or one.held.date) <= on.isoformat()
        ]
        return [one for one in known if one.state in states][:most]
    today = dt.date.today().isoformat() if on is None else on.isoformat()
    lapsed = and_(commitments.c.ends != "", commitments.c.ends < today, commitments.c.state.in_(OPEN))
    columns = (commitments.c.state, commitments.c.since, commitments.c.due, commitments.c.ends)
    found = select_held().add_columns(*columns, lapsed.label("lapsed"))
    if between:
        # A relation's commitments of some states are one range of an index.
        found = found.join(pairs, pairs.c.number == entries.c.number).where(pairs.c.pair == pair_of(*between))
        stored = {state for state in states if state != "lapsed"} | (set(OPEN) if "lapsed" in states else set())
        found = found.where(pairs.c.state.in_(sorted(stored)))
        order = (pairs.c.date.desc(), pairs.c.number.desc())
    else:
        order = (entries.c.date.desc(), entries.c.number.desc())
    found = found.join(commitments, commitments.c.number == entries.c.number)
    if "lapsed" not in states:
        found = found.where(~lapsed)
    if not set(states) & set(OPEN):
        found = found.where(commitments.c.state.in_(list(states)) | lapsed)
    elif set(states) != set(STATES):
        chosen = commitments.c.state.in_([s for s in states if s != "lapsed"])
        found = found.where(chosen | lapsed if "lapsed" in states else chosen)
    if field:
        found = found.where(commitments.c.fields.contains(field.lower(), autoescape=True))
    if due:
        found = found.where(commitments.c.due.startswith(due, autoescape=True))
    rows = list(connection.execute(found.order_by(*order).limit(most)))
    told = _changes(connection, [row.entry for row in rows])
    return [
        Commitment(
            _held(connection, row),
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


def link_list(connection: Connection, *where: Any, most: int = 100) -> list[Row[Any]]:
    """Links with the quotes at both ends, doubtful ones (lowest score) first."""
    a, b = entries.alias("left_entry"), entries.alias("right_entry")
    found = (
        select(
            links,
            a.c.quote.label("a_quote"),
            a.c.date.label("a_date"),
            a.c.document.label("a_document"),
            b.c.quote.label("b_quote"),
            b.c.date.label("b_date"),
            b.c.document.label("b_document"),
        )
        .join_from(links, a, and_(a.c.entry == links.c.a, a.c.current))
        .join(b, and_(b.c.entry == links.c.b, b.c.current))
        .where(*where)
        .order_by(links.c.score, links.c.id)
        .limit(most)
    )
    return list(connection.execute(found))
