"""Two readouts of one meeting side by side: what both tell, in which strength, and what one leaves out."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...answers import asking
from ...joining.align import Comparison, Sort, compare
from ...ledger.joined import told_twice
from ...publish import names
from ..rendering import page
from ..site import site_of

router = APIRouter()

# The sorts of rows in the order of a reader's interest: how they are called, and their class in the style sheet.
SORTS: dict[Sort, tuple[str, str]] = {
    "shift": ("shift", "Told differently"),
    "only a": ("only-a", "Only in A"),
    "only b": ("only-b", "Only in B"),
    "also told": ("also", "Told elsewhere"),
    "same": ("same", "Told alike"),
}


@router.get("/compare")
def show(request: Request, a: str = "", b: str = "") -> Response:
    site = site_of(request)
    found: Comparison | None = None
    with site.store.reading() as connection:
        if a.strip() and b.strip():
            two = asking.kept(connection, a.strip()), asking.kept(connection, b.strip())
            key = ("compare", two[0].document.id, two[1].document.id)
            found = site.remembered(connection, key, lambda: compare(*two))
        proposals = told_twice(connection) if found is None else []
    counts = Counter(row.sort for row in found.rows) if found else Counter()
    return page(
        request,
        "compare.html",
        a=a,
        b=b,
        found=found,
        sorts=[(sort, name, shown, counts[sort]) for sort, (name, shown) in SORTS.items() if counts[sort]],
        classes={sort: name for sort, (name, _) in SORTS.items()},
        titles=[(names.title_of(record), record.document) for record in (found.a, found.b)] if found else [],
        proposals=proposals,
    )
