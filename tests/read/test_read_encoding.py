"""Encodings that nobody declares, wrong declarations, and newlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import errors
from communique.config import Config
from communique.read import Failure, open_sources
from communique.types import Document

WEST = "The President’s “working visit” to Türkiye – his third – ended with a joint communiqué on Thursday."


def read(tmp_path: Path, data: bytes, name: str = "x.txt", config: Config | None = None) -> Document | Failure:
    path = tmp_path / name
    path.write_bytes(data)
    (item,) = open_sources([str(path)], config or Config())
    assert isinstance(item, Document | Failure)
    return item


def text_of(item: Document | Failure) -> str:
    assert isinstance(item, Document), item
    return item.text


@pytest.mark.parametrize("text", [WEST, "Café talks with President Peña were held on Thursday."])
def test_windows_text_with_typographic_quotes_is_read(tmp_path: Path, text: str) -> None:
    assert text_of(read(tmp_path, text.encode("cp1252"))) == text


def test_utf16_without_a_mark_is_read(tmp_path: Path) -> None:
    assert text_of(read(tmp_path, WEST.encode("utf-16-le"))) == WEST
    assert text_of(read(tmp_path, WEST.encode("utf-16-be"))) == WEST


@pytest.mark.parametrize(
    ("encoding", "text", "language"),
    [
        ("cp1251", "Президент встретился с министром иностранных дел Китая в Москве.", "Russian"),
        ("koi8-r", "Президент встретился с министром иностранных дел Китая в Москве.", "Russian"),
        ("gb18030", "国务院总理李强同白俄罗斯总理举行会谈。双方同意加强合作。", "Chinese"),
    ],
)
def test_other_encodings_are_detected_so_that_the_language_can_be_named(
    tmp_path: Path, encoding: str, text: str, language: str
) -> None:
    item = read(tmp_path, text.encode(encoding))
    assert isinstance(item, Failure)
    assert isinstance(item.error, errors.LanguageError)
    assert language in str(item.error)
    assert text_of(read(tmp_path, text.encode(encoding), config=Config(language="en"))) == text


@pytest.mark.parametrize(
    "data",
    [
        "Türkiye and Côte d’Ivoire agreed on a plan. ".encode() * 20 + b"\xc3",
        b"China \xc3\x28 Belarus agreed to hold talks in Minsk.",
        b"Hello \xff\xfe\x80\x81 world of talks and of peace. " * 5,
        b"The two sides \x9d\x81\x8d agreed to meet. " * 4,
        b"\xff\xfeT\x00h\x00e\x00\x00\xd8",
    ],
)
def test_bytes_that_hold_in_no_encoding_are_refused_and_not_turned_into_gibberish(tmp_path: Path, data: bytes) -> None:
    item = read(tmp_path, data)
    assert isinstance(item, Failure), item
    assert isinstance(item.error, errors.EncodingError)
    assert "--encoding" in str(item.error)


def test_the_place_where_utf8_breaks_is_named(tmp_path: Path) -> None:
    item = read(tmp_path, "Türkiye, Côte d’Ivoire and ".encode() + b"\xc3 Belarus agreed.")
    assert isinstance(item, Failure)
    assert "after 31 bytes" in str(item.error)


def test_newlines_are_made_one_kind_and_nothing_else_changes(tmp_path: Path) -> None:
    item = read(tmp_path, "\ufeff  They met.\r\n\r\nThey  talked.\rThey left. \n".encode())
    assert text_of(item) == "  They met.\n\nThey  talked.\nThey left. \n"


@pytest.mark.parametrize("declared", ["windows-1254", "iso-8859-9"])
def test_the_encoding_that_a_page_declares_is_used(tmp_path: Path, declared: str) -> None:
    page = (
        f'<html><head><meta charset="{declared}"></head><body><p>Erdoğan and Şimşek met the minister.</p></body></html>'
    )
    assert text_of(read(tmp_path, page.encode(declared), "x.html")) == "Erdoğan and Şimşek met the minister."


@pytest.mark.parametrize("declared", ["windows-1254", "klingon", "iso-8859-1"])
def test_utf8_is_read_though_the_page_declares_what_does_not_hold(tmp_path: Path, declared: str) -> None:
    # 0x81, 0x9d and their like, which single-byte code pages leave undefined, occur in the UTF-8 of these names
    page = (
        f'<html><head><meta charset="{declared}"></head><body><p>Čović and “Đukanović” met in Rome.</p></body></html>'
    )
    assert text_of(read(tmp_path, page.encode(), "x.html")) == "Čović and “Đukanović” met in Rome."
