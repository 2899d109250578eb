"""`GET /who`: whom a name means, and who held an office on a day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field

from ...actors.who import who as find
from ...answers.asking import day
from ...answers.knowledge import answer
from ...errors import NothingHeldError
from ..site import site_of
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.people import Answer
from .query import Asked, Day, Word, whole

router = APIRouter(route_class=Answering, tags=["knowledge"])


class Who(Asked):
    """A name, or an office with its state."""

    name: Word = Field(examples=["Golovchenko", "premier of China"])
    on: Day | None = Field(None, description="The day; today if not given")


@router.get("/who", response_model=Page[Answer], responses=described(404, 422))
def who(request: Request, asked: Annotated[Who, Query()]) -> Any:
    """A state, an organisation, a person, or the holder of an office: all readings of a name, the likeliest first."""
    found = find(site_of(request).base, asked.name, day(asked.on or "") or dt.date.today())
    if not found:
        raise NothingHeldError(f"{asked.name!r} is nobody and nothing that is known; try another spelling")
    return whole([answer(one) for one in found])
