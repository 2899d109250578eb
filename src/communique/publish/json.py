"""The full record: every field of every core type, in the order in which `types.py` declares them.

One document gives one object, several give an array of them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, TextIO

from ..types import Record


def write(records: Iterable[Record], out: TextIO) -> None:
    """An object for a single record, an array for several (and an empty one for none); streams."""
    remaining = iter(records)
    first = next(remaining, None)
    if first is None:
        out.write("[]\n")
        return
    held = _dump(first)
    second = next(remaining, None)
    if second is None:
        out.write(held + "\n")
        return
    out.write(f"[\n{held},\n{_dump(second)}")
    for record in remaining:
        out.write(",\n" + _dump(record))
    out.write("\n]\n")


def _dump(record: Record) -> str:
    return json.dumps(plain(record), ensure_ascii=False, indent=2)


def plain(value: Any) -> Any:
    """A core type as JSON knows it: objects, arrays, ISO dates."""
    if is_dataclass(value):
        return {field.name: _field(field.name, getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _field(name: str, value: Any) -> Any:
    """`evidence` pairs a field's name with a span; a pair says less than an object does."""
    if name == "evidence":
        return [{"field": field, "span": plain(span)} for field, span in value]
    return plain(value)
