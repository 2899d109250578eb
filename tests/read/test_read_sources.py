"""Files, folders and standard input: what is opened, in which order, and what is told of the rest."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique import errors
from communique.config import Config
from communique.read import Failure, Ignored, count_hint, open_sources
from communique.types import Document

SENTENCE = "The two ministers met in Minsk on Thursday and agreed to work together."


def read(*sources: object, stdin: bytes | None = None) -> list[Document | Failure | Ignored]:
    return list(open_sources([str(s) for s in sources], Config(), io.BytesIO(stdin) if stdin is not None else None))


def only_failure(*sources: object) -> Failure:
    (item,) = read(*sources)
    assert isinstance(item, Failure), item
    return item


def test_one_bad_source_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE)
    items = read(tmp_path / "missing.txt", tmp_path / "good.txt")
    assert isinstance(items[0], Failure)
    assert isinstance(items[0].error, errors.NotFoundError)
    assert isinstance(items[1], Document)
    assert items[1].source == str(tmp_path / "good.txt")


def test_a_folder_is_read_in_order_and_nothing_in_it_is_passed_over_silently(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.md").write_text(SENTENCE)
    (tmp_path / "a.TXT").write_text(SENTENCE)
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / ".hidden.txt").write_text(SENTENCE)
    (tmp_path / "z.txt").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    told = [(type(item).__name__, Path(item.source).name) for item in read(tmp_path)]
    assert told == [
        ("Ignored", ".hidden.txt"),
        ("Document", "a.TXT"),
        ("Document", "two.md"),
        ("Ignored", "c.docx"),
        ("Ignored", "loop"),
        ("Failure", "z.txt"),
    ]
    assert count_hint([str(tmp_path)]) == 3


def test_a_folder_with_nothing_to_read_says_what_would_be_read(tmp_path: Path) -> None:
    refused = only_failure(tmp_path)
    assert isinstance(refused.error, errors.EmptyError)
    assert ".jsonl" in str(refused.error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    assert "ermission" in str(only_failure(path).error)


@pytest.mark.parametrize("name", ["no such\x00name", "x" * 5_000])
def test_an_impossible_name_is_a_failure_and_no_crash(name: str) -> None:
    assert isinstance(only_failure(name).error, errors.SourceError)


def test_fifty_megabytes_are_refused_at_once_with_their_size(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
        file.seek(0)
        file.write(SENTENCE.encode())
    start = time.perf_counter()
    refused = only_failure(path)
    assert time.perf_counter() - start < 0.2
    assert isinstance(refused.error, errors.TooLargeError)
    assert "50.0 MB" in str(refused.error)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.4", "PDF"),
        (b"PK\x03\x04\x14\x00", "DOCX"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1\\ansi Hello.}", "RTF"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_binary_files_are_named_for_what_they_are(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "scan"
    path.write_bytes(data)
    refused = only_failure(path)
    assert isinstance(refused.error, errors.BinaryError)
    assert word in str(refused.error)


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (SENTENCE.encode(), "text"),
        (f"<html><body><p>{SENTENCE}</p></body></html>".encode(), "html"),
        (json.dumps({"text": SENTENCE}).encode(), "jsonl"),
        (("\ufeff" + json.dumps({"text": SENTENCE})).encode("utf-16-le"), "jsonl"),
    ],
)
def test_the_format_of_standard_input_is_guessed(data: bytes, reader: str) -> None:
    (item,) = read("-", stdin=data)
    assert isinstance(item, Document), item
    assert (item.text, item.source.split(":")[0], item.reader.split("/")[0]) == (SENTENCE, "stdin", reader)


def test_standard_input_longer_than_the_guess_comes_whole() -> None:
    text = " ".join([SENTENCE] * 500)
    (item,) = read("-", stdin=text.encode())
    assert isinstance(item, Document)
    assert item.text == text


def test_empty_standard_input_is_refused() -> None:
    (item,) = read("-", stdin=b"")
    assert isinstance(item, Failure)
    assert isinstance(item.error, errors.EmptyError)


def test_the_count_for_the_progress_bar_is_what_will_come(tmp_path: Path) -> None:
    lines = tmp_path / "x.jsonl"
    lines.write_text("\n".join(json.dumps({"text": SENTENCE}) for _ in range(7)))
    (tmp_path / "y.txt").write_text(SENTENCE)
    sources = [str(lines), str(tmp_path / "y.txt"), str(tmp_path / "missing")]
    assert count_hint(sources) == len(read(*sources)) == 9
    assert count_hint([*sources, "-"]) is None


def test_importing_the_reader_loads_none_of_the_heavy_libraries() -> None:
    heavy = ["trafilatura", "httpx", "charset_normalizer", "py3langid", "numpy", "lxml"]
    code = f"import sys, communique.read; print([m for m in {heavy} if m in sys.modules])"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"
