"""Questions to a ledger. QuestionError where one makes no sense, NothingHeldError where the ledger has no answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from ..errors import NothingHeldError, QuestionError, SourceError
from ..joining import wording
from ..ledger import commitments, queries
from ..ledger import relation as relations
from ..ledger.commitments import OPEN, STATES, Commitment
from ..ledger.history import history as history_of
from ..ledger.lists import entry_of, link_of, links_of
from ..ledger.queries import Held
from . import shapes

if TYPE_CHECKING:
    from ..joining.wording import Formulation, Rung, Use
    from ..ledger.lists import Connection
    from ..ledger.relation import Relation
    from ..types import Record

Two = tuple[str, str]
# Kinds that tell the level of a partnership.
_LEVELED = ("relation", "commitment", "agreement")


def day(told: str) -> dt.date | None:
    """The day of YYYY-MM-DD, None for ""."""
    try:
        return dt.date.fromisoformat(told) if told else None
    except ValueError:
        raise QuestionError(f"{told!r} is no day; write YYYY-MM-DD") from None


def states(state: str, open_only: bool) -> tuple[str, ...]:
    """The states of commitments that are meant: one, the open ones, or all."""
    if state and state not in STATES:
        raise QuestionError(f"{state!r} is no state; give --state one of {', '.join(STATES)}")
    return (state,) if state else OPEN if open_only else STATES


def relation(connection: Connection, two: Two) -> tuple[Relation, list[Commitment]]:
    """The relation of two parties, and its open commitments."""
    found = relations.relation(connection, *two)
    if not found.counts:
        raise NothingHeldError(
            f"the ledger holds nothing between {two[0]} and {two[1]}; `communique documents` lists what it holds"
        )
    return found, commitments.commitment_list(connection, two, OPEN, most=relations.MOST)


def ladder(connection: Connection, two: Two) -> list[Rung]:
    """The levels of a relation, the oldest first."""
    found = rungs(connection, two)
    if not found:
        raise NothingHeldError(f"the ledger holds no level of {two[0]} and {two[1]}")
    return found


def rungs(connection: Connection, two: Two, most: int | None = None) -> list[Rung]:
    """The same, none where there is none; from the newest `most` entries of each kind that name a level."""
    told = [one for kind in _LEVELED for one in relations.leveled(connection, two, kind, most)]
    return wording.ladder([(one.entry, _use(one)) for one in told], *two)


def formulations(connection: Connection, phrase: str, party: str = "") -> list[Formulation]:
    """The dated wordings of a phrase; of one party, by its code."""
    held = [one for one in relations.holding(connection, party, phrase) if wording.holds(one.entry, phrase)]
    found = wording.formulations([(one.entry, _use(one)) for one in held], party, phrase)
    if not found:
        raise NothingHeldError(f"nothing in the ledger holds {phrase!r}{f' by {party}' if party else ''}")
    return found


def _use(one: Held) -> Use:
    return wording.Use(one.published or one.date, one.entry.id, one.document, one.publisher)


def shown(connection: Connection, kind: str, key: str) -> Any:
    """What `queries.resolve` found, as JSON: a document's record, an entry with its links, an event, a link, steps."""
    if kind == "document":
        from ..plain import plain

        return plain(queries.record(connection, key))
    if kind == "entry":
        return shapes.entry(key, entry_of(connection, key), links_of(connection, key))
    if kind == "event":
        return shapes.event(relations.event(connection, key))
    if kind == "link":
        return [shapes.link(row) for row in link_of(connection, key)]
    return history(connection, kind, key)


def kept(connection: Connection, key: str) -> Record:
    """The record of a document in the ledger, by its id or its beginning, with people's judgements."""
    kind, whole = queries.resolve(connection, key)
    if kind != "document":
        raise SourceError(f"{key} is a{'n' if kind[0] in 'ae' else ''} {kind}; compare takes two documents")
    return queries.record(connection, whole)


def history(connection: Connection, kind: str, key: str) -> list[dict[str, Any]]:
    """The steps of an id, oldest first."""
    return [shapes.step(one) for one in history_of(connection, kind, key)]
