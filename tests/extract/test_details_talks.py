"""What the details of the Li and Golovchenko talks must hold, on the clauses that the gold entries quote."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from communique.actors.base import load
from communique.extract import vocabulary
from communique.extract.clauses import Clause, clauses
from communique.extract.kinds import EXTRACTORS
from communique.language import parser
from communique.resolve.references import Context
from communique.types import Document


@pytest.fixture(scope="module")
def details(shared: Path) -> dict[str, set[str]]:
    """Every value that the document's entries give, by "kind.name"."""
    row = next(r for r in rows(shared / "gold" / "texts.jsonl") if r["doc"] == "dev01")
    parsed = parser("en").parse(Document("dev01", row["text"], publisher=row["publisher"]))
    context, found = Context(parsed, load()), clauses(parsed, vocabulary.load())
    out: dict[str, set[str]] = defaultdict(set)
    for entry in rows(shared / "gold" / "entries.jsonl"):
        if entry["doc"] == "dev01":
            clause = max(found, key=lambda c: overlap(c, context.text, entry["start"], entry["end"]))
            for detail in EXTRACTORS[entry["kind"]].details(clause, context):
                out[f"{entry['kind']}.{detail.name}"].add(detail.value)
    return out


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def overlap(clause: Clause, text: str, start: int, end: int) -> float:
    """Shared characters over the longer of clause and quote."""
    span = clause.span(text)
    return (min(span.end, end) - max(span.start, start)) / max(span.end - span.start, end - start)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("meeting.form", ["talks", "press appearance"]),
        ("meeting.participant", ["Li Qiang, Premier, CHN", "Roman Golovchenko, Prime Minister, BLR"]),
        ("relation.level", ["all-weather comprehensive strategic partnership"]),
        ("relation.guidance", ["Xi Jinping, President, CHN", "Alexander Lukashenko, President, BLR"]),
        (
            "commitment.framework",
            [
                "intergovernmental cooperation committee",
                "Belt and Road Initiative",
                "United Nations",
                "Shanghai Cooperation Organization",
                "three global initiatives",
            ],
        ),
        ("position.principle", ["one-China principle"]),
        ("position.matter", ["Hong Kong", "Xinjiang", "Xizang"]),
        (
            "launch.thing",
            [
                "China-Belarus years of science and technology innovation",
                "China-Belarus basic science research center",
                "Chinese book center of the National Library of Belarus",
            ],
        ),
        ("launch.period", ["2024/2025"]),
        ("agreement.instrument", ["joint communique", "cooperation documents"]),
        (
            "agreement.field",
            [
                "Belt and Road cooperation",
                "trade in services and investment",
                "green development",
                "science and technology",
                "culture",
                "local affairs",
            ],
        ),
    ],
)
def test_the_talks_tell(details: dict[str, set[str]], name: str, values: list[str]) -> None:
    assert set(values) <= details[name]
