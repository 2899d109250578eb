"""Reading documents and keeping them in a ledger, as `communique add` does."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ..config import Config
from ..language import parser
from ..ledger import adding
from ..ledger.adding import Kept, Run
from ..ledger.store import Store
from ..pipeline import label
from ..types import Document, Record


@lru_cache(maxsize=16)
def run_of(language: str, config: Config) -> Run:
    """The run of this version with these settings on documents of a language; the models are looked at once."""
    return adding.run_of(label(parser(language)), config)


def keep(store: Store, document: Document, config: Config, read: Callable[[Document], Record]) -> Kept:
    """Read a document and keep it; it is not read again where this version has read it with these settings.

    OtherTextError where its id is kept with another text, before anything is read.
    """
    run = run_of(document.language, config)
    with store.reading() as connection:
        if adding.is_known(connection, document, run):
            return adding.known(connection, document.id)
    return adding.add(store, read(document), run)
