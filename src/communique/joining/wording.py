"""How official wording shifts: the dated formulations of a phrase, word by word, and the levels of a relation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..types import Entry
from .score import table
from .traits import codes
from .words import stems

# How many other stems may stand among a phrase's own: "one-China principle" in "the principle of one China".
SLACK = 3
_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Use:
    """One dated entry that holds the phrase."""

    date: str
    entry: str
    document: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Formulation:
    """A wording, and what it adds and drops against the party's formulation before it.

    `diff` is a run of (operation, words): "kept", "added" or "dropped"; all of a first formulation is "kept".
    """

    party: str
    text: str
    uses: tuple[Use, ...]
    diff: tuple[tuple[str, str], ...]

    @property
    def first(self) -> str:
        return self.uses[0].date

    @property
    def last(self) -> str:
        return self.uses[-1].date


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of a relation: when it was first and last told, and whether it stood above the one before."""

    level: str
    uses: tuple[Use, ...]
    change: str

    @property
    def first(self) -> str:
        return self.uses[0].date

    @property
    def last(self) -> str:
        return self.uses[-1].date


def holds(entry: Entry, phrase: str) -> bool:
    """Whether an entry's quote, or a principle, level or framework read from it, holds a phrase by its stems."""
    wanted = set(stems(phrase))
    texts = [entry.quote.quote, *(d.value for d in entry.details if d.name in ("principle", "level", "framework"))]
    return bool(wanted) and any(_within(stems(text), wanted) for text in texts)


def _within(found: list[str], wanted: set[str]) -> bool:
    width = len(wanted) + SLACK
    return any(wanted <= set(found[start : start + width]) for start in range(max(1, len(found) - width + 1)))


def formulations(entries: Iterable[tuple[Entry, Use]], party: str = "") -> list[Formulation]:
    """The wordings of entries that hold a phrase, by party and date; equal ones in a row are one with several uses."""
    by_party: dict[str, list[tuple[Entry, Use]]] = {}
    for entry, use in sorted(entries, key=lambda pair: (pair[1].date, pair[1].document, pair[0].quote.start)):
        who = sorted(codes(entry.actors))
        for code in [party] if party in who else [", ".join(who)] if not party else []:
            by_party.setdefault(code, []).append((entry, use))
    found = []
    for code in sorted(by_party):
        found += _series(code, by_party[code])
    return found


def _series(party: str, told: list[tuple[Entry, Use]]) -> list[Formulation]:
    found: list[Formulation] = []
    for entry, use in told:
        text = " ".join(entry.quote.quote.split())
        if found and _normal(found[-1].text) == _normal(text):
            last = found[-1]
            found[-1] = Formulation(party, last.text, (*last.uses, use), last.diff)
        else:
            diff = differences(found[-1].text, text) if found else (("kept", text),)
            found.append(Formulation(party, text, (use,), diff))
    return found


def _normal(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text) if token[0].isalnum()]


def differences(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Word by word, what a later wording keeps, adds and drops."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, [t.lower() for t in old], [t.lower() for t in new], autojunk=False)
    runs: list[tuple[str, str]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            runs.append(("kept", _joined(new[k:m])))
        else:
            runs += [("dropped", _joined(old[i:j]))] if j > i else []
            runs += [("added", _joined(new[k:m]))] if m > k else []
    return tuple(runs)


def _joined(tokens: list[str]) -> str:
    return re.sub(r" (?=[,.;:)’'])|(?<=\() ", "", " ".join(tokens))


def ladder(entries: Iterable[tuple[Entry, Use]]) -> list[Rung]:
    """The levels that entries between two parties name, in order of time; equal ones in a row are one rung."""
    found: list[Rung] = []
    for entry, use in sorted(entries, key=lambda pair: (pair[1].date, pair[1].document, pair[0].quote.start)):
        level = _highest([d.value for d in entry.details if d.name == "level"])
        if not level:
            continue
        told = next((d.value for d in entry.details if d.name == "change"), "")
        if found and found[-1].level == level:
            last = found[-1]
            found[-1] = Rung(level, (*last.uses, use), last.change)
        else:
            found.append(Rung(level, (use,), _change(found[-1].level, level, told) if found else ""))
    return found


def _highest(levels: list[str]) -> str:
    """The highest of the levels in one entry, which names others to lead up to it."""
    ranked = [(rank(level), -place, level.lower()) for place, level in enumerate(levels) if rank(level)]
    return max(ranked)[2] if ranked else ""


def _change(before: str, after: str, told: str) -> str:
    if told in ("upgraded", "downgraded"):
        return told
    higher = rank(after) - rank(before)
    return "higher" if higher > 0 else "lower" if higher < 0 else ""


def rank(level: str) -> int:
    """Where a level stands in `data/joining/levels.toml`; 0 for a word that is no level of its own ("ties")."""
    held = table("levels")
    low = level.lower().replace("-", " ")
    base = max((points for word, points in held["nouns"].items() if re.search(rf"\b{word}\b", low)), default=0)
    return base + sum(points for word, points in held["adjectives"].items() if word in low) if base else 0
