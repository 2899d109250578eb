"""`/relations`: which parties have most to do with each other, and two of them at a glance."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from ...answers import asking, shapes
from ...answers.parties import code_of, two_of
from ...ledger.browse import ties
from ..site import site_of
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.relations import Relation, Tie
from .query import Paged, PartyName, Period, page, place

router = APIRouter(route_class=Answering, tags=["relations"])

# No ledger has more pairs: every two of about 500 parties.
_ALL = 200_000


class Relations(Paged):
    """Which relations: of all parties or of one, in a period."""

    party: PartyName | None = None
    since: Period | None = None
    until: Period | None = None


@router.get("/relations", response_model=Page[Tie], responses=described(404, 422))
def relations(request: Request, asked: Annotated[Relations, Query()]) -> Any:
    """Pairs of parties, those with the most entries first."""
    site = site_of(request)
    (start,) = place(asked, int) or (0,)
    period = (asked.since or "", asked.until or "")
    party = code_of(site.base, asked.party) if asked.party is not None else ""
    with site.store.reading() as connection:
        if any(period):  # of the many periods that there are, none is remembered
            every = ties(connection, *period, party, _ALL)
        else:
            every = site.remembered(connection, ("relations", party), lambda: ties(connection, party=party, most=_ALL))
    shown = every[max(0, start) :]
    return page(shown, asked.limit, shapes.tie, lambda _: (max(0, start) + asked.limit,), len(every))


@router.get("/relations/{a}/{b}", response_model=Relation, responses=described(404, 422))
def relation(request: Request, a: PartyName, b: PartyName) -> Any:
    """Two parties at a glance: level, counts, last meeting, commitments, agreements, launches, positions."""
    site = site_of(request)
    both = two_of(site.base, a, b)
    with site.store.reading() as connection:
        return shapes.relation(*asking.relation(connection, both))
