"""The details of an entry by its kind, one file a kind."""

from __future__ import annotations

from typing import Protocol

from communique.extract.clauses import Clause
from communique.resolve.references import Context
from communique.types import Detail, Kind

from . import act, agreement, commitment, discussion, launch, meeting, position, relation, request


class Extractor(Protocol):
    """What each file of this folder offers."""

    @property
    def KIND(self) -> Kind:
        """The kind whose details it reads."""

    def details(self, clause: Clause, context: Context) -> tuple[Detail, ...]:
        """The details that the clause tells, in the order in which a reader wants them."""


_ALL: tuple[Extractor, ...] = (
    meeting, discussion, position, commitment, request, agreement, launch, relation, act,
)  # fmt: skip
EXTRACTORS: dict[Kind, Extractor] = {extractor.KIND: extractor for extractor in _ALL}

__all__ = ["EXTRACTORS", "Extractor"]
