"""Who does it to whom: for each verb of a sentence, the actors of its subject and those that it falls on.

The tree is walked the same way whoever tells which words are actors: `Actors` finds them by a document's context or by
a dictionary. A verb's recipients are sought nearest first: its objects, then what hangs on prepositions, then the
clause under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from communique.parsed import Sentence

Who = TypeVar("Who")

OBJECTS = ("dobj", "dative", "attr", "oprd")
CLAUSES = ("xcomp", "ccomp", "pcomp")
# An adjunct clause is another event at another time; its verb is visited by itself.
PLACES = frozenset("during before after since until while amid despite under".split())
WHERE = frozenset("in at near".split())
DEPTH = 4
# What is said falls on nobody, unless somebody is told it.
SAYING = frozenset("say report note add tell announce state claim declare explain comment write quote".split())
# Who meets is met; who visits is received.
ENCOUNTERS = frozenset("meet visit arrive travel leave fly".split())


class Actors(Protocol[Who]):
    """Which actors a noun phrase stands for."""

    def at(self, s: Sentence, i: int) -> list[Who]:
        """The actors of the phrase headed by token i, coordinated ones not among them; empty where it is none."""
        ...

    def within(self, s: Sentence, i: int) -> list[Who]:
        """The actors that qualify the phrase headed by token i: "Kenya" of "Kenya's embassy in Oslo"."""
        ...


@dataclass(frozen=True, slots=True)
class Dyad(Generic[Who]):
    """One actor and one recipient of a verb, with the tokens that head their phrases."""

    verb: int
    actor: Who
    actor_at: int
    recipient: Who
    recipient_at: int


def dyads(s: Sentence, actors: Actors[Who]) -> Iterator[Dyad[Who]]:
    """All pairs of a sentence, verb by verb; a pair of one and the same is left out, and so is a repeated one.

    Where a verb falls on nobody, those who act together do it with each other ("Oslo and Lima have renewed ties").
    """
    seen: set[tuple[object, object]] = set()
    for verb in range(len(s.tokens)):
        if not _tells_an_event(s, verb):
            continue
        sources = _sources(s, verb, actors)
        targets = _targets(s, verb, actors) if sources else []
        mutual = not targets and s.child(verb, "nsubj") is not None
        pairs = [(a, b) for a in sources for b in (sources if mutual else targets)]
        if s.tokens[verb].lemma in ENCOUNTERS:
            pairs += [(b, a) for a, b in pairs]
        for (a, at), (b, to) in pairs:
            if a != b and (a, b) not in seen:
                seen.add((a, b))
                yield Dyad(verb, a, at, b, to)


def _tells_an_event(s: Sentence, verb: int) -> bool:
    """Whether a token is a verb with an event of its own: an infinitive under another verb belongs to that one's."""
    if s.tokens[verb].pos not in ("VERB", "AUX") or s.deps[verb] in ("aux", "auxpass", "xcomp", "pcomp"):
        return False
    under = s.heads[verb]
    return not (s.deps[verb] == "conj" and s.child(verb, "nsubj", "nsubjpass") is None and s.deps[under] == "xcomp")


def phrases(s: Sentence, i: int) -> Iterator[int]:
    """A phrase's head and the heads coordinated with it."""
    yield i
    for c in s.all(i, "conj"):
        yield from phrases(s, c)


def _actors_of(s: Sentence, i: int, actors: Actors[Who]) -> list[tuple[Who, int]]:
    """The actors of a phrase and its conjuncts; where it is none, those that qualify it."""
    out: list[tuple[Who, int]] = []
    for head in phrases(s, i):
        found = actors.at(s, head) or actors.within(s, head)
        out += [(who, head) for who in found]
        out += [pair for c in s.all(head, "appos") if not found for pair in _actors_of(s, c, actors)]
    return out


def _sources(s: Sentence, verb: int, actors: Actors[Who], depth: int = 0) -> list[tuple[Who, int]]:
    """Who acts: the subject, the agent of a passive; for a coordinated or infinitive verb the one above it."""
    agent = s.child(verb, "agent")
    if agent is not None:
        by = s.child(agent, "pobj")
        return _actors_of(s, by, actors) if by is not None else []
    if s.child(verb, "nsubjpass") is not None:
        return []
    subject = s.child(verb, "nsubj", "csubj", "expl")
    if subject is not None:
        if s.tokens[subject].tag in ("WDT", "WP") and s.deps[verb] == "relcl":
            return _actors_of(s, s.heads[verb], actors)
        return _actors_of(s, subject, actors)
    above = s.heads[verb]
    if depth < DEPTH and above != verb:
        if s.deps[verb] in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp") and s.tokens[above].pos in (
            "VERB",
            "AUX",
        ):
            return _sources(s, above, actors, depth + 1)
        if s.deps[verb] in ("acl", "relcl"):
            return _actors_of(s, above, actors)
        if s.deps[verb] in ("xcomp", "pcomp", "acl") or s.tokens[above].pos in ("ADJ", "ADP", "NOUN"):
            return _sources(s, above, actors, depth + 1)
    return []


def _targets(s: Sentence, verb: int, actors: Actors[Who], depth: int = 0) -> list[tuple[Who, int]]:
    passive = s.child(verb, "nsubjpass")
    if passive is not None:
        return _actors_of(s, passive, actors)
    objects = [o for o in s.children[verb] if s.deps[o] in OBJECTS]
    for o in objects:
        if found := [pair for head in phrases(s, o) for pair in _direct(s, head, actors)]:
            return found
    for o in objects:
        for head in phrases(s, o):
            if found := _below(s, head, actors):
                return found
    if found := _below(s, verb, actors):
        return found
    if depth < DEPTH and s.tokens[verb].lemma not in SAYING:
        for c in s.children[verb]:
            if s.deps[c] in (*CLAUSES, "acomp", "prt") or (s.deps[c] == "advcl" and s.tokens[c].tag == "VB"):
                if s.child(c, "nsubj", "nsubjpass") is not None:
                    under = s.child(c, "nsubj", "nsubjpass")
                    if under is not None and (found := _actors_of(s, under, actors)):
                        return found
                if found := _targets(s, c, actors, depth + 1):
                    return found
    return []


def _direct(s: Sentence, i: int, actors: Actors[Who]) -> list[tuple[Who, int]]:
    return [(who, i) for who in actors.at(s, i)] or [(who, i) for who in actors.within(s, i)]


def _below(s: Sentence, i: int, actors: Actors[Who], depth: int = 0) -> list[tuple[Who, int]]:
    """Actors on prepositions under a token, the first preposition that has any; deeper ones where none has."""
    under = [c for c in s.children[i] if s.deps[c] in ("prep", "agent", "dative") and s.tokens[c].lower not in PLACES]
    under.sort(key=lambda c: s.tokens[c].lower in WHERE)  # whom before where
    nouns = [o for p in under for o in s.all(p, "pobj")]
    for o in nouns:
        if found := _actors_of(s, o, actors):
            return found
    if depth < DEPTH:
        deeper = [*nouns, *(c for p in under for c in s.children[p] if s.deps[c] in ("prep", "pcomp"))]
        deeper += [c for c in s.children[i] if s.deps[c] in ("acl", "relcl") and s.tokens[i].pos == "NOUN"]
        for o in deeper:
            if found := _below(s, o, actors, depth + 1):
                return found
            if s.tokens[o].pos == "VERB" and (found := _targets(s, o, actors, depth + 1)):
                return found
    return []
