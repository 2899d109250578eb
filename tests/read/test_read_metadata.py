"""Bylines, datelines and furniture: each shape gives its metadata, and sentences stay sentences."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from communique.config import Config
from communique.read import open_sources
from communique.read.metadata import Metadata, read_metadata
from communique.types import Document

LEAD = "The Premier met the prime minister of Belarus on Thursday."
REST = "They agreed to meet again in spring, and signed a joint statement on trade."


def quotes(found: Metadata) -> list[str]:
    return [span.quote for span in found.furniture]


@pytest.mark.parametrize(
    ("dateline", "date", "place", "publisher"),
    [
        ("MINSK, Aug. 22 (Xinhua) --", "2024-08-22", "Minsk", "Xinhua"),
        ("BEIJING, 5 May (BelTA) –", "2024-05-05", "Beijing", "BelTA"),
        ("ASTANA, Kazakhstan (AP) —", None, "Astana", "AP"),
        ("Minsk (BelTA) –", None, "Minsk", "BelTA"),
        ("BEIJING, Aug 22 (Reuters) -", "2024-08-22", "Beijing", "Reuters"),
        ("ST. PETERSBURG, June 5, 2023 /TASS/.", "2023-06-05", "St. Petersburg", "TASS"),
        ("UNITED NATIONS, Sept. 3 (Xinhua) --", "2024-09-03", "United Nations", "Xinhua"),
        ("RIO DE JANEIRO, Nov. 18 (Xinhua) --", "2024-11-18", "Rio de Janeiro", "Xinhua"),
        ("New Delhi, May 3, 2023:", "2023-05-03", "New Delhi", ""),
        ("WASHINGTON —", None, "Washington", ""),
    ],
)
def test_a_dateline_tells_date_place_and_agency(dateline: str, date: str | None, place: str, publisher: str) -> None:
    text = f"Talks in the capital\n\n{dateline} {LEAD}\n\n{REST}"
    found = read_metadata(text, url="https://example.org/2024/08/23/talks.html")
    assert quotes(found) == [dateline], "only the dateline is furniture, not the sentence after it"
    assert (found.published and str(found.published), found.place, found.publisher) == (date, place, publisher)


def test_a_dateline_without_a_year_gives_no_date_where_nothing_tells_the_year() -> None:
    assert read_metadata(f"MINSK, Aug. 22 (Xinhua) -- {LEAD}").published is None


def test_the_declared_date_gives_the_year_of_a_dateline() -> None:
    found = read_metadata(f"MINSK, Aug. 22 (Xinhua) -- {LEAD}", published=dt.date(2019, 8, 23))
    assert str(found.published) == "2019-08-22"


@pytest.mark.parametrize(
    "lead",
    [
        f"PRESIDENT ZELENSKYY: {LEAD}",
        "NATO — the Alliance — welcomed the decision.",
        "NATO — The Alliance welcomed it.",
        "U.S. – Belarus relations were discussed at length.",
        "The United Nations (UN) – Members of the Council met.",
        "President Biden — Welcome to the White House.",
        "Belarus and China – Partners for years – agreed to meet.",
    ],
)
def test_what_only_looks_like_a_dateline_stays_text(lead: str) -> None:
    assert quotes(read_metadata(f"{lead}\n\n{REST}")) == []


@pytest.mark.parametrize(
    ("line", "date", "publisher"),
    [
        (" date 2024-08-23 ", "2024-08-23", ""),
        ("Date: 3 May 2023", "2023-05-03", ""),
        ("Published on 3 March 2023", "2023-03-03", ""),
        ("Updated: 10:12, August 23, 2024", "2024-08-23", ""),
        ("2024-08-23 10:00", "2024-08-23", ""),
        ("Friday, August 23, 2024", "2024-08-23", ""),
        ("22.08.2024 | 10:30", "2024-08-22", ""),
        ("2024-08-23T10:00:00+03:00", "2024-08-23", ""),
        ("Published: 05/08/2024", None, ""),  # either the fifth of August or the eighth of May
        ("Source: Xinhua   Editor: Zhu Ying", None, "Xinhua"),
        ("Source: Xinhua | 2023-03-01 20:33:12 | Editor: huaxia", "2023-03-01", "Xinhua"),
        ("By Jane Smith", None, ""),
        ("By JANE SMITH and Bob de Wit, Associated Press", None, ""),
        ("Photo: Xinhua/Li Tao", None, ""),
        ("(Photo by Li Tao/Xinhua)", None, ""),
        ("(Editor: Zhu Ying)", None, ""),
        ("For Immediate Release", None, ""),
        ("Press release No. 12/2023", None, ""),
        ("* * *", None, ""),
        ("<…>", None, ""),
        ("###", None, ""),
        ("Share", None, ""),
    ],
)
def test_a_line_of_furniture_at_head_or_tail_is_marked_whole(line: str, date: str | None, publisher: str) -> None:
    for text in (f"{line}\n\n{LEAD}\n\n{REST}", f"{LEAD}\n\n{REST}\n\n{line}\n"):
        found = read_metadata(text)
        assert quotes(found) == [line.strip()]
        assert (found.published and str(found.published), found.publisher) == (date, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "By contrast, Belarus agreed",
        "By Thursday",
        "Source of pride",
        "Section 1. Pittsburgh Statement",
        "Belarus and China 2024 agenda",
        "Update on Ukraine",
        "May 2023",
        "Joint Statement",
        "Share prices were discussed",
        "Additional measures were agreed",
        "Printed books were given",
    ],
)
def test_headings_and_sentences_are_no_furniture(line: str) -> None:
    assert quotes(read_metadata(f"{LEAD}\n\n{line}\n\n{REST}\n\n{line}")) == []


def test_a_labelled_line_between_paragraphs_of_prose_stays_text() -> None:
    assert quotes(read_metadata(f"{LEAD}\n\nDate: 3 May 2023\n\n{REST}")) == []


def test_the_links_under_see_also_are_furniture_and_the_text_after_them_is_not() -> None:
    links = ["See also", "Russian-Vietnamese talks June 29, 2017", "Visit to Vietnam November 10 − 11, 2017"]
    more = ["Additional", "All news about the visit"]
    text = "\n\n".join([LEAD, *links, REST, *more])
    assert quotes(read_metadata(text)) == [*links, *more]


def test_a_speaker_after_see_also_is_no_link() -> None:
    assert quotes(read_metadata(f"{LEAD}\n\nSee also\n\nPresident of Serbia: Thank you\n\n{REST}")) == ["See also"]


def test_a_date_line_tells_the_place_at_the_head_but_signatures_at_the_tail_are_text() -> None:
    head = read_metadata(f"20 May 2023, Hiroshima\n\n{LEAD}")
    assert (head.place, str(head.published)) == ("Hiroshima", "2023-05-20")
    agency = read_metadata(f"ASTANA, June 3, 2025 (Kazinform)\n\n{LEAD}")
    assert (agency.place, str(agency.published), agency.publisher) == ("Astana", "2025-06-03", "Kazinform")
    tail = read_metadata(f"{LEAD}\n\nEmmanuel Macron October 29, 2021")
    assert (tail.place, quotes(tail)) == ("", [])


def test_the_date_line_goes_before_the_dateline_and_publication_before_update() -> None:
    text = f"Updated: 25 August 2024\n\nPublished: 23 August 2024\n\nMINSK, Aug. 22, 2024 (Xinhua) -- {LEAD}"
    assert str(read_metadata(text).published) == "2024-08-23"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Talks in Minsk\n\n{LEAD}", "Talks in Minsk"),
        (f"# Talks in Minsk\n\n{LEAD}", "Talks in Minsk"),
        (f"For Immediate Release\n\nTalks in Minsk\n\n{LEAD}", "Talks in Minsk"),
        (f"{LEAD}\n\n{REST}", ""),
        (f"Talks in Minsk\n{LEAD}", ""),
        ("The ministers met in Minsk", ""),
    ],
)
def test_the_title_of_a_text_file(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    (item,) = open_sources([str(path)], Config())
    assert isinstance(item, Document)
    assert (item.title, item.text) == (title, text)
