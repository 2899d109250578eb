"""Actors of a sentence by dictionaries of actors and agents, as PETRARCH's users have them: GON, GONGOV, ---GOV."""

from __future__ import annotations

from collections.abc import Mapping

from communique.actors.gazetteer import DICTIONARY, Gazetteer, Mention
from communique.parsed import Sentence

UNKNOWN = "---"
QUALIFIERS = ("compound", "amod", "poss", "nmod", "appos", "nummod")
HOME = frozenset("of in from at for".split())  # officials in, of, from Kenya
OF = frozenset(["of"])
OFFICIAL = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY")
LONGEST = 6  # words of an agent


class DictionaryActors:
    """CAMEO codes as actors: what the dictionaries' names and nouns stand for."""

    def __init__(self, gazetteer: Gazetteer, roles: Mapping[str, str]) -> None:
        self.gazetteer, self.roles = gazetteer, roles
        self._sentence: Sentence | None = None
        self._at: dict[int, list[str]] = {}

    def see(self, text: str, s: Sentence) -> None:
        """Take up a sentence of a text; `at` and `within` speak of it until the next."""
        self._sentence, self._at = s, {}
        start = s.start
        for mention in self.gazetteer.find(text[s.start : s.end]):
            covered = [i for i, t in enumerate(s.tokens)
                       if start + mention.start <= t.start < start + mention.end]  # fmt: skip
            if covered:
                top = next((i for i in covered if s.heads[i] not in covered or s.heads[i] == i), covered[-1])
                self._at[top] = _codes(mention)

    def at(self, s: Sentence, i: int) -> list[str]:
        """The codes of a phrase: its own name's, with the role of its noun where it has one."""
        names, role = self._at.get(i, []), self._role(s, i)
        if names:
            qualified = self._modifying_role(s, i)
            return [_with(n, qualified) if qualified and len(n) == 3 else n for n in names]
        if not role or any(s.tokens[c].tag == "PRP$" for c in s.all(i, "poss")):
            return []  # "its troops" are the actor's own
        role = "ELI" if role in OFFICIAL and self._former(s, i) else role
        owners = self._owners(s, i)
        return [_with(owner, role) for owner in owners] or [UNKNOWN + role.rstrip("~")]

    def _former(self, s: Sentence, i: int) -> bool:
        """Who has left office is of the elite."""
        return any(s.tokens[c].lower in ("former", "ex", "retired") for c in s.subtree(i) if c < i)

    def within(self, s: Sentence, i: int) -> list[str]:
        """The codes of names that qualify a phrase that is no actor itself."""
        return self._owners(s, i, OF)

    def _owners(self, s: Sentence, i: int, prepositions: frozenset[str] = HOME) -> list[str]:
        """Names before the noun and after some prepositions; a conjunct without any has those of the first."""
        out: list[str] = []
        for c in s.children[i]:
            if s.deps[c] in QUALIFIERS:
                out += self._named(s, c)
            elif s.deps[c] == "prep" and s.tokens[c].lower in prepositions:
                out += [code for o in s.all(c, "pobj") for code in self._named(s, o)]
        if not out and s.deps[i] == "conj":
            return self._owners(s, s.heads[i], prepositions)
        return list(dict.fromkeys(out))

    def _named(self, s: Sentence, i: int) -> list[str]:
        own = list(self._at.get(i, ()))
        if not own and self._role(s, i):
            own = self.at(s, i)
        return [*own, *(code for c in s.all(i, "conj") for code in self._named(s, c))]

    def _role(self, s: Sentence, i: int) -> str:
        """The role of the longest agent that ends at a noun."""
        for first in range(max(0, i - LONGEST + 1), i + 1):
            words = " ".join(t.lower for t in s.tokens[first : i + 1])
            if words in self.roles:
                return self.roles[words]
        lemma = s.tokens[i].lemma.lower()
        return self.roles.get(lemma, "")

    def _modifying_role(self, s: Sentence, i: int) -> str:
        """Of "Prime Minister Telemar": the role that stands before a name."""
        return next((r for c in s.all(i, "compound", "amod") if c not in self._at and (r := self._role(s, c))), "")


def _codes(mention: Mention) -> list[str]:
    """A name's codes; a name of several actors has theirs, joined by "/"."""
    code = mention.how.removeprefix(DICTIONARY) if mention.how.startswith(DICTIONARY) else mention.entity.code
    return code.split("/")


def _with(owner: str, role: str) -> str:
    """An owner's code with a role, which it may have already."""
    if role.endswith("~"):
        return role[:-1] + owner
    return owner if role in owner[3:] else owner + role
