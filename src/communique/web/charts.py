"""What the ledger counts → what the charts of a page draw (JSON in the page, read by `static/vendor/charts.js`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..actors.capitals import Place
from ..joining.traits import parted
from ..joining.wording import Rung
from ..ledger.browse import Tie
from ..ledger.timeline import LANES, Bucket, Mark, Quarter
from ..publish import names
from ..types import Entity
from .rendering import pair_at, party_at

_SHORT = 140


def timeline_chart(pair: str, marks: list[Mark] | None, buckets: list[Bucket]) -> dict[str, Any]:
    """Lanes of marks, or of counts that lead to the same page for their period alone."""
    items = [
        {
            "id": mark.key,
            "kind": mark.kind,
            "date": mark.date,
            "label": names.shortened(mark.quote, _SHORT),
            "state": mark.state,
            "n": mark.reports,
            "href": f"/event/{mark.key}" if mark.reports > 1 else f"/entry/{mark.entry}",
        }
        for mark in marks or ()
    ]
    days = sorted({*(mark.date for mark in marks or ()), *(bucket.period for bucket in buckets)})
    return {
        "from": first_day(days[0]).isoformat() if days else "",
        "to": last_day(days[-1]).isoformat() if days else "",
        "today": dt.date.today().isoformat(),
        "lanes": [{"kind": kind, "label": names.PLURALS[kind]} for kind in LANES],  # type: ignore[index]
        "items": items,
        "buckets": [
            {
                "kind": bucket.kind,
                "start": bucket.period,
                "end": bucket.period,
                "count": bucket.count,
                "href": f"{pair_at(pair)}?since={bucket.period}&until={bucket.period}#timeline",
            }
            for bucket in buckets
        ],
    }


def first_day(period: str) -> dt.date:
    """The first day of a year, month, week ("2024-W34") or day, or of two of them ("2024/2026")."""
    year, _, rest = period.partition("/")[0].partition("-")
    if rest.startswith("W"):
        return dt.date.fromisocalendar(int(year), int(rest[1:]), 1)
    month, _, day = rest.partition("-")
    return dt.date(int(year), int(month or 1), int(day or 1))


def last_day(period: str) -> dt.date:
    """The last day of a year, month, week or day, or of the later of two."""
    period = period.rpartition("/")[2]
    first = first_day(period)
    if "W" in period:
        return first + dt.timedelta(days=6)
    if len(period) == 4:
        return dt.date(first.year, 12, 31)
    if len(period) == 7:
        return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1) - dt.timedelta(days=1)
    return first


def quarters(pair: str, found: Sequence[Quarter]) -> dict[str, Any]:
    """Cooperation above, conflict below; verbal and material apart. Quarters without entries are told too."""
    known = {one.quarter: one for one in found}
    return {"quarters": [_quarter(pair, known.get(name) or Quarter(name, {}, None)) for name in _every(found)]}


def _quarter(pair: str, one: Quarter) -> dict[str, Any]:
    vc, mc, vk, mk = (one.quads.get(quad, 0) for quad in "1234")
    return {
        "quarter": one.quarter,
        "vc": vc,
        "mc": mc,
        "vk": vk,
        "mk": mk,
        "cooperation": vc + mc,
        "conflict": vk + mk,
        "count": vc + mc + vk + mk,
        "mean": _rounded(one.mean),
        "href": f"/entries?between={pair}&quarter={one.quarter}",
    }


def _every(found: Sequence[Quarter]) -> list[str]:
    """The quarters from the first to the last, the last twenty years of them."""
    numbers = [int(one.quarter[:4]) * 4 + int(one.quarter[-1]) - 1 for one in found]
    return (
        [f"{n // 4}-Q{n % 4 + 1}" for n in range(max(numbers[0], numbers[-1] - 79), numbers[-1] + 1)] if numbers else []
    )


def ladder(rungs: Sequence[Rung], rank: Callable[[str], int]) -> dict[str, Any]:
    """The levels as steps, the higher the closer."""
    return {
        "steps": [
            {"date": rung.first, "level": rung.level, "rank": rank(rung.level), "href": f"/entry/{rung.uses[0].entry}"}
            for rung in rungs
            if rung.first
        ]
    }


def network(found: Iterable[Tie], known: Mapping[str, Entity], period: str) -> dict[str, Any]:
    """Parties as nodes, relations as edges; a node counts the entries of its edges."""
    counts: dict[str, int] = {}
    edges = []
    for tie in found:
        a, b = parted(tie.pair, known)
        scale = _rounded(tie.scale)
        edges.append({"a": a, "b": b, "count": tie.count, "scale": scale, "href": pair_at(tie.pair) + period})
        counts |= {code: counts.get(code, 0) + tie.count for code in (a, b)}
    nodes = [
        {
            "id": code,
            "label": known[code].name if code in known else code,
            "kind": known[code].kind if code in known else "",
            "count": n,
            "href": party_at(code),
        }
        for code, n in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    ]
    return {"nodes": nodes, "edges": edges}


def arcs(found: Iterable[Tie], name: Callable[[str], str], places: Mapping[str, Place], period: str) -> dict[str, Any]:
    """Relations between states as arcs from capital to capital; those with no capital on the map are left out."""
    ends = [(tie, *parted(tie.pair, places)) for tie in found]
    drawn = [(tie, places[a], places[b]) for tie, a, b in ends if a in places and b in places]
    counts: dict[str, int] = {}
    for tie, a, b in drawn:
        counts[a.code] = counts.get(a.code, 0) + tie.count
        counts[b.code] = counts.get(b.code, 0) + tie.count
    return {
        "world": "/static/vendor/world.json",
        "arcs": [
            {
                "a": a.code,
                "b": b.code,
                "from": [a.longitude, a.latitude],
                "to": [b.longitude, b.latitude],
                "count": tie.count,
                "scale": _rounded(tie.scale),
                "href": pair_at(tie.pair) + period,
                "label": f"{name(a.code)} – {name(b.code)}",
            }
            for tie, a, b in drawn
        ],
        "parties": [
            {
                "code": code,
                "label": name(code),
                "at": [places[code].longitude, places[code].latitude],
                "count": n,
                "href": party_at(code),
            }
            for code, n in sorted(counts.items(), key=lambda row: -row[1])
        ],
    }


def _rounded(scale: float | None) -> float | None:
    return None if scale is None else round(scale, 2)
