"""`/judgements`: what people decided of entries and links, and another decision."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field

from ...answers import shapes
from ...ledger.judging import Judgement as Taken
from ...ledger.judging import judge
from ...ledger.lists import judgement_list, judgement_of
from ..security import Caller, require
from ..site import site_of
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.people import Judgement
from .query import Asked, Paged, Text, Word, page, place

router = APIRouter(route_class=Answering, tags=["judgements"])


class Judgements(Paged):
    """Which judgements."""

    target: Word = Field("", description="Only those on this entry, link or judgement")


class Decision(Asked):
    """A judgement to be taken. `other` is the second one of a merge or link, `field` a field or a link's relation."""

    verb: Literal["accept", "reject", "correct", "merge", "split", "link", "unlink", "withdraw"]
    target: Word = Field(description="An entry, link, event or judgement; the beginning of its id is enough")
    other: Word = ""
    field: Word = ""
    value: Annotated[Text, Field(max_length=10_000)] = ""
    reason: Annotated[Text, Field(max_length=10_000)] = ""


@router.get("/judgements", response_model=Page[Judgement], responses=described(422))
def judgements(request: Request, asked: Annotated[Judgements, Query()]) -> Any:
    """Judgements, the last first; those that were withdrawn too."""
    (before,) = place(asked, int) or (None,)
    with site_of(request).store.reading() as connection:
        rows = judgement_list(connection, asked.target, asked.limit + 1, before)
    return page(rows, asked.limit, shapes.judgement, lambda row: (row.number,))


@router.post("/judgements", status_code=201, response_model=Judgement, responses=described(400, 404, 413, 415, 422))
def take(request: Request, given: Decision, caller: Annotated[Caller, Depends(require("reviewer"))]) -> Any:
    """Take a judgement in the caller's name; nothing is overwritten, and a withdrawal undoes it."""
    store = site_of(request).store
    key = judge(store, Taken(**given.model_dump(), author=caller.name))
    with store.reading() as connection:
        return shapes.judgement(judgement_of(connection, key))
