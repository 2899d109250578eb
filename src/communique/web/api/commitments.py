"""`GET /commitments`: what was promised, and what came of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field

from ...answers import shapes
from ...answers.asking import day, states
from ...ledger.commitments import commitment_list
from ..site import site_of
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.entries import Commitment
from .query import Day, Paged, Pair, Period, Word, page, place, two

router = APIRouter(route_class=Answering, tags=["relations"])


class Commitments(Paged):
    """Which commitments."""

    between: Pair | None = None
    state: Literal["", "pledged", "repeated", "under way", "fulfilled", "lapsed", "withdrawn"] = ""
    open: bool = Field(False, description="Only pledged, repeated and under way")
    field: Word = Field("", description="Only deeds with these words")
    due: Period | None = Field(None, description="Only those due in this year or month, or on this day")
    on: Day | None = Field(None, description="As of a day; today if not given")


@router.get("/commitments", response_model=Page[Commitment], responses=described(404, 422))
def commitments(request: Request, asked: Annotated[Commitments, Query()]) -> Any:
    """Commitments with their states, newest first, and the entries that show each change."""
    both, after = two(request, asked.between), place(asked, str, int)
    chosen = states(asked.state, asked.open)
    with site_of(request).store.reading() as connection:
        due, most = asked.due or "", asked.limit + 1
        found = commitment_list(connection, both, chosen, asked.field, due, day(asked.on or ""), most, after)
    return page(found, asked.limit, shapes.commitment, lambda one: (one.held.date, one.held.number))
