"""Figures of classification: precision, recall and F1 of each class, their mean, and who is taken for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Label = TypeVar("Label", bound=Hashable)


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class: how many gold and predicted cases it has, precision, recall, F1 (0 to 1)."""

    gold: int
    predicted: int
    precision: float
    recall: float
    f1: float


def by_class(gold: Sequence[Label], predicted: Sequence[Label]) -> dict[Label, ClassScore]:
    """The figures of every class that stands in gold or prediction, in the order in which gold has them."""
    right = Counter(g for g, p in zip(gold, predicted, strict=True) if g == p)
    golds, predictions = Counter(gold), Counter(predicted)
    out = {}
    for label in dict.fromkeys((*gold, *predicted)):
        g, p, r = golds[label], predictions[label], right[label]
        out[label] = ClassScore(g, p, r / p if p else 0.0, r / g if g else 0.0, 2 * r / (g + p))
    return out


def macro_f1(gold: Sequence[Label], predicted: Sequence[Label]) -> float:
    """The mean F1 over the classes that gold or prediction has; 0 for no cases."""
    scores = by_class(gold, predicted).values()
    return sum(s.f1 for s in scores) / len(scores) if scores else 0.0


def accuracy(gold: Sequence[Label], predicted: Sequence[Label]) -> float:
    """The share predicted right, which is micro-F1 where each case has one label; 0 for no cases."""
    return sum(g == p for g, p in zip(gold, predicted, strict=True)) / len(gold) if gold else 0.0


def confusion(gold: Sequence[Label], predicted: Sequence[Label]) -> Counter[tuple[Label, Label]]:
    """How often each gold class was predicted as each class."""
    return Counter(zip(gold, predicted, strict=True))
