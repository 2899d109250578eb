"""Date expressions against the day of publication, 22 August 2024, a Thursday."""

from __future__ import annotations

import datetime as dt

import pytest

from communique.extract import dates

DAY = dt.date(2024, 8, 22)


def read(text: str, published: dt.date | None = DAY, *, future: bool = False) -> list[tuple[str, str]]:
    """Value and words of each date of a text."""
    found = dates.find(text, 0, len(text), published, future=future)
    return [(d.value, text[d.start : d.end]) for d in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("said Thursday", "2024-08-22"),
        ("met on Monday", "2024-08-19"),
        ("met last Thursday", "2024-08-15"),
        ("spoke today", "2024-08-22"),
        ("spoke yesterday", "2024-08-21"),
        ("met earlier this week", "2024-W34"),
        ("met last month", "2024-07"),
        ("on May 5", "2024-05-05"),
        ("on 5 May 2023", "2023-05-05"),
        ("on November 5", "2023-11-05"),
        ("on Friday, December 15, 2023", "2023-12-15"),
        ("in November", "2023-11"),
        ("in November 2022", "2022-11"),
        ("the 21st of August", "2024-08-21"),
        ("17-20 January 2024", "2024-01-17/2024-01-20"),
        ("from 30 January to 2 February 2024", "2024-01-30/2024-02-02"),
        ("from 2024 to 2025", "2024/2025"),
        ("for the years 2025-2029", "2025/2029"),
        ("by 2030", "2030"),
        ("the end of 2024", "2024"),
        ("two weeks ago", "2024-W32"),
        ("had met in Minsk ten days before", "2024-08-12"),
        ("had spoken two weeks earlier, the ministry said", "2024-W32"),
        ("in the autumn of 2016", "2016"),
        ("on 2024-08-22", "2024-08-22"),
    ],
)
def test_a_report_looks_back(text: str, value: str) -> None:
    assert [v for v, _ in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Monday", "2024-08-26"),
        ("next Thursday", "2024-08-29"),
        ("on May 5", "2025-05-05"),
        ("in November", "2024-11"),
        ("next year", "2025"),
        ("later this month", "2024-08"),
        ("before the end of the year", "2024"),
        ("by the end of the month", "2024-08"),
        ("by year-end", "2024"),
        ("within three months", "2024-11"),
        ("within 48 hours", "2024-08-24"),
        ("over the next two years", "2026"),
        ("tomorrow", "2024-08-23"),
    ],
)
def test_what_is_planned_looks_ahead(text: str, value: str) -> None:
    assert [v for v, _ in read(text, future=True)] == [value]


def test_the_words_are_those_of_the_text() -> None:
    assert read("the talks held on Friday, December 15, 2023 in Doha") == [("2023-12-15", "Friday, December 15, 2023")]


def test_without_a_publication_only_whole_dates_resolve() -> None:
    assert read("on 5 May 2023 and next year", None) == [("2023-05-05", "5 May 2023"), ("", "next year")]
    (relative,) = dates.find("met Thursday", 0, 12, None)
    assert relative.detail("met Thursday").name == "date_words"
    assert relative.detail("met Thursday").value == "Thursday"


@pytest.mark.parametrize(
    "text",
    [
        "the 2030 Agenda for Sustainable Development",
        "today’s challenges",
        "the Good Friday Agreement",
        "2000 people",
        "Resolution 2231",
        "they may meet",
        "on 31 February",
        "$2024",
    ],
)
def test_no_date_is_made_up(text: str) -> None:
    assert read(text) == []


def test_the_near_future_stays_words() -> None:
    assert read("in the near future") == [("", "the near future")]
