"""`communique read`: documents in, entries out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ..config import Fields
from ..types import Record
from .run import Run
from .sources import (
    Actors,
    AllowPrivate,
    DateField,
    Encoding,
    IdField,
    Language,
    Publisher,
    PublisherField,
    Sources,
    TextField,
    TitleField,
    UrlField,
    configured,
)
from .status import BAD_INPUT, guarded, say


def command(  # Typer reads the options off this signature; they are put into one Config at once
    sources: Sources,
    json: Annotated[bool, typer.Option("--json", help="The full record as JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One entry a line, with codes and offsets.")] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="A page with every quote marked in its text."),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="plover, polecat, icews, phoenix, csv, parquet, ftm, gexf, annotations, labelstudio, gold, gold-texts",
        ),
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where --format writes, if not to standard output.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Also who was taken for whom and why, and the sentences that gave no entry."),
    ] = False,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
    encoding: Encoding = "",
    language: Language = "",
    publisher: Publisher = "",
    actors: Actors = None,
    allow_private: AllowPrivate = False,
    id_field: IdField = "id",
    title_field: TitleField = "title",
    date_field: DateField = "date",
    publisher_field: PublisherField = "publisher",
    url_field: UrlField = "url",
    text_field: TextField = "text",
) -> None:
    """Read documents into entries: one act or stance each, tied to its exact words.

    Exit status: 0, or 2 when a source could not be read; the others are read all the same.
    """
    chosen = [name for name, given in (("json", json), ("jsonl", jsonl), (format, format)) if given]
    if len(chosen) > 1:
        say(f"--json, --jsonl and --format both write to standard output; give one of them, not {len(chosen)}")
        raise typer.Exit(BAD_INPUT)
    format = chosen[0] if chosen else "" if html else "terminal"
    fields = Fields(id_field, title_field, date_field, publisher_field, url_field, text_field)
    config = configured(fields, encoding, language, publisher, actors, allow_private)
    run = Run(sources, config, traceback)
    with guarded(traceback):
        _check_format(format, out)
        if html is not None:
            _check_writable(html, "--html")
        if out is not None:
            _check_writable(out, "--out")
        _publish(run, format, html, out, explain)
        run.tell()
    if run.failures:
        raise typer.Exit(BAD_INPUT)


def _check_format(format: str, out: Path | None) -> None:
    """Refuse a format that is not there, one of bytes without a file, and a file without a format."""
    from ..publish import BINARY_EXPORTERS, EXPORTERS, binary_exporter

    known = [name for name in (*EXPORTERS, *BINARY_EXPORTERS) if name not in ("terminal", "html")]
    if format and format not in ("terminal", *known):
        say(f"no format is called {format!r}; give --format one of {', '.join(known)}")
    elif format in BINARY_EXPORTERS and out is None:
        say(f"{format} is no text and is written to a file; add --out FILE")
    elif out is not None and format in ("", "terminal"):
        say("--out has nothing to write; add --format NAME, --json or --jsonl")
    else:
        if format in BINARY_EXPORTERS:
            binary_exporter(format)  # what it needs is asked for now, not after the reading
        return
    raise typer.Exit(BAD_INPUT)


def _check_writable(path: Path, option: str) -> None:
    """Refuse a file that cannot be written before the reading, not after."""
    if path.is_dir() or not path.parent.is_dir():
        reason = "is a folder" if path.is_dir() else "lies in a folder that does not exist"
        say(f"{path} {reason}; give {option} a file to write")
        raise typer.Exit(BAD_INPUT)


def _publish(run: Run, format: str, html: Path | None, out: Path | None, explain: bool) -> None:
    """Write `format` while the records come, then the page of all of them."""
    kept: list[Record] = []
    records = _kept(run.records(), kept) if html else run.records()
    if explain and format != "terminal":
        records = _explained(records)
    _write(records, format, out, explain)
    told = f"{run.entries:,} entries of {run.documents:,} document{'' if run.documents == 1 else 's'}"
    if out and run.documents:
        say(f"wrote {out}: {told}")
    if html and kept:
        _write_page(kept, html)
        say(f"wrote {html}: {told}")


def _write(records: Iterator[Record], format: str, out: Path | None, explain: bool) -> None:
    from ..publish import BINARY_EXPORTERS, binary_exporter, exporter

    if format == "terminal":
        from ..publish import terminal

        terminal.write(records, sys.stdout, explain)
    elif not format:
        for _ in records:
            pass
    elif out is None:
        exporter(format).write(records, sys.stdout)
    elif format in BINARY_EXPORTERS:
        with _opened(out, "--out"), out.open("wb") as stream:
            binary_exporter(format).write(records, stream)
    else:
        with _opened(out, "--out"), out.open("w", encoding="utf-8") as stream:
            exporter(format).write(records, stream)


def _kept(records: Iterator[Record], into: list[Record]) -> Iterator[Record]:
    for record in records:
        into.append(record)
        yield record


def _explained(records: Iterator[Record]) -> Iterator[Record]:
    """Tell on stderr what gave no entry, where stdout is for a machine."""
    for record in records:
        for conflict in (r.conflict for r in record.resolutions if r.conflict):
            say(f"{record.document.id}: {conflict}")
        for skip in record.skips:
            say(f"{record.document.id}, {skip.span.start}-{skip.span.end}: {skip.reason}: {skip.span.quote}")
        yield record


def _write_page(records: list[Record], path: Path) -> None:
    from ..publish import exporter

    with _opened(path, "--html"), path.open("w", encoding="utf-8") as out:
        exporter("html").write(records, out)


@contextmanager
def _opened(path: Path, option: str) -> Iterator[None]:
    """A file that turns out not to be writable is told in one line."""
    try:
        yield
    except OSError as error:
        say(f"{path} cannot be written ({error.strerror}); give {option} another file")
        raise typer.Exit(BAD_INPUT) from None
