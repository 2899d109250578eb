"""Records → files: one module per output format, each with `write(records, out)`.

To add a format: copy `jsonl.py`, write its `write`, and name it in EXPORTERS; `tests/contract/test_publish.py` then
runs it through the cases that every format must pass. Modules are imported when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from ..types import Record


class Exporter(Protocol):
    """Writes all records to `out`, in their order; streams where the format allows it."""

    def write(self, records: Iterable[Record], out: TextIO) -> None: ...


EXPORTERS: dict[str, str] = {
    "terminal": "communique.publish.terminal",
    "json": "communique.publish.json",
    "jsonl": "communique.publish.jsonl",
    "html": "communique.publish.html",
}


def exporter(name: str) -> Exporter:
    """The exporter called `name`; KeyError where there is none."""
    return cast(Exporter, import_module(EXPORTERS[name]))
