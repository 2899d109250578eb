"""What a list's things are as flat rows: one row an entry, commitment, document, finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..answers import flat
from ..publish import names
from .table import Row, Shape

if TYPE_CHECKING:
    from ..joining.wording import Formulation
    from ..ledger.adding import Kept
    from ..ledger.searching import Hit
    from ..types import Record


def _document(row: Any) -> Row:
    """A document of the ledger's list; `pair` are its two principal parties."""
    return {
        "id": row.id,
        "published": row.published or "",
        "publisher": row.publisher,
        "title": row.title,
        "pair": row.pair,
        "entries": row.entries or 0,
    }


def _record(record: Record) -> Row:
    document = record.document
    return {
        "id": document.id,
        "published": document.published.isoformat() if document.published else "",
        "publisher": document.publisher,
        "title": names.title_of(record),
        "entries": len(record.entries),
    }


def _kept(one: Kept) -> Row:
    """What became of a document that was added."""
    told = "known already" if one.known else "kept" if one.first else f"read anew: {one.added} new, {one.gone} gone"
    return {"document": one.document, "became": told, "entries": one.entries, "links": one.links}


def _hit(one: Hit) -> Row:
    return {"id": one.id, "kind": one.kind, "date": one.date, "text": one.text, "document": one.document}


def _formulation(one: Formulation) -> Row:
    """A wording: who held it, from when to when, in how many documents' words."""
    return {"party": one.party, "first": one.first, "last": one.last, "uses": len(one.uses), "text": one.text}


_ENTRY: dict[str, type] = {
    **dict.fromkeys("id document published date kind time speaker actors counterparts quote".split(), str),
    "start": int, "end": int,
    **dict.fromkeys("plover mode contexts cameo".split(), str),
    "scale": float, "details": str, "confidence": float,
    **dict.fromkeys("title publisher url judged event".split(), str),
}  # fmt: skip
_LISTED: dict[str, type] = {"id": str, "published": str, "publisher": str, "title": str, "entries": int}
_BECAME = ("document", "became", "entries", "links")

ENTRY = Shape(_ENTRY, flat.entry, ("id", "date", "kind", "time", "actors", "counterparts", "quote", "document"))
COMMITMENT = Shape(
    {**dict.fromkeys(("state", "since", "due", "shown_by"), str), **_ENTRY},
    flat.commitment,
    ("id", "date", "actors", "counterparts", "quote", "due", "state", "shown_by"),
)
DOCUMENT = Shape({**_LISTED, "pair": str}, _document, tuple(_LISTED))
DOCUMENT_RECORD = Shape(_LISTED, _record, tuple(_LISTED))
KEPT = Shape(
    {"document": str, "became": str, "entries": int, "links": int}, _kept, ("document", "became", "entries", "links")
)
HIT = Shape(dict.fromkeys(("id", "kind", "date", "text", "document"), str), _hit, ("id", "kind", "date", "text"))
_WORDING: dict[str, type] = {"party": str, "first": str, "last": str, "uses": int, "text": str}
FORMULATION = Shape(_WORDING, _formulation, tuple(_WORDING))
