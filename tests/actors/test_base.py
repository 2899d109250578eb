"""What the knowledge base knows: codes and names of states, members by date, who held which office when."""

from __future__ import annotations

import datetime as dt

import pytest

from communique.actors.base import KnowledgeBase, load
from communique.actors.titles import titles
from communique.actors.words import fold

DAY = dt.date(2024, 8, 22)


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load()


@pytest.mark.parametrize(
    ("name", "code"),
    [("Belarus", "BLR"), ("白俄罗斯", "BLR"), ("Беларусь", "BLR"), ("Deutschland", "DEU"), ("德国", "DEU"),
     ("Германия", "DEU"), ("Emirati", "ARE"), ("the Kremlin", "RUS"), ("Downing Street", "GBR"), ("NAM", "NAM"),
     ("Namibia", "NAM"), ("Non-Aligned Movement", "NONALIGNED"), ("European Commission", "EU"), ("Ruritania", "")],
)  # fmt: skip
def test_entities_are_found_by_any_name(base: KnowledgeBase, name: str, code: str) -> None:
    assert base.code(name) == code


def test_states_carry_the_codes_of_the_field(base: KnowledgeBase) -> None:
    germany, kosovo, un = base.entities["DEU"].codes, base.entities["XKX"].codes, base.entities["UN"].codes
    assert (germany.alpha2, germany.cow, germany.gw, germany.wikidata) == ("DE", "255", "260", "Q183")
    assert (kosovo.alpha2, kosovo.cow, kosovo.cameo) == ("XK", "347", "KSV")
    assert un.cameo == "IGOUNO"
    states = [e for e in base.entities.values() if e.kind == "state"]
    assert len([e for e in states if e.codes.cow]) > 190 and all(e.codes.wikidata for e in states)


@pytest.mark.parametrize(
    ("organisation", "day", "inside", "outside"),
    [("SCO", dt.date(2024, 8, 22), "BLR", "TKM"), ("SCO", dt.date(2022, 1, 1), "IND", "IRN"),
     ("BRICS", dt.date(2023, 6, 1), "ZAF", "EGY"), ("BRICS", dt.date(2024, 6, 1), "EGY", "SAU"),
     ("EU", dt.date(2019, 1, 1), "GBR", "UKR"), ("EU", dt.date(2021, 1, 1), "HRV", "GBR"),
     ("NATO", dt.date(2023, 5, 1), "FIN", "SWE"), ("COE", dt.date(2023, 1, 1), "TUR", "RUS")],
)  # fmt: skip
def test_members_are_those_of_the_day(
    base: KnowledgeBase, organisation: str, day: dt.date, inside: str, outside: str
) -> None:
    members = base.members(organisation, day)
    assert inside in members and outside not in members


@pytest.mark.parametrize(
    ("body", "office", "day", "name"),
    [("CHN", "Premier", "2024-08-22", "Li Qiang"), ("CHN", "premier", "2022-08-22", "Li Keqiang"),
     ("CHN", "Foreign Minister", "2023-05-01", "Qin Gang"), ("CHN", "Foreign Minister", "2023-09-01", "Wang Yi"),
     ("BLR", "Prime Minister", "2024-08-22", "Roman Golovchenko"), ("GBR", "Prime Minister", "2022-10-01", "Liz Truss"),
     ("USA", "President", "2023-01-01", "Joe Biden"), ("USA", "President", "2018-01-01", "Donald Trump"),
     ("USA", "Secretary of State", "2023-01-01", "Antony Blinken"), ("DEU", "leader", "2020-01-01", "Angela Merkel"),
     ("RUS", "leader", "2010-01-01", "Dmitry Medvedev"),
     ("NATO", "Secretary General", "2022-01-01", "Jens Stoltenberg"),
     ("UN", "Secretary-General", "2010-01-01", "Ban Ki-moon"),
     ("FRA", "head of state", "2015-01-01", "François Hollande"),
     ("IND", "External Affairs Minister", "2021-01-01", "S. Jaishankar")],
)  # fmt: skip
def test_an_office_has_the_holder_of_the_day(base: KnowledgeBase, body: str, office: str, day: str, name: str) -> None:
    held = base.register.holder(body, office, day)
    assert held is not None and fold(held[0].name) == fold(name)


def test_nobody_is_told_for_a_day_that_no_source_vouches_for(base: KnowledgeBase) -> None:
    assert base.register.holder("CHN", "Premier", "2049-01-01") is None
    assert base.register.holder("CHN", "Premier", "1850-01-01") is None
    assert base.register.holder("CHN", "Court Jester", "2020-01-01") is None


@pytest.mark.parametrize(
    ("spelt", "name"),
    [("Lukashenka", "Alexander Lukashenko"), ("Alyaksandr Lukashenka", "Alexander Lukashenko"),
     ("Aleksandar Lukašenko", "Alexander Lukashenko"), ("Raman Halowchenka", "Roman Golovchenko"),
     ("Zelenskyy", "Volodymyr Zelensky"), ("Jinping Xi", "Xi Jinping"), ("Orban Viktor", "Viktor Orbán"),
     ("Tayyip Erdoğan", "Recep Tayyip Erdogan"), ("Vladimir Vladimirovich Putin", "Vladimir Putin")],
)  # fmt: skip
def test_a_person_has_many_spellings(base: KnowledgeBase, spelt: str, name: str) -> None:
    found = base.candidates(spelt, day=DAY)
    assert found and fold(found[0].person.name) == fold(name), [c.person.name for c in found]


def test_a_surname_of_many_decides_nothing_alone(base: KnowledgeBase) -> None:
    assert base.decide("Kim", day=DAY) is None
    assert base.decide("Li", day=DAY) is None
    premier = base.decide("Li", "Premier", "CHN", DAY)
    assert premier is not None and premier.person.name == "Li Qiang"


def test_similar_names_stay_apart(base: KnowledgeBase) -> None:
    found = base.candidates("Li Keqiang", "Premier", "CHN", DAY)
    assert found[0].person.name == "Li Keqiang"
    assert [c for c in found if c.person.name == "Li Qiang" and c.features[0][0] == "name.spelling"] == []


def test_every_candidate_explains_its_score(base: KnowledgeBase) -> None:
    best = base.candidates("Li Qiang", "Premier", "", DAY, {"CHN"})[0]
    assert best.score == sum(weight for _, weight in best.features)
    assert {name for name, _ in best.features} == {"name.full", "office.same", "body.named", "date.in_office"}
    assert "name full +4.0" in best.reasons


@pytest.mark.parametrize(
    ("one", "other", "body"),
    [("Minister of Foreign Affairs", "Foreign Minister", ""), ("Premier", "Prime Minister", ""),
     ("Secretary of State", "Foreign Minister", "USA"), ("Amir", "Emir", ""),
     ("Secretary-General", "Secretary General", ""),
     ("Deputy Prime Minister and Minister for Foreign Affairs", "Foreign Minister", "")],
)  # fmt: skip
def test_offices_that_are_one(one: str, other: str, body: str) -> None:
    assert titles(one, body) & titles(other, body)


@pytest.mark.parametrize(
    ("one", "other", "body"),
    [("Vice President", "President", ""), ("Deputy Foreign Minister", "Foreign Minister", ""),
     ("President of the Supreme Court", "President", ""), ("Head of the Office of the President", "President", ""),
     ("Foreign Secretary", "External Affairs Minister", "IND"), ("Assistant to the President", "President", "")],
)  # fmt: skip
def test_offices_that_are_two(one: str, other: str, body: str) -> None:
    assert not titles(one, body) & titles(other, body)
