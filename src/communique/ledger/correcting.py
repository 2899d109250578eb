"""A person's corrections of an entry's fields: what may be corrected, to what, and the entry as it then stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Connection, Row, select

from ..actors.base import load
from ..errors import JudgementError
from ..types import KINDS, TIMES, Detail, Entity, Entry, Kind, Party, Time
from .schema import judgements

_PARTIES = ("actors", "counterparts")
# Details that may be set where the reading has none; others may be changed where they stand.
DETAILS = ("date", "deadline", "level", "field", "place", "form", "count")
FIELDS = ("kind", "time", "plover", *_PARTIES, *DETAILS)
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")


def active(connection: Connection, target: str, verbs: Sequence[str]) -> list[Row[Any]]:
    """The judgements on a target that nobody has withdrawn, oldest first."""
    held = select(judgements).where(judgements.c.target == target, judgements.c.verb.in_(verbs))
    rows = list(connection.execute(held.order_by(judgements.c.number)))
    taken_back = select(judgements.c.target).where(
        judgements.c.verb == "withdraw", judgements.c.target.in_([row.id for row in rows])
    )
    gone = set(connection.execute(taken_back).scalars()) if rows else set()
    return [row for row in rows if row.id not in gone]


def corrected(connection: Connection, entry: Entry) -> Entry:
    """An entry with all corrections that stand, the last of each field."""
    for row in active(connection, entry.id, ("correct",)):
        entry = apply(entry, row.field, row.value)
    return entry


def value_of(entry: Entry, field: str) -> str:
    """A field as a correction writes it."""
    if field in _PARTIES:
        return ",".join(dict.fromkeys(p.entity.code or p.entity.name for p in getattr(entry, field)))
    if field in ("kind", "time", "plover"):
        return str(getattr(entry, field))
    return " | ".join(d.value for d in entry.details if d.name == field)


def apply(entry: Entry, field: str, value: str) -> Entry:
    """The entry with one field set; JudgementError where the field or value is none that there is."""
    if field == "kind":
        return replace(entry, kind=cast(Kind, _one_of(value, KINDS, field)))
    if field == "time":
        return replace(entry, time=cast(Time, _one_of(value, TIMES, field)))
    if field == "plover":
        from ..coding.ontology import load as ontology

        return replace(entry, plover=_one_of(value.upper(), ("", *ontology().types), field))
    if field in _PARTIES:
        return _with_parties(entry, field, value)
    known = {d.name for d in entry.details}
    if field not in DETAILS and field not in known:
        told = ", ".join(dict.fromkeys((*FIELDS, *sorted(known))))
        raise JudgementError(f"a {entry.kind} has no field {field!r}; correct one of {told}")
    if field in ("date", "deadline") and value and not _ISO.fullmatch(value):
        raise JudgementError(f"{value!r} is no date; write 2024, 2024-08, 2024-08-22 or 2024/2025")
    others = tuple(d for d in entry.details if d.name != field)
    return replace(entry, details=(*others, Detail(field, value)) if value else others)


def _with_parties(entry: Entry, field: str, value: str) -> Entry:
    held = {p.entity.code: p for p in (*entry.actors, *entry.counterparts) if p.entity.code}
    codes = [code.strip() for code in value.split(",") if code.strip()]
    parties = tuple(held.get(code) or Party(_entity(code), how="judgement") for code in codes)
    return replace(entry, actors=parties) if field == "actors" else replace(entry, counterparts=parties)


def _entity(code: str) -> Entity:
    found = load().entities.get(code.upper())
    if found is None:
        raise JudgementError(f"{code!r} is no code that is known; give ISO alpha-3 codes or acronyms: CHN,BLR or EU")
    return found


def _one_of(value: str, known: Iterable[str], field: str) -> str:
    if value not in known:
        raise JudgementError(f"{value!r} is no {field}; give one of {', '.join(k for k in known if k)}")
    return value
