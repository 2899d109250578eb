"""`communique export`: a ledger, or one relation of it, as files for others' tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .ledger import Between, Ledger, Traceback, opened, parties
from .status import BAD_INPUT, say

_NOT_FOR_LEDGERS = ("terminal", "html")


def command(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="json, csv, plover, ftm, gexf, datasette, ...")],
    ledger: Ledger = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file; standard output if not given.")
    ] = None,
    between: Between = None,
    judged: Annotated[bool, typer.Option("--judged", help="Only entries that a person accepted or corrected.")] = False,
    traceback: Traceback = False,
) -> None:
    """Write what stands in a ledger: rejected entries left out, corrected ones corrected."""
    with opened(ledger, traceback) as store:
        from ..joining.traits import pair
        from ..ledger.queries import records
        from ..publish import BINARY_EXPORTERS, EXPORTERS, binary_exporter, exporter

        known = [name for name in (*EXPORTERS, *BINARY_EXPORTERS) if name not in _NOT_FOR_LEDGERS] + ["datasette"]
        if format not in known:
            say(f"no format is called {format!r}; give one of {', '.join(known)}")
            raise typer.Exit(BAD_INPUT)
        if out is None and (format == "datasette" or format in BINARY_EXPORTERS):
            say(f"{format} is no text and is written to a file; add --out FILE")
            raise typer.Exit(BAD_INPUT)
        if out is not None and (out.is_dir() or not out.parent.is_dir()):
            say(
                f"{out} {'is a folder' if out.is_dir() else 'lies in a folder that does not exist'}; give another --out"
            )
            raise typer.Exit(BAD_INPUT)
        if out is not None and store.sqlite and out.exists() and out.samefile(store.name):
            say(f"{out} is the ledger itself; give --out another file")
            raise typer.Exit(BAD_INPUT)
        if format == "datasette" and (between or judged):
            say("datasette is always the whole ledger; leave --between and --judged out")
            raise typer.Exit(BAD_INPUT)
        with store.reading() as connection:
            if format == "datasette":
                from ..ledger.datasette import write

                assert out is not None
                write(connection, out)
            else:
                two = pair(*parties(between)) if between else ""
                chosen = ("accepted", "corrected") if judged else ("", "accepted", "corrected")
                found = records(connection, two, chosen)
                if out is None:
                    exporter(format).write(found, sys.stdout)
                elif format in BINARY_EXPORTERS:
                    with out.open("wb") as stream:
                        binary_exporter(format).write(found, stream)
                else:
                    with out.open("w", encoding="utf-8") as stream:
                        exporter(format).write(found, stream)
        if out is not None:
            say(f"wrote {out}")
