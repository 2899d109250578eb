"""`communique compare`: two readouts of one meeting side by side."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..answers.reading import ONE
from ..config import Config, Limits
from ..errors import CommuniqueError, SourceError
from ..types import Record
from .ledger import Ledger, Traceback, address
from .sources import AllowPrivate
from .status import BAD_INPUT, describe, guarded, say, tell_of

if TYPE_CHECKING:
    from ..joining.align import Comparison


def command(
    a: Annotated[str, typer.Argument(metavar="A", help=f"The one readout: {ONE}.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other readout, the same.")],
    json: Annotated[bool, typer.Option("--json", help="The comparison as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="A page with both sides' words beside each other.")
    ] = None,
    ledger: Ledger = "",
    allow_private: AllowPrivate = False,
    traceback: Traceback = False,
) -> None:
    """Lay two readouts of one meeting side by side: what both tell, in which strength, and what one leaves out.

    Exit status: 0, or 2 when a document could not be read.
    """
    config = Config(limits=Limits(allow_private=allow_private))
    with guarded(traceback):
        if html is not None:
            check_writable(html)
        records = []
        for source in (a, b):
            try:
                records.append(record_of(source, config, ledger))
            except CommuniqueError as error:
                say(describe(error, source, traceback))
                raise typer.Exit(BAD_INPUT) from None
        from ..joining.align import compare

        _publish(compare(*records), json, html)


def record_of(source: str, config: Config, ledger: str = "") -> Record:
    """The record of the one document that a source names; SourceError where it is none, or several.

    What is no file and no address is the id of a document in the ledger, with people's judgements.
    """
    if source != "-" and "://" not in source and not Path(source.partition("#")[0]).exists():
        return _kept(source, ledger)
    from ..answers.reading import named_document
    from ..pipeline import Pipeline

    document = named_document(source, config, sys.stdin.buffer)
    pipeline = Pipeline(config)
    tell_of(pipeline.base)
    return pipeline.read(document)


def _kept(key: str, ledger: str) -> Record:
    from ..answers.asking import kept
    from ..ledger.store import open_store

    where = address(ledger)
    if "://" not in where and not Path(where).exists():
        raise SourceError(
            f"there is no file, folder or address {key}, and no ledger {where} with such an id; give {ONE}"
        )
    store = open_store(where)
    try:
        with store.reading() as connection:
            return kept(connection, key)
    finally:
        store.close()


def check_writable(path: Path) -> None:
    """Refuse a page that cannot be written before the reading, not after."""
    if path.is_dir() or not path.parent.is_dir():
        reason = "is a folder" if path.is_dir() else "lies in a folder that does not exist"
        say(f"{path} {reason}; give --html a file to write")
        raise typer.Exit(BAD_INPUT)


def _publish(comparison: Comparison, json: bool, html: Path | None) -> None:
    from ..publish import comparison as text
    from ..publish import comparison_page

    if html is not None:
        try:
            with html.open("w", encoding="utf-8") as out:
                comparison_page.write(comparison, out)
        except OSError as error:
            say(f"{html} cannot be written ({error.strerror}); give --html another file")
            raise typer.Exit(BAD_INPUT) from None
        say(f"wrote {html}: {text.tally(comparison)}")
    if json:
        text.write_json(comparison, sys.stdout)
    elif html is None:
        text.write(comparison, sys.stdout)
