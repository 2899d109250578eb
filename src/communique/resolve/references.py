"""Who is meant: a noun or pronoun of a sentence → the parties that it stands for.

`Context` knows one document: its names (`names.py`), its principals and who speaks (`setting.py`). Everything is read
in the order of the text. What can't be told stays unresolved, with its words.
"""

from __future__ import annotations

from dataclasses import replace

from communique.actors.titles import SINGLE, titles
from communique.parsed import Sentence
from communique.types import Party, Span

from . import antecedents
from .holders import by_office
from .names import merge
from .persons import Person
from .phrases import modifiers
from .setting import Setting
from .words import tables

__all__ = ["Context", "merge", "tables"]

RELATIVES = frozenset("who which".split())
PERSONAL = frozenset("he she him his her".split())
OBJECTS = frozenset("him her".split())
SPEAKER = frozenset("i me my myself".split())
SPEAKERS = frozenset("we us our ours ourselves".split())
ADDRESSED = frozenset("you your yours".split())
PLURALS = frozenset("they them their both each all".split())
NEUTERS = frozenset("it its".split())
# Read as pronouns whatever the tagger says.
PRONOUNS = frozenset("who which both all each our their his her my your".split())
# Numbers and articles that make "sides" both sides.
ALL_OF_THEM = frozenset("two three both four five the all our their respective".split())
# Those who head, or make up, the principals: "the heads of both delegations".
HEADS = frozenset("heads head leaders presidents ministers representatives members".split())
THE = ("the", "this")
# Beyond this many steps, words go round in a circle.
DEEPEST = 6


