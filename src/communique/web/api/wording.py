"""`GET /wording`: how the words for a matter, or the level of a relation, change over time."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field

from ...answers import asking
from ...answers.parties import code_of
from ...errors import QuestionError
from ...publish.wording import plain, plain_rung
from ..site import site_of
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.relations import Formulation, Rung
from .query import Asked, Pair, PartyName, Word, two, whole

router = APIRouter(route_class=Answering, tags=["relations"])


class Wording(Asked):
    """A phrase, of all parties or one; or two parties, for the levels of their relation."""

    phrase: Word = Field("", examples=["one-China principle"])
    by: PartyName | None = None
    between: Pair | None = None


@router.get("/wording", response_model=Page[Formulation | Rung], responses=described(404, 422))
def wording(request: Request, asked: Annotated[Wording, Query()]) -> Any:
    """Each dated formulation of a phrase with what it adds and drops, or the levels of a relation."""
    site, both = site_of(request), two(request, asked.between)
    if bool(asked.phrase.strip()) == bool(both) or (both and asked.by is not None):
        raise QuestionError("give a phrase, perhaps with by; or between alone, for the levels of a relation")
    party = code_of(site.base, asked.by) if asked.by is not None else ""
    with site.store.reading() as connection:
        if both:
            return whole([plain_rung(rung) for rung in asking.ladder(connection, both)])
        return whole([plain(one) for one in asking.formulations(connection, asked.phrase, party)])
