"""The commands on a ledger, as a user runs them: on the story of twelve documents."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.config import Config
from communique.ledger import adding
from communique.ledger.store import open_store
from communique.types import Record


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, story_records: list[Record]) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "story.db"
    store = open_store(str(path), create=True)
    for record in story_records:
        adding.add(store, record, adding.run_of("test", Config()))
    store.close()
    return path


@pytest.fixture
def run(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(ledger))
    return lambda *words: CliRunner().invoke(app, list(words))


def fine(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_relation_shows_its_last_meeting_open_promises_and_sources(run) -> None:  # type: ignore[no-untyped-def]
    told = fine(run("relation", "China", "BLR"))
    assert max(map(len, told.splitlines())) <= 80
    for part in ("BLR – CHN", "Last meeting", "Open commitments", "Agreements", "Minsk Wire", "they differ in count"):
        assert part in told
    held = json.loads(fine(run("relation", "CHN", "BLR", "--json")))
    assert held["documents"] == 12
    assert held["last_meeting"]["reports"]
    assert all(commitment["state"] in ("pledged", "repeated", "under way") for commitment in held["commitments"])


def test_a_relation_that_is_not_there_is_told_in_one_line(run) -> None:  # type: ignore[no-untyped-def]
    for words, told in (
        (("FRA", "DEU"), "nothing between"),
        (("CHN", "Atlantis"), "Atlantis"),
        (("CHN", "China"), "both"),
    ):
        result = run("relation", *words)
        assert result.exit_code == 2
        assert told in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1


def test_what_became_of_promises_with_filters_and_on_a_day(run) -> None:  # type: ignore[no-untyped-def]
    every = json.loads(fine(run("commitments", "--between", "CHN", "BLR", "--on", "2025-12-31", "--json")))
    states = {row["state"] for row in every}
    assert {"pledged", "fulfilled", "withdrawn", "lapsed", "under way", "repeated"} <= states
    for row in every:
        if row["state"] == "fulfilled":  # nothing becomes fulfilled without evidence
            assert row["changes"][-1]["shown_by"] not in ("", row["id"])
    early = json.loads(fine(run("commitments", "--on", "2023-05-01", "--state", "lapsed", "--json")))
    assert early == []
    found = json.loads(fine(run("commitments", "--field", "laser", "--json")))
    assert found
    assert all("laser" in row["quote"] for row in found)
    due = json.loads(fine(run("commitments", "--due", "2024", "--json")))
    assert due
    assert all(row["due"].startswith("2024") for row in due)


def test_the_g20_scale_is_a_table_of_plus_one_nought_and_minus_one(run) -> None:  # type: ignore[no-untyped-def]
    rows = list(csv.DictReader(io.StringIO(fine(run("commitments", "--on", "2025-12-31", "--g20")))))
    score = {row["state"]: row["score"] for row in rows}
    assert (score["fulfilled"], score["under way"], score["lapsed"], score["withdrawn"]) == ("1", "0", "-1", "-1")


def test_a_wrong_state_day_or_format_is_refused_with_what_there_is(run) -> None:  # type: ignore[no-untyped-def]
    for words, told in (
        (("commitments", "--state", "done"), "fulfilled"),
        (("commitments", "--on", "tomorrow"), "YYYY-MM-DD"),
        (("export", "yaml"), "gexf"),
        (("export", "datasette"), "--out"),
        (("wording",), "--between"),
        (("show", "zzzz"), "communique documents"),
        (("judge", "accept", "zzzz"), "zzzz"),
    ):
        result = run(*words)
        assert result.exit_code == 2, words
        assert told in result.stderr, words
        assert len(result.stderr.strip().splitlines()) == 1, words


def test_wording_shows_what_each_formulation_adds_and_drops(run) -> None:  # type: ignore[no-untyped-def]
    told = fine(run("wording", "one-China principle", "--by", "Belarus"))
    assert "[+" in told
    assert "[-" in told
    rows = json.loads(fine(run("wording", "one-China principle", "--by", "BLR", "--json")))
    assert [row["first"] for row in rows] == sorted(row["first"] for row in rows)
    assert all("China" in row["text"] for row in rows)
    assert run("wording", "laser broom").exit_code == 2


def test_ids_of_the_ledger_may_be_compared(run) -> None:  # type: ignore[no-untyped-def]
    told = fine(run("compare", "story-02", "story-03"))
    assert "eight documents" in told
    assert "“8” in A, “10” in B" in told


def test_a_datasette_file_has_its_keys_and_its_search(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "out.db"
    fine(run("export", "datasette", "--out", str(path)))
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        found = file.execute("SELECT count(*) FROM entries_fts WHERE entries_fts MATCH 'inaugurate'").fetchone()
        assert found[0] >= 1
        joined = file.execute("SELECT count(*) FROM entries WHERE event IS NOT NULL").fetchone()
        assert joined[0] >= 10


def test_judged_entries_are_exported_as_gold(run, ledger: Path) -> None:  # type: ignore[no-untyped-def]
    assert fine(run("export", "gold", "--judged")) == ""
    first = json.loads(fine(run("show", "story-12", "--json")))["entries"][0]["id"]
    judgement = fine(run("judge", "accept", first[:10], "--author", "reader")).strip()
    rows = [json.loads(line) for line in fine(run("export", "gold", "--judged")).splitlines()]
    assert len(rows) == 1
    fine(run("judge", "withdraw", judgement))
    assert fine(run("export", "gold", "--judged")) == ""
    assert "reader" in fine(run("history", first))
