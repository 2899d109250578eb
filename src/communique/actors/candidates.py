"""Whom a name may mean: every candidate with a table of what speaks for it, and what it weighs.

The features and weights are in `weights.toml`. A candidate is accepted when its weight reaches `accept` and no other
person comes within `margin`; otherwise nobody is, and the name stays unresolved.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from communique.types import Tenure

from .register import Known, Register
from .titles import titles
from .words import sound, unsuffixed

NEAR = dt.timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Question:
    """What is told of somebody who is named: name, office and body, the day, and which bodies the document names."""

    name: str
    office: str = ""
    body: str = ""
    day: dt.date | None = None
    named: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person with the tenure that fits best; `features` are names of `weights.toml` with their weights."""

    person: Known
    tenure: Tenure
    features: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return sum(weight for _, weight in self.features)

    @property
    def reasons(self) -> str:
        """The table in one line: "name full +4.0, date in_office +1.5"."""
        return ", ".join(f"{name.replace('.', ' ')} {weight:+.1f}" for name, weight in self.features)

    @property
    def in_office(self) -> bool:
        """Whether the tenure holds on the day asked for, or near it, or where no day was given."""
        return any(name in ("date.in_office", "date.near", "date.stale", "date.unknown") for name, _ in self.features)


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Feature ("name.full") → weight."""
    raw = tomllib.loads(resources.files(__package__).joinpath("weights.toml").read_text("utf-8"))
    return {f"{group}.{name}": float(weight) for group, rows in raw.items() for name, weight in rows.items()}


def candidates(register: Register, asked: Question) -> list[Candidate]:
    """All persons whom the name may mean, the likeliest first."""
    found = []
    for person in register.named(asked.name):
        name = how_named(person, asked.name)
        if name:
            told = [name, "rare"] if name == "surname" and register.is_rare(asked.name) else [name]
            rows = [Candidate(person, t, _features(told, t, asked)) for t in person.tenures]
            found.append(max(rows, key=lambda c: (c.score, c.tenure.since)))
    return sorted(found, key=lambda c: -c.score)


def decided(found: list[Candidate]) -> Candidate | None:
    """The candidate whom the weights accept, None where they accept nobody or waver between two."""
    table = weights()
    if not found or found[0].score < table["decide.accept"]:
        return None
    close = [c for c in found[1:] if found[0].score - c.score < table["decide.margin"]]
    return None if close else found[0]


def how_named(person: Known, name: str) -> str:
    """Which feature of a name holds for a person, "" for none."""
    words = [w for w in unsuffixed(name).split() if w]
    full = [w for w in words if len(w) > 1]
    key = " ".join(full)
    if not full:
        return ""
    if key in person.spellings or key in person.surnames:
        first = key == person.spellings[0]
        return ("full" if first else "alias") if len(full) > 1 else "surname"
    if any(_reversed(full, s.split()) for s in person.spellings):
        return "reversed"
    if len(full) == 1:
        return _by_surname(person, words, full[0])
    return _by_parts(person, full)


def _reversed(one: list[str], other: list[str]) -> bool:
    """Whether names have the same words, and the last of one is the first of the other: "Orban Viktor"."""
    return sorted(one) == sorted(other) and (one[0] == other[-1] or one[-1] == other[0])


def _by_surname(person: Known, words: list[str], last: str) -> str:
    """A surname alone, or after an initial."""
    exact = any(last in (s, s.split()[-1]) for s in person.surnames if s)
    if not exact and not any(last == s.split()[-1] for s in person.spellings):
        heard = len(last) > 4 and any(sound(last) == sound(s.split()[-1]) for s in person.surnames if s)
        return "alike" if heard else ""
    initials = [w for w in words if len(w) == 1]
    if initials:
        return "initial" if any(s[0] == initials[0] for s in person.spellings) else ""
    return "surname"


def _by_parts(person: Known, full: list[str]) -> str:
    """Two words or more that are part of the person's name, or sound as its first and last do."""
    asked = set(full)
    for spelling in person.spellings:
        parts = spelling.split()
        small, large = sorted((asked, set(parts)), key=len)
        if len(small) > 1 and small <= large and (full[0] == parts[0] or any(s in asked for s in person.surnames)):
            return "part"
    heard = (sound(full[0]), sound(full[-1]))
    for spelling in person.spellings:
        parts = spelling.split()
        ends = (sound(parts[0]), sound(parts[-1]))
        if len(parts) > 1 and heard == ends and len(full[-1]) > 3 and full[0][0] in (parts[0][0], "y", "j", "i", "e"):
            return "spelling"
    return ""


def _features(told: list[str], tenure: Tenure, asked: Question) -> tuple[tuple[str, float], ...]:
    table, out = weights(), [f"name.{name}" for name in told]
    if asked.office:
        fits = titles(asked.office, tenure.body) & titles(tenure.office, tenure.body)
        out.append("office.same" if fits else "office.other")
    if asked.body:
        out.append("body.same" if asked.body == tenure.body else "body.other")
    elif tenure.body in asked.named:
        out.append("body.named")
    out.append(f"date.{when(tenure, asked.day)}")
    return tuple((feature, table[feature]) for feature in out)


def when(tenure: Tenure, day: dt.date | None) -> str:
    """How a day lies to a tenure: in_office, near, stale, former, later; unknown without a day."""
    if day is None:
        return "unknown"
    date = day.isoformat()
    if tenure.on(date):
        near = (day - NEAR).isoformat()
        return "in_office" if tenure.vouched(date) or tenure.vouched(near) else "stale"
    if tenure.on((day - NEAR).isoformat()) or tenure.on((day + NEAR).isoformat()):
        return "near"
    return "later" if date < tenure.since else "former"
