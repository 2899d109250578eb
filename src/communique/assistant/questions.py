"""The tools that only read: each method is one, and what its docstring says is what an assistant is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from ..actors.base import load
from ..actors.who import who
from ..answers import asking, knowledge, parties, shapes
from ..errors import NothingHeldError, QuestionError
from ..joining.align import compare
from ..joining.traits import pair
from ..ledger import commitments, queries, searching
from ..publish import comparison, jsonl, wording
from .bounds import LOOKED, Plain, listed, shortened

if TYPE_CHECKING:
    from ..ledger.store import Store
    from ..types import Document, Entry, Record
    from .texts import Texts

# Characters of a document's text in one answer.
WINDOW = 16_000
# Items of each list of a relation, which has seven of them.
GLANCE = 8

Party = Annotated[str, Field(description="A state or organisation, by code (CHN, BLR, EU) or by name.")]
Id = Annotated[str, Field(description="An id, or the beginning of it.")]
Most = Annotated[int, Field(ge=1, le=100, description="At most so many; NAME_more says how many there are beyond.")]
Text = Annotated[str, Field(description="The whole text of one document.")]
Url = Annotated[str, Field(description="The http or https address of a public page, instead of a text.")]
Title = Annotated[str, Field(description="The title of the text.")]
Date = Annotated[str, Field(description="When the text was published, YYYY-MM-DD.")]
Publisher = Annotated[str, Field(description='Who published the text; tells whose "we" it is.')]


class Questions:
    """What an assistant may ask of an open ledger, and of a text that is in none."""

    def __init__(self, store: Store, texts: Texts) -> None:
        self.store = store
        self.texts = texts

    def read(
        self, text: Text = "", url: Url = "", title: Title = "", date: Date = "", publisher: Publisher = ""
    ) -> Plain:
        """Read one diplomatic document (English) into entries without keeping it.

        Each entry is one act or stance: kind (meeting, discussion, position, commitment, request, agreement, launch,
        relation, act), exact quote with its offsets in the text, who acts towards whom as codes, who is quoted as
        saying so, time (done, ongoing, future, conditional, negated, past), PLOVER and CAMEO codes, details.
        """
        record = self.texts.read(self.texts.document(text, url, title, date, publisher))
        return {"document": document(record.document), "entries": [entry(one) for one in record.entries]}

    def search(
        self,
        query: Annotated[str, Field(description='Words; "a phrase" in quotes; -word for what must be absent.')],
        most: Most = 20,
    ) -> Plain:
        """Search the ledger's quotes, then its documents: kind, id, document id, date and words of each finding.

        What was kept last comes first. `show` tells more of an id.
        """
        with self.store.reading() as connection:
            found = searching.search(connection, query, LOOKED)
        return listed("found", [shapes.hit(one) for one in found], most)

    def documents(self, a: Party = "", b: Party = "", most: Most = 20) -> Plain:
        """List the ledger's documents, newest first: id, date, publisher, title, number of entries.

        With `a` and `b`, only those that are mainly about these two parties.
        """
        two = _two(a, b)
        with self.store.reading() as connection:
            rows, total = queries.document_list(connection, most, pair(*two) if two else "")
        return listed("documents", [shapes.document(row) for row in rows], most, total)

    def show(
        self,
        id: Id,
        start: Annotated[int, Field(ge=0, description="Where in a document's text to go on.")] = 0,
    ) -> Plain:
        """Show one thing of the ledger by its id.

        A document: its text (16,000 characters from `start`) and the entries quoted from there. An entry: its fields
        and codes, where it stands, and its links to other entries with the reasons. An event: all reports of it and in
        what they differ. A link, or a judgement: what is known of it.
        """
        with self.store.reading() as connection:
            kind, whole = queries.resolve(connection, id)
            if kind == "document":
                return {"sort": kind, **_window(queries.record(connection, whole), start)}
            told = asking.shown(connection, kind, whole)
        return {"sort": kind, **(told if isinstance(told, dict) else {"id": whole, "found": told})}

    def relation(self, a: Party, b: Party) -> Plain:
        """Two parties at a glance, from all documents of the ledger.

        The level of their relation, events by kind and year, the last meeting with all of its reports and in what they
        differ, open commitments, agreements, institutions and projects launched, the positions of each, the sources.
        """
        with self.store.reading() as connection:
            found = shapes.relation(*asking.relation(connection, parties.two_of(load(), a, b)))
        return shortened(found, GLANCE)

    def commitments(
        self,
        a: Party = "",
        b: Party = "",
        state: Annotated[
            str, Field(description="pledged, repeated, under way, fulfilled, lapsed or withdrawn; all if not given.")
        ] = "",
        open_only: Annotated[bool, Field(description="Only pledged, repeated and under way.")] = False,
        field: Annotated[str, Field(description="Only deeds with these words.")] = "",
        due: Annotated[str, Field(description="Only those due then: 2025, 2025-06.")] = "",
        on: Annotated[str, Field(description="As of a day, YYYY-MM-DD; today if not given.")] = "",
        most: Most = 20,
    ) -> Plain:
        """List what was promised and what came of it, newest first.

        Each with its quote, document, deadline and state, and the entries that show each change of state. A commitment
        has lapsed where its deadline has passed and the ledger shows no outcome.
        """
        two, states, day = _two(a, b), asking.states(state, open_only), asking.day(on)
        with self.store.reading() as connection:
            found = commitments.commitment_list(connection, two, states, field, due, day, LOOKED)
        return listed("commitments", [shapes.commitment(one) for one in found], most)

    def compare(self, a: Id, b: Id) -> Plain:
        """Lay two documents of the ledger side by side, such as both sides' readouts of one meeting.

        Each row is what both tell, in which strength or with which other figures, or what only one tells.
        """
        with self.store.reading() as connection:
            return comparison.plain(compare(asking.kept(connection, a), asking.kept(connection, b)))

    def wording(
        self,
        phrase: Annotated[str, Field(description='Words of a position or principle: "one-China principle".')],
        by: Party = "",
    ) -> Plain:
        """Show how the words for a matter change over time: each dated formulation, and what it adds and drops."""
        code = parties.code_of(load(), by) if by else ""
        with self.store.reading() as connection:
            found = asking.formulations(connection, phrase, code)
        return {"formulations": [wording.plain(one) for one in found]}

    def who(
        self,
        query: Annotated[str, Field(description='A name, or an office with its state: "premier of China".')],
        on: Annotated[str, Field(description="The day, YYYY-MM-DD; today if not given.")] = "",
    ) -> Plain:
        """Look up a state, an organisation, a person, or who held an office on a day, in the built-in knowledge base.

        `chosen` marks the answer; the others are what else the words may mean. Needs no ledger.
        """
        found = who(load(), query, asking.day(on))
        if not found:
            raise NothingHeldError(f"{query!r} is nobody and nothing that the knowledge base knows")
        return listed("answers", [knowledge.answer(one) for one in found], 8)


def _two(a: str, b: str) -> tuple[str, str] | None:
    if bool(a) != bool(b):
        raise QuestionError("give two parties, a and b, or neither")
    return parties.two_of(load(), a, b) if a else None


def _window(record: Record, start: int) -> Plain:
    """A part of a document's text, with the entries that begin in it."""
    text, end = record.document.text, start + WINDOW
    entries = [entry(one) for one in record.entries if start <= one.quote.start < end]
    return {
        **document(record.document),
        "start": start,
        "text": text[start:end],
        "text_more": max(0, len(text) - end),
        "entries": entries,
        "entries_elsewhere": len(record.entries) - len(entries),
    }


def document(one: Document) -> Plain:
    """What is known of a document, without its text."""
    names = ("id", "title", "publisher", "url", "place")
    published = one.published.isoformat() if one.published else ""
    return {**{name: getattr(one, name) for name in names}, "published": published}


def entry(one: Entry) -> dict[str, Any]:
    """An entry of a document that is told beside it."""
    return {name: value for name, value in jsonl.row(one).items() if name != "doc"}
