#!/usr/bin/env python3
"""Read the whole corpus: corpus.py [FOLDER] [--limit N] [--json]. FOLDER is ../shared/corpus where none is given.

Reads every *.jsonl of the folder and li_golovchenko_talks.txt, and reports documents read, failures, entries, seconds
and the process's peak memory. Exit status 1 when a document failed, 2 when there is nothing to read.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from communique.config import Config
from communique.pipeline import Pipeline
from communique.read import Failure, Item, open_sources
from communique.types import Document

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
STORY = "li_golovchenko_talks.txt"


@dataclass(slots=True)
class Count:
    """What became of one file's documents."""

    documents: int = 0
    entries: int = 0
    without_entries: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)


def read(items: Iterator[Item], pipeline: Pipeline) -> Count:
    """Read all items; a failure is counted with its reason and stops nothing."""
    count, start = Count(), time.perf_counter()
    for item in items:
        if isinstance(item, Document):
            try:
                entries = len(pipeline.read(item).entries)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding of this run
                count.failures.append(f"{item.id}: {type(error).__name__}: {error}")
                continue
            count.documents += 1
            count.entries += entries
            count.without_entries += not entries
        elif isinstance(item, Failure):
            count.failures.append(f"{item.source}: {item.error}")
    count.seconds = round(time.perf_counter() - start, 1)
    return count


def peak_megabytes() -> float:
    """The most memory that this process held, in MB of a million bytes; Linux counts in KiB, macOS in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 1)


def main() -> int:
    """Read, report; 0 when nothing failed."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path, nargs="?", default=CORPUS, metavar="FOLDER")
    ap.add_argument("--limit", type=int, help="only the first N documents of each file")
    ap.add_argument("--json", action="store_true", help="the figures as JSON")
    a = ap.parse_args()
    files = [*sorted(a.folder.glob("*.jsonl")), *a.folder.glob(STORY)]
    if not files:
        print(f"corpus: {a.folder} holds no *.jsonl and no {STORY}; give the folder of the corpus", file=sys.stderr)
        return 2
    config = Config()
    pipeline = Pipeline(config)
    pipeline.read(Document("first", "The ministers met in Paris."))  # the models are loaded before the clock runs
    counts = {file.name: read(islice(open_sources([str(file)], config), a.limit), pipeline) for file in files}
    failures = [failure for count in counts.values() for failure in count.failures]
    total = Count(
        sum(count.documents for count in counts.values()),
        sum(count.entries for count in counts.values()),
        sum(count.without_entries for count in counts.values()),
        round(sum(count.seconds for count in counts.values()), 1),
        failures,
    )
    if a.json:
        files_read = {name: asdict(count) for name, count in counts.items()}
        print(json.dumps({"files": files_read, "all": asdict(total), "peak_megabytes": peak_megabytes()}, indent=1))
    else:
        show({**counts, "all": total})
    for failure in failures:
        print(f"corpus: {failure}", file=sys.stderr)
    return 1 if failures else 0


def show(counts: dict[str, Count]) -> None:
    """The table, a line for each file and one for all."""
    print(f"{'':<36}{'read':>7}{'failed':>8}{'entries':>9}{'none':>6}{'seconds':>9}")
    for name, count in counts.items():
        figures = f"{count.documents:>7,}{len(count.failures):>8,}{count.entries:>9,}{count.without_entries:>6,}"
        print(f"{name:<36}{figures}{count.seconds:>9.1f}")
    print(f"\npeak memory {peak_megabytes():,.0f} MB; none: documents read without an entry")


if __name__ == "__main__":
    sys.exit(main())
