"""The board of commitments: open, under way, fulfilled, lapsed; by pair, field, deadline and day."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...answers import flat, shapes
from ...answers.asking import day
from ...answers.parties import pair_of, two_of
from ...ledger.commitments import OPEN, STATES, commitment_list
from .. import exports
from ..rendering import page, query
from ..site import Site, site_of

router = APIRouter()

# The board's columns, and the states that stand in each.
COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Open", ("pledged", "repeated")),
    ("Under way", ("under way",)),
    ("Fulfilled", ("fulfilled",)),
    ("Lapsed or withdrawn", ("lapsed", "withdrawn")),
)
SHOWN = 40
# More than any relation has; a whole ledger's are `communique export`'s.
EXPORTED = 20_000


@router.get("/commitments")
def show(
    request: Request, between: str = "", field: str = "", due: str = "", on: str = "", open: str = "", most: int = SHOWN
) -> Response:
    site = site_of(request)
    two = pair_asked(site, between)
    columns = COLUMNS[:2] if open else COLUMNS
    shown = max(1, min(most, 1000))
    wanted = " ".join(field.split()), due.strip(), day(on)
    with site.store.reading() as connection:
        key = ("board", two, *wanted, len(columns), shown)
        board = site.remembered(
            connection,
            key,
            lambda: [(name, commitment_list(connection, two, states, *wanted, shown + 1)) for name, states in columns],
        )
    given = {"between": "-".join(sorted(two)) if two else "", "field": field, "due": due, "on": on, "open": open}
    return page(
        request,
        "commitments.html",
        board=board,
        shown=shown,
        given=given,
        again=query(**given),
        two=two,
        open=bool(open),
    )


@router.get("/commitments/export.{format}")
def exported(
    request: Request, format: str, between: str = "", field: str = "", due: str = "", on: str = "", open: str = ""
) -> Response:
    site = site_of(request)
    two, states = pair_asked(site, between), OPEN if open else STATES
    with site.store.reading() as connection:
        found = commitment_list(connection, two, states, " ".join(field.split()), due.strip(), day(on), EXPORTED)
    if format == "g20.csv":
        return exports.table("csv", "commitments-g20", map(flat.g20, found))
    return exports.table(format, "commitments", map(flat.commitment if format == "csv" else shapes.commitment, found))


def pair_asked(site: Site, between: str) -> tuple[str, str] | None:
    """The two parties of "BLR-CHN", "China, Belarus" or "China and Belarus"; None where none are given."""
    told = between.strip()
    if not told:
        return None
    for mark in (",", " and ", " – ", "/"):
        a, found, b = told.partition(mark)
        if found and a.strip() and b.strip():
            return two_of(site.base, a.strip(), b.strip())
    return pair_of(site.base, told)
