"""False alarms: pairs of actors in general news, most of which have nothing to do with each other.

The file has three tab-separated columns and no header: the PLOVER type or NONE, the CAMEO code or "-", and the
sentence with the pair marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..coding.ontology import load as ontology
from ..coding.relations import NONE, Pair, load
from ..errors import EvaluationError
from . import marked, shares


@dataclass(frozen=True, slots=True)
class Case:
    """One pair with its type, NONE among them, and CAMEO code ("" for none)."""

    pair: Pair
    type: str
    code: str


@dataclass(frozen=True, slots=True)
class PairScore:
    """The figures, 0 to 1. `precision` and `recall` are of "something happens", whatever its type.

    `typed` is the F1 of events with the right type (an abstention is no event), `root_code` the share of the gold
    events, coded as such, whose CAMEO root is right too.
    """

    cases: int
    events: int
    found: int
    precision: float
    recall: float
    f1: float
    typed: float
    root_code: float


def read(path: Path) -> list[Case]:
    """The pairs of a file. EvaluationError for a broken line."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        told = getattr(error, "strerror", None) or "not UTF-8"
        raise EvaluationError(
            f"{path} cannot be read ({told}); give a file with type, code and marked sentence"
        ) from None
    out = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        parts = line.split("\t")
        where = f"{path}:{number}"
        if len(parts) != 3 or (parts[0] != NONE and parts[0] not in ontology().types):
            raise EvaluationError(f"{where}: want a PLOVER type or NONE, a code or -, and a sentence, tabs between")
        out.append(Case(marked.pair(parts[2], where), parts[0], "" if parts[1] == "-" else parts[1]))
    return out


def score(cases: Sequence[Case], model: str = "") -> PairScore:
    """Code all pairs with a model ("" for the shipped one) and score them."""
    relations = load(model).relations([case.pair for case in cases])
    said = [NONE if not r.type else r.type for r in relations]
    gold = [c.type for c in cases]
    events, found = sum(g != NONE for g in gold), sum(s != NONE for s in said)
    both = sum(g != NONE and s != NONE for g, s in zip(gold, said, strict=True))
    typed = sum(g != NONE and g == s for g, s in zip(gold, said, strict=True))
    codes = [(c.code[:2], r.code[:2]) for c, r, s in zip(cases, relations, said, strict=True) if c.type == s != NONE]
    return PairScore(
        cases=len(cases),
        events=events,
        found=found,
        precision=both / max(1, found),
        recall=both / max(1, events),
        f1=2 * both / max(1, events + found),
        typed=2 * typed / max(1, events + found),
        root_code=shares.accuracy([c for c, _ in codes], [c for _, c in codes]),
    )
