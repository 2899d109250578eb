"""What a ledger holds, as JSON knows it: one function for each thing that is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..publish import jsonl

if TYPE_CHECKING:
    from ..ledger.adding import Kept
    from ..ledger.browse import Tie
    from ..ledger.commitments import Commitment
    from ..ledger.history import Step
    from ..ledger.queries import Held
    from ..ledger.relation import Event, Relation
    from ..ledger.searching import Hit

Plain = dict[str, Any]

_DOCUMENT = ("id", "published", "publisher", "title", "entries", "copy_of")
_JUDGEMENT = ("id", "verb", "target", "other", "field", "value", "machine", "author", "reason", "at")
_HIT = ("kind", "id", "document", "date", "text")


def held(one: Held) -> Plain:
    """An entry with where it stands."""
    return {
        "date": one.date,
        "title": one.title,
        "publisher": one.publisher,
        "url": one.url,
        "published": one.published,
        "judged": one.judged,
        "event": one.event,
        **jsonl.row(one.entry),
    }


def entry(key: str, found: Held | None, tied: Sequence[Any]) -> Plain:
    """An entry with its links; its id alone where it stood in an earlier reading and no longer does."""
    return {**(held(found) if found else {"id": key}), "links": [link(row) for row in tied]}


def event(found: Event) -> Plain:
    """A meeting, agreement or launch with all of its reports, and in what they differ."""
    return {
        "id": found.id,
        "kind": found.kind,
        "date": found.date,
        "differences": [{"field": f, "values": {v: list(ids) for v, ids in values}} for f, values in found.differences],
        "sources": found.sources,
        "copies": [{"document": document, "copy_of": original} for document, original in found.copies],
        "reports": [held(one) for one in found.reports],
    }


def commitment(one: Commitment) -> Plain:
    """A commitment: the entry with its state, and the entries that show each change."""
    steps = [{"state": state, "date": date, "shown_by": by} for state, date, by in one.changes]
    return {"state": one.state, "since": one.since, "due": one.due, "changes": steps, **held(one.held)}


def relation(found: Relation, pledged: Sequence[Commitment]) -> Plain:
    """Two parties at a glance, with their open commitments."""
    return {
        "pair": found.pair,
        "level": held(found.level) if found.level else None,
        "counts": found.counts,
        "documents": found.documents,
        "sources": [{"publisher": name, "documents": n} for name, n in found.sources],
        "last_meeting": event(found.meeting) if found.meeting else None,
        "open": found.open,
        "commitments": [commitment(one) for one in pledged],
        "agreements": [event(one) for one in found.agreements],
        "launches": [event(one) for one in found.launches],
        "positions": {party: [held(one) for one in own] for party, own in found.positions.items()},
    }


def document(row: Any) -> Plain:
    """A document in a list."""
    return {name: getattr(row, name) for name in _DOCUMENT}


def hit(found: Hit) -> Plain:
    """A quote or document that a search found."""
    return {name: getattr(found, name) for name in _HIT}


def link(row: Any) -> Plain:
    """A link with the quotes at its ends and its reasons."""
    told = dict(row._mapping)
    told["reasons"] = [
        {"feature": feature, "points": points, "shown": shown} for feature, points, shown in json.loads(row.reasons)
    ]
    return told


def step(one: Step) -> Plain:
    """One thing that happened to an entry, link or document."""
    return {"at": one.at, "what": one.what, "by": one.by, "told": one.told}


def judgement(row: Any) -> Plain:
    """A judgement; `machine` is what the machine had read."""
    return {name: getattr(row, name) for name in _JUDGEMENT}


def tie(one: Tie) -> Plain:
    """A relation in figures."""
    return {"pair": one.pair, "entries": one.count, "last": one.last, "scale": one.scale}


def kept(one: Kept) -> Plain:
    """What became of a document that was sent to be kept."""
    return asdict(one)
