"""Entries as CSV (RFC 4180): one row an entry, with its codes, its words and where they stand."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from ..types import Record
from .table import COLUMNS, rows


def write(records: Iterable[Record], out: TextIO) -> None:
    """The header, then one row for each entry. Codes keep their zeros: read them as text."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows(records):
        writer.writerow(row)
