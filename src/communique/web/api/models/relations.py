"""Relations, comparisons and wordings."""

from __future__ import annotations

from .base import Shape
from .entries import Commitment, Entry, Event, Held, Place, Reason


class Source(Shape):
    """A publisher, and how many documents of it tell of a relation."""

    publisher: str
    documents: int


class Relation(Shape):
    """Two parties at a glance; `counts` are events by kind and year."""

    pair: str
    level: Held | None
    counts: dict[str, dict[str, int]]
    documents: int
    sources: list[Source]
    last_meeting: Event | None
    open: int
    commitments: list[Commitment]
    agreements: list[Event]
    launches: list[Event]
    positions: dict[str, list[Held]]


class Tie(Shape):
    """A relation in figures: entries, the last of their dates, and the mean of their scale (-10 to 10)."""

    pair: str
    entries: int
    last: str
    scale: float | None


class Compared(Shape):
    """A document that is compared."""

    id: str
    title: str
    publisher: str
    published: str | None
    source: str
    url: str
    entries: int


class Shift(Shape):
    """In what two tellings differ, and which is the stronger."""

    what: str
    a: str
    b: str
    stronger: str | None


class Row(Shape):
    """One act or stance: as A tells it, and as B does."""

    sort: str
    told: str
    a: Entry | None
    b: Entry | None
    quote_a: Place | None
    quote_b: Place | None
    differences: list[Shift]
    points: float | None
    reasons: list[Reason]


class Comparison(Shape):
    """Two readouts side by side."""

    a: Compared
    b: Compared
    counts: dict[str, int]
    rows: list[Row]


class Use(Shape):
    """An entry that has a wording."""

    date: str
    entry: str
    document: str
    publisher: str


class Words(Shape):
    """A run of words: kept, added or dropped against the wording before."""

    operation: str
    words: str


class Formulation(Shape):
    """A party's wording of a phrase, and what it adds and drops."""

    party: str
    text: str
    first: str
    last: str
    uses: list[Use]
    diff: list[Words]


class Rung(Shape):
    """A level of a relation, and how it stands to the one before."""

    level: str
    first: str
    last: str
    change: str
    uses: list[Use]
