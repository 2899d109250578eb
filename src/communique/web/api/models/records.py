"""Documents and all that was read out of them, every field as `read --format json` tells it."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from .... import types
from .base import Shape


class Document(Shape):
    """A document in a list."""

    id: str
    published: str | None
    publisher: str
    title: str
    entries: int | None
    copy_of: str = Field(description="The document whose text it repeats, empty for most")


class FullEvidence(Shape):
    """The words that gave a field."""

    field: str
    span: types.Span


class FullEntry(Shape):
    """An entry with every field, as `read --format json` tells it."""

    id: str
    document: str
    kind: types.Kind
    quote: types.Span
    speaker: types.Party | None
    actors: list[types.Party]
    counterparts: list[types.Party]
    time: types.Time
    plover: str
    details: list[types.Detail]
    evidence: list[FullEvidence]
    confidence: float
    run: str
    coding: types.Coding
    sentence: int


class FullDocument(Shape):
    """A document; its text only where that was asked for."""

    id: str
    text: str | None = None
    language: str
    published: dt.date | None
    title: str
    publisher: str
    url: str
    place: str
    source: str
    sha256: str
    reader: str
    furniture: list[types.Span]


class Record(Shape):
    """All that was read out of one document."""

    document: FullDocument
    entries: list[FullEntry]
    skips: list[types.Skip]
    participants: list[types.Participant]
    parties: list[types.Entity]
    run: str
    resolutions: list[types.Resolution]


class Kept(Shape):
    """What became of a document: entries that it has now, new and gone ones, and links to other documents."""

    document: str
    known: bool = Field(description="This version had read it before; nothing was changed")
    first: bool
    entries: int
    added: int
    gone: int
    links: int


class Hit(Shape):
    """A quote, of an entry of some kind, or a document that a search found."""

    kind: str
    id: str
    document: str
    date: str
    text: str
