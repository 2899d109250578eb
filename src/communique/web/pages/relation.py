"""A relation at a glance: level, timeline, cooperation and conflict, what is open, signed, founded and held."""

from __future__ import annotations

import io
import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...answers import asking, flat, shapes
from ...answers.exporting import write_text
from ...answers.parties import two_of
from ...coding.ontology import load as ontology
from ...errors import QuestionError
from ...joining.traits import pair as pair_of
from ...joining.traits import parted
from ...joining.wording import rank
from ...ledger import timeline
from ...ledger.commitments import OPEN, commitment_list
from ...ledger.lists import Wanted
from ...ledger.relation import event_list, relation
from .. import exports
from ..charts import ladder, quarters, timeline_chart
from ..rendering import page, pair_at
from ..site import Site, site_of
from .lists import every

router = APIRouter()
# A list on the page has eight rows, and the ninth tells that there are more.
SHOWN = 9
# The newest entries of a kind that are looked through for levels.
LEVELS = 150


@router.get("/relation/{a}/{b}")
def show(request: Request, a: str, b: str, since: str = "", until: str = "") -> Response:
    site = site_of(request)
    pair = pair_of(*_two(site, a, b))
    if f"{a}-{b}" != pair:
        return RedirectResponse(pair_at(pair))
    with site.store.reading() as connection:
        key = ("relation", pair, since, until)
        values = site.remembered(connection, key, lambda: _values(site, connection, pair, since, until))
    return page(request, "relation.html", 200 if values["found"].counts else 404, **values)


@router.get("/relation/{a}/{b}/export.{format}")
def exported(request: Request, a: str, b: str, format: str) -> Response:
    """The relation's entries as a table, at a glance as JSON, or as a network."""
    site = site_of(request)
    two = _two(site, a, b)
    pair = pair_of(*two)
    if format == "csv":
        return exports.table("csv", pair, map(flat.entry, every(site, Wanted(pair))))
    with site.store.reading() as connection:
        if format == "json":
            told = shapes.relation(*asking.relation(connection, two))
            return exports.download("json", pair, [json.dumps(told, ensure_ascii=False, indent=1) + "\n"])
        if format == "gexf":
            out = io.StringIO()
            write_text(connection, "gexf", out, pair)
            return exports.download("gexf", pair, [out.getvalue()])
    raise QuestionError(f"a relation has no format {format!r}; give csv, json or gexf")


def _two(site: Site, a: str, b: str) -> tuple[str, str]:
    """The codes that an address names, wherever it parts them: /relation/AL/QAEDA-USA."""
    both = parted(f"{a}-{b}", site.base.entities)
    return both if all(code in site.base.entities for code in both) else two_of(site.base, a, b)


def _values(site: Site, connection: Any, pair: str, since: str, until: str) -> dict[str, Any]:
    a, b = parted(pair, site.base.entities)
    found = relation(connection, a, b, SHOWN)
    marks = timeline.marks(connection, pair, since, until)
    counted = timeline.buckets(connection, pair, since, until) if marks is None else []
    levels = asking.rungs(connection, (a, b), LEVELS)
    quads = {name: type_.quad for name, type_ in ontology().types.items()}
    return {
        "a": a,
        "b": b,
        "found": found,
        "since": since,
        "until": until,
        "open": commitment_list(connection, (a, b), OPEN, most=SHOWN),
        "meetings": event_list(connection, pair, "meeting", SHOWN),
        "timeline": timeline_chart(pair, marks, counted),
        "quarters": quarters(pair, timeline.quarters(connection, pair, quads)),
        "ladder": ladder(levels, rank),
        "levels": levels,
        "years": sorted({year for by_year in found.counts.values() for year in by_year}, reverse=True),
    }
