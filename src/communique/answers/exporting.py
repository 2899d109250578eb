"""A ledger, or one relation of it, in others' formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ..errors import QuestionError
from ..ledger.queries import records
from ..publish import BINARY_EXPORTERS, EXPORTERS, binary_exporter, exporter

if TYPE_CHECKING:
    from ..ledger.lists import Connection

DATASETTE = "datasette"
_NOT_FOR_LEDGERS = ("terminal", "html")
FORMATS = (*(name for name in (*EXPORTERS, *BINARY_EXPORTERS) if name not in _NOT_FOR_LEDGERS), DATASETTE)

_LINES, _TABLE = "application/x-ndjson", "text/tab-separated-values"
MEDIA = {
    "json": "application/json",
    "jsonl": _LINES,
    "plover": _LINES,
    "polecat": _TABLE,
    "icews": _TABLE,
    "phoenix": _TABLE,
    "csv": "text/csv",
    "ftm": _LINES,
    "gexf": "application/gexf+xml",
    "annotations": "application/ld+json",
    "labelstudio": "application/json",
    "gold": _LINES,
    "gold-texts": _LINES,
    "parquet": "application/vnd.apache.parquet",
    DATASETTE: "application/vnd.sqlite3",
}
_SUFFIXES = {_LINES: "jsonl", _TABLE: "tsv", "application/ld+json": "jsonld", "application/vnd.sqlite3": "db"}


def media(format: str) -> str:
    """The media type of a format's files."""
    return MEDIA.get(format, "text/plain")


def suffix(format: str) -> str:
    """The end of such a file's name."""
    kind = media(format)
    return _SUFFIXES.get(kind) or kind.rpartition(".")[2].rpartition("/")[2].partition("+")[0]


def is_text(format: str) -> bool:
    """Whether a format is text; the others are written to a file."""
    return format in EXPORTERS


def check(format: str, chosen: bool) -> None:
    """Refuse a format that is not there, and a part of the ledger (`chosen`) in one that is always all of it."""
    if format not in FORMATS:
        raise QuestionError(f"no format is called {format!r}; give one of {', '.join(FORMATS)}")
    if format == DATASETTE and chosen:
        raise QuestionError("datasette is always the whole ledger; leave --between and --judged out")


def write_text(connection: Connection, format: str, out: TextIO, pair: str = "", judged: bool = False) -> None:
    """The records of a ledger, or of a pair of parties, as text; only what a person judged where that is asked."""
    exporter(format).write(records(connection, pair, _states(judged)), out)


def write(connection: Connection, format: str, path: Path, pair: str = "", judged: bool = False) -> None:
    """The same to a file, in any format."""
    if format == DATASETTE:
        from ..ledger import datasette

        datasette.write(connection, path)
    elif format in BINARY_EXPORTERS:
        with path.open("wb") as stream:
            binary_exporter(format).write(records(connection, pair, _states(judged)), stream)
    else:
        with path.open("w", encoding="utf-8") as text:
            write_text(connection, format, text, pair, judged)


def _states(judged: bool) -> tuple[str, ...]:
    return ("accepted", "corrected") if judged else ("", "accepted", "corrected")
