"""Search over quotes and documents; a party or an id leads straight to its page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...answers import shapes
from ...errors import CommuniqueError
from ...ledger.queries import resolve
from ...ledger.searching import search
from .. import exports
from ..rendering import page, party_at
from ..site import site_of

router = APIRouter()
MOST, EXPORTED = 60, 10_000


@router.get("/search")
def show(request: Request, q: str = "") -> Response:
    site = site_of(request)
    asked = _asked(q)
    with site.store.reading() as connection:
        if len(asked) >= 8 and asked.isalnum() and not asked.isalpha():
            try:
                kind, key = resolve(connection, asked)
                return RedirectResponse(f"/{kind}/{key}" if kind in ("document", "entry", "event") else "/review")
            except CommuniqueError:
                pass
        hits = search(connection, asked, MOST + 1) if asked else []
    code = site.base.code(asked) if asked else ""
    return page(
        request, "search.html", asked=asked, hits=hits[:MOST], beyond=len(hits) > MOST, code=code, at=party_at(code)
    )


@router.get("/search/export.{format}")
def exported(request: Request, format: str, q: str = "") -> Response:
    """What is found, as a table."""
    with site_of(request).store.reading() as connection:
        hits = search(connection, _asked(q), EXPORTED)
    return exports.table(format, "search", map(shapes.hit, hits))


def _asked(q: str) -> str:
    return " ".join(q.replace("\0", " ").split())[:300]
