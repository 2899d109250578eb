"""What is wrong in an ontology's files: unknown types, modes and codes, broken rules, gaps in the crosswalk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .ontology import Ontology


@dataclass(frozen=True, slots=True)
class Problem:
    """One line for a person: the file, the name in it, what is wrong with it."""

    file: str
    name: str
    told: str

    def __str__(self) -> str:
        return f"{self.file}: {self.name}: {self.told}"


def lint(ontology: Ontology) -> Iterator[Problem]:
    """All problems of an ontology that could be loaded."""
    yield from _types(ontology)
    yield from _codes(ontology)
    yield from _rules(ontology)
    yield from _contexts(ontology)


def _types(o: Ontology) -> Iterator[Problem]:
    for t in o.types.values():
        if t.quad not in o.quads:
            yield Problem("plover.toml", t.name, f"quad {t.quad!r} is none of {', '.join(o.quads)}")
        if not t.meaning.strip():
            yield Problem("plover.toml", t.name, "has no meaning")
        if not any(e.plover == t.name for e in o.cameo.values()):
            yield Problem("plover.toml", t.name, "no CAMEO code stands for it in cameo_plover.csv")


def _codes(o: Ontology) -> Iterator[Problem]:
    for e in o.cameo.values():
        if not re.fullmatch(r"\d{2,4}", e.code) or e.root not in o.cameo:
            yield Problem("cameo.csv", e.code, "is no code of two to four digits under a root of two")
        if len(e.code) == 4 and e.code[:3] not in o.cameo:
            yield Problem("cameo.csv", e.code, f"stands under {e.code[:3]}, which is not there")
        if not -10 <= e.scale <= 10:
            yield Problem("cameo.csv", e.code, f"scale {e.scale} is not between -10 and 10")
        if not e.meaning.strip():
            yield Problem("cameo.csv", e.code, "has no meaning")
        if len(e.code) > 2 and e.root != "01" and not e.plover:
            yield Problem("cameo_plover.csv", e.code, "has no PLOVER type; only statements (01) have none")
        if e.plover and e.plover not in o.types:
            yield Problem("cameo_plover.csv", e.code, f"{e.plover!r} is no PLOVER type")
        elif e.mode and e.mode not in o.types[e.plover].modes:
            yield Problem("cameo_plover.csv", e.code, f"{e.mode!r} is no mode of {e.plover}")
        for context in e.contexts:
            if context not in o.contexts:
                yield Problem("cameo_plover.csv", e.code, f"{context!r} is no context")
    for code in sorted(o.crosswalk - set(o.cameo)):
        yield Problem("cameo_plover.csv", code, "is no code of cameo.csv")


def _rules(o: Ontology) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for number, rule in enumerate(o.rules, 1):
        name = f"rule {number} ({rule.plover} {rule.cameo})"
        event = o.cameo.get(rule.cameo)
        if event is None:
            yield Problem("cameo_words.toml", name, "its code is not in cameo.csv")
        elif event.plover != rule.plover and (rule.plover, rule.cameo) not in o.also:
            yield Problem(
                "cameo_words.toml", name, f"{rule.cameo} stands for {event.plover or 'no type'}, not {rule.plover}"
            )
        try:
            re.compile(rule.words)
        except re.error as error:
            yield Problem("cameo_words.toml", name, f"its words are no expression ({error})")
        if (rule.plover, rule.words) in seen:
            yield Problem("cameo_words.toml", name, "an earlier rule of the type has the same words")
        seen.add((rule.plover, rule.words))


def _contexts(o: Ontology) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for name, words in o.context_words.items():
        for word in words:
            if word in owners and owners[word] == name:
                yield Problem("contexts.toml", name, f"names {word!r} twice")
            owners.setdefault(word, name)
            if word != word.lower().strip():
                yield Problem("contexts.toml", name, f"{word!r} has capitals or spaces at its ends")
    for type_, context in o.default_contexts.items():
        if type_ not in o.types or context not in o.contexts:
            yield Problem("contexts.toml", "default", f"{type_} = {context!r}: no such type or context")
