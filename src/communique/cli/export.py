"""`communique export`: a ledger, or one relation of it, as files for others' tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .ledger import Between, Ledger, Traceback, opened, parties
from .status import BAD_INPUT, say

if TYPE_CHECKING:
    from ..ledger.store import Store


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
        from ..answers import exporting
        from ..joining.traits import pair

        exporting.check(format, bool(between or judged))
        if out is None and not exporting.is_text(format):
            say(f"{format} is no text and is written to a file; add --out FILE")
            raise typer.Exit(BAD_INPUT)
        if out is not None:
            _check_writable(out, store)
        two = pair(*parties(between)) if between else ""
        with store.reading() as connection:
            if out is None:
                exporting.write_text(connection, format, sys.stdout, two, judged)
            else:
                exporting.write(connection, format, out, two, judged)
        if out is not None:
            say(f"wrote {out}")


def _check_writable(out: Path, store: Store) -> None:
    """Refuse a file that cannot be written, and the ledger itself."""
    if out.is_dir() or not out.parent.is_dir():
        say(f"{out} {'is a folder' if out.is_dir() else 'lies in a folder that does not exist'}; give another --out")
        raise typer.Exit(BAD_INPUT)
    if store.sqlite and out.exists() and out.samefile(store.name):
        say(f"{out} is the ledger itself; give --out another file")
        raise typer.Exit(BAD_INPUT)
