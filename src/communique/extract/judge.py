"""The learned judge: for each clause, how likely it is an entry of each kind, and what its fields look like.

A small encoder (all-MiniLM-L6-v2, fine-tuned, 8 bit) reads the words in their context, a second layer adds the tree's
features. Its lower layers are `coding.encoder`'s. How they were trained is in `training/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from communique.coding import encoder
from communique.coding.encoder import Floats
from communique.parsed import Parsed
from communique.resolve.references import Context

from .clauses import Clause
from .features import features
from .vocabulary import Vocabulary
from .windows import Window, windows


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
        meta = encoder.meta(encoder.SHIPPED, "judge.json")
        self.labels: dict[str, list[str]] = meta["labels"]
        self.index = {name: i for i, name in enumerate(meta["features"])}
        self.version: str = meta.get("version", "")
        self._shared = encoder.load()
        self._encoder = encoder.session(encoder.SHIPPED, "judge-encoder.onnx")
        self._judge = encoder.session(encoder.SHIPPED, "judge.onnx")

    def opinions(
        self, parsed: Parsed, clauses: Sequence[Clause], vocabulary: Vocabulary, context: Context
    ) -> list[Opinion]:
        """One opinion a clause, in their order."""
        out: dict[int, Opinion] = {}
        by_number = {c.number: c for c in clauses}
        cut = sorted((w for w in windows(parsed, clauses, self._shared.tokens) if w.clauses), key=lambda w: len(w.ids))
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

    def _words(self, group: Sequence[Window]) -> tuple[Floats, list[int]]:
        """Head, mean of the quote and governor of every clause in some windows, side by side."""
        lower, mask = self._shared.hidden([w.ids for w in group])
        hidden: Any = self._encoder.run(None, {"hidden": lower, "mask": mask})[0]
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
