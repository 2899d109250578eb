"""The core types: what one document is, and what is read out of it.

All are frozen. Offsets are half-open and count code points of `Document.text`; a span's quote is always
`text[start:end]`. Terms are the field's: actor, counterpart (PLOVER's recipient), entry, readout.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from .errors import DataError

Kind = Literal["meeting", "discussion", "position", "commitment", "request", "agreement", "launch", "relation", "act"]
Time = Literal["done", "ongoing", "future", "conditional", "negated", "past"]
EntityKind = Literal["state", "organisation", "group", "person", "unresolved"]

KINDS: tuple[Kind, ...] = (
    "meeting",
    "discussion",
    "position",
    "commitment",
    "request",
    "agreement",
    "launch",
    "relation",
    "act",
)
TIMES: tuple[Time, ...] = ("done", "ongoing", "future", "conditional", "negated", "past")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the document's own characters."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`; DataError where it is empty or lies outside."""
        if not 0 <= start < end <= len(text):
            raise DataError(f"span {start}:{end} does not lie in a text of {len(text)} characters")
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is known about it.

    `id` is stable for the same content. `published` is the date that the publisher gives, or None. `place` is the
    dateline's city. `furniture` are the runs of the text that are byline, dateline, navigation or caption: they
    gave metadata and never give entries. `sha256` is of the raw bytes. `reader` names the reader and its version.
    """

    id: str
    text: str
    language: str = "en"
    published: dt.date | None = None
    title: str = ""
    publisher: str = ""
    url: str = ""
    place: str = ""
    source: str = ""
    sha256: str = ""
    reader: str = ""
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Codes:
    """What other data call an entity; empty where they have none.

    `alpha2` and `numeric` are ISO 3166-1, `cow` and `gw` the Correlates of War and Gleditsch-Ward country numbers,
    `wikidata` the item, `cameo` the CAMEO code of the entity itself, without a role.
    """

    alpha2: str = ""
    numeric: str = ""
    cow: str = ""
    gw: str = ""
    wikidata: str = ""
    cameo: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, organisation, armed group or person.

    `code` is ISO 3166-1 alpha-3 for a state, the usual acronym for an organisation, the name in capitals for a
    group; empty for a person and for what could not be resolved.
    """

    kind: EntityKind
    name: str
    code: str = ""
    codes: Codes = Codes()


@dataclass(frozen=True, slots=True)
class Tenure:
    """That a person held an office of a state or organisation (`body`, its code), and when.

    Dates are ISO, to the day, month or year that the source gives. An empty `until` means that the source knows no
    end; `seen` is the last day for which it vouches. `source` names it: factbook, wikidata, compiled, or a file.
    """

    person: str
    body: str
    office: str
    since: str = ""
    until: str = ""
    seen: str = ""
    source: str = ""
    cameo: str = ""

    def on(self, day: str) -> bool:
        """Whether the office was held on a day (YYYY-MM-DD), as far as the dates tell."""
        return self.since <= day and (not self.until or day <= self.until + "~")  # "2021-12~" is after 2021-12-31

    def vouched(self, day: str) -> bool:
        """Whether the source reaches as far as a day."""
        return bool(self.until) or not self.seen or day <= self.seen + "~"


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts, or is acted upon: an entity, the person who stands for it, and the words that say so.

    `mention` is None where the party is inherited from the clause above. `how` says what resolved it ("name",
    "adjective", "office", "pronoun", "both sides", "publisher", ...). An unresolved party keeps its mention, has
    the entity kind "unresolved" and no code.

    `role` is the body of the state that is meant, where the words name one ("parliament"); `cameo` the CAMEO actor
    code (CHNGOV), "---" for a party that is not known. `tenure` is what the knowledge base knows of the person
    in office on the document's day, None where it knows nothing that agrees with the document.
    """

    entity: Entity
    mention: Span | None = None
    person: str = ""
    office: str = ""
    how: str = ""
    role: str = ""
    cameo: str = ""
    tenure: Tenure | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """One named field of an entry's kind: `value` is normalised for use, `span` are the words that gave it."""

    name: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """What an entry is in the event ontologies, beside its PLOVER type.

    `mode` and `contexts` are PLOVER's, "" and empty where none fits; `quad` is "1" (verbal cooperation), "2" (material
    cooperation), "3" (verbal conflict) or "4" (material conflict), "" for what PLOVER drops. `cameo` is a CAMEO code,
    a string as codes are, and `scale` its Goldstein value, from -10 (conflict) to 10 (cooperation). `how` names, for
    each field, the rule or model that gave it.
    """

    cameo: str = ""
    scale: float | None = None
    quad: str = ""
    mode: str = ""
    contexts: tuple[str, ...] = ()
    how: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One act or stance that a document reports.

    `id` is a hash of document, kind and place: reading twice gives the same id. `speaker` is the person in whose
    mouth the document puts it, None where the document itself says so. `evidence` ties the fields that are read off
    further words (time, level, speaker, ...) to those words. `confidence` is the
    judge's belief that this is an entry, 0 to 1; it says nothing of the entry's fields. `sentence` is the number of its
    sentence in the document, from 1; 0 where it is not known.
    """

    id: str
    document: str
    kind: Kind
    quote: Span
    speaker: Party | None
    actors: tuple[Party, ...]
    counterparts: tuple[Party, ...]
    time: Time
    plover: str
    details: tuple[Detail, ...] = ()
    evidence: tuple[tuple[str, Span], ...] = ()
    confidence: float = 0.0
    run: str = ""
    coding: Coding = Coding()
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Skip:
    """What was left out, and why: a sentence that gave no entry."""

    document: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A person whom the document names with state and office, as its header shows them."""

    name: str
    office: str
    entity: Entity
    mention: Span


@dataclass(frozen=True, slots=True)
class Option:
    """A person of the knowledge base whom a name may mean; `reasons` are the features and weights behind `score`."""

    person: str
    tenure: Tenure
    score: float
    reasons: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one name of the document was taken for: an entity, or a person with the entity that the person stands for.

    `mention` is its first mention, `count` how many there are. `how` tells what resolved it: "document" (introduced
    there with state or office), "knowledge base", "name", "adjective", ...; "unresolved" where nothing did. `options`
    are the persons that were weighed. `conflict` tells in one line how document and knowledge base differ, "" where
    they do not.
    """

    mention: Span
    entity: Entity
    person: str = ""
    office: str = ""
    how: str = ""
    count: int = 1
    tenure: Tenure | None = None
    options: tuple[Option, ...] = ()
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read out of one document: entries in the order of their quotes, and what was skipped."""

    document: Document
    entries: tuple[Entry, ...]
    skips: tuple[Skip, ...] = ()
    participants: tuple[Participant, ...] = ()
    parties: tuple[Entity, ...] = ()
    run: str = ""
    resolutions: tuple[Resolution, ...] = ()

    def _repr_html_(self) -> str:
        """What a notebook shows: the text with its quotes marked, and the entries beside it."""
        from .publish.notebook import fragment

        return fragment(self)
