"""`communique compare`: two readouts of one meeting side by side."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..config import Config, Limits
from ..errors import CommuniqueError, SourceError
from ..types import Document, Record
from .ledger import Ledger, Traceback, address
from .sources import AllowPrivate
from .status import BAD_INPUT, describe, guarded, say, tell_of

if TYPE_CHECKING:
    from ..joining.align import Comparison

_FORMS = "a file or address of one document, FILE.jsonl#ID, or an id in the ledger"


def command(
    a: Annotated[str, typer.Argument(metavar="A", help=f"The one readout: {_FORMS}.")],
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
    from ..pipeline import Pipeline

    document = _document_of(source, config)
    pipeline = Pipeline(config)
    tell_of(pipeline.base)
    return pipeline.read(document)


def _kept(key: str, ledger: str) -> Record:
    from ..ledger.queries import record, resolve
    from ..ledger.store import open_store

    where = address(ledger)
    if "://" not in where and not Path(where).exists():
        raise SourceError(
            f"there is no file, folder or address {key}, and no ledger {where} with such an id; give {_FORMS}"
        )
    store = open_store(where)
    try:
        with store.reading() as connection:
            kind, whole = resolve(connection, key)
            if kind != "document":
                raise SourceError(f"{key} is a{'n' if kind[0] in 'ae' else ''} {kind}; compare takes two documents")
            return record(connection, whole)
    finally:
        store.close()


def _document_of(source: str, config: Config) -> Document:
    """The document of a file or address, or the one of a JSON lines file that the part after `#` names."""
    from ..read import Failure, open_sources

    path, mark, wanted = source.partition("#")
    chosen = mark and wanted and Path(path).suffix.lower() in (".jsonl", ".ndjson") and "://" not in source
    found: list[Document] = []
    failed: list[Failure] = []
    others = 0
    for item in open_sources([path if chosen else source], config, sys.stdin.buffer):
        if isinstance(item, Failure):
            failed.append(item)
        elif isinstance(item, Document) and (not chosen or item.id == wanted):
            found.append(item)
        else:
            others += 1
    if failed and not found and not others:
        raise SourceError(describe(failed[0].error, failed[0].source))
    if len(found) == 1:
        return found[0]
    if chosen:
        has = "several documents" if found else "no document"
        raise SourceError(f"{path} has {has} {wanted}; give an id that it has once after #")
    if not found:
        raise SourceError(f"{source} has no document to read; give {_FORMS}")
    ids = ", ".join(document.id for document in found[:3])
    raise SourceError(f"{source} has {len(found):,} documents; give one of them as {source}#ID, of {ids} …")


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
