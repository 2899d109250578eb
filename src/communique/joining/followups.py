"""What came of a promise: a later entry of the same parties shows it fulfilled, under way, repeated or withdrawn.

Features and their points stand in `data/joining/followups.toml`. Generic pledges ("deepen cooperation") have no end
that could be seen: what looks like an answer to one is proposed at most, and only where their words are rare.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .deeds import OUTCOMES, Deed, deed, relation, works
from .score import Score, scored, table
from .traits import Traits, span_of
from .words import alike, mass, shared, stems, weight

__all__ = ["OUTCOMES", "Change", "due", "relation", "score", "states", "verdict"]

# Days after a promise within which other reports of the same occasion tell it again; that is no repetition.
OCCASION = 14
# Weight of shared words below which they say little, and below which nothing.
_LITTLE, _NOTHING = 11.0, 5.5
_SAME, _MUCH, _SOME = 0.75, 0.5, 0.3
_STATE = {"fulfils": "fulfilled", "under way": "under way", "repeats": "repeated", "withdraws": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Change:
    """A promise's state from a day on, and the entry that shows it ("" where a deadline passed)."""

    state: str
    date: dt.date
    entry_id: str


def score(promise: Traits, later: Traits) -> Score:
    """How much speaks for the later entry being about the promised deed, feature by feature."""
    shows = relation(promise, later)
    never = _contradiction(promise, later, shows)
    if never:
        return Score((), never)
    ours, theirs = deed(promise), deed(later)
    level = next(iter(later.details("level")), "") if later.kind == "relation" else ""
    if level:  # of words that all relations share
        raised = set(stems(level)) <= set(promise.words)
        things = [("same thing" if raised else "another thing", level)]
    else:
        things = list(_thing(ours, theirs))
    found = [*things, *_marks(ours, theirs), *_deeds(promise, later, shows)]
    found += [*_parties(promise, later), *_times(promise, later)]
    if shows == "repeats":
        part = alike(ours.said, theirs.said)
        found += [("same wording", f"{part:.2f}")] if part >= 0.6 else [("other wording", "")] if part < 0.35 else []
    return scored(table("followups")["points"], found)


def verdict(score: Score, relation: str) -> str:
    """`accepted`, `proposed`, or "" for what is no follow-up."""
    limits = table("followups")["limits"].get(relation)
    if limits is None or score.never or score.points < limits["propose"]:
        return ""
    capped = table("followups")["capped"]["features"]
    doubted = any(reason.feature in capped for reason in score.reasons)
    return "accepted" if score.points >= limits["accept"] and not doubted else "proposed"


def due(entry: Traits) -> str:
    """The deadline that a promise sets itself, as an ISO date, month, year or interval; "" where it sets none."""
    names = (
        ("deadline",) if entry.kind == "commitment" else ("deadline", "date")
    )  # a plan is due when it is planned for
    return next((value for value in entry.details(*names) if span_of(value)), "")


def states(promise: Traits, found: Sequence[tuple[Traits, str]], on: dt.date) -> list[Change]:
    """What state a promise entered and when, as known on a day; `found` are its accepted follow-ups and what they show.

    Nothing follows a fulfilment. A repetition does not set back what is under way. A promise lapses on the day after
    its deadline, and may still be fulfilled.
    """
    pledged = promise.published
    if pledged is None:
        return []
    events = [(max(day, pledged), _STATE[shows], t.id) for t, shows in found if shows in _STATE and (day := _day(t))]
    end = _end(promise)
    if end and end < on and end >= pledged:
        events.append((end + dt.timedelta(days=1), "lapsed", ""))
    changes = [Change("pledged", pledged, promise.id)]
    for day, state, source in sorted(events):
        last = changes[-1].state
        if day > on or last == "fulfilled" or state == last:
            continue
        if (state == "lapsed" and last == "withdrawn") or (state == "repeated" and last == "under way"):
            continue
        changes.append(Change(state, day, source))
    return changes


def _day(t: Traits) -> dt.date | None:
    """The day by which the entry's deed was done: told, at most the day of publication; else that of publication."""
    if t.days and t.days.told:
        return min(t.days.last, t.published) if t.published and t.days.first <= t.published else t.days.first
    return t.published


def _end(promise: Traits) -> dt.date | None:
    span = span_of(due(promise))
    return span.last if span else None


def _contradiction(promise: Traits, later: Traits, shows: str) -> str:
    if not shows:
        return f"a {later.time} {later.kind} shows nothing of a {promise.time} {promise.kind}"
    if promise.document.id == later.document.id:
        return "both stand in one document"
    if promise.kind == "meeting" and (later.kind != "meeting" or shows == "repeats"):
        return f"a planned meeting is held, or called off; a {later.kind} shows neither"
    if promise.published is None or later.published is None:
        return "no date is known"
    if later.published <= promise.published:
        return f"told on {later.published}, promised on {promise.published}"
    if shows != "repeats" and later.days and later.days.told and later.days.last <= promise.published:
        return f"done on {later.days.last}, promised on {promise.published}"
    if shows == "repeats" and (later.published - promise.published).days <= OCCASION:
        return "told again of the same occasion"
    ours, theirs = set(promise.pairs), set(later.pairs)
    if ours and theirs and not ours & theirs:
        return f"parties {_list(promise.parties or promise.setting)} and {_list(later.parties or later.setting)}"
    if not (ours and theirs) and not (promise.parties or promise.setting) & (later.parties or later.setting):
        return "no party in common"
    return ""