class Context(Setting):
    """One document's names, persons and principals, and how its words are read through to parties."""

    def resolve(self, s: Sentence, i: int, depth: int = 0) -> list[Party]:
        """The parties that the phrase headed by token i stands for, coordinated ones included; [] for no party."""
        if depth > DEEPEST:
            return []
        parties = self.single(s, i, depth)
        for other in s.all(i, "conj"):
            parties = merge(parties, self.resolve(s, other, depth + 1))
        return parties

    def single(self, s: Sentence, i: int, depth: int = 0) -> list[Party]:
        """The parties of the phrase headed by token i, without what is coordinated with it."""
        token = s.tokens[i]
        if token.tag in ("PRP", "PRP$") or token.lower in PRONOUNS:
            return self._pronoun(s, i, depth)
        named = self._named(s, i)
        if named:
            return named
        if token.lower in ("former", "latter") and s.deps[i] not in ("amod", "compound") and self._the(s, i):
            return antecedents.one_of_two(self, s, i, first=token.lower == "former")
        if token.lower in ("highness", "majesty", "excellency"):
            title = s.child(i, "appos")  # "His Highness the Amir"
            return (by_office(self, s, title) if title is not None else []) or self._he_or_she(s, i)
        if self._all_of_them(s, i):
            return list(self.principals)
        if token.lower in tables()["counterparts"]:
            return self._counterpart(s, i, depth)
        return by_office(self, s, i) or self._body(s, i, depth) or self._heads(s, i) or self._organisation(s, i)

    def _the(self, s: Sentence, i: int) -> bool:
        """Whether token i has "the" or "this", and nothing that modifies it."""
        words = [s.tokens[c].lower for c in s.children[i] if c < i]
        return bool(words) and all(w in ("the", "this") for w in words)

    def _organisation(self, s: Sentence, i: int) -> list[Party]:
        """ "The alliance", "the regional grouping": the organisation named before."""
        token = s.tokens[i]
        if token.lower not in tables()["organisations"] or not any(s.tokens[c].lower in THE for c in s.children[i]):
            return []
        bare = all(s.tokens[c].lower in (*THE, "regional") for c in s.children[i] if c < i)
        return antecedents.last_organisation(self, s, i) if bare else []

    def last_person(self, s: Sentence, i: int) -> Person | None:
        """Whom "he" at token i stands for."""
        return antecedents.last_person(self, s, i)

    # --- nouns -----------------------------------------------------------------------------------------------

    def _named(self, s: Sentence, i: int) -> list[Party]:
        """A person, state or organisation by its own name."""
        person, mention = self.person(s, i), self.mention(s, i)
        if person is not None:
            return [self.of_person(person, s.tokens[i].start, s.tokens[i].end)]
        if mention is None:
            return []
        party, words = self.of_mention(mention), self.text[mention.start : mention.end]
        held = self.in_office(mention.entity.code, words) if mention.how == "seat" and titles(words) & SINGLE else None
        if held is not None:  # "the Custodian of the Two Holy Mosques": a title that names its state
            party = replace(party, person=held[0].name, office=words, how="office and date", tenure=held[1])
        return [party]

    def _all_of_them(self, s: Sentence, i: int) -> bool:
        """ "The two leaders", "both sides", "the parties", "the presidents": all the principals."""
        word, words = s.tokens[i].lower, tables()
        if word not in words["groups"] or modifiers(self, s, i):
            return False
        return word in words["always_both"] or any(s.tokens[c].lower in ALL_OF_THEM for c in s.children[i])

    def _counterpart(self, s: Sentence, i: int, depth: int) -> list[Party]:
        """ "His Belarusian counterpart", "its partner": of the state named, else the principal the owner is not."""
        token, named = s.tokens[i], modifiers(self, s, i)
        owner = s.child(i, "poss")
        whose = self.resolve(s, owner, depth + 1) if owner is not None else []
        if named:
            office = whose[0].office if len(whose) == 1 else ""
            return [self.leader(p.entity, token.start, token.end, office) for p in named if p not in whose]
        others = self.other_side(whose[0]) if len(whose) == 1 else []
        return others if len(others) == 1 or token.tag == "NNS" else []

    def _body(self, s: Sentence, i: int, depth: int) -> list[Party]:
        """ "The Kenyan government", "the other side", "their delegation": the party whose body it is."""
        token, bodies = s.tokens[i], tables()["bodies"]
        if token.lemma not in bodies and token.lower not in bodies and token.lower not in self.base.roles:
            return []
        found = modifiers(self, s, i)
        owner = s.child(i, "poss")
        if not found and any(s.tokens[c].lower == "other" for c in s.all(i, "amod")):
            person = self.last_person(s, i)
            found = self.other_side(self.of_person(person, token.start, token.end) if person else None)
        elif not found and owner is not None:
            found = self.resolve(s, owner, depth + 1)
        return [replace(p, role=token.lower) if not p.person else p for p in found]

    def _heads(self, s: Sentence, i: int) -> list[Party]:
        """ "The heads of the delegations", "ministers": those of the states named, else all the principals."""
        word = s.tokens[i].lower
        if word not in HEADS:
            return []
        return modifiers(self, s, i) or (list(self.principals) if word != "head" else [])

    # --- pronouns --------------------------------------------------------------------------------------------

    def _pronoun(self, s: Sentence, i: int, depth: int) -> list[Party]:
        word, head = s.tokens[i].lower, s.heads[i]
        if word in RELATIVES and head != i and s.deps[head] == "relcl":
            return self.resolve(s, s.heads[head], depth + 1)
        if word in PERSONAL:
            return self._he_or_she(s, i)
        if word in SPEAKER or word in SPEAKERS:
            return self._first_person(s, i)
        if word in ADDRESSED:
            return self.other_side(self.labelled(s) or self.quoted(s, i))
        if word in PLURALS:
            return self._they(s, i, depth)
        return antecedents.last_single(self, s, i) if word in NEUTERS else []

    def _he_or_she(self, s: Sentence, i: int) -> list[Party]:
        token, person = s.tokens[i], self.last_person(s, i)
        if token.lower in OBJECTS and s.deps[i] in ("dobj", "dative", "pobj"):
            person = antecedents.other_person(self, s, i, person)
        return [self.of_person(person, token.start, token.end, "pronoun")] if person else []

    def _first_person(self, s: Sentence, i: int) -> list[Party]:
        """ "I", "our": who speaks there; else the publisher, or for "we" all who issue the text."""
        token, speaker = s.tokens[i], self.labelled(s) or self.quoted(s, i)
        if speaker:
            mention = Span.of(self.text, token.start, token.end)
            return [Party(speaker.entity, mention, speaker.person, speaker.office, "pronoun")]
        together = self.joint or len(self.principals) != 2 or self.home is None
        if token.lower in SPEAKERS and together:
            return list(self.principals)
        return [self.party(self.home, token.start, token.end, "publisher")] if self.home else []

    def _they(self, s: Sentence, i: int, depth: int) -> list[Party]:
        """ "They": a coordinated or plural subject before in the sentence, else the principals."""
        for n in range(i - 1, -1, -1):
            plural = s.tokens[n].tag in ("NNS", "NNPS") or s.child(n, "conj") is not None
            if s.deps[n] in ("nsubj", "nsubjpass") and plural and i not in s.subtree(n):
                found = self.resolve(s, n, depth + 2)
                if len(found) > 1:
                    return found
        return list(self.principals)
