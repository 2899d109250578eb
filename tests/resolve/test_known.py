"""What the knowledge base adds to a document: holders on its day, surnames alone, and where the two differ."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import Know, Read

from communique.resolve.references import Context


def meant(context: Context, word: str, nth: int = -1) -> list[tuple[str, str]]:
    """Code and person of the parties that an occurrence of a word stands for."""
    found = [(s, t.i) for s in context.sentences for t in s.tokens if t.text == word]
    s, i = found[nth]
    return [(p.entity.code, p.person) for p in context.single(s, i)]


BY_DAY = [
    ("The Chinese premier opened a school.", "premier", dt.date(2024, 8, 22), ("CHN", "Li Qiang")),
    ("The Chinese premier opened a school.", "premier", dt.date(2022, 8, 22), ("CHN", "Li Keqiang")),
    ("The US Secretary of State flew to Oslo.", "Secretary", dt.date(2022, 8, 22), ("USA", "Antony Blinken")),
    ("The Russian leader spoke.", "leader", dt.date(2022, 8, 22), ("RUS", "Vladimir Putin")),
    ("The German leader spoke.", "leader", dt.date(2020, 8, 22), ("DEU", "Angela Merkel")),
    ("The UN chief spoke.", "chief", dt.date(2012, 8, 22), ("UN", "Ban Ki-moon")),
    ("Lavrov received his Belarusian counterpart.", "counterpart", dt.date(2021, 9, 8), ("BLR", "Vladimir Makei")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "day", "expected"), BY_DAY)
def test_an_office_is_its_holder_s_of_the_day(
    know: Know, text: str, word: str, day: dt.date, expected: tuple[str, str]
) -> None:
    assert meant(know(text, "", day), word) == [expected]


def test_who_is_no_longer_or_not_yet_in_office_holds_none(know: Know) -> None:
    day = dt.date(2022, 10, 11)
    context = know("Former Prime Minister Boris Johnson spoke. The British prime minister declined.", "", day)
    assert meant(context, "minister") == [("GBR", "Liz Truss")]
    assert meant(know("The Argentine president-elect spoke.", "", dt.date(2023, 12, 6)), "elect") in (
        [("ARG", "")],
        [],
    )


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [("Lukashenka told reporters that the border would stay open.", "Lukashenka", [("BLR", "Alexander Lukashenko")]),
     ("Stoltenberg hosted the ministers.", "Stoltenberg", [("NATO", "Jens Stoltenberg")]),
     ("May was warm, and Kim was late.", "Kim", []),
     ("President Zelenskyy spoke in Kyiv, Ukraine.", "Zelenskyy", [("UKR", "Volodymyr Zelensky")])],
)  # fmt: skip
def test_a_surname_alone(know: Know, text: str, word: str, expected: list[tuple[str, str]]) -> None:
    assert meant(know(text, "", dt.date(2022, 6, 1)), word) == expected


def test_the_former_and_the_latter(know: Know) -> None:
    context = know(
        "India and Bhutan will connect their systems. The former will pay; the latter will train the bankers."
    )
    assert meant(context, "former") == [("IND", "")]
    assert meant(context, "latter") == [("BTN", "")]


def test_the_organisation_named_before(know: Know) -> None:
    context = know("Finland joined NATO and stayed in the EU. The alliance welcomed it. The weather was fine.")
    assert meant(context, "alliance") == [("NATO", "")]
    assert meant(know("ASEAN met in Labuan Bajo. The bloc urged the junta to stop."), "bloc") == [("ASEAN", "")]


def test_an_adjective_of_two_states_is_of_the_one_named(know: Know) -> None:
    text = "He met the President of the Democratic Republic of the Congo. The Congolese side agreed."
    assert [m.entity.code for m in know(text).mentions][-1] == "COD"


def test_first_names_that_are_states_are_none(know: Know) -> None:
    context = know("Jordan Whitfield, a retired teacher, donated books. He thanked Kenya.")
    assert {m.entity.code for m in context.mentions} == {"KEN"}


def test_a_title_of_the_document_outranks_and_the_difference_is_told(read: Read) -> None:
    record = read(
        "Chinese Premier Li Keqiang held talks with Belarusian Prime Minister Roman Golovchenko on Thursday.",
        published=dt.date(2024, 8, 22),
    )
    (conflict,) = [r.conflict for r in record.resolutions if r.conflict]
    assert "Li Keqiang as Premier of China" in conflict and "Li Qiang" in conflict
    assert ("Li Keqiang", "Premier") in {(p.name, p.office) for p in record.participants}


@pytest.mark.parametrize(
    "text",
    ["Chinese Premier Li Qiang held talks with Belarusian Prime Minister Roman Golovchenko.",
     "Former Chinese Premier Li Keqiang visited Minsk.",
     "Norwegian Harbour Minister Zork Blahblah met Kenyan President William Ruto."],
)  # fmt: skip
def test_nothing_is_told_where_nothing_differs(read: Read, text: str) -> None:
    record = read(text, published=dt.date(2024, 8, 22) if "Li Qiang" in text else dt.date(2023, 5, 10))
    assert [r.conflict for r in record.resolutions if r.conflict] == []


def test_a_stranger_is_used_as_introduced(read: Read) -> None:
    record = read("Norwegian Harbour Minister Zork Blahblah thanked Kenyan President William Ruto on Monday.")
    (stranger,) = [r for r in record.resolutions if r.person == "Zork Blahblah"]
    assert (stranger.entity.code, stranger.how, stranger.tenure) == ("NOR", "document", None)
    (ruto,) = [r for r in record.resolutions if r.person == "William Ruto"]
    assert ruto.tenure is not None and ruto.tenure.body == "KEN"


def test_every_person_weighed_has_its_reasons(read: Read) -> None:
    record = read("Chinese Premier Li Qiang spoke.", published=dt.date(2024, 1, 1))
    (li,) = [r for r in record.resolutions if r.person == "Li Qiang"]
    assert li.options[0].person == "Li Qiang" and "name full +4.0" in li.options[0].reasons
