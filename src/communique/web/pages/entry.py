"""An entry: each field with the words that gave it, its codes with their rules, sources, links and history.

And an event: one meeting, agreement or launch with all of its reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...coding.ontology import load as ontology
from ...errors import UnknownIdError
from ...ledger.correcting import FIELDS, value_of
from ...ledger.history import history
from ...ledger.lists import entry_of, links_of
from ...ledger.queries import resolve
from ...ledger.relation import event
from ...publish import names
from ...types import Entry, Party, Span
from ..rendering import page
from ..site import site_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its value, the run of the document that gave it (None where it follows from others), and how."""

    name: str
    value: str
    span: Span | None
    how: str = ""


@router.get("/entry/{key}")
def show(request: Request, key: str) -> Response:
    site = site_of(request)
    with site.store.reading() as connection:
        kind, whole = resolve(connection, key)
        if kind != "entry" or whole != key:
            return RedirectResponse(f"/{'entry' if kind == 'entry' else kind}/{whole}")
        found = entry_of(connection, key)
        links = links_of(connection, key)
        steps = history(connection, "entry", key)
        joined = event(connection, found.event) if found and found.event else None
    if found is None:
        return page(request, "entry_gone.html", 410, key=key, steps=steps)
    return page(
        request,
        "entry.html",
        held=found,
        fields=list(_fields(found.entry)),
        codes=list(_codes(found.entry)),
        links=[(row, _other(row, key), json.loads(row.reasons)) for row in links],
        steps=steps,
        joined=joined,
        correctable={name: value_of(found.entry, name) for name in _correctable(found.entry)},
    )


@router.get("/event/{key}")
def show_event(request: Request, key: str) -> Response:
    with site_of(request).store.reading() as connection:
        kind, whole = resolve(connection, key)
        if kind == "entry":
            return RedirectResponse(f"/entry/{whole}")
        if kind != "event":
            raise UnknownIdError(f"{key!r} is a {kind}, no event")
        return page(request, "event.html", one=event(connection, whole))


def _correctable(entry: Entry) -> list[str]:
    return list(dict.fromkeys((*FIELDS, *(detail.name for detail in entry.details))))


def _fields(entry: Entry) -> Iterator[Field]:
    spans = dict(entry.evidence)
    yield Field("time", entry.time, spans.get("time"))
    for name, found in (("actor", entry.actors), ("counterpart", entry.counterparts)):
        for party in found:
            yield _party(name, party)
    if entry.speaker:
        yield _party("speaker", entry.speaker, spans.get("speaker"))
    for detail in entry.details:
        yield Field(names.field_label(detail.name), detail.value, detail.span or spans.get(detail.name))


def _party(name: str, party: Party, span: Span | None = None) -> Field:
    told = [party.person, party.office, names.entity_label(party.entity) if party.entity.code else ""]
    value = ", ".join(part for part in told if part) or f"{names.wording(party)} (unresolved)"
    known = f"; {names.tenure_label(party.tenure)} ({party.tenure.source})" if party.tenure else ""
    return Field(name, value, party.mention or span, f"by {party.how}{known}" if party.how else "")


def _codes(entry: Entry) -> Iterator[tuple[str, str, str, str]]:
    """Ontology, code, its meaning, and the rule or model that gave it."""
    known, how, coding = ontology(), dict(entry.coding.how), entry.coding
    if entry.plover:
        type_ = known.types.get(entry.plover)
        yield "PLOVER type", entry.plover, type_.meaning if type_ else "", how.get("plover", how.get("type", ""))
    if coding.mode:
        yield "PLOVER mode", coding.mode, "", how.get("mode", "")
    for context in coding.contexts:
        yield "PLOVER context", context, known.contexts.get(context, ""), how.get("contexts", how.get("context", ""))
    if coding.quad:
        yield "Quad class", coding.quad, known.quads.get(coding.quad, ""), how.get("quad", "")
    if coding.cameo:
        yield "CAMEO", coding.cameo, known.event(coding.cameo).meaning, how.get("cameo", "")
    if coding.scale is not None:
        yield "Scale", f"{coding.scale:+g}", "from −10, conflict, to 10, cooperation", how.get("scale", "")


def _other(row: Any, key: str) -> dict[str, str]:
    """The far end of a link."""
    side = "b" if row.a == key else "a"
    return {
        "id": getattr(row, side),
        "quote": getattr(row, f"{side}_quote"),
        "date": getattr(row, f"{side}_date"),
        "document": getattr(row, f"{side}_document"),
    }
