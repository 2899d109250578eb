"""When: an entry's time, by the model's opinion within what its kind admits, or by the form where that decides."""

from __future__ import annotations

import re

from communique.parsed import Sentence
from communique.types import Kind, Span, Time

from .clauses import Clause
from .judge import Opinion

# The times that a kind admits ("Time" in the codebook).
ADMITTED: dict[Kind, tuple[Time, ...]] = {
    "commitment": ("future", "conditional", "negated", "past"),
    "request": ("future", "conditional", "negated", "past"),
    "position": ("done", "ongoing", "past", "conditional", "negated"),
    "relation": ("ongoing", "done", "past", "future"),
}


# Kinds of events, which are past when they are dated before the occasion that the document reports.
DATED = ("meeting", "discussion", "agreement", "launch", "act")
# What is called off does not take place.
CALLED_OFF = frozenset("cancel scrap abandon shelve".split())
LONG_AGO = re.compile(
    r"\blast (?:week|month|year|spring|summer|autumn|fall|winter|decade|century)\b|\bago\b|\bpreviously\b"
)


def cue(clause: Clause, text: str, intending: frozenset[str]) -> Span:
    """The words that tell the time: a modal or auxiliary, else the readiness or pledge above, else the verb itself."""
    s, head = clause.sentence, clause.head
    helpers = s.all(head, "aux", "auxpass", "neg")
    if helpers and s.tokens[helpers[0]].tag != "TO":
        return Span.of(text, s.tokens[helpers[0]].start, s.tokens[helpers[-1]].end)
    for i in clause.governors():
        if s.tokens[i].lemma in intending:
            return Span.of(text, s.tokens[i].start, s.tokens[i].end)
    return Span.of(text, s.tokens[head].start, s.tokens[head].end)


def time_of(clause: Clause, kind: Kind, opinion: Opinion) -> Time:
    """The likeliest time that the kind admits; "will not" and "if" decide by themselves."""
    if kind in ("commitment", "request"):
        if kind == "commitment" and any(_has(clause.sentence, i, "neg") for i in _modal(clause)):
            return "negated"
        if _conditioned(clause):
            return "conditional"
    if kind in DATED and _long_ago(clause):
        return "past"
    if kind in ("meeting", "launch", "agreement") and clause.sort == "verb" and clause.lemma in CALLED_OFF:
        return "negated"
    admitted = ADMITTED.get(kind, ("done", "ongoing", "future", "past", "conditional", "negated"))
    return max(admitted, key=lambda t: opinion.time[t])


def _long_ago(clause: Clause) -> bool:
    """Whether an adjunct of the verb, in the past tense, sets it before the reported occasion ("Last year ...")."""
    s, head = clause.sentence, clause.head
    if s.tokens[head].tag not in ("VBD", "VBN"):
        return False
    adjuncts = s.all(head, "npadvmod", "advmod", "prep")
    return any(LONG_AGO.search(" ".join(s.tokens[i].lower for i in s.subtree(a))) for a in adjuncts)


def _has(s: Sentence, i: int, dep: str) -> bool:
    return s.child(i, dep) is not None


def _modal(clause: Clause) -> list[int]:
    """The verbs of the clause's own chain that a modal or readiness stands at: its head, or the verb it completes."""
    s, head = clause.sentence, clause.head
    chain = [head] + [g for g in clause.governors()[:1] if s.deps[head] == "xcomp"]
    return [i for i in chain if any(s.tokens[c].tag == "MD" for c in s.all(i, "aux")) or i != head]


def _conditioned(clause: Clause) -> bool:
    """Whether an "if" or "unless" clause hangs on the clause or on what governs it."""
    s = clause.sentence
    for i in (clause.head, *clause.governors()[:1]):
        for c in s.all(i, "advcl"):
            if any(s.tokens[m].lower in ("if", "unless") for m in s.all(c, "mark")):
                return True
    return False
