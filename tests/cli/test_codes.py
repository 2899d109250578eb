"""`communique codes` and `communique classify`, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app

SENTENCE = "Police in Tunis arrested two editors on Friday."
PAIR = ["--actor", "Police in Tunis", "--recipient", "two editors"]


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(args))
    return result.exit_code, result.stdout, result.stderr


def test_a_code_is_told_with_what_it_is_in_the_other_ontology() -> None:
    status, out, _ = run("codes", "show", "0841")
    assert status == 0 and "frees persons" in out and "RETREAT, release" in out
    status, out, _ = run("codes", "show", "coerce", "--mode", "arrest")
    assert status == 0 and "173" in out and "174" not in out and "material conflict" in out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["codes", "show", "1799"], "'1799' is no CAMEO code"),
        (["codes", "show", "COERSE"], "did you mean COERCE"),
        (["codes", "show", "COERCE", "--mode", "visit"], "'visit' is no mode of COERCE"),
        (["codes", "lint", "/nowhere"], "cannot be read"),
        (
            ["classify", SENTENCE, "--actor", "Oslo", "--recipient", "two editors"],
            "'Oslo' does not stand in the sentence",
        ),
        (["classify", SENTENCE, *PAIR, "--model", "/nowhere"], "is not there; give a folder"),
    ],
)
def test_what_is_wrong_is_one_line_and_status_2(args: list[str], told: str) -> None:
    status, out, err = run(*args)
    assert status == 2 and out == ""
    assert told in err and len(err.splitlines()) == 1 and err.startswith("communique: ")


def test_the_shipped_ontology_has_no_errors() -> None:
    status, out, _ = run("codes", "lint")
    assert status == 0 and out.endswith("0 errors\n")


def test_classify_tells_type_confidence_and_code() -> None:
    status, out, _ = run("classify", SENTENCE, *PAIR, "--explain")
    assert status == 0 and out.startswith("COERCE · 0.") and "CAMEO 173 arrests" in out
    assert "  type    COERCE 0." in out and "  code    173 by model" in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_classify_gives_json() -> None:
    status, out, _ = run("classify", SENTENCE, *PAIR, "--json")
    told = json.loads(out)
    assert status == 0 and told["type"] == "COERCE" and told["cameo"] == "173" and len(told["types"]) == 17


@pytest.mark.parametrize("name", ["plover", "polecat", "icews", "phoenix", "csv"])
def test_read_writes_events(name: str, tmp_path: Path) -> None:
    out = tmp_path / "events"
    status, printed, err = run("read", "examples/talks.txt", "--format", name, "--out", str(out))
    assert status == 0 and printed == "" and f"wrote {out}" in err
    same = run("read", "examples/talks.txt", "--format", name)[1]
    assert out.read_text("utf-8") == same and len(same.splitlines()) > 20


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--format", "xml"], "no format is called 'xml'; give --format one of json, jsonl, plover"),
        (["--format", "parquet"], "add --out FILE"),
        (["--out", "x"], "--out has nothing to write"),
        (["--format", "csv", "--out", "/nowhere/x"], "lies in a folder that does not exist"),
        (["--format", "csv", "--json"], "give one of them"),
    ],
)
def test_formats_that_cannot_be_written_are_refused_before_reading(args: list[str], told: str) -> None:
    status, out, err = run("read", "examples/talks.txt", *args)
    assert status == 2 and out == "" and told in err and len(err.splitlines()) == 1
