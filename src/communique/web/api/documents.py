"""`/documents`: what a ledger holds, one of them with all that was read out of it, and another to be kept."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response

from ...answers import shapes
from ...answers.keeping import keep
from ...joining.traits import pair
from ...ledger.queries import document_list, record
from ...plain import plain
from ..security import Caller, require
from ..site import site_of
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.records import Document, Kept, Record
from .query import Asked, Key, Paged, Pair, page, place, two
from .reading import UNREADABLE, Given

router = APIRouter(route_class=Answering, tags=["documents"])


class Documents(Paged):
    """Which documents."""

    between: Pair | None = None


class Part(Asked):
    """How much of a document."""

    text: bool = False


@router.get("/documents", response_model=Page[Document], responses=described(404, 422))
def documents(request: Request, asked: Annotated[Documents, Query()]) -> Any:
    """The documents of the ledger, newest first; those of two principal parties."""
    both, after = two(request, asked.between), place(asked, str, int)
    with site_of(request).store.reading() as connection:
        rows, total = document_list(connection, asked.limit + 1, pair(*both) if both else "", after)
    return page(rows, asked.limit, shapes.document, lambda row: (row.published or "", row.number), total)


@router.get("/documents/{id:path}", response_model=Record, responses=described(404, 422))
def document(request: Request, key: Key, asked: Annotated[Part, Query()]) -> Any:
    """All that was read out of a document; with `text=true` also its text, in whose characters places count."""
    with site_of(request).store.reading() as connection:
        told = plain(record(connection, key))
    if not asked.text:
        del told["document"]["text"]
    return told


@router.post("/documents", response_model=Kept, responses=UNREADABLE | described(409) | {201: {"model": Kept}})
def add(request: Request, response: Response, given: Given, _: Annotated[Caller, Depends(require("reviewer"))]) -> Any:
    """Read a document and keep it: 201 where that is new, 200 where it had been read before and nothing changed."""
    site = site_of(request)
    kept = keep(site.store, given.document(site), site.config, site.read)
    response.status_code = 200 if kept.known else 201
    response.headers["Location"] = f"/api/v1/documents/{quote(kept.document)}"
    return shapes.kept(kept)
