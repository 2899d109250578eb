"""The words around a pair of actors: what short runs of them say of the relation.

A linear model over runs of one to three words, in which the marked spans stand as "actor" and "recipient". It knows no
more than words, but says which of them spoke, and it errs in other places than the coder that reads the whole sentence.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources.abc import Traversable

import numpy as np

from communique.errors import ModelError

from .encoder import Floats

FILE = "relations-words.npz"
LONGEST = 3  # words of a run
ACTOR, RECIPIENT = "actorx", "recipientx"  # words that no text has


def runs(sentence: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Counter[str]:
    """The runs of words of a sentence with its spans replaced; a span (0, 0) is none."""
    for (start, end), name in sorted([(actor, ACTOR), (recipient, RECIPIENT)], reverse=True):
        if end > start:
            sentence = f"{sentence[:start]} {name} {sentence[end:]}"
    words = re.findall(r"\w+", sentence.lower())
    return Counter(" ".join(words[i : i + n]) for n in range(1, LONGEST + 1) for i in range(len(words) - n + 1))


class Words:
    """The linear model in a folder; ModelError where it cannot be read."""

    def __init__(self, folder: Traversable, types: Sequence[str]) -> None:
        try:
            with np.load(io.BytesIO(folder.joinpath(FILE).read_bytes())) as held:
                known = bytes(held["runs"]).decode("utf-8").split("\n")
                self._weights: Floats = held["weights"].astype(np.float32) * held["unit"].astype(np.float32)
                self._rarity: Floats = held["rarity"].astype(np.float32)
                self._bias: Floats = held["bias"].astype(np.float32)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}/{FILE} cannot be read ({type(error).__name__}); train it anew") from None
        if self._weights.shape != (len(known), len(types)):
            raise ModelError(f"{folder}/{FILE} is of other types than the coder beside it; train it anew")
        self.types = list(types)
        self._place = {run: i for i, run in enumerate(known)}
        self._runs = known

    def scores(
        self, sentence: str, actor: tuple[int, int], recipient: tuple[int, int]
    ) -> tuple[Floats, list[int], Floats]:
        """The score of each type; the runs that are known; and how much each of these weighs, their length being 1."""
        found = {self._place[run]: n for run, n in runs(sentence, actor, recipient).items() if run in self._place}
        where = list(found)
        if not where:
            return self._bias, [], np.zeros(0, dtype=np.float32)
        weight: Floats = (1 + np.log(np.array(list(found.values()), dtype=np.float32))) * self._rarity[where]
        weight = weight / max(1e-6, float(np.linalg.norm(weight)))
        return self._bias + weight @ self._weights[where], where, weight

    def spoke(
        self, sentence: str, actor: tuple[int, int], recipient: tuple[int, int], type_: str, most: int = 3
    ) -> list[tuple[str, float]]:
        """The runs that speak most for a type, against its mean over all types, with how much."""
        _, where, weight = self.scores(sentence, actor, recipient)
        if not where:
            return []
        weights = self._weights[where]
        gain = weight * (weights[:, self.types.index(type_)] - weights.mean(1))
        best = np.argsort(-gain)[:most]
        return [(self._readable(self._runs[where[i]]), float(gain[i])) for i in best if gain[i] > 0]

    def _readable(self, run: str) -> str:
        return run.replace(ACTOR, "[actor]").replace(RECIPIENT, "[recipient]")
