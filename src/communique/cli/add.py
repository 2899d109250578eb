"""`communique add`: read documents and keep them in a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from ..config import Config, Fields, Limits
from ..errors import CommuniqueError
from .ledger import Ledger, Traceback, opened
from .run import Run
from .status import BAD_INPUT, describe, say


def command(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Text, HTML or JSONL file, folder, URL, or - for standard input."),
    ],
    ledger: Ledger = "",
    encoding: Annotated[str, typer.Option(metavar="NAME", help="Encoding, where it is told wrong.")] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="Language, where it is told wrong: en.")] = "",
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who published the documents.")] = "",
    actors: Annotated[
        list[str] | None,
        typer.Option("--actors", metavar="FILE", help="Actors of your own: TOML, CSV or a PETRARCH dictionary."),
    ] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Fetch from private addresses too.")] = False,
    id_field: Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the document's id.")] = "id",
    title_field: Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the title.")] = "title",
    date_field: Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the date.")] = "date",
    publisher_field: Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the publisher.")] = "publisher",
    url_field: Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the address.")] = "url",
    text_field: Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the text.")] = "text",
    traceback: Traceback = False,
) -> None:
    """Read documents and keep them in a ledger, each whole or not at all.

    Documents that this version has read with these settings are passed over, so that an interrupted run goes on where
    it stopped. Exit status: 0, or 2 when a source could not be read or kept; the others are kept all the same.
    """
    config = Config(
        limits=Limits(allow_private=allow_private),
        fields=Fields(id_field, title_field, date_field, publisher_field, url_field, text_field),
        encoding=encoding,
        language=language,
        publisher=publisher,
        actors=tuple(actors or ()),
    )
    with opened(ledger, traceback, create=True) as store:
        from ..language import parser
        from ..ledger import adding
        from ..pipeline import label

        this = adding.run_of(label(parser(language or "en")), config)
        run = Run(sources, config, traceback)
        run.is_known = lambda document: adding.is_known_in(store, document, this)
        kept = again = links = added = gone = 0
        for record in run.records():
            try:
                result = adding.add(store, record, this)
            except CommuniqueError as error:
                if _is_lasting(error):
                    run.tell()
                    raise
                run.failures.append(describe(error, record.document.id, traceback))
                continue
            kept += result.first
            again += not result.first and not result.known
            links, added, gone = links + result.links, added + result.added, gone + result.gone
        run.tell()
        say(_told(store.name, run, kept, again, added, gone, links))
    if run.failures:
        raise typer.Exit(BAD_INPUT)


def _is_lasting(error: CommuniqueError) -> bool:
    """Whether the next document would fare no better: the ledger itself is gone, full or locked."""
    from ..errors import BusyError, DamagedError, FullError, LostError, ReadOnlyError

    return isinstance(error, FullError | LostError | ReadOnlyError | DamagedError | BusyError)


def _told(name: str, run: Run, kept: int, again: int, added: int, gone: int, links: int) -> str:
    parts = [f"{kept:,} document{'' if kept == 1 else 's'} kept"]
    if again:
        parts.append(f"{again:,} read anew ({added:,} entries new or changed, {gone:,} gone)")
    if run.known:
        parts.append(f"{run.known:,} known already")
    return f"{name}: {', '.join(parts)}; {run.entries:,} entries, {links:,} new link{'' if links == 1 else 's'}"
