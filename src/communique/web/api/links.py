"""`GET /links`: entries that tell of one event, or of what came of a promise."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from ...answers import shapes
from ...ledger.lists import links_in
from ..site import site_of
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.entries import Link
from .query import Paged, page, place

router = APIRouter(route_class=Answering, tags=["judgements"])


class Links(Paged):
    """Which links; those that wait for a person are `proposed`."""

    state: Literal["", "accepted", "proposed", "rejected", "withdrawn"] = ""


@router.get("/links", response_model=Page[Link], responses=described(422))
def links(request: Request, asked: Annotated[Links, Query()]) -> Any:
    """Links with their reasons, the most doubtful first."""
    after = place(asked, float, str)
    with site_of(request).store.reading() as connection:
        rows = links_in(connection, asked.state, asked.limit + 1, after)
    return page(rows, asked.limit, shapes.link, lambda row: (float(row.score), row.id))
