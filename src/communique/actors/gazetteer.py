"""States, organisations and armed groups by the names that documents use, found in a text.

The aliases are indexed by their first word, the longest first: a text is walked through once, word by word. A match
is the longest alias that stands at a word's beginning and ends at a word's end; case counts ("US", not "us").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.types import Entity

from .words import straight

# Phrases that hold a state's name and name no party: seas, regions, wars, documents, principles.
_WATERS = (
    "South China Sea|East China Sea|Sea of Japan|Yellow Sea|Indian Ocean|Indo-Pacific|Korean Peninsula|Gulf of Mexico|"
    "Taiwan Strait|Persian Gulf|Turkish Straits|Strait of Hormuz|Gulf of Guinea|Lake Chad|Panama Canal|Jordan River"
)
_REGIONS = (
    "New Mexico|Northern Ireland|New England|(?:Latin|South|Central|North) America(?:n)?|Native American|"
    "African American|American Samoa"
)
_MATTERS = (
    "one-China (?:principle|policy)|One China (?:principle|policy)|Great Patriotic War|Russian (?:language|Orthodox)|"
    "George Washington|Washington (?:Post|Times)|Guinea (?:fowl|pig)s?|Brazil nuts?|"
    "English|German-speaking|French-speaking|Chinese (?:characters|New Year)|Minsk (?:agreements?|process|accords?)"
)
_SEATS = "Washington|Paris|Tokyo|Geneva|Vienna|Jakarta|Kuala Lumpur|London|Rome|Algiers|Bern|Kyiv|Doha"
_TEXTS = "Declaration|Agreement|Accord|Treaty|Process|Protocol|Convention|Statement|Summit"
NO_PARTY = re.compile(rf"\b(?:{_WATERS}|{_REGIONS}|{_MATTERS}|(?:{_SEATS}) (?:{_TEXTS})s?)")

# How an alias of a dictionary in capitals names its entity: this word, then its CAMEO actor code.
DICTIONARY = "cameo "


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the text. `how`: name, adjective (or people), capital, seat, organ, or "cameo CHNGOV"."""

    start: int
    end: int
    entity: Entity
    how: str


class Gazetteer:
    """Aliases of all entities, ready to be found; `aliases` are alias, code and how it names the entity."""

    def __init__(self, entities: dict[str, Entity], aliases: Iterable[tuple[str, str, str]]) -> None:
        self.entities = entities
        self._by_word: dict[str, list[tuple[str, str, str]]] = {}
        self._by_loud_word: dict[str, list[tuple[str, str, str]]] = {}
        for alias, code, how in aliases:
            first = re.match(r"\w+", alias)
            if first:
                index = self._by_loud_word if how.startswith(DICTIONARY) else self._by_word
                index.setdefault(first.group(), []).append((alias, code, how))
        for rows in (*self._by_word.values(), *self._by_loud_word.values()):
            rows.sort(key=lambda r: -len(r[0]))
        self._exact = {alias: (code, how) for rows in self._by_word.values() for alias, code, how in rows}

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Alias, code and how of everything that is found."""
        return (row for rows in (*self._by_word.values(), *self._by_loud_word.values()) for row in rows)

    def code(self, name: str) -> str:
        """The code of an exact alias or code, "" where it is none."""
        plain = unarticled(name.strip())
        return plain if plain in self.entities else self._exact.get(plain, ("", ""))[0]

    def how(self, name: str) -> str:
        """How an exact alias names its entity (name, adjective, capital, seat, organ), "" where it is none."""
        return self._exact.get(unarticled(name.strip()), ("", ""))[1]

    def find(self, text: str) -> list[Mention]:
        """All mentions, left to right, none overlapping another."""
        plain = straight(text)
        barred = [m.span() for m in NO_PARTY.finditer(plain)]
        out: list[Mention] = []
        at = 0
        for word in re.finditer(r"\w+", plain):
            start = word.start()
            if start < at or not (word.group() in self._by_word or word.group().upper() in self._by_loud_word):
                continue
            if any(a <= start < b for a, b in barred):
                continue
            found = self._at(plain, start, word.group())
            if found is not None:
                out.append(found)
                at = found.end
        return out

    def _at(self, plain: str, start: int, word: str) -> Mention | None:
        """The longest alias that begins at a word; one of a dictionary in capitals wants a capital first letter."""
        quiet = (
            row
            for row in self._by_word.get(word, ())
            if plain.startswith(row[0], start) and not plain[start + len(row[0]) : start + len(row[0]) + 1].isalnum()
        )
        loud = (
            row
            for row in (self._by_loud_word.get(word.upper(), ()) if word[:1].isupper() else ())
            if plain[start : start + len(row[0])].upper() == row[0]
            and not plain[start + len(row[0]) : start + len(row[0]) + 1].isalnum()
        )
        found = [row for row in (next(loud, None), next(quiet, None)) if row is not None]
        if found:
            alias, code, how = max(found, key=lambda row: len(row[0]))
            return Mention(start, start + len(alias), self.entities[code], how)
        return None


def unarticled(alias: str) -> str:
    """An alias as it is compared: with straight apostrophes, without "the" before it."""
    return alias.replace("’", "'").removeprefix("the ").removeprefix("The ")
