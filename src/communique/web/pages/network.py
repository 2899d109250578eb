"""Who stands with whom: parties and their entries in a period, as a network and on a map."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...actors.capitals import capitals
from ...errors import QuestionError
from ...joining.traits import parted
from ...ledger.browse import Tie, ties
from ...publish import gexf_ties
from .. import exports
from ..charts import arcs, network
from ..rendering import page, query
from ..site import site_of

router = APIRouter()
# More would be a hairball; the page says that there are others.
TIES = 90
EXPORTED = 100_000
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@router.get("/network")
def show_network(request: Request, since: str = "", until: str = "") -> Response:
    found, values = _asked(request, since, until)
    return page(request, "network.html", data=network(found, site_of(request).base.entities, values["again"]), **values)


@router.get("/map")
def show_map(request: Request, since: str = "", until: str = "") -> Response:
    found, values = _asked(request, since, until)
    data = arcs(found, site_of(request).name, capitals(), values["again"])
    return page(request, "map.html", data=data, absent=len(found) - len(data["arcs"]), **values)


@router.get("/network/export.{format}")
def exported(request: Request, format: str, since: str = "", until: str = "") -> Response:
    """All relations of a period: as a table, or as a network whose edges are relations."""
    site = site_of(request)
    period = date_asked(since), date_asked(until)
    with site.store.reading() as connection:
        found = ties(connection, *period, most=EXPORTED)
    if format == "gexf":
        rows = ((*parted(tie.pair, site.base.entities), tie.count, tie.scale) for tie in found)
        return exports.download("gexf", "network", gexf_ties.write(rows, site.name))
    return exports.table(format, "network", (asdict(tie) for tie in found))


def _asked(request: Request, since: str, until: str) -> tuple[list[Tie], dict[str, Any]]:
    site = site_of(request)
    period = date_asked(since), date_asked(until)
    with site.store.reading() as connection:
        found: list[Tie] = site.remembered(
            connection, ("ties", *period), lambda: ties(connection, *period, most=TIES + 1)
        )
    values = {"since": since, "until": until, "again": query(since=since, until=until), "ties": found[:TIES]}
    return found[:TIES], {**values, "beyond": len(found) > TIES}


def date_asked(told: str) -> str:
    """A year, month or day, or ""; QuestionError for anything else."""
    date = told.strip()
    if date and not _DATE.fullmatch(date):
        raise QuestionError(f"{told[:40]!r} is no date; write 2024, 2024-08 or 2024-08-22")
    return date
