"""Where states' capitals lie (`data/entities/capitals.csv`, from GeoNames by `tools/build_capitals.py`)."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A state's capital; degrees east and north."""

    code: str
    capital: str
    longitude: float
    latitude: float


@lru_cache(maxsize=1)
def capitals() -> dict[str, Place]:
    """The capital of each state by the state's code; a few territories have none."""
    text = files("communique.data.entities").joinpath("capitals.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Place(row["code"], row["capital"], float(row["longitude"]), float(row["latitude"]))
        for row in csv.DictReader(io.StringIO(text))
    }
