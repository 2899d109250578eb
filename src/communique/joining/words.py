"""What wordings share: stems weighed by how rare they are in diplomatic texts.

`data/joining/stems.csv` counts the sentences that hold a stem (`tools/build_stems.py`). A stem's weight is the inverse
document frequency, ln((N + 1) / (n + 1)) for n of N sentences: "cooperation" weighs about 2, "laser" 9.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
# Words that only hold a sentence together; stems of them are never compared.
STOP = frozenset(
    "a an the this that these those its it their his her our we they he she and or but of to in on at by for from with "
    "as into over under between among within through during before after than then also both each other all any such "
    "is are was were be been being has have had having will would shall should can could may might must do does did "
    "which who whom whose what when where while so not no nor more most very well up out about there here one "
    "said noted stressed pointed added".split()
)
_STEMMER = snowballstemmer.stemmer("english")
# Spellings that stems do not bring together, by stem.
_SAME = {
    "centr": "center",
    "programm": "program",
    "organis": "organ",
    "organiz": "organ",
    "defenc": "defens",
    "labour": "labor",
}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word's stem, without case, accents and the difference of British and American spelling."""
    low = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    low = re.sub(r"['’]s?$", "", low)
    found = _STEMMER.stemWord(low)
    return _SAME.get(found, re.sub(r"our$", "or", re.sub(r"is(e|at|ation)?$", r"iz\1", found)))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order, without stop words; a hyphenated word also gives its parts."""
    found = []
    for word in WORD.findall(text):
        parts = re.split(r"[-’']", word) if "-" in word else [word]
        found += [stem(part) for part in parts if part.lower() not in STOP and len(part) > 1]
    return found


@lru_cache(maxsize=1)
def _table() -> tuple[int, dict[str, int]]:
    with resources.files("communique.data").joinpath("joining/stems.csv").open(encoding="utf-8") as file:
        rows = [(row[0], int(row[1])) for row in csv.reader(file)]
    return rows[0][1], dict(rows[1:])


@lru_cache(maxsize=65536)
def weight(stem: str) -> float:
    """How much it says that two wordings share this stem."""
    total, counts = _table()
    return math.log((total + 1) / (counts.get(stem, 0) + 1))


def mass(stems: Iterable[str]) -> float:
    """The weights of different stems together."""
    return sum(weight(s) for s in set(stems))


def shared(a: Iterable[str], b: Iterable[str]) -> float:
    """The part of the lighter wording's weight that the other one has too, 0 to 1."""
    left, right = set(a), set(b)
    lighter = min(mass(left), mass(right))
    return mass(left & right) / lighter if lighter else 0.0


def alike(a: Iterable[str], b: Iterable[str]) -> float:
    """The weight of what both have over the weight of what either has, 0 to 1."""
    left, right = set(a), set(b)
    either = mass(left | right)
    return mass(left & right) / either if either else 0.0


def rarest(stems: Iterable[str], most: int) -> list[str]:
    """The `most` heaviest stems; by which candidates are found."""
    return sorted(set(stems), key=lambda s: (-weight(s), s))[:most]
