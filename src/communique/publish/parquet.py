"""Entries as Parquet: the columns of the CSV with their types. Needs pyarrow, which `communique[parquet]` installs.

Importing this module without it is a MissingPackageError, so that it is told before anything is read or written.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

from ..errors import MissingPackageError
from ..types import Record
from .table import COLUMNS, rows

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError:
    remedy = "run: pip install 'communique[parquet]'"
    raise MissingPackageError(f"Parquet needs pyarrow, which is not installed; {remedy}") from None

ROWS = 5_000  # in one row group
TYPES: dict[type, Any] = {str: pa.string(), int: pa.int64(), float: pa.float64()}


def write(records: Iterable[Record], out: BinaryIO) -> None:
    """All entries, in row groups."""
    schema = pa.schema([(name, TYPES[type_]) for name, type_ in COLUMNS.items()])
    with parquet.ParquetWriter(out, schema) as writer:
        remaining = rows(records)
        while group := list(islice(remaining, ROWS)):
            writer.write_table(pa.Table.from_pylist(group, schema))
