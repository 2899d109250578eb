"""Core types ↔ what JSON knows: objects, arrays, ISO dates; every field of every type, in the order of `types.py`.

`lean_json` leaves out what is empty, as the ledger keeps it; reading back fills it in again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, cast

from .types import (
    Codes,
    Coding,
    Detail,
    Document,
    Entity,
    Entry,
    Kind,
    Option,
    Participant,
    Party,
    Resolution,
    Skip,
    Span,
    Tenure,
    Time,
)

Plain = dict[str, Any]

# What a document's entries name again and again.
_RECURRING = frozenset((Codes, Entity, Party, Tenure))
_quoted = json.encoder.encode_basestring


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A pair of `evidence` as an object, see `_field`."""

    field: str
    span: Span


def plain(value: Any) -> Any:
    """A core type as JSON knows it."""
    if is_dataclass(value):
        return {field.name: _field(field.name, getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def lean_json(value: Any, without: Container[str] = ()) -> str:
    """The same as JSON text without spaces, without fields that are empty, and of the value itself without some.

    Always the same text for the same value. It is written in one go, and what recurs only once.
    """
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if kind is tuple:
        return f"[{','.join(map(lean_json, value))}]"
    if kind in _RECURRING and not without:
        return _recurring(value)
    return _lean_object(value, without) if is_dataclass(value) else json.dumps(plain(value))


def _lean_object(value: Any, without: Container[str] = ()) -> str:
    kind: Any = type(value)  # to mypy, a type[Any] is not hashable
    fetch, labels = _fetching(kind)
    held = []
    for (name, label), item in zip(labels, fetch(value), strict=True):
        # a scale of 0 says something
        if name in without or (not item and (name != "scale" or item is None)):
            continue
        if type(item) is str:
            held.append(label + _quoted(item))
        elif type(item) is int:
            held.append(f"{label}{item}")
        elif name == "evidence":
            held.append(label + lean_json(tuple(_Evidence(*pair) for pair in item)))
        elif (written := lean_json(item)) != "{}":
            held.append(label + written)
    return f"{{{','.join(held)}}}"


@lru_cache(maxsize=4096)
def _recurring(value: Hashable) -> str:
    return _lean_object(value)


@lru_cache(maxsize=64)
def _fetching(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, str], ...]]:
    """What gives all of a type's values at once, and their names, each with what stands before its value."""
    names = [field.name for field in fields(kind)]
    return attrgetter(*names), tuple((name, f'"{name}":') for name in names)


def _field(name: str, value: Any) -> Any:
    """`evidence` pairs a field's name with a span; a pair says less than an object does."""
    if name == "evidence":
        return [{"field": field, "span": plain(span)} for field, span in value]
    return plain(value)


def document(held: Mapping[str, Any]) -> Document:
    """The document that `plain` or `lean_json` gave."""
    given = dict(held)
    published = given.pop("published", None)
    furniture = tuple(map(_span, given.pop("furniture", ())))
    return Document(**given, published=dt.date.fromisoformat(published) if published else None, furniture=furniture)


def entry(held: Mapping[str, Any]) -> Entry:
    """The entry that `plain` or `lean_json` gave."""
    return Entry(
        id=held["id"],
        document=held["document"],
        kind=cast(Kind, held["kind"]),
        quote=_span(held["quote"]),
        speaker=_party(held["speaker"]) if held.get("speaker") else None,
        actors=tuple(map(_party, held.get("actors", ()))),
        counterparts=tuple(map(_party, held.get("counterparts", ()))),
        time=cast(Time, held["time"]),
        plover=held.get("plover", ""),
        details=tuple(
            Detail(d["name"], d.get("value", ""), _span(d["span"]) if d.get("span") else None)
            for d in held.get("details", ())
        ),
        evidence=tuple((e["field"], _span(e["span"])) for e in held.get("evidence", ())),
        confidence=held.get("confidence", 0.0),
        run=held.get("run", ""),
        coding=_coding(held.get("coding", {})),
        sentence=held.get("sentence", 0),
    )


def _span(held: Mapping[str, Any]) -> Span:
    return Span(held.get("start", 0), held["end"], held["quote"])


def _coding(held: Mapping[str, Any]) -> Coding:
    return Coding(
        cameo=held.get("cameo", ""),
        scale=held.get("scale"),
        quad=held.get("quad", ""),
        mode=held.get("mode", ""),
        contexts=tuple(held.get("contexts", ())),
        how=_pairs(held.get("how", ())),
    )


def _pairs(held: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in held)


def entity(held: Mapping[str, Any]) -> Entity:
    """The entity that `plain` or `lean_json` gave."""
    return Entity(held["kind"], held.get("name", ""), held.get("code", ""), Codes(**held.get("codes", {})))


def _party(held: Mapping[str, Any]) -> Party:
    given = dict(held)
    mention, tenure = given.pop("mention", None), given.pop("tenure", None)
    return Party(
        entity(given.pop("entity")),
        _span(mention) if mention else None,
        **given,
        tenure=Tenure(**tenure) if tenure else None,
    )


def skip(held: Mapping[str, Any]) -> Skip:
    """What was left out, as `lean_json` gave it."""
    return Skip(held["document"], _span(held["span"]), held["reason"])


def participant(held: Mapping[str, Any]) -> Participant:
    """A participant, as `lean_json` gave it."""
    return Participant(held["name"], held.get("office", ""), entity(held["entity"]), _span(held["mention"]))


def resolution(held: Mapping[str, Any]) -> Resolution:
    """What a name was taken for, as `lean_json` gave it."""
    given = dict(held)
    tenure, options = given.pop("tenure", None), given.pop("options", ())
    return Resolution(
        _span(given.pop("mention")),
        entity(given.pop("entity")),
        **given,
        tenure=Tenure(**tenure) if tenure else None,
        options=tuple(
            Option(o["person"], Tenure(**o["tenure"]), o.get("score", 0.0), o.get("reasons", "")) for o in options
        ),
    )
