"""`communique wording`: how the words for a matter, or the level of a relation, change over time."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .ledger import Between, Json, Ledger, Traceback, dump, opened, parties
from .status import BAD_INPUT, say


def command(
    phrase: Annotated[
        str, typer.Argument(metavar="[PHRASE]", help='Words of a position or principle: "one-China principle".')
    ] = "",
    ledger: Ledger = "",
    by: Annotated[str, typer.Option("--by", metavar="PARTY", help="Only this party's words, by code or name.")] = "",
    between: Between = None,
    json: Json = False,
    traceback: Traceback = False,
) -> None:
    """Show each dated formulation of a phrase with what it adds and drops, or with --between the levels of a relation.

    Exit status: 0, or 2 when nothing in the ledger holds the phrase.
    """
    with opened(ledger, traceback) as store, store.reading() as connection:
        from ..actors.base import load
        from ..answers import asking
        from ..answers.parties import code_of
        from ..publish import wording as show

        if bool(phrase) == bool(between):
            say('give a phrase ("one-China principle"), or --between A B for the levels of their relation')
            raise typer.Exit(BAD_INPUT)
        if between:
            rungs = asking.ladder(connection, parties(between))
            dump([show.plain_rung(rung) for rung in rungs]) if json else show.write_ladder(rungs, sys.stdout)
            return
        found = asking.formulations(connection, phrase, code_of(load(), by) if by else "")
        dump([show.plain(one) for one in found]) if json else show.write(found, sys.stdout)
