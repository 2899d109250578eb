"""People and bodies that act, or are acted upon, without a name: "110 soldiers", "thousands of protesters"."""

from __future__ import annotations

from communique.parsed import Sentence
from communique.resolve.references import Context
from communique.types import Entity, Party, Span

# Nouns of people and bodies that act without a name.
BODIES = frozenset(
    """
    police army military troop soldier force navy court judge prosecutor parliament lawmaker senate government
    authority ministry official rebel militant gunman fighter militia insurgent separatist protester demonstrator
    crowd student worker teacher doctor nurse farmer villager civilian resident refugee migrant activist journalist
    opposition union party company firm bank agency group organization organisation court warplane jet people
    thousand hundred dozen guard attacker bomber supporter prisoner detainee hostage family leader minister
    spokesman president newspaper diplomat ambassador envoy observer peacekeeper inspector
    """.split()
)
QUALIFYING = ("amod", "compound", "poss", "nmod")
HUNG = ("relcl", "acl", "appos", "conj", "cc", "punct", "prep")


def is_body(s: Sentence, i: int) -> bool:
    """Whether token i heads a phrase that stands for people or a body."""
    own = any(s.tokens[c].tag == "PRP$" for c in s.all(i, "poss"))  # "its troops" are the actor's
    return s.tokens[i].pos in ("NOUN", "PROPN") and s.tokens[i].lemma.lower() in BODIES and not own


def qualifiers(s: Sentence, i: int, context: Context) -> list[Party]:
    """The resolved parties that qualify a phrase: Kenya of "Kenyan police"."""
    return [p for c in s.all(i, *QUALIFYING) for p in context.single(s, c) if p.entity.code]


def strangers(s: Sentence, i: int) -> bool:
    """Whether a phrase brings in people not spoken of before: "gunmen", "two activists", not "the government"."""
    return is_body(s, i) and not any(s.deps[c] in ("det", "poss") and s.tokens[c].lower != "a" for c in s.children[i])


def nameless(s: Sentence, i: int, context: Context) -> Party:
    """The phrase as a party that nobody can resolve: its words, and the noun as its role."""
    hung = frozenset(c for c in s.children[i] if s.deps[c] in HUNG and not _of(s, c))
    held = s.subtree(i, hung)
    first, last = min(held), max(held)
    if s.tokens[first].pos == "DET" and first < i:
        first += 1
    span = Span.of(context.text, s.tokens[first].start, s.tokens[last].end)
    noun = next((o for c in s.all(i, "prep") if _of(s, c) for o in s.all(c, "pobj")), i)  # thousands of protesters
    return Party(Entity("unresolved", span.quote), span, how="unresolved", role=s.tokens[noun].lower)


def _of(s: Sentence, c: int) -> bool:
    return s.deps[c] == "prep" and s.tokens[c].lower == "of"


def struck(s: Sentence, head: int, context: Context) -> Party | None:
    """The nameless people on whom a verb falls, as its object or on a preposition of it; None where there are none."""
    nouns = s.all(head, "dobj", "nsubjpass", "dative")
    for holder in (head, *nouns):
        nouns += [o for p in s.all(holder, "prep") for o in s.all(p, "pobj")]
    found = next((i for i in nouns if is_body(s, i) and not context.single(s, i)), None)
    return nameless(s, found, context) if found is not None else None
