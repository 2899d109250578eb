"""When two reports tell of one event, when they never do, and where their sources differ."""

from __future__ import annotations

import datetime as dt

import pytest

from communique.joining.events import differences, score, verdict
from communique.joining.traits import Traits, span_of, traits
from communique.types import Detail, Document, Entity, Entry, Kind, Party, Span, Time

PEOPLE = {"CHN": "Li Qiang", "BLR": "Roman Golovchenko", "RUS": "Mikhail Mishustin"}


def report(
    document: str,
    quote: str,
    kind: Kind = "meeting",
    day: str = "2023-04-18",
    time: Time = "done",
    codes: tuple[str, ...] = ("CHN", "BLR"),
    publisher: str = "",
    people: dict[str, str] = PEOPLE,
    **details: str,
) -> Traits:
    parties = tuple(Party(Entity("state", code, code), person=people.get(code, "")) for code in codes)
    told = tuple(Detail(name, value) for name, value in details.items())
    entry = Entry(
        f"{document}-{quote[:9]}", document, kind, Span(0, len(quote), quote), None, parties, (), time, "", told
    )
    held = Document(document, "", published=dt.date.fromisoformat(day), publisher=publisher)
    return traits(entry, held, frozenset(codes[:2]))


def told(a: Traits, b: Traits) -> str:
    return verdict(a.kind, score(a, b))


def test_both_sides_readouts_of_one_meeting_are_joined() -> None:
    a = report("a", "Li Qiang held talks with Golovchenko", form="talks")
    b = report("b", "Golovchenko met with Li Qiang", day="2023-04-19", form="meeting")
    assert told(a, b) == "accepted"
    assert score(a, b).points == sum(reason.points for reason in score(a, b).reasons)
    assert score(a, b).points == score(b, a).points


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (report("b", "they met", form="meeting", date="2023-04-28"), "dates"),
        (report("b", "they met", form="meeting", codes=("CHN", "RUS")), "parties"),
        (report("b", "they will meet", form="meeting", time="future", date="2023-04-18"), "future"),
        (report("b", "they met", form="meeting", people={**PEOPLE, "BLR": "Sergei Aleinik"}), "persons"),
        (report("b", "they met", form="meeting", day="2023-05-30"), "dates"),
        (report("a", "they met", form="meeting"), "one document"),
    ],
)
def test_contradictions_rule_a_join_out_whatever_else_agrees(other: Traits, why: str) -> None:
    own = report("a", "Li Qiang held talks with Golovchenko", form="talks", date="2023-04-18")
    found = score(own, other)
    assert why in found.never
    assert verdict("meeting", found) == ""


def test_a_call_is_no_visit_of_the_same_day() -> None:
    call = report("a", "Li Qiang spoke by phone with Golovchenko", form="phone call")
    visit = report("b", "Golovchenko paid a visit to China", form="visit")
    assert told(call, visit) != "accepted"


def test_one_publisher_tells_of_two_encounters_of_a_day_on_two_pages() -> None:
    quotes = {"a": "they sat down in the morning", "b": "both walked through the old town"}
    pages = [report(x, quotes[x], form="meeting", publisher="The White House") for x in "ab"]
    sides = [report(x, quotes[x], form="meeting", publisher=x) for x in "ab"]
    assert score(*pages).points < score(*sides).points
    assert told(*pages) != "accepted" == told(*sides)


def test_things_of_one_day_are_told_apart_by_their_names() -> None:
    licences = report("a", "signed an agreement on driving licences", "agreement", instrument="agreement")
    again = report("b", "an agreement on driving licences was signed", "agreement", instrument="agreement")
    archives = report("b", "signed an agreement on archival documents", "agreement", instrument="agreement")
    assert told(licences, again) == "accepted"
    assert told(licences, archives) == ""


def test_a_hall_does_not_contradict_a_town_and_another_town_does() -> None:
    hall = report("a", "they met", form="meeting", place="Great Hall of the People")
    town = report("b", "both met", form="meeting", place="Beijing")
    other = report("b", "both met", form="meeting", place="Tashkent")
    assert "place differs" not in {reason.feature for reason in score(hall, town).reasons}
    assert "place differs" in {reason.feature for reason in score(town, report("c", "x", place="Minsk")).reasons}
    assert score(hall, town).points >= score(hall, other).points


def test_sources_that_differ_in_a_number_are_told_and_a_vague_number_is_none() -> None:
    eight = report("a", "signed eight documents", "agreement", count="eight")
    ten = report("b", "Ten documents were signed", "agreement", count="Ten")
    vague = report("c", "signed a number of documents", "agreement", count="a number of")
    (found,) = differences([eight, ten, vague])
    assert found.field == "count"
    assert {"eight", "ten"} <= {value for value, _ in found.values}
    assert differences([eight, vague]) == []


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-W01", "2024-01-01", "2024-01-07"),
        ("2024/2025", "2024-01-01", "2025-12-31"),
    ],
)
def test_a_date_covers_the_days_that_its_words_tell(value: str, first: str, last: str) -> None:
    days = span_of(value)
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)
    assert span_of("next spring") is None
