"""What is asked of a ledger. Lists come newest first and bounded; each says how many there are beyond."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Connection, Row, and_, false, func, or_, select

from .. import plain
from ..errors import UnknownIdError
from ..types import Entry, Record
from .copies import COPY_OF
from .correcting import corrected
from .schema import documents, entries, events, links, pairs, readings, runs

_AT_ONCE = 500


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


def held_of(connection: Connection, row: Row[Any]) -> Held:
    """A row of `select_held` as it stands now, corrections made."""
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
    return [held_of(connection, row) for row in connection.execute(found)]


def document_list(
    connection: Connection, most: int = 50, pair: str = "", after: tuple[str, int] | None = None
) -> tuple[list[Row[Any]], int]:
    """Documents by date, newest first: id, published, publisher, title, number of entries; and how many there are.

    `copy_of` is the document whose text one repeats, "" for most. `after` is the date and number of the document after
    which the list goes on.
    """
    where = [documents.c.pair == pair] if pair else []
    counted = select(func.count()).select_from(documents).where(*where)
    if after:
        undated, sooner = documents.c.published.is_(None), documents.c.number < after[1]
        same_day = documents.c.published == after[0] if after[0] else undated
        older = or_(documents.c.published < after[0], undated) if after[0] else false()
        where.append(or_(older, and_(same_day, sooner)))
    found = (
        select(
            documents.c.id,
            documents.c.published,
            documents.c.publisher,
            documents.c.title,
            documents.c.pair,
            documents.c.number,
            readings.c.entries,
            COPY_OF,
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


_A, _B = entries.alias("left_entry"), entries.alias("right_entry")
_ENDS = (
    select(
        links,
        _A.c.quote.label("a_quote"),
        _A.c.date.label("a_date"),
        _A.c.document.label("a_document"),
        _B.c.quote.label("b_quote"),
        _B.c.date.label("b_date"),
        _B.c.document.label("b_document"),
    )
    .join_from(links, _A, and_(_A.c.entry == links.c.a, _A.c.current))
    .join(_B, and_(_B.c.entry == links.c.b, _B.c.current))
    .order_by(links.c.score, links.c.id)
)


def link_list(connection: Connection, *where: Any, most: int = 100) -> list[Row[Any]]:
    """Links with the quotes at both ends, doubtful ones (lowest score) first.

    The links are found before their ends: a database without statistics would begin at the entries, and see them all.
    """
    found: list[Row[Any]] = []
    wanted = select(links.c.id).where(*where).order_by(links.c.score, links.c.id)
    size = min(most, _AT_ONCE)
    for start in count(0, size):
        ids = list(connection.execute(wanted.limit(size).offset(start)).scalars())
        found += connection.execute(_ENDS.where(links.c.id.in_(ids)))
        if len(ids) < size or len(found) >= most:
            break
    return found[:most]
