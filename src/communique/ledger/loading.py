"""Rows → entries and traits, with people's corrections."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, func, select

from ..actors.base import load
from ..joining.traits import Traits, parted, traits
from ..plain import entry as entry_of
from ..types import Document, Entry
from .correcting import corrected
from .schema import documents, entries

# How many characters before a quote `joining` looks at ("In Gomel, ...").
LEAD = 80


def loaded(connection: Connection, numbers: Iterable[int]) -> dict[int, Traits]:
    """Current entries by their numbers, with people's corrections."""
    wanted = list(numbers)
    found: dict[int, Traits] = {}
    for start in range(0, len(wanted), 500):
        for row in connection.execute(_by_number(), {"numbers": wanted[start : start + 500]}):
            found[row.number] = traits_of(connection, row)
    return found


@lru_cache(maxsize=1)
def _by_number() -> Any:
    chosen = entries.c.number.in_(bindparam("numbers", expanding=True))
    return select_entries().where(chosen, entries.c.current)


def by_entry(connection: Connection, ids: Iterable[str]) -> dict[str, Traits]:
    """Current, unrejected entries by their ids."""
    wanted = list(ids)
    found: dict[str, Traits] = {}
    for start in range(0, len(wanted), 500):
        chosen = entries.c.entry.in_(wanted[start : start + 500])
        standing = (entries.c.current, entries.c.judged != "rejected")
        for row in connection.execute(select_entries().where(chosen, *standing)):
            found[row.entry] = traits_of(connection, row)
    return found


@lru_cache(maxsize=1)
def select_entries() -> Any:
    """Entries with what their traits need of their documents."""
    return select(
        entries.c.number,
        entries.c.entry,
        entries.c.judged,
        entries.c.body,
        entries.c.start,
        case(
            (entries.c.start > LEAD, func.substr(documents.c.text, entries.c.start - LEAD + 1, LEAD)),
            else_=func.substr(documents.c.text, 1, entries.c.start),
        ).label("lead"),
        documents.c.id.label("document"),
        documents.c.published,
        documents.c.pair,
        documents.c.title,
        documents.c.publisher,
        documents.c.url,
    ).join_from(entries, documents, entries.c.document == documents.c.id)


def traits_of(connection: Connection, row: Row[Any]) -> Traits:
    """The traits of a row of `select_entries`, with people's corrections."""
    place = (row.lead, row.start, row.document, row.published, row.pair, row.title, row.publisher, row.url)
    if row.judged == "corrected":
        return _at(corrected(connection, entry_of(json.loads(row.body))), *place)
    return _read(row.body, *place)


@lru_cache(maxsize=2048)
def _read(body: str, *place: Any) -> Traits:
    """The same of an uncorrected one: what lately was near is so again."""
    return _at(entry_of(json.loads(body)), *place)


def _at(
    entry: Entry,
    lead: str,
    start: int,
    document: str,
    published: str | None,
    pair: str,
    title: str,
    publisher: str,
    url: str,
) -> Traits:
    day = dt.date.fromisoformat(published) if published else None
    # Of the text only the words before the quote, at their place.
    held = Document(document, lead.rjust(start), published=day, title=title, publisher=publisher, url=url)
    return traits(entry, held, frozenset(parted(pair, load().entities)) if pair else frozenset())
