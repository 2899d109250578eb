#!/usr/bin/env python3
"""Reading speed beside spaCy alone, and how soon `communique --help` answers.

    read.py [--documents N] [--runs N] [--json]

The sample is fixed: N documents of ../shared/corpus drawn with one seed, or tests/golden where the corpus is not at
hand. The pipeline reads it from bytes to entries (`open_sources`, `Pipeline.read`); spaCy runs the same model, with
all its components, over the same texts. Both load and read the sample once before the clock runs, and take turns. Both
rates divide the number of sentences that the pipeline's parser found by the seconds taken, so that they compare.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.config import Config, Fields
from communique.language import parser
from communique.pipeline import Pipeline
from communique.read import open_sources
from communique.types import Document

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
GOLDEN = ROOT / "tests" / "golden" / "texts.jsonl"
SEED = 1814


@dataclass(frozen=True, slots=True)
class Sample:
    """Documents as JSON lines: where they are from, the lines, and the fields' names."""

    origin: str
    lines: list[str]
    fields: Fields


def sample(wanted: int) -> Sample:
    """The fixed sample: the same lines for the same files and number."""
    files = sorted(CORPUS.glob("*.jsonl"))
    origin, fields = ("../shared/corpus", Fields()) if files else ("tests/golden", Fields(id="doc"))
    lines = [line for file in files or [GOLDEN] for line in file.read_text("utf-8").splitlines() if line.strip()]
    return Sample(origin, random.Random(SEED).sample(lines, min(wanted, len(lines))), fields)


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def reading(drawn: Sample, runs: int) -> dict[str, Any]:
    """Seconds of each run of both, with the counts of the sample."""
    config = Config(fields=drawn.fields)
    pipeline = Pipeline(config)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "sample.jsonl")
        file.write_text("\n".join(drawn.lines) + "\n", "utf-8")
        documents = [item for item in open_sources([str(file)], config) if isinstance(item, Document)]
        texts = [document.text for document in documents]
        english = parser("en")
        sentences = sum(len(english.parse(document).sentences) for document in documents)
        nlp = importlib.import_module(english.name.split()[0]).load()
        entries: list[int] = []

        def whole() -> None:
            entries[:] = [
                len(pipeline.read(item).entries)
                for item in open_sources([str(file)], config)
                if isinstance(item, Document)
            ]

        def spacy_alone() -> None:
            for _ in nlp.pipe(texts):
                pass

        whole()
        spacy_alone()
        seconds: dict[str, list[float]] = {"pipeline": [], "spacy": []}
        for _ in range(runs):
            seconds["pipeline"].append(timed(whole))
            seconds["spacy"].append(timed(spacy_alone))
    return {
        "sample": drawn.origin,
        "documents": len(documents),
        "characters": sum(map(len, texts)),
        "sentences": sentences,
        "entries": sum(entries),
        "model": english.name,
        "sentences_per_second": {name: spread([sentences / s for s in taken]) for name, taken in seconds.items()},
    }


def help_time(runs: int) -> dict[str, float]:
    """Seconds from the start of a process to the end of `communique --help`."""
    command = [sys.executable, "-m", "communique", "--help"]

    def answer() -> None:
        subprocess.run(command, check=True, capture_output=True)

    answer()
    return spread([timed(answer) for _ in range(runs)])


def spread(values: Sequence[float]) -> dict[str, float]:
    """Least, median and most."""
    return {
        "min": round(min(values), 3),
        "median": round(statistics.median(values), 3),
        "max": round(max(values), 3),
    }


def machine() -> dict[str, Any]:
    """What the figures were taken on; other work on the machine (load, before the start) makes them worse."""
    load = round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
    return {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count(), "load": load}


def show(figures: dict[str, Any]) -> None:
    """The table."""
    read, answered, on = figures["reading"], figures["help_seconds"], figures["machine"]
    counts = f"{read['sentences']:,} sentences, {read['entries']:,} entries; {figures['runs']} runs"
    print(f"{read['documents']} documents of {read['sample']}, {counts}")
    print(f"{read['model']}, Python {on['python']}, {on['cores']} cores, load {on['load']} before\n")
    print(f"{'':<24}{'min':>9}{'median':>9}{'max':>9}")
    for name, label in (("pipeline", "pipeline, sentences/s"), ("spacy", "spaCy alone, sentences/s")):
        rates = read["sentences_per_second"][name]
        print(f"{label:<24}" + "".join(f"{rates[key]:>9.1f}" for key in ("min", "median", "max")))
    print(f"{'--help, seconds':<24}" + "".join(f"{answered[key]:>9.3f}" for key in ("min", "median", "max")))


def main() -> None:
    """Measure and print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--documents", type=int, default=40, help="size of the sample (40)")
    ap.add_argument("--runs", type=int, default=5, help="runs of each (5)")
    ap.add_argument("--json", action="store_true", help="the figures as JSON")
    a = ap.parse_args()
    if a.documents < 1 or a.runs < 1:
        ap.error("--documents and --runs are at least 1")
    figures: dict[str, Any] = {"machine": machine(), "runs": a.runs}
    figures["reading"] = reading(sample(a.documents), a.runs)
    figures["help_seconds"] = help_time(max(a.runs, 5))
    if a.json:
        print(json.dumps(figures, indent=1))
    else:
        show(figures)


if __name__ == "__main__":
    main()
