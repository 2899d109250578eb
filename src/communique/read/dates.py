"""Dates as publishers write them, read strictly: what is ambiguous or impossible is no date."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<m>\d\d?)-(?P<d>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        rf"(?<!\w){_DAY}\.?\s+(?:of\s+)?(?P<m>{MONTH})\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<!\w)(?P<m>{MONTH})\s+{_DAY}\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<d>\d\d?)\.(?P<m>\d\d?)\.{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<slash1>\d\d?)/(?P<slash2>\d\d?)/{_YEAR}(?!\d)",
    )
)
_DAY_MONTH = (
    re.compile(rf"(?<!\w){_DAY}\s+(?P<m>{MONTH})(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?P<m>{MONTH})\s+{_DAY}(?!\w)", re.IGNORECASE),
)


def find_date(text: str) -> tuple[dt.date, int, int] | None:
    """The first whole date in `text` with its place; forms are tried from the surest to the least sure."""
    for form in _FORMS:
        for match in form.finditer(text):
            date = _date(match.groupdict())
            if date:
                return date, match.start(), match.end()
    return None


def parse_date(text: str) -> dt.date | None:
    """The date that `text` gives, None where it gives none."""
    found = find_date(text)
    return found[0] if found else None


def parse_day(text: str, year: int | None) -> dt.date | None:
    """The date of a day and month without a year ("Aug. 22") in `year`; None where the year is not known."""
    if year is None:
        return None
    for form in _DAY_MONTH:
        match = form.search(text)
        if match:
            return _date(match.groupdict() | {"y": str(year)})
    return None


def _date(parts: dict[str, str]) -> dt.date | None:
    if "slash1" in parts:
        day, month = _slashes(int(parts["slash1"]), int(parts["slash2"]))
    else:
        day, month = int(parts["d"]), _month(parts["m"])
    try:
        return dt.date(int(parts["y"]), month, day)
    except ValueError:
        return None


def _slashes(first: int, second: int) -> tuple[int, int]:
    """Day and month of "22/08" and "08/22"; of "05/08", which is either, none (0 makes no date)."""
    if first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else (0, 0)


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.index(name[:3].lower()) + 1
