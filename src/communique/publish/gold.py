"""Entries as the scorer's gold: `entries.jsonl` of a folder that `communique evaluate readouts` measures against.

Only what is scored is written. `gold_texts` writes the folder's `texts.jsonl` from the same records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from ..types import Record
from . import jsonl

FIELDS = ("doc", "kind", "quote", "start", "end", "speaker", "actors", "counterparts", "time", "plover")


def write(records: Iterable[Record], out: TextIO) -> None:
    """One line for each entry, in the order of the text. Parties without a code are left out: none is scored."""
    for record in records:
        for entry in record.entries:
            row = jsonl.row(entry)
            out.write(json.dumps({field: row[field] for field in FIELDS}, ensure_ascii=False) + "\n")
