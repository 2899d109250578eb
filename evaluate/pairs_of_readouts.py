"""How many of the differences planted in pairs of readouts `compare` tells, and how many it tells that are none.

    python evaluate/pairs_of_readouts.py evaluate/readout_pairs --misses

FOLDER holds `documents.jsonl` and `expected.toml` as `tests/golden/pairs` does. A planted difference is found by a row
of its sort whose quotes share characters with its words. A false alarm is a row of a shift or an omission that is
nothing planted.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.config import Config
from communique.errors import EvaluationError
from communique.joining.align import Comparison, Row, Sort, compare
from communique.pipeline import Pipeline
from communique.read import open_sources
from communique.types import Document, Record, Span

TOLD: tuple[Sort, ...] = ("shift", "only a", "only b")


@dataclass(frozen=True, slots=True)
class Measured:
    """One pair: what was planted, what of it was not found, and the rows that are nothing planted."""

    name: str
    planted: int
    missed: tuple[dict[str, Any], ...]
    false: tuple[Row, ...]


def main() -> int:
    """Print each pair and all together."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="documents.jsonl and expected.toml")
    options.add_argument("--misses", action="store_true", help="print what was missed and what was told falsely")
    given = options.parse_args()
    try:
        pairs, records = expected(given.folder), read(given.folder)
    except EvaluationError as error:
        print(f"pairs: {error}", file=sys.stderr)
        return 2
    measured = [measure(pair, compare(records[pair["a"]], records[pair["b"]])) for pair in pairs]
    for one in measured:
        print(line(one.name, [one]))
        if given.misses:
            print_misses(one)
    print(line("all", measured))
    return 0


def expected(folder: Path) -> list[dict[str, Any]]:
    """The pairs of a folder with what was planted in them."""
    try:
        found: list[dict[str, Any]] = tomllib.loads((folder / "expected.toml").read_text("utf-8"))["pair"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise EvaluationError(f"{folder}/expected.toml holds no pairs ({error}); see tests/golden/pairs") from None
    return found


def read(folder: Path) -> dict[str, Record]:
    """The documents of a folder, read."""
    pipeline = Pipeline(Config())
    items = open_sources([str(folder / "documents.jsonl")], Config())
    return {item.id: pipeline.read(item) for item in items if isinstance(item, Document)}


def measure(pair: dict[str, Any], comparison: Comparison) -> Measured:
    """What of a pair was found."""
    rows, planted = comparison.of(*TOLD), pair["planted"]
    missed = tuple(p for p in planted if not any(is_planted(row, comparison, p) for row in rows))
    false = tuple(row for row in rows if not any(is_planted(row, comparison, p) for p in planted))
    return Measured(pair["a"].removesuffix("-a"), len(planted), missed, false)


def is_planted(row: Row, comparison: Comparison, planted: dict[str, Any]) -> bool:
    """Whether a row tells this planted difference."""
    return (
        row.sort == planted["sort"]
        and overlaps(row.quote_a, comparison.a, planted.get("a", ""))
        and overlaps(row.quote_b, comparison.b, planted.get("b", ""))
    )


def overlaps(span: Span | None, record: Record, words: str) -> bool:
    """Whether a quote shares characters with these words; words that are not asked for always hold."""
    if not words:
        return True
    start = record.document.text.index(words)
    return span is not None and span.start < start + len(words) and start < span.end


def line(name: str, measured: list[Measured]) -> str:
    """Found of planted, and false alarms a pair."""
    planted = sum(one.planted for one in measured)
    found = planted - sum(len(one.missed) for one in measured)
    alarms = sum(len(one.false) for one in measured) / len(measured)
    return f"{name:10} {found:3} of {planted:3} found ({found / planted:.2f}), {alarms:.2f} false alarms a pair"


def print_misses(one: Measured) -> None:
    """What was not found, and what is no planted difference."""
    for planted in one.missed:
        told = " | ".join(planted[side] for side in ("a", "b") if side in planted)
        print(f"  missed  {planted['sort']}: {told} ({planted['why']})")
    for row in one.false:
        quotes = " | ".join(" ".join(quote.quote.split()) for quote in (row.quote_a, row.quote_b) if quote)
        print(f"  false   {row.sort}: {quotes} ({row.told})")


if __name__ == "__main__":
    sys.exit(main())
