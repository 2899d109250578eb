"""The coder of relations on entries: which words of a clause are the pair, and what it makes of them."""

from __future__ import annotations

from collections.abc import Sequence

from communique.coding.relations import Pair, Relation, load
from communique.parsed import Sentence
from communique.resolve.references import Context
from communique.types import Party

from .clauses import Clause

FALLS_ON = ("dobj", "nsubjpass", "dative")


def relations(clauses: Sequence[tuple[Clause, Sequence[Party], Sequence[Party]]], context: Context) -> list[Relation]:
    """What passes between the sides of some clauses, given with their actors and counterparts."""
    pairs = [pair(clause, actors, others, context) for clause, actors, others in clauses]
    return load().relations(pairs) if pairs else []


def pair(clause: Clause, actors: Sequence[Party], others: Sequence[Party], context: Context) -> Pair:
    """The marked pair of a clause: the words of its subject, and of the counterpart that it names or of its object."""
    s = clause.sentence
    start, text = s.start, context.text[s.start : s.end]
    actor = _named(actors, s, clause) or _phrase(s, clause.subject)
    recipient = _named(others, s, clause) or _phrase(s, _object(clause))
    if actor is None or recipient is None or (actor[0] < recipient[1] and recipient[0] < actor[1]):
        actor, recipient = actor or (0, 0), None if actor == recipient else recipient
    first = (actor[0] - start, actor[1] - start) if actor and actor[1] else (0, 0)
    second = (recipient[0] - start, recipient[1] - start) if recipient and recipient[1] else (0, 0)
    return Pair(text, first, second)


def _named(parties: Sequence[Party], s: Sentence, clause: Clause) -> tuple[int, int] | None:
    """The first mention of a party that stands in the clause's sentence."""
    for party in parties:
        m = party.mention
        if m is not None and s.start <= m.start and m.end <= s.end:
            return m.start, m.end
    return None


def _object(clause: Clause) -> int | None:
    """The token on which the verb falls: its object, else the first noun on a preposition."""
    s = clause.sentence
    for i in (clause.head, *(c for c in s.children[clause.head] if s.deps[c] == "xcomp")):
        found = s.child(i, *FALLS_ON)
        if found is not None:
            return found
        for p in s.all(i, "prep"):
            on = s.child(p, "pobj")
            if on is not None:
                return on
    return None


def _phrase(s: Sentence, i: int | None) -> tuple[int, int] | None:
    """The characters of a noun phrase without its relative clauses."""
    if i is None:
        return None
    without = frozenset(c for c in s.children[i] if s.deps[c] in ("relcl", "acl", "appos", "conj", "cc", "punct"))
    held = s.subtree(i, without)
    return s.tokens[min(held)].start, s.tokens[max(held)].end
