"""Entries as lists tell them: codes for parties, places for words; their links, events and steps."""

from __future__ import annotations

from .... import types
from .base import Shape


class Place(Shape):
    """A run of a document's text, in code points."""

    quote: str
    start: int
    end: int


class EntryDetail(Shape):
    """A field of an entry's kind; with its place where words of the document tell it."""

    name: str
    value: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None


class Evidence(Place):
    """The words that gave a field."""

    field: str


class Entry(Shape):
    """An entry: its parties as codes, its quote's place, its codes, and how it was judged."""

    doc: str
    kind: types.Kind
    quote: str
    start: int
    end: int
    speaker: str
    actors: list[str]
    counterparts: list[str]
    time: types.Time
    plover: str
    mode: str
    contexts: list[str]
    quad: str
    cameo: str
    scale: float | None
    id: str
    confidence: float
    actor_cameo: list[str]
    counterpart_cameo: list[str]
    unresolved: list[str]
    details: list[EntryDetail]
    evidence: list[Evidence]


class Held(Entry):
    """An entry with its document's particulars."""

    date: str
    title: str
    publisher: str
    url: str
    published: str
    judged: str
    event: str


class Reason(Shape):
    """What speaks for a link, or for laying two entries side by side, and with how many points."""

    feature: str
    points: float
    shown: str


class Link(Shape):
    """A later entry (b) that stands in a relation to an earlier one (a)."""

    id: str
    relation: str
    a: str
    b: str
    score: float
    verdict: str
    state: str
    by: str
    reasons: list[Reason]
    at: str
    a_quote: str
    a_date: str
    a_document: str
    b_quote: str
    b_date: str
    b_document: str


class Linked(Held):
    """An entry with its links."""

    links: list[Link]


class Step(Shape):
    """One thing that happened."""

    at: str
    what: str
    by: str
    told: str


class Difference(Shape):
    """A detail in which reports differ: each value with the ids of the entries that tell it."""

    field: str
    values: dict[str, list[str]]


class Copy(Shape):
    """A document with the same text as an earlier one."""

    document: str
    copy_of: str


class Event(Shape):
    """A meeting, agreement or launch with all of its reports; `sources` are texts, of which copies are one."""

    id: str
    kind: types.Kind
    date: str
    differences: list[Difference]
    sources: int
    copies: list[Copy]
    reports: list[Held]


class Change(Shape):
    """A commitment's new state, and the entry that shows it."""

    state: str
    date: str
    shown_by: str


class Commitment(Held):
    """A commitment with its state on the day of the question."""

    state: str
    since: str
    due: str
    changes: list[Change]
