"""What of an entry counts when it is joined with others: parties, persons, days, place, and the stems of its matter."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from ..types import Document, Entry, Kind, Party, Time
from .words import stems

# The detail that holds the matter itself, by kind; the quote stands in where it is absent.
MATTER: dict[Kind, tuple[str, ...]] = {
    "discussion": ("matter",),
    "position": ("matter",),
    "commitment": ("deed",),
    "request": ("asked",),
    "agreement": ("title",),
    "launch": ("thing",),
    "relation": (),
    "act": ("deed",),
    "meeting": (),
}
_ISO = re.compile(r"\d{4}(?:-W\d\d|-\d\d(?:-\d\d)?)?")
RECALLED = dt.timedelta(days=60)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:(?:of|for|on|the|and)\s+){0,2}[A-Z][\w’'-]*)+")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a value of a date covers, both ends included; `told` where the words say it."""

    first: dt.date
    last: dt.date
    told: bool

    def apart(self, other: Days) -> int:
        """Days between the two; 0 where they touch."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)

    @property
    def exact(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Traits:
    """An entry as joining sees it. `parties` are codes, `setting` those of its document's two principal parties.

    `pairs` are the pairs of parties that it is about, see `pairs_of`.
    `persons` are surnames, each with the code of the party that the person stands for ("" where that is not known).
    """

    entry: Entry
    document: Document
    parties: frozenset[str]
    actors: frozenset[str]
    counterparts: frozenset[str]
    setting: frozenset[str]
    pairs: tuple[str, ...]
    persons: frozenset[tuple[str, str]]
    days: Days | None
    published: dt.date | None

    def __hash__(self) -> int:
        """Cheap: what is read off traits is remembered by them."""
        return hash((self.entry.id, self.document.id))

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def kind(self) -> Kind:
        return self.entry.kind

    @property
    def time(self) -> Time:
        return self.entry.time

    def details(self, *names: str) -> list[str]:
        """The values of these details, in order."""
        return [d.value for d in self.entry.details if d.name in names]

    @property
    def matter(self) -> tuple[str, ...]:
        """The stems of what the entry is about: its deed, thing, title or matter, else its quote."""
        told = " ".join(d.value for d in self.entry.details if d.name in MATTER[self.entry.kind])
        return _stems(told or self.entry.quote.quote)

    @property
    def words(self) -> tuple[str, ...]:
        """The stems of its quote."""
        return _stems(self.entry.quote.quote)

    @property
    def names(self) -> frozenset[str]:
        """Capitalised names in its quote."""
        return _names(self.entry.quote.quote)


def traits(entry: Entry, document: Document, setting: frozenset[str]) -> Traits:
    """What counts of one entry of a document."""
    actors, counterparts = codes(entry.actors), codes(entry.counterparts)
    return Traits(
        entry,
        document,
        actors | counterparts,
        actors,
        counterparts,
        setting,
        pairs_of(entry, setting),
        frozenset(_persons(entry)),
        days(entry, document),
        document.published,
    )


def is_promise(entry: Entry) -> bool:
    """Whether something is still to come of it: a commitment, or a planned meeting, agreement or launch."""
    planned = entry.kind in ("meeting", "agreement", "launch") and entry.time in ("future", "conditional")
    return entry.kind == "commitment" or planned


def codes(parties: Iterable[Party]) -> frozenset[str]:
    """Codes of the parties that are known."""
    return frozenset(party.entity.code for party in parties if party.entity.code)


def setting(entries: Sequence[Entry]) -> frozenset[str]:
    """The two parties that most of a document's entries are about; empty where no two stand together."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        found = codes((*entry.actors, *entry.counterparts))
        if len(found) <= 4:  # a list of signatories says nothing of two
            counts.update(combinations(sorted(found), 2))
    best = min(counts, key=lambda pair: (-counts[pair], pair), default=())
    return frozenset(best)


def pairs_of(entry: Entry, setting: frozenset[str]) -> tuple[str, ...]:
    """Each two parties of an entry, in the order of their codes ("BLR-CHN").

    Where it names one party alone, or none, which speaks in talks between two, the entry is about those two.
    """
    found = codes((*entry.actors, *entry.counterparts))
    if len(found) < 2:
        found = setting if found <= setting else found
    return tuple(f"{a}-{b}" for a, b in combinations(sorted(found), 2))


def parted(pair: str, known: Container[str]) -> tuple[str, str]:
    """The two codes of a pair. One may have hyphens of its own (D-8, AL-QAEDA): where they part, both are known."""
    words = pair.split("-")
    splits = [("-".join(words[:n]), "-".join(words[n:])) for n in range(1, len(words))] or [(pair, "")]
    return next((two for two in splits if two[0] in known and two[1] in known), splits[0])


def pair(a: str, b: str) -> str:
    """The name of two parties' relation, whichever comes first."""
    return "-".join(sorted((a, b)))


def date_of(entry: Entry, document: Document) -> str:
    """The day, month or period of the act itself where its words tell it, else the day of publication; "" if neither.

    A position or a promise is dated by its document: dates in it belong to its matter.
    """
    if entry.kind in ("meeting", "agreement", "launch", "act", "relation"):
        for detail in entry.details:
            if detail.name == "date" and _ISO.match(detail.value):
                return detail.value
    return document.published.isoformat() if document.published else ""


def days(entry: Entry, document: Document) -> Days | None:
    """The same as days; None where no date is known: of an act that lies ahead and tells none.

    A past act that tells no date lies, as far as joining cares, in the two months before its document.
    """
    value = date_of(entry, document)
    published = document.published.isoformat() if document.published else ""
    told = any(d.name == "date" and d.value == value for d in entry.details)
    if not value or (not told and entry.time in ("future", "conditional")):
        return None
    if not told and entry.time == "past":
        before = dt.date.fromisoformat(published)
        return Days(before - RECALLED, before, told=False)
    if not told:
        return Days(dt.date.fromisoformat(published), dt.date.fromisoformat(published), told=False)
    return span_of(value)


def span_of(value: str) -> Days | None:
    """The days of an ISO date, week, month, year or interval; None for anything else."""
    first, _, last = value.partition("/")
    start, end = _ends(first), _ends(last) if last else None
    if start is None:
        return None
    return Days(start[0], end[1] if end else start[1], told=True)


def _ends(value: str) -> tuple[dt.date, dt.date] | None:
    try:
        if "W" in value:
            monday = dt.date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
            return monday, monday + dt.timedelta(days=6)
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 3:
            day = dt.date(*parts)
            return day, day
        if len(parts) == 2:
            following = dt.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
            return dt.date(parts[0], parts[1], 1), following - dt.timedelta(days=1)
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stems(text))


@lru_cache(maxsize=8192)
def _names(text: str) -> frozenset[str]:
    """Runs of capitalised words, of two words or more, without case and article."""
    return frozenset(re.sub(r"^the\s+", "", m.group().lower()) for m in _NAME.finditer(text))


def _persons(entry: Entry) -> Iterable[tuple[str, str]]:
    for party in (*entry.actors, *entry.counterparts):
        if party.person:
            yield surname(party.person), party.entity.code
    for detail in entry.details:
        parts = detail.value.split(", ")
        if detail.name in ("participant", "signatory") and len(parts) > 2 and parts[-1].isupper():
            yield surname(parts[0]), parts[-1]


def surname(name: str) -> str:
    """The last word of a name, without "Jr." and the like.

    It need not be the family's name ("Xi Jinping") to be the same in every document that gives the name whole.
    """
    parts = [part for part in name.casefold().split() if part.strip(".,") not in _SUFFIXES]
    return parts[-1] if parts else ""
