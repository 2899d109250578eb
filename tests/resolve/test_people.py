"""Persons with office and state, in the ways that ministries write them; nobody is guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import Know

from communique.resolve.persons import Person


def persons(
    know: Know, text: str, publisher: str = "", published: dt.date | None = dt.date(2023, 5, 10)
) -> dict[str, Person]:
    """The persons of a text by name."""
    return {p.name: p for p in know(text, publisher, published).people.persons}


def told(know: Know, text: str, name: str, publisher: str = "") -> tuple[str, str]:
    """State and office of a person."""
    found = persons(know, text, publisher)
    assert name in found, f"{name} is not among {sorted(found)}"
    entity = found[name].entity
    return (entity.code if entity else "", found[name].office)


def who(know: Know, text: str, word: str, nth: int = -1) -> str:
    """Whom an occurrence of a word names, "" for nobody."""
    starts = [i for i in range(len(text)) if text.startswith(word, i)]
    person = know(text).people.at(starts[nth], starts[nth] + len(word))
    return person.name if person else ""


BERG, OTIENO = ("NOR", "Prime Minister"), ("KEN", "President")
FORMS = [
    ("Norwegian Prime Minister Kari Berg spoke.", "Kari Berg", BERG),
    ("Norway’s Prime Minister Kari Berg spoke.", "Kari Berg", BERG),
    ("Prime Minister Kari Berg of Norway spoke.", "Kari Berg", BERG),
    ("Prime Minister of Norway Kari Berg spoke.", "Kari Berg", BERG),
    ("The Prime Minister of Norway, Kari Berg, spoke.", "Kari Berg", BERG),
    ("The Prime Minister of the Kingdom of Norway, H.E. Kari Berg, spoke.", "Kari Berg", BERG),
    ("Kari Berg, Prime Minister of Norway, spoke.", "Kari Berg", BERG),
    ("Kari Berg, the Prime Minister of Norway, spoke.", "Kari Berg", BERG),
    ("Kari Berg, Norway’s Prime Minister, spoke.", "Kari Berg", BERG),
    ("President of the Republic of Kenya Amos Otieno spoke.", "Amos Otieno", OTIENO),
    ("His Excellency President Amos Otieno of Kenya spoke.", "Amos Otieno", OTIENO),
    ("Vietnamese Prime Minister Trần Đức Lâm spoke.", "Trần Đức Lâm", ("VNM", "Prime Minister")),
    ("South Korean Foreign Minister Han Seo-yeon spoke.", "Han Seo-yeon", ("KOR", "Foreign Minister")),
    ("Chinese Vice Premier Tang Weimin spoke.", "Tang Weimin", ("CHN", "Vice Premier")),
    (
        "Belarusian First Deputy Prime Minister Viktar Astapovich spoke.",
        "Viktar Astapovich",
        ("BLR", "First Deputy Prime Minister"),
    ),
    ("EU High Representative Anna Maria de la Cruz spoke.", "Anna Maria de la Cruz", ("EU", "High Representative")),
    ("Saudi Crown Prince Faisal bin Nayef Al Saud spoke.", "Faisal bin Nayef Al Saud", ("SAU", "Crown Prince")),
    ("Jordanian King Hamza II spoke.", "Hamza II", ("JOR", "King")),
    ("Irish Foreign Minister Sean O’Neill spoke.", "Sean O’Neill", ("IRL", "Foreign Minister")),
]


@pytest.mark.parametrize(("text", "name", "expected"), FORMS, ids=[row[0][:45] for row in FORMS])
def test_office_and_state(know: Know, text: str, name: str, expected: tuple[str, str]) -> None:
    code, office = told(know, text, name)
    assert code == expected[0]
    assert office.startswith(expected[1]) or office.lower().startswith(expected[1].lower())


def test_the_state_beside_a_name_is_its_own_and_not_the_subject_s(know: Know) -> None:
    text = "Crown Prince Faisal bin Nayef of Saudi Arabia received King Hamza II of Jordan."
    assert told(know, text, "Hamza II")[0] == "JOR"
    assert told(know, text, "Faisal bin Nayef")[0] == "SAU"
    text = "Norwegian Prime Minister Kari Berg thanked President Amos Otieno of Kenya."
    assert told(know, text, "Amos Otieno")[0] == "KEN"
    text = "Egypt thanked President Amos Otieno of Kenya."
    assert told(know, text, "Amos Otieno")[0] == "KEN"


def test_a_plural_office_holds_for_each(know: Know) -> None:
    text = "Foreign Ministers Grace Mwangi of Kenya, Olof Lind of Sweden and Per Dahl of Norway met in Oslo."
    for name, code in (("Grace Mwangi", "KEN"), ("Olof Lind", "SWE"), ("Per Dahl", "NOR")):
        assert told(know, text, name) == (code, "Foreign Minister")


@pytest.mark.parametrize("comma", ["", ","])
def test_a_counterpart_has_the_same_office(know: Know, comma: str) -> None:
    text = f"Norway’s Foreign Minister Per Dahl and his Kenyan counterpart{comma} Grace Mwangi{comma} met in Oslo."
    assert told(know, text, "Grace Mwangi") == ("KEN", "Foreign Minister")
    assert told(know, text, "Per Dahl") == ("NOR", "Foreign Minister")


def test_the_surname_names_the_person_afterwards(know: Know) -> None:
    text = (
        "Norwegian Prime Minister Kari Berg met Kenyan President Amos Otieno. Ms Berg thanked "
        "Otieno. Berg’s plan stands."
    )
    assert [who(know, text, "Berg", n) for n in (0, 1, 2)] == ["Kari Berg"] * 3
    assert who(know, text, "Otieno") == "Amos Otieno"


def test_chinese_and_hungarian_names_are_called_by_their_first_part(know: Know) -> None:
    text = (
        "Chinese Premier Gao Zhenhai held talks with Hungarian Prime Minister Nagy Ferenc. Gao said China agrees. "
        "Nagy said Hungary agrees. Gao Zhenhai thanked him."
    )
    assert who(know, text, "Gao", 1) == "Gao Zhenhai"
    assert who(know, text, "Nagy") == "Nagy Ferenc"


def test_a_part_that_two_persons_share_names_neither(know: Know) -> None:
    text = "Kenyan President Amos Otieno met Ugandan Foreign Minister Ruth Otieno. Otieno smiled. Ruth agreed."
    assert who(know, text, "Otieno") == ""
    assert who(know, text, "Ruth") == "Ruth Otieno"


def test_marks_and_accents_do_not_part_a_name(know: Know) -> None:
    text = "Colombian President José Peñalver met Kenyan President Amos Otieno. Penalver thanked him. Peñalver left."
    assert who(know, text, "Penalver") == who(know, text, "Peñalver") == "José Peñalver"


def test_a_name_stays_whole_beside_other_words(know: Know) -> None:
    text = (
        "On Monday Norwegian Prime Minister Kari Berg Monday told NATO that Kenyan President Amos Otieno’s plan stands."
    )
    assert {"Kari Berg", "Amos Otieno"} == set(persons(know, text))


def test_known_persons_need_no_office(know: Know) -> None:
    assert told(know, "Xi Jinping spoke to reporters.", "Xi Jinping")[0] == "CHN"
    assert told(know, "Joe Biden thanked the troops.", "Joe Biden")[0] == "USA"
    assert told(know, "Vladimir Putin’s aide spoke.", "Vladimir Putin")[0] == "RUS"


def test_an_office_is_of_its_day(know: Know) -> None:
    text = "Joe Biden spoke."
    assert persons(know, text, published=dt.date(2023, 5, 10))["Joe Biden"].office == "President"
    nobody = persons(know, text, published=dt.date(1950, 5, 10))["Joe Biden"]
    assert nobody.entity is None and nobody.office == ""


NOBODY = [
    "Zork Blahblah met Fooling Barman in Geneva. Blahblah said that the talks went well.",
    "Ms Quibble thanked Mr Wump.",
    "Ambassador Zork Blahblah said that the talks went well.",
    "Special Envoy Zork Blahblah left.",
    "PRIME MINISTER OF RURITANIA ZORK BLAHBLAH: We agree.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_who_is_not_known_gets_no_state(know: Know, text: str) -> None:
    assert [p.entity for p in know(text).people.persons if p.entity is not None] == []


def test_honorifics_are_no_offices(know: Know) -> None:
    text = "Mr Wump thanked Norwegian Prime Minister Kari Berg. General Wump left."
    assert persons(know, text)["Wump"].office == ""


def test_titles_and_months_are_no_names(know: Know) -> None:
    text = (
        "Foreign Minister Statement\n\nThe Prime Minister Monday met the President May 3. During "
        "Talks with Minister For Trade, "
        "National Security Council staff spoke."
    )
    assert persons(know, text) == {}


def test_where_somebody_goes_is_not_whose_he_is(know: Know) -> None:
    text = "Readout of the visit of President Otieno to Oslo\n\nPresident of Kenya Amos Otieno arrived in Oslo."
    assert told(know, text, "Amos Otieno") == ("KEN", "President")
    assert set(persons(know, text)) == {"Amos Otieno"}
    assert told(know, "Kenyan Ambassador to Norway Amos Otieno spoke.", "Amos Otieno")[0] == "KEN"
