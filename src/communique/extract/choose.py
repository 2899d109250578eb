"""From opinions to entries: which clauses are taken, and as what, so that no act is told twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from communique.types import KINDS, Kind

from .clauses import Clause
from .judge import Opinion

# Taken where it is at least this likely to be an entry; chosen on tests/golden and ../shared/gold (training/README.md).
THRESHOLD = 0.45
# Of two readings of the same kind that share this much of the shorter one's words, the likelier stays.
SHARED = 0.5
# How a clause hangs on another and is still an act of its own (", underscoring ...", ", which they signed in May").
HUNG = ("advcl", "relcl", "acl", "prep", "pcomp", "xcomp")
PARTING = (",", "–", "—", ";", "and", "as", "with")


# (clause, the judge's kind) → the kind that the codebook's rulings give, None for no entry
Ruling = Callable[[Clause, Kind], Kind | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause taken as an entry of a kind."""

    clause: Clause
    kind: Kind
    score: float
    opinion: Opinion


def choose(
    clauses: Sequence[Clause], opinions: Sequence[Opinion], ruling: Ruling, threshold: float = THRESHOLD
) -> tuple[list[Choice], list[Choice]]:
    """The clauses to keep, in the order of the text, and those left out because they tell the same again."""
    found: list[Choice] = []
    for clause, opinion in zip(clauses, opinions, strict=True):
        kind = max(KINDS, key=lambda k: opinion.kind[k])
        score = 1.0 - opinion.kind["none"]
        if score >= threshold:
            by_ruling = ruling(clause, kind)
            if by_ruling is not None:
                found.append(Choice(clause, by_ruling, score, opinion))
    kept: list[Choice] = []
    repeated: list[Choice] = []
    for choice in sorted(found, key=lambda c: (-round(c.score, 6), c.clause.sort == "noun", c.clause.number)):
        (repeated if any(_same(choice, other) for other in kept) else kept).append(choice)
    parted = [_part(c, kept) for c in kept]
    return sorted(parted, key=lambda c: (c.clause.place, c.clause.first, c.clause.last)), repeated


def _same(a: Choice, b: Choice) -> bool:
    """Whether two choices read the same words twice."""
    if a.clause.place != b.clause.place or _hinge(a, b) is not None or _hinge(b, a) is not None:
        return False
    mine, theirs = set(a.clause.indices()), set(b.clause.indices())
    shared = len(mine & theirs) / min(len(mine), len(theirs))
    return shared >= SHARED and (a.kind == b.kind or shared > 0.9)


def _hinge(outer: Choice, inner: Choice) -> int | None:
    """The token at which the inner choice hangs on the outer one as an act of its own; None where it is part of it.

    A participle, relative or adverbial clause after a comma is (", underscoring ...", ", saying that ..."); so is the
    purpose of an act of another kind ("met to discuss ..."), and each further thing that is signed or launched.
    """
    s, clause = outer.clause.sentence, inner.clause
    if not outer.clause.head < clause.first or clause.last > outer.clause.last:
        return None
    if clause.sort == "noun":  # "the launch of A and the establishment of B": one entry for each thing named
        further = s.deps[clause.head] == "conj" and outer.kind == inner.kind and outer.kind in ("launch", "agreement")
        return clause.first if further else None
    first, hinge = clause.head, clause.first
    while s.deps[first] == "conj":
        first = s.heads[first]
    if s.deps[first] == "ccomp" and s.heads[first] > outer.clause.head:
        first = hinge = s.heads[first]
    before = s.tokens[hinge - 1].lower
    parted = before in PARTING or (before == "to" and outer.kind != inner.kind)
    return hinge if s.deps[first] in HUNG and parted else None


def _part(choice: Choice, kept: Sequence[Choice]) -> Choice:
    """The choice with its quote cut before the first clause hung on it that is an entry of its own."""
    clause = choice.clause
    hinges = [_hinge(choice, o) for o in kept if o is not choice and o.clause.place == clause.place]
    cuts = [i for i in hinges if i is not None]
    if not cuts:
        return choice
    last = min(cuts) - 1
    while last > clause.head and clause.sentence.tokens[last].pos in ("PUNCT", "CCONJ", "ADP", "SCONJ", "PART"):
        last -= 1
    return replace(choice, clause=replace(clause, last=last))
