"""States, organisations and armed groups by the names that documents use, found in a text.

The tables are in `data/entities/`: states.json (built from public sources), states_extra.toml, organisations.toml.
A match is the longest alias that stands at a word's beginning and ends at a word's end; case counts ("US", not "us").
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from communique.errors import DataError
from communique.types import Entity, Span

from .words import straight

DATA = resources.files("communique.data.entities")
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
    "English|German-speaking|French-speaking|Chinese (?:characters|New Year)|Minsk (?:agreements?|process|accords?)"
)
_SEATS = "Washington|Paris|Tokyo|Geneva|Vienna|Jakarta|Kuala Lumpur|London|Rome|Algiers|Bern|Kyiv|Doha"
_TEXTS = "Declaration|Agreement|Accord|Treaty|Process|Protocol|Convention|Statement|Summit"
NO_PARTY = re.compile(rf"\b(?:{_WATERS}|{_REGIONS}|{_MATTERS}|(?:{_SEATS}) (?:{_TEXTS})s?)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the text. `how`: name, adjective (or people), capital, seat, organ."""

    start: int
    end: int
    entity: Entity
    how: str


class Gazetteer:
    """Aliases of all entities, ready to be found.

    `entities` maps code → Entity, `members` the code of a small grouping → the codes of its states.
    """

    def __init__(
        self, entities: dict[str, Entity], aliases: Iterable[tuple[str, str, str]], members: dict[str, tuple[str, ...]]
    ) -> None:
        self.entities, self.members = entities, members
        self._by_word: dict[str, list[tuple[str, str, str]]] = {}
        for alias, code, how in aliases:
            first = re.match(r"\w+", alias)
            if first:
                self._by_word.setdefault(first.group(), []).append((alias, code, how))
        for rows in self._by_word.values():
            rows.sort(key=lambda r: -len(r[0]))
        self._exact = {alias: code for rows in self._by_word.values() for alias, code, _ in rows}

    def code(self, name: str) -> str:
        """The code of an exact alias or code, "" where it is none."""
        plain = name.strip().replace("’", "'").removeprefix("the ").removeprefix("The ")
        return plain if plain in self.entities else self._exact.get(plain, "")

    def find(self, text: str) -> list[Mention]:
        """All mentions, left to right, none overlapping another."""
        plain = straight(text)
        barred = [m.span() for m in NO_PARTY.finditer(plain)]
        out: list[Mention] = []
        at = 0
        for word in re.finditer(r"\w+", plain):
            start = word.start()
            if start < at or word.group() not in self._by_word:
                continue
            if any(a <= start < b for a, b in barred):
                continue
            for alias, code, how in self._by_word[word.group()]:
                end = start + len(alias)
                if plain.startswith(alias, start) and not plain[end : end + 1].isalnum():
                    out.append(Mention(start, end, self.entities[code], how))
                    at = end
                    break
        return out


def span(mention: Mention, text: str) -> Span:
    """The mention's words."""
    return Span.of(text, mention.start, mention.end)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(DATA.joinpath(name).read_text("utf-8"))


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer of the shipped tables; DataError where a table names an unknown code."""
    states = json.loads(DATA.joinpath("states.json").read_text("utf-8"))
    extra = _toml("states_extra.toml")
    unknown = set(extra) - set(states)
    if unknown:
        raise DataError(f"states_extra.toml: {', '.join(sorted(unknown))}: no ISO 3166-1 alpha-3 code in states.json")
    entities: dict[str, Entity] = {}
    aliases: dict[str, tuple[str, str]] = {}
    for code, row in states.items():
        more = extra.get(code, {})
        entities[code] = Entity("state", more.get("name", row["name"]), code)
        for how, key in (("name", "names"), ("adjective", "people"), ("seat", "seats"), ("capital", "capitals")):
            for alias in [*row.get(key, ()), *more.get(key, ())]:
                aliases.setdefault(_plain(alias), (code, how))
    for code, more in extra.items():  # by hand outranks the sources
        for how, key in (("capital", "capitals"), ("seat", "seats"), ("adjective", "people"), ("name", "names")):
            aliases.update({_plain(alias): (code, how) for alias in more.get(key, ())})
    members: dict[str, tuple[str, ...]] = {}
    for code, row in _toml("organisations.toml").items():
        members[code] = tuple(row.get("members", ()))
        entities[code] = Entity(row.get("kind", "organisation"), row["names"][0], code)
        aliases.update({_plain(alias): (code, "name") for alias in row["names"]})
        aliases.update({_plain(alias): (code, "organ") for alias in row.get("organs", ())})
    return Gazetteer(entities, [(alias, code, how) for alias, (code, how) in aliases.items()], members)


def _plain(alias: str) -> str:
    return alias.replace("’", "'").removeprefix("the ").removeprefix("The ")
