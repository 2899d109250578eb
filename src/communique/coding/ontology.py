"""PLOVER 0.8, CAMEO 1.1b3 and the crosswalk between them, as `data/ontologies` has them.

Codes are strings: "010" is a statement, "10" a demand.
"""

from __future__ import annotations

import csv
import difflib
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from communique.errors import CodeError, DataError

SHIPPED = resources.files("communique.data.ontologies")
FILES = ("plover.toml", "contexts.toml", "cameo.csv", "cameo_plover.csv", "cameo_words.toml")


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type: its quad category ("1" to "4"), the modes that it may have, what it means."""

    name: str
    quad: str
    modes: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Event:
    """A CAMEO event code with its Goldstein scale, -10 to 10; the PLOVER type, mode and contexts that it stands for.

    `plover` is "" for the statements (CAMEO 01) that PLOVER drops.
    """

    code: str
    scale: float
    meaning: str
    plover: str = ""
    mode: str = ""
    contexts: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The first two digits."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that settle the CAMEO code of an event of one PLOVER type; `words` is a regular expression."""

    plover: str
    cameo: str
    words: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types, contexts, codes and rules, by name; `also` are types with a code beyond the crosswalk's."""

    types: Mapping[str, EventType]
    quads: Mapping[str, str]
    contexts: Mapping[str, str]
    context_words: Mapping[str, tuple[str, ...]]
    default_contexts: Mapping[str, str]
    cameo: Mapping[str, Event]
    crosswalk: frozenset[str]
    rules: tuple[Rule, ...]
    also: frozenset[tuple[str, str]]

    def type(self, name: str) -> EventType:
        """A PLOVER type; CodeError where there is none of that name."""
        if name not in self.types:
            raise CodeError(f"{name!r} is no PLOVER type{_near(name, self.types)}; types are {', '.join(self.types)}")
        return self.types[name]

    def mode(self, type: str, mode: str) -> str:
        """A mode of a type; CodeError where the type does not have it."""
        modes = self.type(type).modes
        if mode not in modes:
            told = f"its modes are {', '.join(modes)}" if modes else "it has no modes"
            raise CodeError(f"{mode!r} is no mode of {type}: {told}")
        return mode

    def event(self, code: str) -> Event:
        """A CAMEO code; CodeError where there is none."""
        if code not in self.cameo:
            like = [c for c in self.cameo if c.startswith(code[:2])] if code[:2] in self.cameo else []
            told = f"codes under {code[:2]} are {', '.join(like)}" if like else "codes run from 010 to 2042"
            raise CodeError(f"{code!r} is no CAMEO code; {told}, and are written as strings, zeros before them")
        return self.cameo[code]


def _near(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name.upper(), list(known), 1)
    return f" (did you mean {close[0]}?)" if close else ""


@lru_cache(maxsize=1)
def load() -> Ontology:
    """Our ontology, read once."""
    return read(SHIPPED)


def read(folder: Traversable) -> Ontology:
    """The ontology in a folder. DataError where a file is missing or not well formed."""
    plover, contexts, words = (_toml(folder, name) for name in ("plover.toml", "contexts.toml", "cameo_words.toml"))
    crosswalk = {row["cameo"]: row for row in _csv(folder, "cameo_plover.csv", ("cameo", "plover", "mode", "contexts"))}
    try:
        return Ontology(
            types={
                name: EventType(name, str(t["quad"]), tuple(t.get("modes", ())), t["meaning"])
                for name, t in plover["types"].items()
            },
            quads=plover["quads"],
            contexts={name: c["meaning"] for name, c in contexts["contexts"].items()},
            context_words={name: tuple(c["words"]) for name, c in contexts["contexts"].items()},
            default_contexts=contexts["default"],
            cameo={
                row["code"]: _event(row, crosswalk.get(row["code"], {}))
                for row in _csv(folder, "cameo.csv", ("code", "scale", "meaning"))
            },
            crosswalk=frozenset(crosswalk),
            also=frozenset((type_, code) for type_, code in words["also"]),
            rules=tuple(Rule(r["type"], r["cameo"], r["words"]) for r in words["rules"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"the ontology in {folder} is not well formed ({error!r}); see docs/adding.md") from None


def _event(row: Mapping[str, str], crossing: Mapping[str, str]) -> Event:
    contexts = tuple(c for c in crossing.get("contexts", "").split(";") if c)
    return Event(
        row["code"], float(row["scale"]), row["meaning"], crossing.get("plover", ""), crossing.get("mode", ""), contexts
    )


def _read(folder: Traversable, name: str) -> str:
    try:
        return folder.joinpath(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        told = getattr(error, "strerror", None) or "not UTF-8"
        raise DataError(f"{folder}/{name} cannot be read ({told}); an ontology is {', '.join(FILES)}") from None


def _toml(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(folder, name))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{folder}/{name} is no TOML: {error}") from None


def _csv(folder: Traversable, name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(_read(folder, name))))
    if not rows or tuple(rows[0]) != columns:
        raise DataError(f"{folder}/{name} must have the columns {', '.join(columns)} and rows below them")
    return rows
