"""The persons of one document, each once, however often and however fully they are named."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from communique.types import Entity

from .gazetteer import Gazetteer
from .knowledge import known, surnames
from .offices import offices
from .words import fold, unsuffixed


@dataclass(slots=True)
class Person:
    """A person in one document. `office` is as the document (or the knowledge base) has it; `how` tells which."""

    name: str
    entity: Entity | None
    office: str = ""
    first: int = 0
    how: str = "document"
    mentions: list[tuple[int, int]] = field(default_factory=list)


class Persons:
    """The persons found so far, in the order in which they were found."""

    def __init__(self, day: dt.date | None, gazetteer: Gazetteer) -> None:
        self.day, self.gazetteer = day, gazetteer
        self.all: list[Person] = []

    def add(
        self, name: str, entity: Entity | None, office: str, first: int, at: tuple[int, int], how: str = "document"
    ) -> None:
        """Take in one naming `at` two offsets; `first` is where the person comes up, the office included."""
        office = "" if office in offices()[1] else office
        name = re.sub(r"\s+", " ", name).strip(" ,.")
        name = name.title() if name.isupper() and len(name) > 3 else name
        if not name or fold(name) == "":
            return
        entity = entity or self._known_entity(name, office)
        person = self._person(name, entity, how)
        if person is None:
            person = Person(name, entity, office, first, how)
            self.all.append(person)
        _learn(person, name, entity, office, how)
        person.first = min(person.first, first)
        person.mentions.append(at)

    def _person(self, name: str, entity: Entity | None, how: str) -> Person | None:
        """Who is named; what the document itself says of a person outranks the knowledge base."""
        return self._find(name, entity) or (self._find(name, None) if how == "knowledge base" else None)

    def _find(self, name: str, entity: Entity | None) -> Person | None:
        possible = (p for p in self.all if not (entity and p.entity and p.entity.code != entity.code))
        return next((p for p in possible if _same(p, name, stated=bool(entity and p.entity))), None)

    def _known_entity(self, name: str, office: str) -> Entity | None:
        """The state of a name that the document leaves without one, where all that is known of it then agrees."""
        words = [w for w in fold(name).split() if len(w) > 1 and w not in ("jr", "sr")]
        if not words:
            return None
        rows = known().get(f"{words[0]} {words[-1]}") or [
            t for t in surnames().get(words[-1], ()) if len(words) == 1 or words[0] in fold(t.name).split()[:1]
        ]
        codes = {
            t.code
            for t in rows
            if t.at(self.day) and (len(words) > 1 or not office or fold(office.split()[-1]) in fold(t.office) or t.code)
        }
        return self.gazetteer.entities.get(next(iter(codes))) if len(codes) == 1 else None


def _learn(person: Person, name: str, entity: Entity | None, office: str, how: str) -> None:
    """The fuller name, the state where it was missing, the office of the better source."""
    if len(name.split()) > len(person.name.split()):
        person.name = name
    person.entity = person.entity or entity
    if office and (not person.office or (how == "document" and person.how != "document")):
        person.office, person.how = office, how


def _same(person: Person, name: str, *, stated: bool) -> bool:
    """Whether a name is a person's: one is part of the other, or, `stated` to be of one state, a variant of it."""
    key, other = unsuffixed(name), unsuffixed(person.name)
    parts, theirs = set(key.split()), set(other.split())
    small, large = sorted((parts, theirs), key=len)
    if small and small <= large:
        return True
    if not stated:
        return False
    initials = key.split()[-1:] == other.split()[-1:] and key[:2] == other[:2]
    surname = bool(parts & theirs) and len(parts) == len(theirs) == 2 and key[:3] == fold(person.name)[:3]
    return initials or surname
