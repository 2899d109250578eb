"""The knowledge base of persons: who held which office of which state, and when."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .gazetteer import DATA
from .words import fold

# States whose territories the sources list beside them, with the same head of state.
SOVEREIGN = frozenset("USA GBR FRA NLD DNK NOR AUS NZL CHN ISR FIN VAT".split())
# Words that make another office of an office.
RANKS = frozenset("vice deputy prime first crown acting foreign".split())


@dataclass(frozen=True, slots=True)
class Known:
    """A tenure of the knowledge base; empty `until` means still in office when it was compiled."""

    name: str
    code: str
    office: str
    since: str
    until: str

    def at(self, day: dt.date | None) -> bool:
        """Whether the tenure holds on a day, give or take half a year (sources tell when it was seen)."""
        if day is None:
            return True
        low, high = (day - dt.timedelta(days=183)).isoformat(), (day + dt.timedelta(days=183)).isoformat()
        return self.since <= high and (not self.until or self.until >= low)

    def on(self, date: str) -> bool:
        """Whether the tenure holds on a date (YYYY-MM-DD), to the day."""
        return self.since <= date and (not self.until or date <= self.until)


@lru_cache(maxsize=1)
def known() -> dict[str, list[Known]]:
    """Folded full name → tenures. What is compiled by hand comes first; territories yield to the state."""
    out: dict[str, list[Known]] = defaultdict(list)
    for tenure in (*_by_hand(), *_from_sources()):
        out[fold(tenure.name)].append(tenure)
    return dict(out)


def _by_hand() -> Iterator[Known]:
    raw = tomllib.loads(DATA.joinpath("persons_extra.toml").read_text("utf-8"))
    for name, code, office, since, until in raw["persons"]:
        yield Known(name, code, office, since, until)


def _from_sources() -> Iterator[Known]:
    rows = json.loads(DATA.joinpath("persons.json").read_text("utf-8"))
    homes = {fold(r["name"]): r["state"] for r in rows if r["state"] in SOVEREIGN}
    for row in rows:
        key = fold(row["name"])
        if homes.get(key, row["state"]) == row["state"] and len(key.split()) > 1:
            yield Known(row["name"], row["state"], row["office"], row["since"], row["until"])


@lru_cache(maxsize=1)
def surnames() -> dict[str, list[Known]]:
    """Folded last name → tenures."""
    out: dict[str, list[Known]] = defaultdict(list)
    for name, tenures in known().items():
        out[name.split()[-1]] += tenures
    return dict(out)


def holder(code: str, office: str, day: dt.date | None) -> Known | None:
    """Who holds an office of a state on a day, where the knowledge base names just one person; None without a day."""
    if day is None:
        return None
    wanted, date = fold(office).split(), day.isoformat()
    found: dict[str, Known] = {}
    for tenures in known().values():
        for tenure in tenures:
            if tenure.code == code and tenure.on(date) and _same_office(fold(tenure.office).split(), wanted):
                found.setdefault(fold(tenure.name).split()[-1], tenure)
    return next(iter(found.values())) if len(found) == 1 else None


def _same_office(words: list[str], wanted: list[str]) -> bool:
    """Whether an office has the wanted one's last word, and just its rank."""
    named = not wanted or wanted[-1] in words
    return named and RANKS & set(words) == RANKS & set(wanted)
