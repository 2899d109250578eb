#!/usr/bin/env python3
"""What classification adds to reading: classification.py [--documents N] [--int8-loss MODELS TSV].

Reads the first N documents of ../shared/corpus (or the examples) and tells the time spent in the coder of relations and
in the rules of codes, as a share of the rest. With --int8-loss, a folder that training/relations.py wrote and a file of
PLV's kind: the root macro-F1 of the 8-bit model and of the one in full precision.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from communique.coding import relations
from communique.config import Config
from communique.extract import read as extraction
from communique.measure import plv
from communique.pipeline import Pipeline
from communique.read import open_sources
from communique.types import Document

ROOT = Path(__file__).resolve().parent.parent


class Watch:
    """Adds up the seconds that wrapped calls take; a call inside another counts once."""

    def __init__(self) -> None:
        self.seconds, self._inside = 0.0, False

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            if self._inside:
                return call(*args, **named)
            self._inside, began = True, time.perf_counter()
            try:
                return call(*args, **named)
            finally:
                self._inside = False
                self.seconds += time.perf_counter() - began

        return timed


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--documents", type=int, default=120)
    args.add_argument("--int8-loss", nargs=2, metavar=("MODELS", "TSV"), type=Path)
    a = args.parse_args()
    if a.int8_loss:
        print(int8_loss(*a.int8_loss))
        return
    corpus = ROOT.parent / "shared" / "corpus"
    sources = sorted(map(str, corpus.glob("*.jsonl"))) if corpus.is_dir() else [str(ROOT / "examples")]
    documents = [d for d in open_sources(sources, Config()) if isinstance(d, Document)]
    documents = documents[:: max(1, len(documents) // a.documents)][: a.documents]
    pipeline = Pipeline(Config())
    for document in itertools.islice(documents, 3):
        pipeline.read(document)  # warm up
    watch = Watch()
    relations.Coder.relations = watch.wrap(relations.Coder.relations)  # type: ignore[method-assign]
    extraction.code = watch.wrap(extraction.code)
    extraction.missed = watch.wrap(extraction.missed)
    began = time.perf_counter()
    for document in documents:
        pipeline.read(document)
    whole = time.perf_counter() - began
    rest = whole - watch.seconds
    told = f"{len(documents)} documents in {whole:.1f} s, of which coding {watch.seconds:.1f} s"
    print(f"{told}: it adds {watch.seconds / rest:.1%}")


def int8_loss(models: Path, file: Path) -> str:
    cases = plv.read(file)
    small = plv.score(cases, str(models)).root
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(models / "relations-32.onnx", Path(folder, "relations.onnx"))
        for name in ("relations.json", "relations-words.npz"):
            shutil.copy(models / name, folder)
        full = plv.score(cases, folder).root
    return f"root macro-F1 in 8 bit {small:.4f}, in 32 bit {full:.4f}: {100 * (full - small):+.2f} points lost"


if __name__ == "__main__":
    main()
