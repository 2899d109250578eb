"""What to look at in tables of actors: what keeps them from being loaded, overlaps, gaps, doubled names."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from communique.types import Tenure

from . import check
from .base import KnowledgeBase
from .check import Problem
from .gazetteer import unarticled
from .register import PROVISIONAL
from .tables import Rows
from .titles import HEAD_OF_GOVERNMENT, HEAD_OF_STATE, SINGLE, titles

# Shorter overlaps and gaps are handovers, and dates that sources tell to the month.
OVERLAP = dt.timedelta(days=45)
GAP = dt.timedelta(days=400)
# Before this year the tables do not claim to be whole.
WHOLE_FROM = "2015"


def lint(rows: Rows) -> Iterator[Problem]:
    """All problems: first those for which the tables would not be loaded; if there are none, the others."""
    problems = list(check.grave(rows))
    yield from problems
    for line in rows.left_out:
        place, _, told = line.partition(": ")
        yield Problem(place, told)
    if not problems:
        yield from _doubled(rows)
        yield from _held_twice(rows)


def _doubled(rows: Rows) -> Iterator[Problem]:
    """One name of two organisations or groups, or of an organisation and a state."""
    owners: dict[str, tuple[str, str]] = {}
    for row in sorted(rows.entities, key=lambda r: r.kind == "state"):
        for alias, how in row.aliases:
            owner = owners.setdefault(unarticled(alias), (row.code, row.place))
            if owner[0] != row.code and how == "name":
                yield Problem(
                    row.place, f"the name {alias!r} of {row.code} is {owner[0]}'s too, at {owner[1]}", grave=False
                )


def _held_twice(rows: Rows) -> Iterator[Problem]:
    """Overlaps and gaps in offices of one holder at a time, as the loaded tables have them."""
    places = {
        (r.tenure.body, r.tenure.person, r.tenure.office, r.tenure.since): r.place for r in reversed(rows.tenures)
    }
    register = KnowledgeBase(rows).register
    held: dict[tuple[str, str], list[tuple[str, Tenure]]] = defaultdict(list)
    for person in register.persons:
        for t in person.tenures:
            place = places.get((t.body, t.person, t.office, t.since), "")
            for title in titles(t.office, t.body) & SINGLE:
                if place and not t.office.startswith(PROVISIONAL):
                    held[t.body, title].append((place, t))
    for (body, title), found in sorted(held.items()):
        found.sort(key=lambda r: (r[1].since, r[1].until or "9999"))
        for one, other in pairwise(found):
            yield from _between(f"{title} of {body}", one, other)


def _between(office: str, one: tuple[str, Tenure], other: tuple[str, Tenure]) -> Iterator[Problem]:
    (where, first), (place, second) = one, other
    handover = bool(first.until) and (second.since.startswith(first.until) or first.until.startswith(second.since))
    if not (first.since and second.since) or first.person == second.person or handover:
        return
    ends = _day(first.until or first.seen, late=True)
    begins = _day(second.since, late=False)
    told = f"{office}: {first.person} ({first.since} to {first.until or '…'}, {where})"
    if ends and begins and ends - begins > OVERLAP and first.until:
        yield Problem(place, f"{told} overlaps {second.person} ({second.since})", grave=False)
    elif not first.until and begins:
        yield Problem(place, f"{told} has no end, though {second.person} begins on {second.since}", grave=False)
    head = any(title in HEAD_OF_STATE | HEAD_OF_GOVERNMENT for title in titles(second.office, second.body))
    if head and ends and begins and begins - ends > GAP and first.until and second.since >= WHOLE_FROM:
        yield Problem(place, f"{told} leaves a gap up to {second.person} ({second.since})", grave=False)


def _day(date: str, *, late: bool) -> dt.date | None:
    """The first or last day that a date of any precision means."""
    if not date:
        return None
    if len(date) == 10:
        return dt.date.fromisoformat(date)
    full = date + ("-12-28" if late else "-01-01")[len(date) - 4 :]
    return dt.date.fromisoformat(full[:10])
