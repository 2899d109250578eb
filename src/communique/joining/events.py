"""Whether two entries of two documents report one event: a meeting, an agreement or a launch.

Features and their points stand in `data/joining/events.toml`. Contradicting dates or parties rule a join out whatever
else agrees, and so do a planned and a held event, and two entries of one document, which tells an act once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .score import Score, scored, table
from .traits import Traits
from .words import alike, mass, shared, stem, stems

EVENTS = ("meeting", "agreement", "launch")
HELD = ("done", "past", "ongoing")
# Days between the publications of two reports of one event, at most: a weekly bulletin tells of its week.
WINDOW = 14

# How long a held meeting is news: a document that tells no date is of these days.
_NEWS = dt.timedelta(days=3)
_FEW_DAYS = dt.timedelta(days=7)
_SAME_THING, _MUCH, _LITTLE = 0.8, 0.55, 0.3


def score(a: Traits, b: Traits) -> Score:
    """How much speaks for one event, feature by feature."""
    weights = table("events")[a.kind]
    never = _contradiction(a, b)
    if never:
        return Score((), never)
    found = [*_parties(a, b), *_dates(a, b), *_places(a, b), *_publishers(a, b)]
    found += _encounter(a, b) if a.kind == "meeting" else _thing(a, b)
    return scored(weights, found)


def verdict(kind: str, score: Score) -> str:
    """`accepted`, `proposed`, or "" for two that are not one event."""
    limits = table("events")[kind]
    if score.never or score.points < limits["propose"]:
        return ""
    return "accepted" if score.points >= limits["accept"] else "proposed"


def _contradiction(a: Traits, b: Traits) -> str:
    if a.kind != b.kind:
        return f"a {a.kind} is no {b.kind}"
    if a.document.id == b.document.id:
        return "one document tells an act once"
    if (a.time in HELD) != (b.time in HELD) or (a.time == "negated") != (b.time == "negated"):
        return f"one is {a.time}, the other {b.time}"
    if a.parties and b.parties and not a.parties & b.parties:
        return f"parties {_list(a.parties)} and {_list(b.parties)}"
    if len(a.parties) >= 2 and len(b.parties) >= 2 and not (a.parties <= b.parties or b.parties <= a.parties):
        return f"parties {_list(a.parties)} and {_list(b.parties)}"
    if a.days is None or b.days is None:
        return "no date is known"
    if a.days.told and b.days.told and a.days.apart(b.days) > (0 if a.days.exact and b.days.exact else 1):
        return f"dates {a.days.first} and {b.days.first}"
    held = a.days.exact and b.days.exact and a.days.told != b.days.told
    if a.kind == "meeting" and held and a.days.apart(b.days) > _NEWS.days:
        return f"dates {a.days.first} and {b.days.first}"
    if a.days.apart(b.days) > WINDOW:
        return f"dates {a.days.first} and {b.days.first}"
    if a.kind == "meeting" and (code := _other_persons(a, b)):
        return f"persons of {code}: {_of(a, code)} and {_of(b, code)}"
    if a.kind == "meeting" and (code := _guest(a, b) or _guest(b, a)):
        return f"a person of {code} in one, the other names its parties without {code}"
    return ""


def _guest(a: Traits, b: Traits) -> str:
    """A party whose person takes part in `a` and which `b`, that names two parties or more, does not name."""
    absent = {code for _, code in a.persons if code} - b.parties
    return min(absent, default="") if len(b.parties) > 1 else ""


def _other_persons(a: Traits, b: Traits) -> str:
    """The first party for which both name persons and no one is in both; "" where there is none."""
    for code in sorted({code for _, code in a.persons if code} & {code for _, code in b.persons}):
        if not {name for name, of in a.persons & b.persons if of == code}:
            return code
    return ""


def _of(t: Traits, code: str) -> str:
    return _list(name for name, of in t.persons if of == code)


def _parties(a: Traits, b: Traits) -> Iterator[tuple[str, str]]:
    left, right = a.parties or a.setting, b.parties or b.setting
    if left == right:
        yield "same parties", _list(left)
    elif left <= right or right <= left:
        yield "one names more parties", _list(left ^ right)
    else:
        yield "shared parties", _list(left & right)


def _dates(a: Traits, b: Traits) -> Iterator[tuple[str, str]]:
    assert a.days and b.days  # `_contradiction` has refused what has none
    shown = f"{a.days.first}, {b.days.first}"
    if a.days == b.days and a.days.told and a.days.last - a.days.first <= _FEW_DAYS:
        yield "same told date", f"{a.days.first} to {a.days.last}"
    elif not (a.days.exact and b.days.exact):
        recalled = not (a.days.told or a.days.exact) or not (b.days.told or b.days.exact)
        yield ("date recalled" if recalled else "date within a period"), f"{shown} or later"
    elif a.days.told and b.days.told:
        yield "same told date", str(a.days.first)
    elif a.days.told != b.days.told:
        told, other = (a.days, b.days) if a.days.told else (b.days, a.days)
        later = (other.first - told.first).days
        near = "told date just before publication" if -1 <= later <= 1 else "told date days before publication"
        yield (near if -1 <= later <= 3 else "told date further away"), shown
    else:
        apart = a.days.apart(b.days)
        same = "published the same day" if apart <= 1 else "published within three days"
        yield (same if apart <= 3 else "published further apart"), shown


def _publishers(a: Traits, b: Traits) -> Iterator[tuple[str, str]]:
    """One publisher tells of a day's encounters on a page each; later it may well recall one."""
    publisher = a.document.publisher
    dated = a.published and b.published and abs(a.published - b.published) <= _NEWS
    if publisher and publisher == b.document.publisher and dated:
        yield "same publisher", publisher


