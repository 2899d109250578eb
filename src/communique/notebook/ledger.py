"""A ledger as one object: what the command line asks of it, with party names or codes, answered as Python things."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..actors.base import load
from ..answers import asking, parties
from ..answers.keeping import keep, run_of
from ..errors import QuestionError
from ..joining.align import Comparison, compare
from ..joining.traits import pair
from ..ledger import adding, commitments, queries, searching
from ..ledger.judging import Judgement, judge
from ..ledger.lists import Connection, Place, Wanted, entry_page
from ..ledger.relation import Relation
from ..ledger.store import open_store
from ..types import KINDS, Record
from . import reading, shapes, summary
from .table import Table, given

if TYPE_CHECKING:
    from ..joining.wording import Formulation

Two = tuple[str, str]
_AT_ONCE = 1_000  # entries that are asked for at a time


class Ledger:
    """An open ledger, at a path or a `postgresql://` address; made where there is none and `create` allows it.

    Use it in a `with` block, or `close` it. Parties are given by code or name (CHN, "China"), dates as ISO 8601 as
    far as they are known ("2024", "2024-08"). Lists come newest first: `frame` tells as what, "pandas", "polars", or
    None for the things themselves. Whatever is refused is a CommuniqueError of one line.
    """

    def __init__(self, where: str | Path, create: bool = False) -> None:
        self.store = open_store(str(where), create)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or connection."""
        self.store.close()

    def __repr__(self) -> str:
        return f"Ledger({self.store.name!r})"

    def _repr_html_(self) -> str:
        with self.store.reading() as connection:
            return summary.html(connection, self.store.name)

    # ---- what goes in ----

    def add(
        self,
        source: str | Path | Record,
        *,
        title: str = "",
        date: str | dt.date = "",
        publisher: str = "",
        url: str = "",
    ) -> Table[adding.Kept]:
        """Read a text, a file, a folder or an address and keep it, or keep a Record; what became of each document.

        Documents that are known already are not read again. What cannot be read is told in a warning, and the others
        are kept; where nothing can be read, that is the error.
        """
        reader = reading.reader()
        if isinstance(source, Record):
            run = run_of(source.document.language, reader.config)
            return Table([adding.add(self.store, source, run)], shapes.KEPT)
        found = reading.documents(source, reading.told(title, date, publisher, url))
        kept = [keep(self.store, document, reader.config, reader.pipeline.read) for document in found]
        return Table(kept, shapes.KEPT)

    def judge(
        self,
        verb: str,
        target: str,
        *,
        other: str = "",
        field: str = "",
        value: str = "",
        author: str = "",
        reason: str = "",
    ) -> str:
        """Take a judgement ("accept", "reject", "correct", "merge", "split", "link", "unlink", "withdraw"); its id.

        `target` is an entry, link or judgement, by its id or the beginning of it. A correction has `field` and `value`,
        a merge `other`, a link `other` and the relation as `field`.
        """
        return judge(self.store, Judgement(verb, target, other, field, value, author, reason))

    # ---- lists ----

    def documents(self, between: Two | None = None, most: int | None = None, frame: str | None = "pandas") -> Any:
        """The documents, or those whose principal parties are these two."""
        of = pair(*_two(between)) if between else ""
        with self.store.reading() as connection:
            found, _ = queries.document_list(connection, most or sys.maxsize, of)
        return given(found, shapes.DOCUMENT, frame)

    def entries(
        self,
        between: Two | None = None,
        kind: str = "",
        since: str = "",
        until: str = "",
        most: int | None = None,
        frame: str | None = "pandas",
    ) -> Any:
        """The entries that stand: between two parties, of a kind, dated within a period (its ends included)."""
        wanted = Wanted(pair(*_two(between)) if between else "", _kinds(kind), since, until)
        with self.store.reading() as connection:
            found = list(islice(_pages(connection, wanted), most))
        return given(found, shapes.ENTRY, frame)

    def commitments(
        self,
        between: Two | None = None,
        state: str = "",
        open_only: bool = False,
        field: str = "",
        due: str = "",
        on: str = "",
        most: int | None = None,
        frame: str | None = "pandas",
    ) -> Any:
        """Commitments with their states on a day (today if `on` is not given): "pledged", "fulfilled", "lapsed", ...

        `field` are any of the deed's words, `due` the beginning of the date in which the deadline falls.
        """
        two = _two(between) if between else None
        wanted, day = asking.states(state, open_only), asking.day(on)
        with self.store.reading() as connection:
            found = commitments.commitment_list(connection, two, wanted, field, due, day, most)
        return given(found, shapes.COMMITMENT, frame)

    def search(self, query: str, most: int = 20) -> Table[searching.Hit]:
        """Quotes, then documents, that hold all of the words; "a phrase" in quotes, -word for what must be absent."""
        with self.store.reading() as connection:
            return Table(searching.search(connection, query, most), shapes.HIT)

    # ---- single things ----

    def record(self, key: str) -> Record:
        """A document by its id or the beginning of it, with people's judgements."""
        with self.store.reading() as connection:
            return asking.kept(connection, key)

    def relation(self, a: str, b: str) -> Relation:
        """Two parties at a glance."""
        two = _two((a, b))
        with self.store.reading() as connection:
            return asking.relation(connection, two)[0]

    def compare(self, a: str | Record, b: str | Record) -> Comparison:
        """Two readouts side by side: ids of documents in the ledger, or Records."""
        return compare(*(one if isinstance(one, Record) else self.record(one) for one in (a, b)))

    def wording(self, phrase: str, by: str = "") -> Table[Formulation]:
        """Each dated formulation of a phrase, with what it adds and drops; of one party where `by` names it."""
        party = parties.code_of(load(), by) if by else ""
        with self.store.reading() as connection:
            return Table(asking.formulations(connection, phrase, party), shapes.FORMULATION)


def _pages(connection: Connection, wanted: Wanted) -> Iterator[queries.Held]:
    """The entries that are meant, newest first, asked for by and by."""
    after: Place | None = None
    while page := entry_page(connection, wanted, _AT_ONCE, after):
        yield from page
        after = (page[-1].date, page[-1].number)


def _two(between: Two) -> Two:
    return parties.two_of(load(), *between)


def _kinds(kind: str) -> tuple[str, ...]:
    if kind and kind not in KINDS:
        raise QuestionError(f"{kind!r} is no kind of entry; give one of {', '.join(KINDS)}")
    return (kind,) if kind else ()
