"""`communique mcp`: a ledger for assistants, over the Model Context Protocol."""

from __future__ import annotations

from typing import Annotated

import typer

from .ledger import Ledger, Traceback, opened


def command(
    ledger: Ledger = "",
    write: Annotated[bool, typer.Option("--write", help="Also let it add documents and judge entries.")] = False,
    traceback: Traceback = False,
) -> None:
    """Answer an assistant's questions to a ledger, over the Model Context Protocol on standard input and output.

    An assistant's program starts it; by hand there is nothing to see. Without --write the ledger is only read.
    """
    with opened(ledger, traceback, create=write) as store:
        from ..assistant.server import serve

        serve(store, write)
