"""States, organisations and groups are found by the names that documents use, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest

from communique.actors.base import load
from communique.actors.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load().gazetteer


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str, str]]:
    """Words, code and how of each mention."""
    return [(text[m.start : m.end], m.entity.code, m.how) for m in gazetteer.find(text)]


NAMES = [
    ("Belarus", "BLR"),
    ("People’s Republic of China", "CHN"),
    ("People's Republic of China", "CHN"),
    ("Republic of Korea", "KOR"),
    ("DPRK", "PRK"),
    ("U.S.", "USA"),
    ("US", "USA"),
    ("United States of America", "USA"),
    ("UK", "GBR"),
    ("UAE", "ARE"),
    ("Türkiye", "TUR"),
    ("Turkey", "TUR"),
    ("Côte d’Ivoire", "CIV"),
    ("Ivory Coast", "CIV"),
    ("Niger", "NER"),
    ("Nigeria", "NGA"),
    ("South Sudan", "SSD"),
    ("Guinea-Bissau", "GNB"),
    ("Dominican Republic", "DOM"),
    ("Democratic Republic of the Congo", "COD"),
    ("Trinidad and Tobago", "TTO"),
    ("Bosnia and Herzegovina", "BIH"),
    ("Holy See", "VAT"),
    ("Kosovo", "XKX"),
    ("Palestinian Authority", "PSE"),
    ("United Nations", "UN"),
    ("European Union", "EU"),
    ("NATO", "NATO"),
    ("Shanghai Cooperation Organization", "SCO"),
    ("ASEAN", "ASEAN"),
    ("African Union", "AU"),
    ("Gulf Cooperation Council", "GCC"),
    ("IAEA", "IAEA"),
]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_names(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert found(gazetteer, f"We met with {name} in May.") == [(name, code, "name")]
    assert gazetteer.code(name) == code


@pytest.mark.parametrize(
    ("word", "code", "how"),
    [
        ("Belarusian", "BLR", "adjective"),
        ("Dutch", "NLD", "adjective"),
        ("Norwegians", "NOR", "adjective"),
        ("Kenyan", "KEN", "adjective"),
        ("Emirati", "ARE", "adjective"),
        ("British", "GBR", "adjective"),
        ("Minsk", "BLR", "capital"),
        ("Nairobi", "KEN", "capital"),
        ("Tokyo", "JPN", "capital"),
        ("Abu Dhabi", "ARE", "capital"),
        ("Kremlin", "RUS", "seat"),
        ("Downing Street", "GBR", "seat"),
        ("White House", "USA", "seat"),
        ("Zhongnanhai", "CHN", "seat"),
        ("UN Security Council", "UN", "organ"),
        ("European Commission", "EU", "organ"),
        ("North Atlantic Council", "NATO", "organ"),
    ],
)
def test_a_mention_says_how_it_names(gazetteer: Gazetteer, word: str, code: str, how: str) -> None:
    assert found(gazetteer, f"It was said that {word} voices were heard.") == [(word, code, how)]


@pytest.mark.parametrize(("word", "code"), [("Hamas", "HAMAS"), ("Houthis", "HOUTHIS"), ("Hezbollah", "HEZBOLLAH")])
def test_groups_stand_by_name_in_capitals(gazetteer: Gazetteer, word: str, code: str) -> None:
    (mention,) = gazetteer.find(f"They condemned {word} attacks.")
    assert (mention.entity.code, mention.entity.kind) == (code, "group")


NO_PARTY = [
    "Tell us more, and let us go.",
    "They discussed the South China Sea and the East China Sea.",
    "It abides by the one-China principle and the one-China policy.",
    "They spoke of a free and open Indo-Pacific and of the Indian Ocean.",
    "Peace on the Korean Peninsula and in the Taiwan Strait.",
    "Ships crossed the Strait of Hormuz and the Persian Gulf.",
    "They ate turkey off fine china and drank from a jordan almond dish.",
    "The Minsk agreements and the Paris Agreement stand.",
    "They polish the text and finnish it.",
    "He flew over New Mexico, New England and Northern Ireland.",
    "Latin American and North American markets.",
    "Business usage, usual cases, UNIQUE, EUROPE-wide, Chinatown, Indiana.",
]


@pytest.mark.parametrize("text", NO_PARTY)
def test_what_names_no_party(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == []


def test_the_longest_name_wins_and_none_overlap(gazetteer: Gazetteer) -> None:
    text = "Guinea, Guinea-Bissau and Equatorial Guinea; Sudan and South Sudan; Dominica and the Dominican Republic."
    codes = [code for _, code, _ in found(gazetteer, text)]
    assert codes == ["GIN", "GNB", "GNQ", "SDN", "SSD", "DMA", "DOM"]
    mentions = gazetteer.find("The UN Security Council and the UN met in Washington, D.C.")
    assert [m.entity.code for m in mentions] == ["UN", "UN", "USA"]
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_offsets_are_those_of_the_text(gazetteer: Gazetteer) -> None:
    text = "🤝 挪威 “Côte d’Ivoire’s” and\u00a0Norway’s, the\u00a0United\u00a0States’ and Belarus’ views"
    assert [words for words, _, _ in found(gazetteer, text)] == [
        "Côte d’Ivoire",
        "Norway",
        "United\u00a0States",
        "Belarus",
    ]


def test_compounds_name_both(gazetteer: Gazetteer) -> None:
    text = "China-Belarus ties, the U.S.-Japan alliance, Franco-German and Russian–Turkish talks"
    codes = [code for _, code, _ in found(gazetteer, text)]
    assert codes[:4] == ["CHN", "BLR", "USA", "JPN"]
    assert codes[-3:] == ["DEU", "RUS", "TUR"]


def test_a_code_is_empty_for_what_is_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.code("Ruritania") == gazetteer.code("") == ""
    assert gazetteer.code("the Netherlands") == gazetteer.code("NLD") == "NLD"


def test_the_tables_hold_together(gazetteer: Gazetteer) -> None:
    assert len([e for e in gazetteer.entities.values() if e.kind == "state"]) >= 195
    for code, entity in gazetteer.entities.items():
        assert entity.code == code and entity.name
        assert code == code.upper()
        assert entity.kind != "state" or len(code) == 3
