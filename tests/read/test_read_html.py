"""HTML: the main text without the page around it, and what the page says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import errors
from communique.config import Config
from communique.read import Failure, open_sources
from communique.types import Document

PARAGRAPHS = [
    "MINSK, Aug. 22 (BelTA) – The Prime Minister of Belarus received the Foreign Minister of Serbia on Thursday.",
    "The two sides agreed to open a direct flight between their capitals before the end of the year.",
    "They also signed a memorandum on customs, and said that talks on a free trade area would begin in spring.",
]
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Talks in Minsk - BelTA</title>
<meta property="og:title" content="Talks in Minsk"><meta property="og:site_name" content="BelTA News">
<meta property="article:published_time" content="2024-08-23T09:30:00+03:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/p">Politics</a></li></ul></nav>
<main><article><h1>Talks in Minsk</h1>{}</article></main>
<script>var tracker = "The minister agreed to be tracked.";</script>
<footer>Copyright 1999-2025 All rights reserved. <a href="/c">Contact</a></footer></body></html>"""


def read(tmp_path: Path, page: str) -> Document | Failure:
    path = tmp_path / "page.html"
    path.write_text(page, "utf-8")
    (item,) = open_sources([str(path)], Config())
    assert isinstance(item, Document | Failure)
    return item


def test_text_title_date_and_publisher_of_a_page(tmp_path: Path) -> None:
    item = read(tmp_path, PAGE.format("".join(f"<p>{p}</p>" for p in PARAGRAPHS)))
    assert isinstance(item, Document)
    assert item.text == "\n\n".join(["Talks in Minsk", *PARAGRAPHS])
    assert (item.title, str(item.published), item.publisher) == ("Talks in Minsk", "2024-08-23", "BelTA News")
    assert item.place == "Minsk"
    assert [span.quote for span in item.furniture] == ["MINSK, Aug. 22 (BelTA) –"]


def test_no_date_is_guessed_from_a_copyright_line(tmp_path: Path) -> None:
    item = read(tmp_path, f"<html><body><p>{PARAGRAPHS[1]}</p><footer>© 2019</footer></body></html>")
    assert isinstance(item, Document)
    assert item.published is None


def test_a_title_that_only_the_head_has_is_put_before_the_text(tmp_path: Path) -> None:
    item = read(tmp_path, f"<html><head><title>Flights agreed</title></head><body><p>{PARAGRAPHS[1]}</p></body></html>")
    assert isinstance(item, Document)
    assert item.text == f"Flights agreed\n\n{PARAGRAPHS[1]}"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><img src='talks.jpg'></body></html>",
        "<html><head><title>Talks</title></head><body><script>var a = 'The minister spoke.';</script></body></html>",
        "<html></html>",
        "<!doctype html>",
    ],
)
def test_html_without_text_is_refused(tmp_path: Path, page: str) -> None:
    item = read(tmp_path, page)
    assert isinstance(item, Failure), item
    assert isinstance(item.error, errors.EmptyError)
    assert "HTML" in str(item.error)


def test_markup_that_is_not_closed_is_read_all_the_same(tmp_path: Path) -> None:
    item = read(tmp_path, f'<?xml version="1.0" encoding="utf-8"?><html><body><p>{PARAGRAPHS[1]}<p>{PARAGRAPHS[2]}')
    assert isinstance(item, Document)
    assert item.text == f"{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}"
