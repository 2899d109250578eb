"""The persons of one document, each once, however often and however fully they are named."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from communique.actors.base import KnowledgeBase
from communique.actors.candidates import Candidate
from communique.actors.offices import offices
from communique.actors.words import fold, unsuffixed
from communique.types import Entity

# What stands before a name and is none of it.
HONOUR = re.compile(
    r"^(?:(?:Sheikh|Shaikh|King|Queen|Emir|Amir|Sultan|HRH|HM|HH|Crown Prince|Prince|Mr|Ms|Mrs|Dr)\.? )+(?=[A-Z])"
)


@dataclass(slots=True)
class Person:
    """A person in one document. `office` is as the document (or the knowledge base) has it; `how` tells which.

    `known` is the knowledge base's person and tenure, where the weights accept one.
    """

    name: str
    entity: Entity | None
    office: str = ""
    first: int = 0
    how: str = "document"
    known: Candidate | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)


class Persons:
    """The persons found so far, in the order in which they were found."""

    def __init__(self, day: dt.date | None, base: KnowledgeBase, named: frozenset[str]) -> None:
        self.day, self.base, self.named = day, base, named
        self.all: list[Person] = []

    def add(
        self, name: str, entity: Entity | None, office: str, first: int, at: tuple[int, int], how: str = "document"
    ) -> None:
        """Take in one naming `at` two offsets; `first` is where the person comes up, the office included."""
        office = "" if office in offices()[1] else office
        name = HONOUR.sub("", re.sub(r"\s+", " ", name).strip(" ,."))
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
        """The state of a name that the document leaves without one, where the knowledge base decides it."""
        found = self.base.decide(name, office, "", self.day, self.named)
        return self.base.entities.get(found.tenure.body) if found and found.in_office else None


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
