"""The learned judge: for each clause, how likely it is an entry of each kind, and what its fields look like.

A small encoder (all-MiniLM-L6-v2, fine-tuned, 8 bit) reads the words in their context, a second layer adds the tree's
features. Both run in ONNX Runtime, which is imported on first use. How they were trained is in `training/`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.parsed import Parsed
from communique.resolve.references import Context

from .clauses import Clause
from .features import features
from .vocabulary import Vocabulary
from .windows import Encoding, Window, windows

MODELS = resources.files("communique.data.models")
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Opinion:
    """Probabilities for one clause: of kind ("none" too), time, type; of several actors, a counterpart, a speaker."""

    kind: dict[str, float]
    time: dict[str, float]
    plover: dict[str, float]
    joint: float
    counterpart: float
    speaker: float


class Judge:
    """The model, loaded once a process. `version` names the training run."""

    def __init__(self) -> None:
        import onnxruntime as ort
        from tokenizers import Tokenizer

        meta = json.loads(MODELS.joinpath("judge.json").read_text("utf-8"))
        self.labels: dict[str, list[str]] = meta["labels"]
        self.index = {name: i for i, name in enumerate(meta["features"])}
        self.version: str = meta.get("version", "")
        options = ort.SessionOptions()
        options.log_severity_level = 3
        with resources.as_file(MODELS.joinpath("encoder.onnx")) as path:
            self._encoder = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        with resources.as_file(MODELS.joinpath("judge.onnx")) as path:
            self._judge = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(MODELS.joinpath("tokenizer.json").read_text("utf-8"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def opinions(
        self, parsed: Parsed, clauses: Sequence[Clause], vocabulary: Vocabulary, context: Context
    ) -> list[Opinion]:
        """One opinion a clause, in their order."""
        out: dict[int, Opinion] = {}
        by_number = {c.number: c for c in clauses}
        cut = sorted((w for w in windows(parsed, clauses, self._tokenize) if w.clauses), key=lambda w: len(w.ids))
        for at in range(0, len(cut), 8):
            group = cut[at : at + 8]
            words, numbers = self._words(group)
            x = np.zeros((len(numbers), len(self.index)), dtype=np.float32)
            for row, number in enumerate(numbers):
                known = [self.index[f] for f in features(by_number[number], vocabulary, context) if f in self.index]
                x[row, known] = 1.0
            scores = dict(zip(self.labels, self._judge.run(None, {"words": words, "features": x}), strict=True))
            for row, number in enumerate(numbers):
                out[number] = self._opinion({task: s[row] for task, s in scores.items()})
        return [out[c.number] for c in clauses]

    def _tokenize(self, text: str) -> Encoding:
        found: Encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return found

    def _words(self, group: Sequence[Window]) -> tuple[Floats, list[int]]:
        """Head, mean of the quote and governor of every clause in some windows, side by side."""
        length = max(len(w.ids) for w in group)
        ids = np.zeros((len(group), length), dtype=np.int64)
        for row, window in enumerate(group):
            ids[row, : len(window.ids)] = window.ids
        hidden: Any = self._encoder.run(None, {"ids": ids, "mask": (ids != 0).astype(np.int64)})[0]
        rows, numbers = [], []
        for row, window in enumerate(group):
            for number, head, (first, end), above in window.clauses:
                h = hidden[row]
                rows.append(np.concatenate([h[head], h[first:end].mean(0), h[above]]))
                numbers.append(number)
        return np.stack(rows).astype(np.float32), numbers

    def _opinion(self, scores: dict[str, Floats]) -> Opinion:
        table = {task: dict(zip(self.labels[task], map(float, s), strict=True)) for task, s in scores.items()}
        return Opinion(
            table["kind"],
            table["time"],
            table["plover"],
            table["joint"]["joint"],
            table["counterpart"]["some"],
            table["speaker"]["some"],
        )


@lru_cache(maxsize=1)
def load() -> Judge:
    """The shipped model."""
    return Judge()
