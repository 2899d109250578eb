"""The full record: every field of every core type, in the order in which `types.py` declares them.

One document gives one object, several give an array of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from ..plain import plain
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
