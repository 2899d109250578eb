"""The home page: how much the ledger holds, its busiest relations, its newest documents."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...ledger.browse import size, ties
from ...ledger.queries import document_list
from ..rendering import page
from ..site import site_of

router = APIRouter()
RELATIONS, DOCUMENTS = 24, 12


@router.get("/")
def show(request: Request) -> Response:
    site = site_of(request)
    with site.store.reading() as connection:
        values = site.remembered(
            connection,
            "home",
            lambda: {
                "size": size(connection),
                "ties": ties(connection, most=RELATIONS),
                "documents": document_list(connection, DOCUMENTS)[0],
            },
        )
    return page(request, "home.html", name=site.store.name, **values)
