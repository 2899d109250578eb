"""Records → files: one module per output format, each with `write(records, out)`.

To add a format: copy `jsonl.py`, write its `write`, and name it in EXPORTERS; `tests/contract/test_publish.py` then
runs it through the cases that every format must pass. Modules are imported when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Protocol, TextIO, cast

if TYPE_CHECKING:
    from ..types import Record


class Exporter(Protocol):
    """Writes all records to `out`, in their order; streams where the format allows it."""

    def write(self, records: Iterable[Record], out: TextIO) -> None: ...


class BinaryExporter(Protocol):
    """The same for a format of bytes."""

    def write(self, records: Iterable[Record], out: BinaryIO) -> None: ...


EXPORTERS: dict[str, str] = {
    "terminal": "communique.publish.terminal",
    "json": "communique.publish.json",
    "jsonl": "communique.publish.jsonl",
    "html": "communique.publish.html",
    "plover": "communique.publish.plover",
    "polecat": "communique.publish.polecat",
    "icews": "communique.publish.icews",
    "phoenix": "communique.publish.phoenix",
    "csv": "communique.publish.csv",
    "ftm": "communique.publish.ftm",
    "gexf": "communique.publish.gexf",
    "annotations": "communique.publish.annotations",
    "labelstudio": "communique.publish.labelstudio",
    "gold": "communique.publish.gold",
    "gold-texts": "communique.publish.gold_texts",
}
# Formats of bytes; they are written to a file.
BINARY_EXPORTERS: dict[str, str] = {"parquet": "communique.publish.parquet"}


def exporter(name: str) -> Exporter:
    """The exporter called `name`; KeyError where there is none."""
    return cast(Exporter, import_module(EXPORTERS[name]))


def binary_exporter(name: str) -> BinaryExporter:
    """The exporter of bytes called `name`; KeyError where there is none."""
    return cast(BinaryExporter, import_module(BINARY_EXPORTERS[name]))
