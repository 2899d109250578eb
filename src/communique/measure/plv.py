"""The coder of relations on sentences of the PLV kind: source and target marked, one PLOVER root class each.

The file is tab-separated with a header; it needs `marked_sentence` (or `sentence`, `source`, `target`), `gold_root`
and, for the quad figure, `gold_quad`. CONCEDE and RETREAT count as YIELD, as the PLV authors count them. As the file
knows no NONE, the likeliest type that it knows is taken; how often the coder itself would have said NONE, or would have
abstained, is told beside it.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..coding.ontology import load as ontology
from ..coding.relations import NONE, Pair, Relation, load
from ..errors import EvaluationError
from . import marked, shares

YIELD = "YIELD"
MERGED = {"CONCEDE": YIELD, "RETREAT": YIELD}
QUAD_OF_YIELD = "2"  # the PLV files count both halves as material cooperation
COOPERATION = ("1", "2")


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence with its gold root and quad ("" where the file has none)."""

    pair: Pair
    root: str
    quad: str


@dataclass(frozen=True, slots=True)
class PlvScore:
    """The figures, 0 to 1: macro-F1 of root, quad and binary (cooperation or conflict), micro-F1 of root.

    `none` is the share for which the coder itself said NONE, `unsure` the share on which it abstained, `sure` its
    accuracy on the rest. `roots` are each class's figures, `confusion` counts (gold, predicted).
    """

    cases: int
    root: float
    quad: float
    binary: float
    micro: float
    none: float
    unsure: float
    sure: float
    roots: dict[str, shares.ClassScore]
    confusion: Counter[tuple[str, str]]


def read(path: Path) -> list[Case]:
    """The cases of a file. EvaluationError where columns are missing, a root is unknown or marks are broken."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
    except (OSError, UnicodeDecodeError) as error:
        told = getattr(error, "strerror", None) or "not UTF-8"
        raise EvaluationError(f"{path} cannot be read ({told}); give a tab-separated file with a header") from None
    if not rows or "gold_root" not in rows[0] or not {"marked_sentence", "sentence"} & set(rows[0]):
        have = ", ".join(rows[0]) if rows else "no rows"
        raise EvaluationError(f"{path} needs the columns marked_sentence and gold_root; it has {have}")
    return [_case(row, f"{path}:{number}") for number, row in enumerate(rows, 2)]


def _case(row: dict[str, str], where: str) -> Case:
    root = MERGED.get(row["gold_root"], row["gold_root"])
    if root != YIELD and root not in ontology().types:
        raise EvaluationError(f"{where}: {root!r} is no PLOVER type; types are {', '.join(ontology().types)}, YIELD")
    if "sentence" not in row:
        return Case(marked.pair(row["marked_sentence"], where), root, row.get("gold_quad") or "")
    try:  # the marks tell which of several places is meant; where they are broken, the first one is taken
        pair = marked.pair(row.get("marked_sentence") or "", where)
    except EvaluationError:
        pair = Pair("", (0, 0), (0, 0))
    if (0, 0) in (pair.actor, pair.recipient):
        pair = Pair(row["sentence"], _place(row, "source"), _place(row, "target"))
    return Case(pair, root, row.get("gold_quad") or "")


def _place(row: dict[str, str], column: str) -> tuple[int, int]:
    words = row.get(column) or ""
    at = row["sentence"].find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else (0, 0)


def score(cases: Sequence[Case], model: str = "") -> PlvScore:
    """Code all cases with a model ("" for the shipped one) and score them."""
    return scored(cases, load(model).relations([case.pair for case in cases]))


def scored(cases: Sequence[Case], relations: Sequence[Relation]) -> PlvScore:
    """Score relations that stand for cases, in their order."""
    known = {case.root for case in cases}
    gold = [case.root for case in cases]
    predicted = [_root(relation, known) for relation in relations]
    quads = [case.quad or quad(case.root) for case in cases]
    predicted_quads = [quad(root) for root in predicted]
    confident = [(g, p) for g, p, r in zip(gold, predicted, relations, strict=True) if r.type]
    return PlvScore(
        cases=len(cases),
        root=shares.macro_f1(gold, predicted),
        quad=shares.macro_f1(quads, predicted_quads),
        binary=shares.macro_f1([q in COOPERATION for q in quads], [q in COOPERATION for q in predicted_quads]),
        micro=shares.accuracy(gold, predicted),
        none=sum(r.best == NONE for r in relations) / max(1, len(cases)),
        unsure=sum(not r.type for r in relations) / max(1, len(cases)),
        sure=shares.accuracy([g for g, _ in confident], [p for _, p in confident]),
        roots=dict(sorted(shares.by_class(gold, predicted).items())),
        confusion=shares.confusion(gold, predicted),
    )


def _root(relation: Relation, known: set[str]) -> str:
    """The likeliest of the file's classes."""
    sums: Counter[str] = Counter()
    for name, share in relation.types.items():
        root = MERGED.get(name, name)
        if root in known:
            sums[root] += share  # type: ignore[assignment]  # Counter adds floats as well
    return max(sums, key=lambda r: sums[r])


def quad(root: str) -> str:
    """The quad category of a root class."""
    return QUAD_OF_YIELD if root == YIELD else ontology().types[root].quad
