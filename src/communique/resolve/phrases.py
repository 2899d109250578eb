"""States and organisations that modify a noun: "the Belarusian side", "China's government", "the army of Iran"."""

from __future__ import annotations

from communique.parsed import Sentence
from communique.types import Party

from .names import Names, merge


def modifiers(names: Names, s: Sentence, i: int) -> list[Party]:
    """The parties that modify token i, in the order of its children."""
    out: list[Party] = []
    for c in s.children[i]:
        if s.deps[c] in ("amod", "compound", "poss", "nmod", "appos"):
            out = merge(out, _named(names, s, [c, *s.all(c, "conj", "compound", "amod", "poss", "nmod")]))
        elif s.deps[c] == "prep" and s.tokens[c].lower in ("of", "from"):
            for p in s.all(c, "pobj"):
                out = merge(out, _named(names, s, s.subtree(p)))
    return out


def _named(names: Names, s: Sentence, tokens: list[int]) -> list[Party]:
    """The parties that any of these tokens name."""
    out: list[Party] = []
    for n in sorted(tokens):
        mention, person = names.mention(s, n), names.person(s, n)
        if mention is not None and mention.how != "capital":
            out = merge(out, [names.of_mention(mention)])
        elif person is not None and person.entity:
            out = merge(out, [names.of_person(person, s.tokens[n].start, s.tokens[n].end)])
    return out
