"""Date expressions in a clause, resolved against the day the document was published.

A value is ISO 8601 and as long as what the words tell: "2024-08-22", "2024-W34", "2024-11", "2025", "2024/2025". What
cannot be resolved (no day of publication, "the near future") keeps its words under a name that ends in `_words`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from communique.types import Detail, Span

MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {word: n for n, word in enumerate(_NUMBER_WORDS, 1)}
# A report of today may have been published before midnight elsewhere.
SLACK = dt.timedelta(days=1)

_MONTH = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_W = r"(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s+)?"
_M = _MONTH.format("m")
_D = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_E = r"(?P<e>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<y>(?:19|20)\d\d)(?![\d%]|[.,]\d)"
_TO = r"\s?(?:-|–|to|and|through|until)\s?"
# "The end of", "early": they say less than a month, so the value is the year's or month's own.
_PART_OF = (
    r"(?:the\s+)?(?:very\s+)?(?:end|beginning|start|middle|close|(?:first|second) half"
    r"|(?:first|second|third|fourth|last) quarter)\s+of\s+(?:the\s+)?"
)
_PART = rf"(?:{_PART_OF}|early\s+(?:in\s+)?|late\s+(?:in\s+)?|mid[- ])?"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression; `value` is "" where it cannot be resolved."""

    start: int
    end: int
    value: str

    def detail(self, text: str, name: str = "date") -> Detail:
        """As a detail: resolved under `name`, else its words under `name`_words."""
        span = Span.of(text, self.start, self.end)
        if self.value:
            return Detail(name, self.value, span)
        return Detail(f"{name}_words", " ".join(span.quote.split()), span)


@dataclass(frozen=True, slots=True)
class Day:
    """What an expression is resolved against."""

    published: dt.date | None
    future: bool


# "" is a date that can't be resolved here, None is no date at all (31 February).
Resolver = Callable[["re.Match[str]", Day], "str | None"]


def find(text: str, start: int, end: int, published: dt.date | None, *, future: bool = False) -> list[Dated]:
    """The date expressions between two offsets, in order, the longest where they overlap.

    `future` tells that the clause looks ahead: "Thursday" is then the next one, else the last on or before `published`.
    """
    found: list[Dated] = []
    for form, resolver in _FORMS:
        for m in form.finditer(text, start, end):
            value = resolver(m, Day(published, future))
            if value is not None:
                found.append(Dated(m.start(), m.end(), value))
    found.sort(key=lambda d: (d.start, -d.end))
    out: list[Dated] = []
    for one in found:
        if not out or one.start >= out[-1].end:
            out.append(one)
    return out


