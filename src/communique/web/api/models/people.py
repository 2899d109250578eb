"""What people judged, whom names mean, and what a sentence tells."""

from __future__ import annotations

from .... import types
from .base import Shape


class Judgement(Shape):
    """A person's judgement; `machine` is what the machine had read."""

    id: str
    verb: str
    target: str
    other: str
    field: str
    value: str
    machine: str
    author: str
    reason: str
    at: str


class Person(Shape):
    """A person of the knowledge base."""

    name: str
    spellings: list[str]
    wikidata: str


class Answer(Shape):
    """A reading of a name: a state or organisation, or a person in an office of one."""

    chosen: bool
    how: str
    entity: types.Entity
    person: Person | None = None
    tenure: types.Tenure | None = None
    score: float | None = None
    reasons: str | None = None


class Classified(Shape):
    """What passes from actor to recipient; `type` is null where the coder abstains."""

    type: str | None
    best: str
    confidence: float
    cameo: str | None
    scale: float | None
    cameo_by: str | None
    types: dict[str, float]
