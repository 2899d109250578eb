"""The queue of what should be looked at, ordered by doubt; judged with keys."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...ledger.correcting import FIELDS
from ...ledger.doubts import doubtful_entries, proposed, proposed_links
from ..rendering import page
from ..site import site_of

router = APIRouter()
SHOWN = 30


@router.get("/review")
def show(request: Request, what: str = "") -> Response:
    """Proposed links while there are any, then entries; `what` is "links" or "entries"."""
    with site_of(request).store.reading() as connection:
        waiting = proposed(connection)
        chosen = what if what in ("links", "entries") else "links" if waiting else "entries"
        links = proposed_links(connection, SHOWN) if chosen == "links" else []
        entries = doubtful_entries(connection, SHOWN) if chosen == "entries" else []
    return page(
        request,
        "review.html",
        chosen=chosen,
        waiting=waiting,
        links=[(row, json.loads(row.reasons)) for row in links],
        entries=entries,
        fields=FIELDS,
    )