def _month(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _in_year(month: int, day: int, told: str | None, at: Day) -> dt.date | None:
    """A day of a month: in the year told, else the last one (or next, in the future) around the publication."""
    if told:
        return _date(int(told), month, day)
    if at.published is None:
        return None
    years = (0, 1) if at.future else (0, -1)
    days = [_date(at.published.year + n, month, day) for n in years]
    fits = (d for d in days if d and (d >= at.published - SLACK if at.future else d <= at.published + SLACK))
    return next(fits, None)


def _day(m: re.Match[str], at: Day) -> str | None:
    parts = m.groupdict()
    month, first = _month(parts.get("x") or parts["m"]), int(parts["d"])
    if _date(2000, month, first) is None:
        return None
    start = _in_year(month, first, parts.get("y"), at)
    if start is None:
        return None if parts.get("y") else ""
    if not parts.get("e"):
        return start.isoformat()
    last = _date(start.year, _month(parts.get("n") or parts["m"]), int(parts["e"]))
    return f"{start}/{last}" if last and last > start else None


def _iso(m: re.Match[str], at: Day) -> str | None:
    day = _date(int(m["y"]), int(m["m"]), int(m["d"]))
    return day.isoformat() if day else None


def _year_month(m: re.Match[str], at: Day) -> str:
    return f"{m['y']}-{_month(m['m']):02d}"


def _lone_month(m: re.Match[str], at: Day) -> str:
    """ "In November", "this November", "next May"."""
    if at.published is None:
        return ""
    month, here = _month(m["m"]), (at.published.year, at.published.month)
    which = (m["rel"] or "").lower().split()[-1:]
    if which == ["this"]:
        return f"{here[0]}-{month:02d}"
    ahead = at.future if which not in (["next"], ["last"], ["coming"], ["past"]) else which[0] in ("next", "coming")
    year = here[0] + (month < here[1]) if ahead else here[0] - (month > here[1])
    return f"{year}-{month:02d}"


def _years(m: re.Match[str], at: Day) -> str | None:
    first, last = m["y"], m["z"] if len(m["z"]) == 4 else m["y"][:2] + m["z"]
    return f"{first}/{last}" if last > first else None


def _year(m: re.Match[str], at: Day) -> str:
    return m["y"]


def _weekday(m: re.Match[str], at: Day) -> str:
    if at.published is None:
        return ""
    which, wanted = (m["rel"] or "").lower(), WEEKDAYS.index(m["w"].lower())
    back = (at.published.weekday() - wanted) % 7
    if which.endswith("next") or which.endswith("coming"):
        return (at.published + dt.timedelta(days=7 - back)).isoformat()
    if which.endswith("last") or which.endswith("past"):
        return (at.published - dt.timedelta(days=back or 7)).isoformat()
    step = (-back % 7) if at.future else -back
    return (at.published + dt.timedelta(days=step)).isoformat()


def _near_day(m: re.Match[str], at: Day) -> str:
    if at.published is None:
        return ""
    step = {"yesterday": -1, "tomorrow": 1}.get(m["t"].lower().split()[0], 0)
    return (at.published + dt.timedelta(days=step)).isoformat()


def _unit(m: re.Match[str], at: Day) -> str:
    """ "Earlier this week", "next year", "last month": a week, month or year beside the publication's."""
    which = m["rel"].lower().split()[-1]
    step = {"next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}.get(which, 0)
    return _moved(at.published, m["u"].lower(), step)


def _ago(m: re.Match[str], at: Day) -> str:
    return _moved(at.published, m["u"].lower(), -_number(m["n"]))


def _of_unit(m: re.Match[str], at: Day) -> str:
    """ "Before the end of the year": the publication's own, which is still to end."""
    return _moved(at.published, m["u"].lower(), 0)


def _year_end(m: re.Match[str], at: Day) -> str:
    return _moved(at.published, "year", 0)


def _ahead(m: re.Match[str], at: Day) -> str:
    """ "Within three months", "over the next two years": the day, week, month or year in which that is over."""
    number = _number(m["n"])
    if m["u"].lower() == "hour":
        return _moved(at.published, "day", -(-number // 24))
    return _moved(at.published, m["u"].lower(), number)


def _number(word: str) -> int:
    """A number in words or figures; "a" is one."""
    return NUMBERS.get(word.lower(), 1 if word.lower() in ("a", "an") else 0) or int(word)


def _moved(day: dt.date | None, unit: str, step: int) -> str:
    """The day, ISO week, month or year that lies `step` of its kind away."""
    if day is None:
        return ""
    if unit == "day":
        return (day + dt.timedelta(days=step)).isoformat()
    if unit == "week":
        year, week, _ = (day + dt.timedelta(weeks=step)).isocalendar()
        return f"{year}-W{week:02d}"
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
        return f"{year}-{month + 1:02d}"
    return f"{day.year + step}"


def _words(m: re.Match[str], at: Day) -> str:
    return ""


_SMALL = r"(?:\d{1,2}|an?|" + "|".join(NUMBERS) + ")"
# A bare number of four digits is a year only after one of these words.
_YEAR_WORDS = (
    "in", "In", "by", "By", "since", "Since", "until", "till", "before", "after", "of", "for", "during", "through",
    "to", "early", "late", "year", "mid",
)  # fmt: skip
_BEFORE_YEAR = "|".join(rf"(?<=\b{word}\s)" for word in _YEAR_WORDS)
_IN_SEASON = "|".join(rf"(?<=\b{word}\s)" for word in ("in", "by", "before", "until", "since", "during"))
_SEASON = r"(?:(?:early|late|mid)[- ])?(?:spring|summer|autumn|fall|winter)"
_FORMS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(rf"(?<![\w$€£]){pattern}(?!\w)", flags), resolver)
    for pattern, flags, resolver in (
        (r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", 0, _iso),
        (rf"(?:from\s+)?{_D}(?:\s+{_MONTH.format('x')})?{_TO}{_E}\s+{_M}(?:,?\s+{_Y})?", 0, _day),
        (rf"(?:from\s+)?{_M}\s+{_D}{_TO}(?:{_MONTH.format('n')}\s+)?{_E}(?:,?\s+{_Y})?", 0, _day),
        (rf"{_W}(?:the\s+)?{_D}(?:\s+of)?\s+{_M}(?:,?\s+{_Y})?", 0, _day),
        (rf"{_W}{_M}\s+{_D}(?:,?\s+{_Y})?", 0, _day),
        (rf"{_PART}{_M}(?:\s+of)?,?\s+{_Y}", 0, _year_month),
        (rf"(?P<rel>this coming|this past|this|next|last)\s+{_M}", re.IGNORECASE, _lone_month),
        (rf"(?<=\b[IiBb][ny]\s)(?P<rel>){_PART}{_M}(?!\s+\d)", 0, _lone_month),
        (rf"(?<=\b[Ss]ince\s)(?P<rel>){_M}(?!\s+\d)", 0, _lone_month),
        (
            r"(?:[Ff]rom|[Bb]etween|[Ff]or|[Ii]n)\s+(?P<y>(?:19|20)\d\d)\s?(?:to|and|through|-|–|/)\s?(?P<z>20\d\d|\d\d)",
            0,
            _years,
        ),
        (r"(?P<y>(?:19|20)\d\d)\s?(?:-|–|/)\s?(?P<z>(?:19|20)\d\d)", 0, _years),
        (rf"{_PART_OF}{_Y}(?!\s+Agenda)", 0, _year),
        (rf"(?:{_BEFORE_YEAR}){_Y}(?!\s+(?:[A-Z]|Agenda))", 0, _year),
        (
            r"(?:(?P<rel>this coming|this past|this|next|last|past|coming)\s+)?"
            rf"(?<!Good )(?P<w>{'|'.join(calendar.day_name)})"
            r"(?:\s+(?:morning|afternoon|evening|night))?",
            0,
            _weekday,
        ),
        (
            r"(?P<t>today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening))"
            r"(?!['’]s (?!meeting|talks|call|visit|summit|session|conversation))",
            re.IGNORECASE,
            _near_day,
        ),
        (
            rf"{_PART}(?:(?:earlier|later)\s+)?"
            r"(?P<rel>this coming|this past|this|next|last|previous|current|the coming|the next)\s+"
            r"(?P<u>week|month|year)",
            re.IGNORECASE,
            _unit,
        ),
        (rf"(?P<n>{_SMALL})\s+(?P<u>day|week|month|year)s?\s+ago", re.IGNORECASE, _ago),
        # At the end of a clause it looks back from the report; years may be counted from any event of a story.
        (
            rf"(?P<n>{_SMALL})\s+(?P<u>day|week)s?\s+(?:earlier|before|previously)(?=\s*(?:[,.;)\n]|$))",
            re.IGNORECASE,
            _ago,
        ),
        (rf"{_PART_OF}(?:this\s+|the\s+)?(?P<u>week|month|year)(?!\s+(?:\d|of\b))", re.IGNORECASE, _of_unit),
        (r"(?:th(?:e|is)\s+year[’']s\s+end|(?<=\bby\s)year[- ]end)(?P<u>)", re.IGNORECASE, _year_end),
        (
            rf"(?:within(?:\s+the\s+(?:next|coming))?|(?:over|in|during|for)\s+the\s+(?:next|coming))\s+(?P<n>{_SMALL}|\d+)\s+"
            r"(?P<u>hour|day|week|month|year)s?",
            re.IGNORECASE,
            _ahead,
        ),
        (
            r"(?:the\s+)?near(?:est)?\s+(?:future|term)"
            r"|(?:the\s+)?(?:coming|next few|following)\s+(?:days|weeks|months|years)"
            r"|as soon as possible|(?:this|next|last|this coming)\s+(?:spring|summer|autumn|fall|winter)",
            re.IGNORECASE,
            _words,
        ),
        # A season is another half of the year on the other side of the equator: its year is all that is sure.
        (rf"(?:{_IN_SEASON})(?:the\s+)?{_SEASON}\s+(?:of\s+)?{_Y}", re.IGNORECASE, _year),
        (rf"(?:{_IN_SEASON})(?:the\s+)?{_SEASON}(?!\s+of\b)", re.IGNORECASE, _words),
    )
)
