"""`communique compare`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app

PAIRS = Path(__file__).resolve().parents[1] / "golden" / "pairs" / "documents.jsonl"
ONE, OTHER = f"{PAIRS}#pair-1-a", f"{PAIRS}#pair-1-b"
RUN = CliRunner()


def test_it_prints_the_sorts_within_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = RUN.invoke(app, ["compare", ONE, OTHER])
    assert done.exit_code == 0
    assert "Only in A" in done.stdout and "stronger in A" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_json_has_the_counts_and_both_entries() -> None:
    told = json.loads(RUN.invoke(app, ["compare", ONE, OTHER, "--json"]).stdout)
    assert sum(told["counts"].values()) == len(told["rows"])
    shift = next(row for row in told["rows"] if row["sort"] == "shift")
    assert shift["a"]["id"] and shift["b"]["id"] and shift["differences"][0]["stronger"] in ("a", "b")


def test_the_page_asks_nobody_and_escapes_what_documents_say(tmp_path: Path) -> None:
    texts = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}.txt"
        path.write_text(
            f"<script>{name}\n\nThe foreign ministers of France and Japan met in Paris on 3 May 2023. "
            "They discussed <b>trade</b> & <img src=x>tariffs.\n",
            "utf-8",
        )
        texts.append(str(path))
    page = tmp_path / "out.html"
    done = RUN.invoke(app, ["compare", *texts, "--html", str(page)])
    assert done.exit_code == 0 and done.stdout == ""
    html = page.read_text("utf-8")
    assert "<script" not in html and "<img" not in html and "<b>trade" not in html
    assert "default-src 'none'" in html and "prefers-color-scheme: dark" in html


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ((str(PAIRS), OTHER), "has 22 documents; give one of them as"),
        ((f"{PAIRS}#pair-9", OTHER), "has no document pair-9; give an id"),
        (("no-such-file.txt", OTHER), "there is no file, folder or address"),
    ],
)
def test_what_is_no_one_document_is_refused_in_one_line(sources: tuple[str, str], told: str) -> None:
    done = RUN.invoke(app, ["compare", *sources])
    assert done.exit_code == 2
    assert told in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_page_that_cannot_be_written_is_told_before_reading(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["compare", ONE, OTHER, "--html", str(tmp_path / "none" / "x.html")])
    assert done.exit_code == 2 and "give --html a file to write" in done.stderr