def _places(a: Traits, b: Traits) -> Iterator[tuple[str, str]]:
    left, right = _place(a), _place(b)
    if left and right:
        same = " ".join(sorted(set(left) & set(right)))
        yield ("same place", same) if same else ("place differs", f"{' '.join(left)}, {' '.join(right)}")


def _place(t: Traits) -> list[str]:
    """The stems of the town or state that the entry names; a palace or hall says nothing of where it stands."""
    return [
        stem(word) for value in t.details("place")[:1] if _is_town(value) for word in value.split() if word[0].isupper()
    ]


def _is_town(value: str) -> bool:
    return not set(stems(value)) & _venues()


@lru_cache(maxsize=1)
def _venues() -> frozenset[str]:
    return frozenset(stem(word) for word in table("events")["venues"])


def _encounter(a: Traits, b: Traits) -> Iterator[tuple[str, str]]:
    both = {name for name, _ in a.persons & b.persons}
    if len(both) >= 2:
        yield "same persons", _list(both)
    elif both:
        yield "one person shared", _list(both)
    elif a.persons and b.persons:
        yield "persons differ", f"{_list(n for n, _ in a.persons)}; {_list(n for n, _ in b.persons)}"
    left, right = a.details("form")[:1], b.details("form")[:1]
    if left and right:
        same = left == right or _group("forms", left[0]) & _group("forms", right[0])
        yield ("same form" if same else "form differs"), f"{left[0]}, {right[0]}"
    else:
        yield "form not told", ", ".join(left or right)
    if alike(a.words, b.words) >= 0.5:
        yield "same wording", ""


def _thing(a: Traits, b: Traits) -> Iterator[tuple[str, str]]:
    left, right = _own(a), _own(b)
    part = shared(left, right) if mass(left) and mass(right) else 0.0
    told = " ".join(sorted(set(left) & set(right)))
    yield _overlap(part), told
    if any(x == y for x in a.names for y in b.names):
        yield "same name", _list(a.names & b.names)
    sorts = a.details("sort", "instrument")[:1], b.details("sort", "instrument")[:1]
    if sorts[0] and sorts[1]:
        x, y = sorts[0][0], sorts[1][0]
        same = x == y or _group("instruments", x) & _group("instruments", y)
        yield ("same sort" if same else "sort differs"), f"{x}, {y}"
    if a.kind == "launch":
        yield from _deeds(a, b)
    else:
        yield from _fields(a, b)


def _overlap(part: float) -> str:
    if part >= _SAME_THING:
        return "same thing"
    if part >= _MUCH:
        return "much of the thing"
    return "little of the thing" if part >= _LITTLE else "another thing"


def _own(t: Traits) -> list[str]:
    """The stems of the thing without the parties' own names, which all reports of the pair have.

    Numbers are left out too: in these, sources of one event differ.
    """
    parties = {stem(word) for party in (*t.entry.actors, *t.entry.counterparts) for word in party.entity.name.split()}
    return [s for s in t.matter if s not in parties and not s.isdigit()]


def _deeds(a: Traits, b: Traits) -> Iterator[tuple[str, str]]:
    left, right = a.details("verb"), b.details("verb")
    if left and right and "announcement" not in (left[0], right[0]):
        closing = ("closure" in left) != ("closure" in right)
        yield ("deed differs" if closing else "same deed"), f"{left[0]}, {right[0]}"


def _fields(a: Traits, b: Traits) -> Iterator[tuple[str, str]]:
    left, right = set(a.details("field")), set(b.details("field"))
    if left and right:
        yield ("shared fields" if left & right else "fields differ"), _list(left & right or left ^ right)


def _group(name: str, value: str) -> set[str]:
    groups: Mapping[str, Any] = table("events")[name]
    return {group for group, members in groups.items() if value in members}


def _list(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))


@dataclass(frozen=True, slots=True)
class Difference:
    """What the reports of one event say differently: a detail, and each value with the entries that give it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


def differences(reports: Sequence[Traits]) -> list[Difference]:
    """Where the sources of one event differ in a detail that has one true value: number, date, place, form."""
    found = []
    for field in ("count", "amount", "date", "place"):
        values: dict[str, list[str]] = {}
        for report in reports:
            for value in report.details(field)[:1]:
                values.setdefault(value.lower() if field == "count" else value, []).append(report.id)
        if len(values) > 1 and not _compatible(field, list(values)):
            found.append(Difference(field, tuple((value, tuple(ids)) for value, ids in values.items())))
    return found


def _compatible(field: str, values: list[str]) -> bool:
    """A month says no other than a day in it; "a number of" no other than eight; a city no other than its country."""
    if field == "date":
        return all(x.startswith(y) or y.startswith(x) for x in values for y in values)
    if field == "count":
        return len({v for v in values if v[:1].isdigit() or v.lower() in _COUNTS}) < 2
    return any(set(x.split()) & set(y.split()) for x in values for y in values if x is not y)


_COUNTS = frozenset("one two three four five six seven eight nine ten eleven twelve dozen".split())
