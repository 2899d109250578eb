"""Entries and commitments as flat rows, as spreadsheets and data frames take them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..publish import names

if TYPE_CHECKING:
    from ..ledger.commitments import Commitment
    from ..ledger.queries import Held
    from ..types import Detail

Row = dict[str, Any]

# The scale of the G20 Research Group: full compliance, work in progress or too early to say, none.
# https://www.g20.utoronto.ca/compliance/ (Compliance Coding Manual).
G20 = {"fulfilled": 1, "under way": 0, "repeated": 0, "pledged": 0, "lapsed": -1, "withdrawn": -1}
G20_COLUMNS = tuple("commitment date actors counterparts quote due state score shown_by source".split())


def entry(one: Held) -> Row:
    """An entry: several parties or contexts joined by "; ", details as JSON."""
    own, coding = one.entry, one.entry.coding
    return {
        "id": own.id,
        "document": one.document,
        "published": one.published,
        "date": one.date,
        "kind": own.kind,
        "time": own.time,
        "speaker": names.speaker(own.speaker),
        "actors": "; ".join(names.codes(own.actors)),
        "counterparts": "; ".join(names.codes(own.counterparts)),
        "quote": own.quote.quote,
        "start": own.quote.start,
        "end": own.quote.end,
        "plover": own.plover,
        "mode": coding.mode,
        "contexts": "; ".join(coding.contexts),
        "cameo": coding.cameo,
        "scale": coding.scale,
        "details": _details(own.details),
        "confidence": round(own.confidence, 4),
        "title": one.title,
        "publisher": one.publisher,
        "url": one.url,
        "judged": one.judged,
        "event": one.event,
    }


def commitment(one: Commitment) -> Row:
    """A commitment: its state and since when, its deadline, the entry that shows the state, and the entry itself."""
    return {"state": one.state, "since": one.since, "due": one.due, "shown_by": shown_by(one), **entry(one.held)}


def g20(one: Commitment) -> Row:
    """A commitment on the scale of the G20 Research Group."""
    held = one.held
    return {
        "commitment": held.entry.id,
        "date": held.date,
        "actors": " ".join(names.codes(held.entry.actors)),
        "counterparts": " ".join(names.codes(held.entry.counterparts)),
        "quote": held.entry.quote.quote,
        "due": one.due,
        "state": one.state,
        "score": G20[one.state],
        "shown_by": shown_by(one),
        "source": held.url or held.document,
    }


def shown_by(one: Commitment) -> str:
    """The entry that shows the state in which a commitment stands; "" where nothing but a deadline does."""
    return one.changes[-1][2] if len(one.changes) > 1 else ""


def _details(details: tuple[Detail, ...]) -> str:
    """`{"deed": "provide aid", "deadline": "2025"}`; a name with several values has a list of them."""
    found: dict[str, Any] = {}
    for detail in details:
        found.setdefault(detail.name, []).append(detail.value)
    return json.dumps({name: own[0] if len(own) == 1 else own for name, own in found.items()}, ensure_ascii=False)
