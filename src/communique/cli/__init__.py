"""The command line: one thin file for each command. What is heavy is imported when a command runs."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Annotated, TextIO

import typer

from .. import __version__
from . import (
    actors,
    add,
    classify,
    codes,
    commitments,
    compare,
    documents,
    evaluate,
    export,
    judge,
    mcp,
    read,
    relation,
    serve,
    token,
    who,
    wording,
)

app = typer.Typer(
    name="communique",
    help="Read diplomatic documents into sourced entries: who met whom, who said, pledged, signed and launched what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read.command)
app.command("who")(who.command)
app.command("classify")(classify.command)
app.command("add")(add.command)
app.command("documents")(documents.documents)
app.command("show")(documents.show)
app.command("search")(documents.search)
app.command("links")(documents.links)
app.command("commitments")(commitments.command)
app.command("wording")(wording.command)
app.command("relation")(relation.command)
app.command("compare")(compare.command)
app.command("serve")(serve.command)
app.command("mcp")(mcp.command)
app.command("export")(export.command)
app.command("history")(judge.history)
app.add_typer(judge.app)
app.add_typer(token.app)
app.add_typer(codes.app)
app.add_typer(actors.app)
app.add_typer(evaluate.app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line: exit status 0, 2 for bad input, 130 when interrupted."""
    _settle(sys.stdout, "utf-8")
    _settle(sys.stderr, None)
    app()


def _settle(stream: TextIO, encoding: str | None) -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal keeps its own, and what it lacks becomes `?`."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else encoding, errors="replace")
