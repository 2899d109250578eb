"""The knowledge base, put together from its tables and from a user's own, and what is asked of it."""

from __future__ import annotations

import datetime as dt
import gc
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from communique.errors import DataError
from communique.types import Entity

from . import check, own, tables
from .candidates import Candidate, Question, candidates, decided
from .gazetteer import Gazetteer, unarticled
from .register import Register
from .tables import EntityRow, Membership, Rows


class KnowledgeBase:
    """All that is known offline. Rows that come first outrank later ones, where two claim one name or tenure."""

    def __init__(self, rows: Rows) -> None:
        whole = [r for r in rows.entities if not r.extends]
        self.entities: dict[str, Entity] = {r.code: Entity(r.kind, r.name, r.code, r.codes) for r in whole}
        self.gazetteer = Gazetteer(self.entities, _aliases(rows.entities))
        self.register = Register(rows.tenures)
        self.roles, self.notes, self.left_out = rows.roles, rows.notes, rows.left_out
        self._memberships: dict[str, tuple[Membership, ...]] = {r.code: r.members for r in rows.entities if r.members}
        self._speak = {r.code for r in rows.entities if r.speaks}
        self._others = {name.casefold(): r.code for r in reversed(rows.entities) for name in r.others}

    def code(self, name: str) -> str:
        """The code of a state, organisation or group by any of its names in any language, or by its code; else ""."""
        return self.gazetteer.code(name) or self._others.get(name.strip().casefold(), "")

    def aliases(self) -> Iterator[tuple[str, str]]:
        """Every alias with the code that it stands for."""
        return ((alias, code) for alias, code, _ in self.gazetteer.rows())

    def members(self, code: str, day: dt.date | None) -> list[str]:
        """The members of an organisation on a day, or ever where none is given."""
        rows = self._memberships.get(code, ())
        return [m.code for m in rows if day is None or m.on(day.isoformat())]

    def speaks_as_members(self, code: str) -> bool:
        """Whether a grouping is so small that its statement is its members' own."""
        return code in self._speak

    def candidates(
        self, name: str, office: str = "", body: str = "", day: dt.date | None = None, named: Collection[str] = ()
    ) -> list[Candidate]:
        """The persons whom a name may mean, the likeliest first; see `candidates.py`."""
        of = re.fullmatch(r"(.+?) of (?:the )?(.+)", office)
        office = of.group(1) if of and self.code(of.group(2)) else office  # "President of Kenya"
        return candidates(self.register, Question(name, office, body, day, named))

    def decide(
        self, name: str, office: str = "", body: str = "", day: dt.date | None = None, named: Collection[str] = ()
    ) -> Candidate | None:
        """The person whom a name means, where the weights decide it."""
        return decided(self.candidates(name, office, body, day, named))


def _aliases(rows: Sequence[EntityRow]) -> Iterator[tuple[str, str, str]]:
    """Alias, code and how, each alias once.

    An organisation's outranks a state's, what is written by hand what the sources have, a name a capital.
    """
    claimed: dict[str, tuple[str, str]] = {}
    for row in sorted(rows, key=lambda r: (not r.extends, r.kind == "state")):
        if row.kind != "state" or row.extends:
            for alias, how in row.aliases:
                claimed.setdefault(unarticled(alias), (row.code, how))
    for row in rows:
        for alias, how in row.outrank:
            claimed.setdefault(unarticled(alias), (row.code, how))
    for how, _ in tables.STATE_ALIASES:
        for row in rows:
            if row.kind == "state":
                for alias in (a for a, h in row.aliases if h == how):
                    claimed.setdefault(unarticled(alias), (row.code, how))
    return ((alias, code, how) for alias, (code, how) in claimed.items() if alias)


def read(files: Sequence[str] = ()) -> Rows:
    """The rows of a user's own files, then those that come with the package; nothing is checked yet."""
    rows = tables.shipped()
    for file in reversed(files):
        mine = own.read(Path(file), rows.entities)
        rows = Rows(
            [*mine.entities, *rows.entities],
            [*mine.tenures, *rows.tenures],
            {**rows.roles, **mine.roles},
            [*rows.notes, *mine.notes],
            [*rows.left_out, *mine.left_out],
        )
    return rows


@lru_cache(maxsize=4)
def load(files: tuple[str, ...] = ()) -> KnowledgeBase:
    """The knowledge base with a user's own files; DataError with file, line and remedy where a row is unfit."""
    # Nothing of what is built becomes garbage: looking for some all the while takes a fifth of the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _load(files)
    finally:
        if collects:
            gc.enable()


def _load(files: tuple[str, ...]) -> KnowledgeBase:
    rows = read(files)
    problem = next(check.grave(rows), None)
    if problem is not None:
        raise DataError(str(problem))
    return KnowledgeBase(rows)
