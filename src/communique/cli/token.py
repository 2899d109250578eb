"""`communique token`: who may come to `communique serve` from other machines, and what they may do there."""

from __future__ import annotations

from typing import Annotated

import typer

from .ledger import Json, Ledger, Traceback, dump, opened, table
from .status import say

app = typer.Typer(
    name="token",
    help="Tokens for `communique serve`: who may come in from other machines, and what they may do.",
    no_args_is_help=True,
)

_ROLE = "reader sees all; reviewer also judges and adds; admin may do everything."

Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose token it is; judgements carry this name.")]


@app.command()
def create(
    name: Name,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help=_ROLE)] = "reader",
    ledger: Ledger = "",
    traceback: Traceback = False,
) -> None:
    """Make a token and print it, this once."""
    with opened(ledger, traceback) as store:
        from ..ledger.tokens import create_token

        with store.writing() as connection:
            secret = create_token(connection, name, role)
        typer.echo(secret)
        say("keep it: it is shown this once, the ledger holds only its hash")


@app.command("list")
def show(ledger: Ledger = "", json: Json = False, traceback: Traceback = False) -> None:
    """List the tokens: name, role, when made, last used and revoked."""
    with opened(ledger, traceback) as store, store.reading() as connection:
        from ..ledger.tokens import token_list

        found = token_list(connection)
        if json:
            names = ("name", "role", "created", "used", "revoked")
            dump([{name: getattr(token, name) for name in names} for token in found])
        elif found:
            rows = [(t.name, t.role, t.created[:10], t.used, t.revoked[:10]) for t in found]
            table([(name, {}) for name in ("name", "role", "made", "last used", "revoked")], rows)
        else:
            say(f"{store.name} has no tokens; make one with: communique token create NAME --role reader")


@app.command()
def revoke(name: Name, ledger: Ledger = "", traceback: Traceback = False) -> None:
    """Take a token back: from now on nobody comes in with it."""
    with opened(ledger, traceback) as store:
        from ..ledger.tokens import revoke_token

        with store.writing() as connection:
            revoke_token(connection, name)
        say(f"the token of {name} no longer opens anything")
