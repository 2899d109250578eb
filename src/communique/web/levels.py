"""The levels of a partnership over time, from the ledger."""

from __future__ import annotations

from typing import Any

from ..joining.wording import Rung, Use, ladder
from ..ledger.queries import Held
from ..ledger.relation import leveled

# How many of a pair's entries of a kind are looked through for levels, newest first.
LOOKED_AT = 150


def use(held: Held) -> Use:
    """An entry as one use of its words, dated by its document."""
    return Use(held.published or held.date, held.entry.id, held.document, held.publisher)


def rungs(connection: Any, two: tuple[str, str]) -> list[Rung]:
    """Each level of two parties with its uses, in order of time."""
    told = [
        held for kind in ("relation", "commitment", "agreement") for held in leveled(connection, two, kind, LOOKED_AT)
    ]
    return ladder([(held.entry, use(held)) for held in told], *two)
