"""The codebook's rulings on kind that a clause's form decides, whatever the judge makes of its words."""

from __future__ import annotations

from communique.resolve.references import Context
from communique.types import Kind

from .clauses import Clause
from .vocabulary import Vocabulary

STRESSING = frozenset("underscore stress emphasize emphasise highlight note reiterate underline affirm reaffirm".split())


def ruled(clause: Clause, kind: Kind, context: Context, vocabulary: Vocabulary) -> Kind:
    """The kind that a ruling gives to an entry which the judge took for `kind`."""
    if clause.sort != "verb":
        return kind
    if clause.lemma in vocabulary.settled and not clause.passive:
        return vocabulary.settled[clause.lemma]
    if clause.lemma == "exchange" and _objects(clause) & {"view", "opinion", "assessment"}:
        return "discussion"
    if kind == "position" and clause.lemma in STRESSING and _need_of_party(clause, context):
        return "request"
    return kind


def _objects(clause: Clause) -> set[str]:
    s = clause.sentence
    return {s.tokens[i].lemma for i in s.all(clause.head, "dobj", "nsubjpass")}


def _need_of_party(clause: Clause, context: Context) -> bool:
    """ "The need for Z to do" is a request when Z is a party, and not of those who say so."""
    s = clause.sentence
    for need in s.all(clause.head, "dobj"):
        if s.tokens[need].lemma != "need":
            continue
        for i in s.subtree(need):
            led = s.tokens[i - 1].lower == "for" or (i > 1 and s.tokens[i - 2].lower == "for")
            verb = any(t.tag == "VB" for t in s.tokens[i + 1 : i + 4])
            if led and verb and any(p.entity.code for p in context.single(s, i)):
                return True
    return False
