"""Lists: entries of a relation, party, kind or period; documents. Each goes on page by page, and as CSV or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ...answers import flat, shapes
from ...answers.parties import code_of
from ...answers.parties import pair_of as codes_of
from ...errors import QuestionError
from ...joining.traits import pair as pair_of
from ...ledger.browse import document_page
from ...ledger.lists import Place, Wanted, entry_page
from ...ledger.queries import Held
from ...types import KINDS
from .. import exports
from ..rendering import page, query
from ..site import Site, site_of
from .network import date_asked

router = APIRouter()
SHOWN = 50
_QUARTER_MONTHS = {"Q1": ("01", "03"), "Q2": ("04", "06"), "Q3": ("07", "09"), "Q4": ("10", "12")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: its words, to be asked again, and what they mean."""

    given: dict[str, str]
    wanted: Wanted


def asked(
    request: Request,
    between: str = "",
    party: str = "",
    kind: str = "",
    quarter: str = "",
    since: str = "",
    until: str = "",
) -> Asked:
    """The filters of a list of entries; QuestionError where one makes no sense."""
    given = {"between": between, "party": party, "kind": kind, "quarter": quarter, "since": since, "until": until}
    return Asked(given, _wanted(site_of(request), **given))


@router.get("/entries")
def entries(request: Request, what: Annotated[Asked, Depends(asked)], after: str = "") -> Response:
    with site_of(request).store.reading() as connection:
        found = entry_page(connection, what.wanted, SHOWN + 1, _place(after))
    return page(
        request,
        "entry_lines.html" if request.headers.get("HX-Request") and after else "entries.html",
        found=found[:SHOWN],
        more=query(**what.given, after=_told(found[SHOWN - 1])) if len(found) > SHOWN else "",
        given=what.given,
        wanted=what.wanted,
        again=query(**what.given),
    )


@router.get("/entries/export.{format}")
def exported(request: Request, format: str, what: Annotated[Asked, Depends(asked)]) -> Response:
    shape = flat.entry if format == "csv" else shapes.held
    return exports.table(format, "entries", (shape(held) for held in every(site_of(request), what.wanted)))


@router.get("/documents")
def documents(request: Request, before: str = "") -> Response:
    with site_of(request).store.reading() as connection:
        found = document_page(connection, SHOWN + 1, before)
    more = query(before=f"{found[SHOWN - 1].published or ''}_{found[SHOWN - 1].number}") if len(found) > SHOWN else ""
    return page(request, "documents.html", found=found[:SHOWN], more=more)


@router.get("/documents/export.{format}")
def documents_exported(request: Request, format: str) -> Response:
    site = site_of(request)

    def rows() -> Iterator[dict[str, Any]]:
        with site.store.reading() as connection:
            before, found = "", document_page(connection, 500)
            while found:
                yield from (shapes.document(row) for row in found)
                before = f"{found[-1].published or ''}_{found[-1].number}"
                found = document_page(connection, 500, before)

    return exports.table(format, "documents", rows())


def _wanted(site: Site, between: str, party: str, kind: str, quarter: str, since: str, until: str) -> Wanted:
    if kind and kind not in KINDS:
        raise QuestionError(f"{kind!r} is no kind of entry; give one of {', '.join(KINDS)}")
    since, until = date_asked(since), date_asked(until)
    if quarter:
        year, _, name = quarter.partition("-")
        if not year.isdecimal() or len(year) != 4 or name not in _QUARTER_MONTHS:
            raise QuestionError(f"{quarter!r} is no quarter; write 2024-Q3")
        since, until = (f"{year}-{month}" for month in _QUARTER_MONTHS[name])
    pair = pair_of(*codes_of(site.base, between)) if between else ""
    code = code_of(site.base, party) if party else ""
    return Wanted(pair, (kind,) if kind else (), since, until, party=code)


def every(site: Site, wanted: Wanted) -> Iterator[Held]:
    with site.store.reading() as connection:
        found = entry_page(connection, wanted, 500)
        while found:
            yield from found
            found = entry_page(connection, wanted, 500, (found[-1].date, found[-1].number))


def _told(held: Held) -> str:
    return f"{held.date}_{held.number}"


def _place(told: str) -> Place | None:
    date, _, number = told.rpartition("_")
    return (date_asked(date), int(number)) if number.isdecimal() and len(number) < 19 else None
