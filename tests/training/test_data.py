"""What the coder of relations is trained on: no sentence of a benchmark, well formed, every type there."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.coding.ontology import load
from communique.coding.relations import NONE

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "training" / "relations"
SHARED = ROOT.parent / "shared"
RUN = 8  # words in a row that two texts may not share


def lines() -> Iterator[tuple[str, list[str]]]:
    for path in sorted(FOLDER.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield f"{path.name}:{number}", line.split("\t")


def test_every_line_is_a_type_a_code_and_a_marked_text() -> None:
    for where, parts in lines():
        assert len(parts) == 3, where
        type_, code, text = parts
        assert type_ in (*load().types, NONE), where
        assert code == "-" if type_ == NONE else code in load().cameo, where
        marks = ("<s>", "</s>", "<t>", "</t>") if where.startswith("rows") else ("{s:", "{t:")
        assert all(text.count(mark) == 1 for mark in marks), where


def test_every_type_has_many_lines() -> None:
    counts = Counter(parts[0] for where, parts in lines() if not where.startswith("verbs"))
    assert all(counts[name] >= 150 for name in (*load().types, NONE)), counts


@pytest.mark.skipif(not SHARED.is_dir(), reason="the benchmarks are not at hand")
def test_shares_no_sentence_with_a_benchmark() -> None:
    held = {run for text in benchmarks() for run in runs(text)}
    assert len(held) > 10_000
    assert [where for where, parts in lines() if not held.isdisjoint(runs(parts[2]))] == []


def benchmarks() -> Iterator[str]:
    with (SHARED / "eval" / "plv_dev.tsv").open(encoding="utf-8", newline="") as rows:
        yield from (row["sentence"] for row in csv.DictReader(rows, delimiter="\t"))
    records = (SHARED / "petrarch" / "PETR.UnitTest.records.xml").read_text("utf-8", errors="replace")
    yield from re.findall(r"<Text>(.*?)</Text>", re.sub(r"<!--.*?-->", "", records, flags=re.DOTALL), re.DOTALL)
    alarms = ROOT / "evaluate" / "alarms.tsv"
    yield from (line.split("\t")[2] for line in alarms.read_text("utf-8").splitlines())


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", re.sub(r"</?[st]>", "", text).lower())
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
