"""`/entries` and `/events`: single acts and stances with their sources, and the meetings that several report."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field

from ...answers import asking, shapes
from ...answers.parties import code_of
from ...errors import UnknownIdError
from ...joining.traits import pair
from ...ledger.lists import Wanted, entry_of, entry_page, event_of, has_entry, links_of
from ...types import Kind
from ..site import site_of
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.entries import Event, Held, Linked, Step
from .query import Key, Paged, Pair, PartyName, Period, Word, page, place, two, whole

router = APIRouter(route_class=Answering, tags=["entries"])


class Entries(Paged):
    """Which entries; `kind` may be given several times."""

    between: Pair | None = None
    kind: list[Kind] = Field(default_factory=list)
    since: Period | None = None
    until: Period | None = None
    document: Word = ""
    party: PartyName | None = None


@router.get("/entries", response_model=Page[Held], responses=described(404, 422))
def entries(request: Request, asked: Annotated[Entries, Query()]) -> Any:
    """Entries that stand, newest first; those that a person rejected are left out."""
    site, both, after = site_of(request), two(request, asked.between), place(asked, str, int)
    wanted = Wanted(
        pair(*both) if both else "",
        tuple(dict.fromkeys(asked.kind)),
        asked.since or "",
        asked.until or "",
        asked.document,
        code_of(site.base, asked.party) if asked.party is not None else "",
    )
    with site.store.reading() as connection:
        found = entry_page(connection, wanted, asked.limit + 1, after)
    return page(found, asked.limit, shapes.held, lambda one: (one.date, one.number))


@router.get("/entries/{id}", response_model=Linked, responses=described(404, 422))
def entry(request: Request, key: Key) -> Any:
    """An entry with its links."""
    with site_of(request).store.reading() as connection:
        found = entry_of(connection, key)
        if found is None and has_entry(connection, key):
            raise UnknownIdError(f"{key} stood in an earlier reading and no longer does; see its history")
        if found is None:
            raise UnknownIdError(f"no entry is called {key!r}; list some, or search")
        return shapes.entry(key, found, links_of(connection, key))


@router.get("/entries/{id}/history", response_model=Page[Step], responses=described(404, 422))
def history(request: Request, key: Key) -> Any:
    """What happened to an entry: readings, links, states and judgements, oldest first."""
    with site_of(request).store.reading() as connection:
        if not has_entry(connection, key):
            raise UnknownIdError(f"no entry is called {key!r}; list some, or search")
        return whole(asking.history(connection, "entry", key))


@router.get("/events/{id}", response_model=Event, responses=described(404, 422))
def event(request: Request, key: Key) -> Any:
    """A meeting, agreement or launch with all of its reports; an entry that is joined with none is its own event."""
    with site_of(request).store.reading() as connection:
        found = event_of(connection, key)
    if found is None:
        raise UnknownIdError(f"no event is called {key!r}; entries and relations tell their events")
    return shapes.event(found)
