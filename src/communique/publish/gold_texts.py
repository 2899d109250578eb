"""Documents as the scorer's texts: `texts.jsonl`, in whose characters the offsets of `gold` count."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from ..types import Record


def write(records: Iterable[Record], out: TextIO) -> None:
    """One line for each document."""
    for record in records:
        document = record.document
        row = {
            "doc": document.id,
            "title": document.title,
            "date": document.published.isoformat() if document.published else "",
            "url": document.url,
            "publisher": document.publisher,
            "text": document.text,
        }
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
