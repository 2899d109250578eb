"""General news: deeds between any actors that the judge of diplomatic clauses passes over.

Police arrest soldiers, crowds march against a government, an agency feeds the displaced: the tree tells the pairs
(`dyads.py`), the coder of relations what passes between them, and where it is sure, the clause becomes an entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.coding.relations import NONE, Relation, load
from communique.parsed import Parsed, Sentence
from communique.resolve.references import Context
from communique.types import Kind, Party

from .bodies import is_body, nameless, qualifiers
from .choose import Choice
from .clauses import Clause
from .dyads import Dyad, dyads
from .judge import Opinion
from .relation import pair

# Sure enough to become an entry of its own accord; chosen on texts of our own (tests/golden, evaluate/news).
SURE = 0.8
# What the judge of diplomatic clauses knows better than the coder: promises, meetings, praise, working together.
DIPLOMATIC = frozenset("AGREE CONSULT SUPPORT COOPERATE".split()) | {NONE, ""}
KINDS: dict[str, Kind] = {"REQUEST": "request", "THREATEN": "commitment", "REJECT": "position"}
# CAMEO codes of criticism in words; charges, lawsuits and investigations are acts.
WORDS_ONLY = ("110", "111", "112", "1121", "1122", "1123", "1124", "1125", "113")


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that became an entry by its pair: the choice, its two sides, and what the coder made of them."""

    choice: Choice
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    relation: Relation


class ContextActors:
    """Parties as actors: those that a document's names and references stand for, and nameless bodies by their words."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def at(self, s: Sentence, i: int) -> list[Party]:
        """The resolved parties of a phrase, else an unresolved one where its noun names people or a body."""
        found = [p for p in self.context.single(s, i) if p.entity.code]
        if found or not is_body(s, i):
            return found
        return qualifiers(s, i, self.context) or [nameless(s, i, self.context)]

    def within(self, s: Sentence, i: int) -> list[Party]:
        """The resolved parties that qualify a phrase."""
        return qualifiers(s, i, self.context)


def missed(
    parsed: Parsed, clauses: Sequence[Clause], opinions: Sequence[Opinion], kept: Sequence[Choice], context: Context
) -> list[Found]:
    """Clauses of sentences without an entry that the coder is sure of, in the order of the text."""
    told = {c.clause.place for c in kept}
    by_head = {(c.place, c.head): (c, o) for c, o in zip(clauses, opinions, strict=True) if c.sort == "verb"}
    actors = ContextActors(context)
    candidates: dict[tuple[int, int], list[Dyad[Party]]] = {}
    for place, sentence in enumerate(parsed.sentences):
        if place not in told and sentence.label is None:
            for d in dyads(sentence, actors):
                if (place, d.verb) in by_head:
                    candidates.setdefault((place, d.verb), []).append(d)
    # One pair speaks for all of its verb: a list of thirty states would ask hundreds of times for one answer.
    first = [(by_head[key][0], found[0]) for key, found in candidates.items()]
    pairs = [pair(clause, (d.actor,), (d.recipient,), context) for clause, d in first]
    relations = load().relations(pairs) if pairs else []
    out = []
    for (key, found), relation in zip(candidates.items(), relations, strict=True):
        if relation.best not in DIPLOMATIC and relation.confidence >= SURE:
            clause, opinion = by_head[key]
            choice = Choice(clause, _kind(relation), relation.confidence, opinion)
            recipients = tuple(dict.fromkeys(d.recipient for d in found))
            out.append(Found(choice, tuple(dict.fromkeys(d.actor for d in found)), recipients, relation))
    return out


def _kind(relation: Relation) -> Kind:
    if relation.best == "ACCUSE":
        return "position" if relation.code in WORDS_ONLY else "act"
    return KINDS.get(relation.best, "act")
