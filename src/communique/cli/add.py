"""`communique add`: read documents and keep them in a ledger."""

from __future__ import annotations

import typer

from ..config import Fields
from ..errors import CommuniqueError
from .ledger import Ledger, Traceback, opened
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
from .status import BAD_INPUT, describe, say


def command(
    sources: Sources,
    ledger: Ledger = "",
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
    traceback: Traceback = False,
) -> None:
    """Read documents and keep them in a ledger, each whole or not at all.

    Documents that this version has read with these settings are passed over, so that an interrupted run goes on where
    it stopped. Exit status: 0, or 2 when a source could not be read or kept; the others are kept all the same.
    """
    fields = Fields(id_field, title_field, date_field, publisher_field, url_field, text_field)
    config = configured(fields, encoding, language, publisher, actors, allow_private)
    with opened(ledger, traceback, create=True) as store:
        from ..language import parser
        from ..ledger import adding
        from ..pipeline import label

        this = adding.run_of(label(parser(language or "en")), config)
        run = Run(sources, config, traceback)
        run.is_known = lambda document: adding.is_known_in(store, document, this)
        kept = again = links = added = gone = 0
        try:
            for record in run.records():
                try:
                    result = adding.add(store, record, this)
                except CommuniqueError as error:
                    if _is_lasting(error):
                        raise
                    run.failures.append(describe(error, record.document.id, traceback))
                    continue
                kept += result.first
                again += not result.first and not result.known
                links, added, gone = links + result.links, added + result.added, gone + result.gone
        except CommuniqueError:
            if run.failures or run.ignored:
                run.tell()
            raise
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
