"""Scores that explain themselves: features with the points that a table gives them, and their sum."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that was found, what shows it, and its points."""

    feature: str
    points: float
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the reasons' points; `never` tells why the two cannot belong together whatever the sum."""

    reasons: tuple[Reason, ...]
    never: str = ""

    @property
    def points(self) -> float:
        return round(sum(reason.points for reason in self.reasons), 2)


@lru_cache(maxsize=8)
def table(name: str) -> Mapping[str, Any]:
    """A table of `data/joining`."""
    return tomllib.loads(resources.files("communique.data").joinpath(f"joining/{name}.toml").read_text("utf-8"))


def scored(weights: Mapping[str, float], found: Iterable[tuple[str, str]], never: str = "") -> Score:
    """The features that were found, each with the points of its row."""
    return Score(tuple(Reason(feature, weights[feature], shown) for feature, shown in found), never)
