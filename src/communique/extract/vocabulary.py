"""The vocabulary of diplomatic documents: verbs, nouns and frames by kind, kept as data in `vocabulary.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import cast

from communique.errors import DataError
from communique.types import KINDS, Kind


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lemmas by what they do.

    `kinds` maps kind → group ("verbs", "nouns", "phrases", ...) → lemmas. The rest are unions that the candidates need:
    `nouns` (event nouns of all kinds), `encounters` (verbs of meeting and talking), `makers` (verbs and nouns of
    signing, launching and founding), `greetings`, `settled` (verbs that fix the kind), and `classes`, lemma → the
    names of its groups, for features.
    """

    kinds: dict[str, dict[str, frozenset[str]]]
    frames: dict[str, frozenset[str]]
    settled: dict[str, Kind]
    nouns: frozenset[str]
    encounters: frozenset[str]
    makers: frozenset[str]
    greetings: frozenset[str]
    classes: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load() -> Vocabulary:
    """The table, checked; DataError names a group that is not well formed."""
    raw = tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))
    groups: dict[str, dict[str, frozenset[str]]] = {}
    for section, table in raw.items():
        if section not in (*KINDS, "frames", "settled"):
            raise DataError(
                f"vocabulary.toml: section '{section}' is no kind; kinds are {', '.join(KINDS)}; "
                "others 'frames' and 'settled'"
            )
        groups[section] = {name: frozenset(str(words).split()) for name, words in table.items()}
    frames = groups.pop("frames")
    settled = {lemma: cast(Kind, kind) for kind, lemmas in groups.pop("settled").items() for lemma in lemmas}
    if not set(settled.values()) <= set(KINDS):
        raise DataError(f"vocabulary.toml: [settled] names a kind that is none of {', '.join(KINDS)}")
    classes: dict[str, list[str]] = {}
    for section, table in {**groups, "frames": frames}.items():
        for name, words in table.items():
            for word in words:
                classes.setdefault(word, []).append(f"{section}.{name}")
    nouns = frozenset(word for table in groups.values() for word in table.get("nouns", ()))
    return Vocabulary(
        kinds=groups,
        frames=frames,
        settled=settled,
        nouns=nouns,
        encounters=groups["meeting"]["verbs"] | groups["discussion"]["verbs"],
        makers=groups["launch"]["verbs"]
        | groups["agreement"]["verbs"]
        | groups["launch"]["makers"]
        | groups["agreement"]["makers"],
        greetings=groups["position"]["greetings"],
        classes={word: tuple(names) for word, names in classes.items()},
    )
