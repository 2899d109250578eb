"""What makes rows unfit to be loaded: unknown codes, impossible dates, duplicates; each with place and remedy."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .tables import Rows

DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a table. A `grave` one keeps it from being loaded; another is for a person to look at."""

    place: str
    message: str
    grave: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def grave(rows: Rows) -> Iterator[Problem]:
    """Every problem for which the rows must not be loaded, in the order of the rows."""
    codes: dict[str, str] = {}
    for row in rows.entities:
        if row.code in codes and not row.extends:
            remedy = "give one of them another, or write extends = true to add names to it"
            yield Problem(codes[row.code], f"the code {row.code} stands at {row.place} already; {remedy}")
        elif not row.extends:
            codes[row.code] = row.place
    for row in rows.entities:
        if row.code not in codes:
            yield Problem(row.place, f"it extends {unknown(row.code, codes)}")
        yield from _dates(row.place, row.code, row.since, row.until)
        for member in row.members:
            if member.code not in codes:
                yield Problem(row.place, f"{row.code} has the member {unknown(member.code, codes)}")
            yield from _dates(row.place, f"{row.code}: {member.code}", member.since, member.until)
    seen: dict[tuple[str, ...], str] = {}
    for held in rows.tenures:
        t = held.tenure
        if not (t.person and t.body and t.office):
            yield Problem(held.place, "person, body and office must not be empty; fill them in or drop the row")
        elif t.body not in codes:
            yield Problem(held.place, f"{t.person} is of {unknown(t.body, codes)}")
        yield from _dates(held.place, t.person, t.since, t.until, t.seen)
        key = (t.person, t.body, t.office, t.since, t.source)
        if key in seen:
            yield Problem(
                held.place, f"{t.person}, {t.office} of {t.body} since {t.since} stands at {seen[key]} already"
            )
        seen[key] = held.place


def unknown(code: str, codes: Iterable[str]) -> str:
    """An unknown code, with those that look like it."""
    near = difflib.get_close_matches(code, codes, 3, 0.6)
    told = (
        f"near are {', '.join(near)}"
        if near
        else "states have ISO 3166-1 alpha-3 codes (BLR), organisations acronyms (UN)"
    )
    return f"{code!r}, which is no known code; {told}"


def _dates(place: str, name: str, since: str, until: str, seen: str = "") -> Iterator[Problem]:
    for date in (since, until, seen):
        if date and not possible(date):
            yield Problem(place, f"{name} has the date {date!r}; write YYYY-MM-DD, YYYY-MM or YYYY, a day that exists")
            return
    if since and until and since > until + "~":
        yield Problem(place, f"{name} begins on {since} and ends on {until}, before it; exchange or correct them")


@lru_cache(maxsize=20_000)
def possible(date: str) -> bool:
    """Whether a text is a date that exists, to the day, month or year."""
    if not DATE.fullmatch(date):
        return False
    try:
        dt.date.fromisoformat((date + "-01-01")[:10])
    except ValueError:
        return False
    return True
