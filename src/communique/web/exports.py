"""Lists as files: CSV with a header, or JSON; written as they are read, so that a long one needs no memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from fastapi.responses import Response, StreamingResponse

from ..errors import QuestionError

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "gexf": "application/gexf+xml",
    "html": "text/html; charset=utf-8",
}


def download(format: str, name: str, parts: Iterable[str]) -> Response:
    """A file of some text, under a name."""
    given = {"Content-Disposition": f'attachment; filename="{name}.{format}"'}
    return StreamingResponse(parts, media_type=MEDIA.get(format, "text/plain; charset=utf-8"), headers=given)


def table(format: str, name: str, rows: Iterable[dict[str, Any]]) -> Response:
    """Rows of the same keys as a file; QuestionError for a format that a list does not have."""
    if format == "csv":
        return download(format, name, _csv(rows))
    if format == "json":
        return download(format, name, _json(rows))
    raise QuestionError(f"a list has no format {format!r}; give csv or json")


def _csv(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A cell that a spreadsheet would run as a formula is held back by an apostrophe."""
    header: list[str] = []
    for row in rows:
        if not header:
            header = list(row)
            yield _line(header)
        yield _line([_harmless(row[key]) for key in header])


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _harmless(cell: Any) -> Any:
    """Documents are strangers' words: `=cmd|...` in a quote must stay words."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "@", "+", "-", "\t", "\r") else cell


def _json(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"
