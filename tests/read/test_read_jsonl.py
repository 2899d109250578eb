"""JSONL: fields, broken lines with their numbers, and the annotated form whose offsets must hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique import errors
from communique.config import Config, Fields, Limits
from communique.read import Failure, open_sources
from communique.types import Document

TEXT = "The two ministers met in Minsk on Thursday and agreed to work together."


def read(tmp_path: Path, *lines: dict[str, Any] | str, config: Config | None = None) -> list[Any]:
    path = tmp_path / "docs.jsonl"
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), "utf-8")
    return list(open_sources([str(path)], config or Config()))


def one(tmp_path: Path, row: dict[str, Any], config: Config | None = None) -> Document:
    (item,) = read(tmp_path, row, config=config)
    assert isinstance(item, Document), item
    return item


def test_every_field_arrives(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "title": "Talks in Minsk",
        "date": "23 August 2024",
        "publisher": "BelTA",
        "url": "https://belta.by/7",
    }
    item = one(tmp_path, row | {"text": TEXT})
    assert (item.id, item.title, item.publisher, item.url) == ("7", "Talks in Minsk", "BelTA", "https://belta.by/7")
    assert str(item.published) == "2024-08-23"
    assert item.text == f"Talks in Minsk\n\n{TEXT}"
    assert item.source.endswith("docs.jsonl:1")


def test_fields_may_have_other_names(tmp_path: Path) -> None:
    fields = Fields(id="key", title="headline", date="day", publisher="who", url="link", text="body")
    row = {"key": "a", "headline": "Talks", "day": "2024-08-23", "who": "X", "link": "u", "body": TEXT, "doc": "b"}
    item = one(tmp_path, row, Config(fields=fields))
    assert (item.id, item.title, str(item.published), item.publisher, item.url) == (
        "a",
        "Talks",
        "2024-08-23",
        "X",
        "u",
    )
    assert item.text == TEXT


@pytest.mark.parametrize("head", ["Talks in Minsk\n\n", "TALKS  IN\nMINSK\n", "23 August 2024\n\nTalks in Minsk\n\n"])
def test_a_title_that_stands_in_the_text_is_not_put_there_twice(tmp_path: Path, head: str) -> None:
    assert one(tmp_path, {"title": "Talks in Minsk", "text": head + TEXT}).text == head + TEXT


def test_a_lead_that_begins_with_the_title_is_not_the_title(tmp_path: Path) -> None:
    item = one(tmp_path, {"title": "The two ministers met", "text": TEXT})
    assert item.text == f"The two ministers met\n\n{TEXT}"


def test_the_annotated_form_keeps_its_text_to_the_letter(tmp_path: Path) -> None:
    text = f"\ufeff date 2024-08-23 \r\n{TEXT}\r\n"
    item = one(tmp_path, {"doc": "dev01", "id": "minsk", "title": "Elsewhere", "text": text})
    assert item.text == text
    assert item.id == "dev01"


def test_broken_lines_are_told_with_their_number_and_the_others_are_read(tmp_path: Path) -> None:
    items = read(
        tmp_path,
        {"text": TEXT},
        '{"text": "They met',
        "",
        "[1, 2]",
        {"body": TEXT},
        {"text": 5},
        {"id": "x", "text": TEXT},
    )
    assert [type(item) for item in items] == [Document, Failure, Failure, Failure, Failure, Document]
    for item, number in zip(items[1:5], (2, 4, 5, 6), strict=True):
        assert isinstance(item.error, errors.FormatError)
        assert f"docs.jsonl:{number}" in str(item.error)
        assert item.source.endswith(f"docs.jsonl:{number}")
    assert "body" in str(items[3].error), "a missing text names the fields that are there"
    assert items[5].id == "x"


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"text": ' + "[" * 100_000,
        '{"text": "half a pair \\ud800 of them met."}',
        json.dumps({"text": TEXT, "date": "soon"}),
        json.dumps({"text": TEXT, "date": "2023-02-30"}),
        json.dumps({"text": TEXT, "title": ["a"]}),
        '{"n": ' + "9" * 5_000 + "}",
        "null",
    ],
)
def test_odd_json_is_a_failure_of_its_line_only(tmp_path: Path, line: str) -> None:
    broken, good = read(tmp_path, line, {"text": TEXT})
    assert isinstance(broken, Failure)
    assert isinstance(broken.error, errors.FormatError)
    assert isinstance(good, Document)


@pytest.mark.parametrize("date", [None, "", "  "])
def test_a_document_without_a_date_is_read(tmp_path: Path, date: str | None) -> None:
    assert one(tmp_path, {"text": TEXT, "date": date}).published is None


def test_the_size_limit_is_for_a_line_and_not_for_the_file(tmp_path: Path) -> None:
    limits = Config(limits=Limits(document_bytes=1_000))
    items = read(tmp_path, *[{"text": TEXT}] * 50, {"text": TEXT * 100}, {"text": TEXT}, config=limits)
    assert [type(item).__name__ for item in items] == ["Document"] * 50 + ["Failure", "Document"]
    assert isinstance(items[50].error, errors.TooLargeError)
    assert "line 51" in str(items[50].error)


def test_one_line_that_is_not_utf8_does_not_stop_the_next(tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_bytes(b'{"text": "Caf\xe9 talks."}\n' + json.dumps({"text": TEXT}).encode())
    broken, good = open_sources([str(path)], Config())
    assert isinstance(broken, Failure)
    assert isinstance(broken.error, errors.EncodingError)
    assert isinstance(good, Document)


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    text = f"{TEXT}\u2028{TEXT}\x85{TEXT}"
    path = tmp_path / "docs.jsonl"
    for encoding in ("utf-8", "utf-16"):
        path.write_bytes((json.dumps({"text": text}, ensure_ascii=False) + "\n").encode(encoding))
        (item,) = open_sources([str(path)], Config())
        assert isinstance(item, Document)
        assert item.text == text


def test_documents_come_while_the_rest_is_still_unread(tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_text((json.dumps({"text": TEXT}) + "\n") * 20_000)
    stream = open_sources([str(path)], Config())
    assert isinstance(next(stream), Document)
    path.write_text("")  # what was not read yet is gone
    assert sum(1 for _ in stream) < 19_999
