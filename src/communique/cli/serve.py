"""`communique serve`: the ledger in a browser, and its API."""

from __future__ import annotations

from typing import Annotated

import typer

from .ledger import Ledger, Traceback, address
from .sources import AllowPrivate
from .status import guarded


def command(
    ledger: Ledger = "",
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")] = 8000,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A name under which it may be asked.")
    ] = None,
    actors: Annotated[str, typer.Option("--actors", metavar="FILE", help="Your own actors, TOML or CSV.")] = "",
    allow_private: AllowPrivate = False,
    traceback: Traceback = False,
) -> None:
    """Show a ledger as web pages, with a REST API under /api/v1.

    On this machine's own address nobody has to sign in. On any other, pages and API ask for a token, which
    `communique token create NAME` makes.
    """
    with guarded(traceback):
        from ..web.serving import serve
        from ..web.settings import Settings

        settings = Settings(address(ledger), host, port, tuple(allow_host or ()), allow_private, actors=actors)
        serve(settings, lambda told: typer.echo(told, err=True))
