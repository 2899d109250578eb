"""Every registered reader through the same cases: what is true of one format is true of all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from communique import errors
from communique.config import Config, Limits
from communique.read import READERS, Failure, open_sources
from communique.types import Document

BODY = (
    "The Foreign Minister of Türkiye met his Côte d’Ivoire counterpart on Thursday and agreed to open a consulate.\n\n"
    "They also discussed trade, and said that the talks would go on next year in Abidjan."
)
NAMES = [reader.NAME for reader in READERS]


def wrap(name: str, text: str) -> str:
    """`text` as the whole content of a document of the format."""
    if name == "jsonl":
        return json.dumps({"text": text}, ensure_ascii=False) + "\n"
    if name == "html":
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        return f"<!doctype html><html><body><article>{paragraphs}</article></body></html>"
    return text


def write(folder: Path, name: str, data: bytes | str) -> str:
    reader = next(reader for reader in READERS if name == reader.NAME)
    path = folder / f"source{reader.SUFFIXES[0]}"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def document(source: str, config: Config | None = None) -> Document:
    (item,) = open_sources([source], config or Config())
    assert isinstance(item, Document), item
    return item


def failure(source: str, config: Config | None = None) -> Failure:
    (item,) = open_sources([source], config or Config())
    assert isinstance(item, Failure), item
    assert "\n" not in str(item.error), "an error is one line for a person"
    assert Path(source).name in str(item.error), "an error names the source that it is about"
    return item


@pytest.mark.parametrize("name", NAMES)
def test_the_words_come_through_whole(tmp_path: Path, name: str) -> None:
    read = document(write(tmp_path, name, wrap(name, BODY)))
    assert read.text == BODY
    assert read.language == "en"
    assert read.reader.startswith(name)


@pytest.mark.parametrize("name", NAMES)
def test_reading_twice_gives_the_same_document_and_other_content_another_id(tmp_path: Path, name: str) -> None:
    source = write(tmp_path, name, wrap(name, BODY))
    first = document(source)
    assert document(source) == first
    assert first.id == first.sha256[:12]
    assert document(write(tmp_path, name, wrap(name, BODY + " They parted."))).id != first.id


@pytest.mark.parametrize("name", NAMES)
def test_the_hash_is_of_the_raw_bytes(tmp_path: Path, name: str) -> None:
    content = wrap(name, BODY)
    assert document(write(tmp_path, name, content)).sha256 == hashlib.sha256(content.rstrip("\n").encode()).hexdigest()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(tmp_path: Path, name: str, encoding: str) -> None:
    assert document(write(tmp_path, name, wrap(name, BODY).encode(encoding))).text == BODY


@pytest.mark.parametrize("name", NAMES)
def test_a_given_encoding_is_used(tmp_path: Path, name: str) -> None:
    source = write(tmp_path, name, wrap(name, BODY).encode("cp1254"))
    assert document(source, Config(encoding="cp1254")).text == BODY


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("given", ["klingon", "base64", "ascii"])
def test_a_given_encoding_that_is_none_or_does_not_hold_is_refused(tmp_path: Path, name: str, given: str) -> None:
    (item,) = open_sources([write(tmp_path, name, wrap(name, BODY))], Config(encoding=given))
    assert isinstance(item, Failure)
    assert isinstance(item.error, errors.EncodingError)
    assert given in str(item.error)


@pytest.mark.parametrize("name", NAMES)
def test_broken_utf8_is_refused_and_the_remedy_named(tmp_path: Path, name: str) -> None:
    broken = wrap(name, BODY).encode().replace("ô".encode(), b"\xc3")
    refused = failure(write(tmp_path, name, broken))
    assert isinstance(refused.error, errors.EncodingError)
    assert "--encoding" in str(refused.error)


@pytest.mark.parametrize("name", NAMES)
def test_binary_content_is_refused_whatever_the_suffix_says(tmp_path: Path, name: str) -> None:
    for data in (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", b"\x00\x01\x02\x03" * 500):
        assert isinstance(failure(write(tmp_path, name, data)).error, errors.BinaryError)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("blank", ["", " \n\t \n"])
def test_a_source_without_text_is_refused(tmp_path: Path, name: str, blank: str) -> None:
    assert isinstance(failure(write(tmp_path, name, wrap(name, blank))).error, errors.EmptyError)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    assert isinstance(failure(write(tmp_path, name, b"")).error, errors.EmptyError)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_over_the_size_limit_is_refused(tmp_path: Path, name: str) -> None:
    source = write(tmp_path, name, wrap(name, BODY))
    size = Path(source).stat().st_size
    assert isinstance(failure(source, Config(limits=Limits(document_bytes=size - 10))).error, errors.TooLargeError)
    assert document(source, Config(limits=Limits(document_bytes=size))).text == BODY


@pytest.mark.parametrize("name", NAMES)
def test_a_hundred_thousand_characters_without_a_full_stop_are_refused(tmp_path: Path, name: str) -> None:
    refused = failure(write(tmp_path, name, wrap(name, "They met. " + "and the talks went on " * 5_000)))
    assert isinstance(refused.error, errors.TooLargeError)
    assert "no sentence ends" in str(refused.error)
    assert "and the talks went on" in str(refused.error)


@pytest.mark.parametrize("name", NAMES)
def test_a_language_that_is_not_read_is_named(tmp_path: Path, name: str) -> None:
    french = "Le président de la République a reçu jeudi le Premier ministre du Canada. Ils ont parlé de commerce."
    source = write(tmp_path, name, wrap(name, french))
    refused = failure(source)
    assert isinstance(refused.error, errors.LanguageError)
    assert "French" in str(refused.error)
    assert "English" in str(refused.error)
    assert document(source, Config(language="en")).text == french


@pytest.mark.parametrize("name", NAMES)
def test_furniture_spans_quote_the_text(tmp_path: Path, name: str) -> None:
    read = document(write(tmp_path, name, wrap(name, f"MINSK, Aug. 22, 2024 (Xinhua) -- {BODY}")))
    assert [span.quote for span in read.furniture] == ["MINSK, Aug. 22, 2024 (Xinhua) --"]
    assert all(read.text[span.start : span.end] == span.quote for span in read.furniture)
    assert (str(read.published), read.place, read.publisher) == ("2024-08-22", "Minsk", "Xinhua")


@pytest.mark.parametrize("name", NAMES)
def test_the_publisher_that_the_user_gives_holds(tmp_path: Path, name: str) -> None:
    source = write(tmp_path, name, wrap(name, f"MINSK, Aug. 22 (Xinhua) -- {BODY}"))
    assert document(source, Config(publisher="Government of Belarus")).publisher == "Government of Belarus"
