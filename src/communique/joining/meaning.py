"""How near the quotes of two texts are in meaning, where they share few words: "take back" and "readmit".

A quote's vector is the mean of its tokens' states in the sentence encoder that our models share, weighed by how rare
their words are; stop words and the names of the two parties weigh nothing. All quotes of one meeting resemble each
other, so what they have in common is taken away before they are compared. Each quote is encoded by itself, so that
its vector does not depend on the company it is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from ..coding.encoder import Floats, load
from .score import table
from .words import STOP, WORD, stem, weight

_LONGEST = 256  # tokens of a quote that are read


class Meaning:
    """The nearness of each quote of one side to each of the other, -1 to 1; 0 is no nearer than any two."""

    def __init__(self, left: Sequence[str], right: Sequence[str], names: frozenset[str]) -> None:
        self._names = names
        vectors = [vector(text, names) for text in (*left, *right)]
        usual = table("compare")["meaning"]["usual"]
        # A few usual sentences stand beside those of the texts, so that short texts have something in common too.
        self._common = np.mean([*vectors, *(vector(text) for text in usual)], axis=0)
        own = self._own(vectors)
        self._left, self._right = own[: len(left)], own[len(left) :]
        self.near: Floats = self._left @ self._right.T

    def among(self, left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int, float, float]]:
        """Each two of these quotes, how near they are, and their lead.

        The lead is by how much the two are nearer to each other than either is to any other of these quotes, and than
        two quotes of a meeting may well be that tell different things; it is below 0 where another is nearer.
        """
        chance = table("compare")["limits"]["chance"]
        near = self.near[np.ix_(left, right)]
        others = np.maximum(np.maximum(_best_other(near), _best_other(near.T).T), chance)
        for i, row, leads in zip(left, near.tolist(), (near - others).tolist(), strict=True):
            for j, value, lead in zip(right, row, leads, strict=True):
                yield i, j, value, lead

    def of_left(self, i: int, text: str) -> float:
        """How near a quote of the left side is to any text."""
        return float(self._left[i] @ self._own([vector(text, self._names)])[0])

    def of_right(self, j: int, text: str) -> float:
        """How near a quote of the right side is to any text."""
        return float(self._right[j] @ self._own([vector(text, self._names)])[0])

    def _own(self, vectors: Sequence[Floats]) -> Floats:
        """Vectors of length 1 without what all have in common."""
        found = np.asarray(vectors, dtype=np.float32).reshape(-1, len(self._common)) - self._common
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def features(near: float, lead: float) -> list[tuple[str, str]]:
    """What nearness and lead say of two entries, by the limits of the table."""
    limits = table("compare")["limits"]
    told = (("close in meaning", "near in meaning", "related in meaning"), "far in meaning", near, limits["near"])
    placed = (("nearest by far", "each the other's nearest", "others as near"), "others nearer", lead, limits["lead"])
    return [
        (next((name for name, least in zip(names, steps, strict=True) if value >= least), below), f"{value:.2f}")
        for names, below, value, steps in (told, placed)
    ]


def _best_other(near: Floats) -> Floats:
    """For each value the greatest other one of its row."""
    padded = np.sort(np.pad(near, ((0, 0), (2, 0)), constant_values=-1.0), axis=1)
    return np.where(near == padded[:, -1:], padded[:, -2:-1], padded[:, -1:])


@lru_cache(maxsize=4096)
def vector(text: str, names: frozenset[str] = frozenset()) -> Floats:
    """The mean of a text's tokens, each with its part of the weight of its word."""
    encoder = load()
    told = encoder.tokens(text)
    ids = list(told.ids[:_LONGEST]) or [encoder.id("[SEP]")]
    states = encoder.hidden([ids])[0][0]
    weights = _weights(text, told.offsets[: len(ids)], names)
    return np.asarray(np.average(states, axis=0, weights=weights if sum(weights) else None), dtype=np.float32)


def _weights(text: str, offsets: Sequence[tuple[int, int]], names: frozenset[str]) -> list[float]:
    """The weight of each token."""
    found = [0.0] * len(offsets)
    for word in WORD.finditer(text):
        if word.group().lower() in STOP or stem(word.group()) in names:
            continue
        places = [k for k, (start, _) in enumerate(offsets) if word.start() <= start < word.end()]
        for place in places:
            found[place] = weight(stem(word.group())) / len(places)
    return found
