"""`GET /search`: quotes and documents by their words."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field

from ...answers import shapes
from ...errors import QuestionError
from ...ledger.searching import search as find
from ..site import site_of
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.records import Hit
from .query import Paged, Word, page, place

router = APIRouter(route_class=Answering, tags=["entries"])

# Each part of the hits is found anew from the first on.
_FURTHEST = 5_000


class Search(Paged):
    """What is searched for."""

    q: Word = Field(description='Words; "a phrase" in quotes; -word for what must be absent')


@router.get("/search", response_model=Page[Hit], responses=described(422))
def search(request: Request, asked: Annotated[Search, Query()]) -> Any:
    """Quotes, then documents, that hold all of the words; what was kept last first."""
    (start,) = place(asked, int) or (0,)
    if not 0 <= start <= _FURTHEST:
        raise QuestionError(f"hits beyond the first {_FURTHEST:,} are not shown; search for more words")
    with site_of(request).store.reading() as connection:
        hits = find(connection, asked.q, start + asked.limit + 1)[start:]
    return page(hits, asked.limit, shapes.hit, lambda _: (start + asked.limit,))
