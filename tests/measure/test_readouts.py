"""Our scorer gives the figures of `../shared/eval/score.py`, and says what cannot be scored."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from communique import measure
from communique.errors import EvaluationError
from communique.types import KINDS

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "eval" / "score.py"

TEXT = "Ann met Bob. She praised the treaty and pledged to sign it, and Bob praised the treaty too."


def row(kind: str, quote: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    base = {"doc": "a", "kind": kind, "quote": quote, "start": start, "end": start + len(quote)}
    parts: dict[str, Any] = {"speaker": "", "actors": ["NOR"], "counterparts": [], "time": "done", "plover": ""}
    return base | parts | fields


def scored(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> measure.Score:
    return measure.score(measure.match({"a": TEXT}, gold, predicted))


def test_a_perfect_reading_scores_one() -> None:
    gold = [row("meeting", "Ann met Bob"), row("position", "praised the treaty")]
    figures = scored(gold, gold)
    assert figures.precision == figures.recall == figures.f1 == figures.f1_actors == figures.f1_all == 1.0
    assert set(figures.fields.values()) == {1.0}


def test_half_of_the_shorter_quote_is_enough_and_less_is_not() -> None:
    gold = [row("commitment", "pledged to sign it")]
    assert scored(gold, [row("commitment", "praised the treaty and pledged to")]).matched == 1
    assert scored(gold, [row("commitment", "praised the treaty and pledged")]).matched == 0


def test_kinds_must_be_equal() -> None:
    assert scored([row("meeting", "Ann met Bob")], [row("act", "Ann met Bob")]).matched == 0


def test_matching_is_one_to_one_and_the_best_overlap_goes_first() -> None:
    gold = [row("position", "She praised the treaty")]
    good, poor = row("position", "praised the treaty"), row("position", "treaty and pledged")
    matching = measure.match({"a": TEXT}, gold, [poor, good])
    assert [pair.predicted for pair in matching.matches] == [good] and matching.spurious == [poor]


def test_actors_are_sets_and_speakers_match_by_a_common_name() -> None:
    gold = row("meeting", "Ann met Bob", actors=["NOR", "KEN"], speaker="Ann Lindé")
    found = row("meeting", "Ann met Bob", actors=["ken", "NOR"], speaker="Minister Linde", time="past")
    assert measure.right_fields(gold, found) == {
        "actors": True,
        "counterparts": True,
        "speaker": True,
        "time": False,
        "plover": True,
    }


def test_a_quote_that_is_not_verbatim_never_matches() -> None:
    found = row("meeting", "Ann met Bob") | {"quote": "Ann saw Bob"}
    matching = measure.match({"a": TEXT}, [row("meeting", "Ann met Bob")], [found])
    assert not matching.matches and matching.not_verbatim == 1


def test_misses_name_the_wrong_field_with_both_values() -> None:
    gold = [row("meeting", "Ann met Bob"), row("position", "praised the treaty")]
    found = [row("meeting", "Ann met Bob", actors=["KEN"]), row("act", "pledged to sign it")]
    missed, spurious, wrong = measure.misses(measure.match({"a": TEXT}, gold, found))
    assert (missed.what, missed.quote) == ("missed", "praised the treaty")
    assert (spurious.what, spurious.kind) == ("spurious", "act")
    assert (wrong.what, wrong.note) == ("wrong actors", "actors KEN, should be NOR")


@pytest.mark.parametrize(
    ("texts", "entries", "told"),
    [
        (None, None, "cannot be read"),
        ("{", "", "is not JSON"),
        ('{"doc": "a"}', "", "lacks text"),
        ('{"doc": "a", "text": "x"}', "", "holds no gold entries"),
        (
            '{"doc": "a", "text": "x"}',
            '{"doc": "b", "kind": "act", "quote": "x", "actors": [], "counterparts": []}',
            "names document b",
        ),
        (
            '{"doc": "a", "text": "x"}',
            '{"doc": "a", "kind": "row", "quote": "x", "actors": [], "counterparts": []}',
            "kind 'row' is none of",
        ),
    ],
)
def test_a_folder_that_cannot_be_scored(tmp_path: Path, texts: str | None, entries: str | None, told: str) -> None:
    for name, content in (("texts", texts), ("entries", entries)):
        if content is not None:
            (tmp_path / f"{name}.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=told):
        measure.load(tmp_path)


def disturbed(entries: list[measure.Row], chance: random.Random) -> list[dict[str, Any]]:
    """Gold entries with the faults that a reading has: dropped, doubled, cut, of another kind, with wrong fields."""
    found: list[dict[str, Any]] = []
    for entry in entries:
        copy = dict(entry)
        fault = chance.randrange(10)
        if fault == 0:
            continue
        if fault == 1:
            cut = chance.randrange(len(entry["quote"]))
            copy |= {"quote": entry["quote"][cut:], "start": entry["start"] + cut}
        if fault == 2:
            copy |= {"kind": chance.choice(KINDS), "actors": ["USA"]}
        if fault == 3:
            copy |= {"start": None, "end": None, "speaker": "Li Qiang", "counterparts": None}
        if fault == 4:
            copy |= {"quote": entry["quote"] + " not there", "time": "past"}
        if fault == 5:
            found.append(dict(entry) | {"plover": "AID"})
        found.append(copy)
    return found


@pytest.mark.parametrize("folder", ["gold", "train"])
def test_same_figures_as_the_reference_scorer(folder: str, tmp_path: Path) -> None:
    if not SCORER.is_file():
        pytest.skip(f"the reference scorer is not at hand ({SCORER})")
    gold = measure.load(SHARED / folder)
    predicted = disturbed(gold.entries, random.Random(7))
    file = tmp_path / "predicted.jsonl"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in predicted), encoding="utf-8")
    files = [str(gold.source / "texts.jsonl"), str(gold.source / "entries.jsonl"), str(file)]
    done = subprocess.run(
        [sys.executable, str(SCORER), *files, "--by-kind"], capture_output=True, text=True, check=True
    )
    reference = json.loads(done.stdout)
    matching = measure.match(gold.texts, gold.entries, predicted)
    kinds = {
        kind: {name: asdict(score)[name] for name in ("gold", "predicted", "matched", "f1")}
        for kind, score in measure.by_kind(matching).items()
    }
    figures = asdict(measure.score(matching)) | {"not_verbatim": matching.not_verbatim}
    assert figures == {name: value for name, value in reference.items() if name != "kinds"}
    assert kinds == reference["kinds"]