def _thing(ours: Deed, theirs: Deed) -> Iterator[tuple[str, str]]:
    # the later clause tells the thing anywhere in it; what the promise does not know of it counts against
    common = (ours.core & theirs.said) | (theirs.core & ours.said)
    weight_of_both = mass(common)
    told = " ".join(sorted(common))
    body = bool(ours.sorts & theirs.sorts)
    rare, alone = any(weight(s) >= 8 for s in common), ours.own == theirs.own
    whole = body and bool(ours.own) and alone
    if body and ours.names & theirs.names and ours.ordinals & theirs.ordinals:
        yield "same thing", _list(ours.names & theirs.names)
        return
    here = {s for place in ours.places & theirs.places for s in stems(place)}
    # one place tells no thing
    if weight_of_both < (2.0 if whole else _NOTHING) or (common <= here and len(ours.places & theirs.places) < 2):
        yield "nothing telling", told
        return
    # the lighter wording's part, once from each side
    lighter = min((ours.core | common), (theirs.core | common), key=mass)
    part = shared(common, lighter) if mass(lighter) <= weight_of_both else weight_of_both / mass(lighter)
    if part >= _SAME:
        yield "same thing", told
    elif part >= _MUCH:
        yield "much of the thing", told
    else:
        yield ("some of the thing" if part >= _SOME else "another thing"), told
    if whole:
        yield "the same words", told
    elif weight_of_both < _LITTLE and not (body and ours.places & theirs.places) and not (alone and rare):
        yield "little telling", f"{weight_of_both:.1f}"
    elif weight_of_both >= 22:
        yield "very rare words", f"{weight_of_both:.1f}"
    elif weight_of_both >= 15 or rare:
        yield "rare words", f"{weight_of_both:.1f}"


def _marks(ours: Deed, theirs: Deed) -> Iterator[tuple[str, str]]:
    """Places, ordinals, numbers and sorts, which tell things apart that are else alike."""
    if ours.places and theirs.places:
        same = ours.places & theirs.places
        name = "place differs" if not same else "same place" if len(same) == 1 else "two same places"
        yield name, _list(same or ours.places | theirs.places)
    if ours.ordinals and theirs.ordinals:
        same = ours.ordinals & theirs.ordinals
        yield ("same ordinal" if same else "ordinal differs"), _list(same or ours.ordinals | theirs.ordinals)
    if ours.numbers and theirs.numbers:
        same = ours.numbers & theirs.numbers
        yield ("same number" if same else "number differs"), _list(same or ours.numbers | theirs.numbers)
    if ours.sorts and theirs.sorts:
        same = ours.sorts & theirs.sorts
        yield ("same sort" if same else "sort differs"), _list(same or ours.sorts | theirs.sorts)


def _deeds(promise: Traits, later: Traits, shows: str) -> Iterator[tuple[str, str]]:
    ours, theirs = deed(promise), deed(later)
    if "vague" in ours.classes or not ours.classes:
        yield "vague deed", ours.verb
    elif shows != "withdraws":
        yield ("deed answers" if _answers(promise, later) else "another deed"), f"{ours.verb}, {theirs.verb}"
    else:
        yield "deed answers", f"{ours.verb}, {theirs.verb}"
    if later.kind == "position":
        yield "a stance tells it", ""
    if "announcement" in later.details("verb"):
        yield "only announced", ""
    left, right = set(promise.details("field")), set(later.details("field"))
    if left and right:
        yield ("shared fields" if left & right else "fields differ"), _list(left & right or left | right)
    if ours.names & theirs.names:
        yield "same name", _list(ours.names & theirs.names)


def _answers(promise: Traits, later: Traits) -> bool:
    ours, theirs = deed(promise), deed(later)
    if ours.verb == theirs.verb or later.kind == "position":
        return True
    if later.kind == "commitment":
        return bool(ours.classes & theirs.classes - {"vague"})
    if relation(promise, later) == "under way" and works(later):
        return True
    rows = table("followups")["answers"]
    if later.kind == "meeting" and ours.sorts & theirs.sorts and "found" in ours.classes:
        return True  # a body that meets has been founded
    return any(later.kind in rows[c]["kinds"] or theirs.classes & set(rows[c]["deeds"]) for c in ours.classes) or (
        "give" in ours.classes and later.kind == "launch"
    )


def _parties(promise: Traits, later: Traits) -> Iterator[tuple[str, str]]:
    if promise.actors and later.actors:
        both = promise.actors & later.actors
        yield ("same actor" if both else "another actor"), _list(both or promise.actors | later.actors)
    ours, theirs = promise.parties or promise.setting, later.parties or later.setting
    if len(ours | theirs) > max(2, min(len(ours), len(theirs))) and not (ours <= theirs and len(theirs) <= 2):
        yield "other parties too", _list(ours ^ theirs)


def _times(promise: Traits, later: Traits) -> Iterator[tuple[str, str]]:
    day, end = _day(later), _end(promise)
    assert day and promise.published  # `_contradiction` has refused what has none
    if end:
        yield ("within the deadline" if day <= end else "after the deadline"), f"{day}, {end}"
    elif (day - promise.published).days > 3 * 365:
        yield "years later", f"{promise.published}, {day}"


def _list(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))
