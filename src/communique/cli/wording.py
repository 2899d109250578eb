"""`communique wording`: how the words for a matter, or the level of a relation, change over time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .ledger import Between, Json, Ledger, Traceback, dump, opened, parties, party
from .status import BAD_INPUT, say

if TYPE_CHECKING:
    from ..joining.wording import Use
    from ..ledger.queries import Held


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
        from ..joining import wording
        from ..ledger.relation import entry_list, holding
        from ..publish import wording as show

        if bool(phrase) == bool(between):
            say('give a phrase ("one-China principle"), or --between A B for the levels of their relation')
            raise typer.Exit(BAD_INPUT)
        if between:
            two = parties(between)
            told = entry_list(connection, two, ("relation", "commitment", "agreement"))
            rungs = wording.ladder([(h.entry, _use(h)) for h in told], *two)
            if not rungs:
                say(f"the ledger holds no level of {two[0]} and {two[1]}")
                raise typer.Exit(BAD_INPUT)
            dump([show.plain_rung(rung) for rung in rungs]) if json else show.write_ladder(rungs, sys.stdout)
            return
        code = party(load(), by) if by else ""
        held = [h for h in holding(connection, code, phrase) if wording.holds(h.entry, phrase)]
        found = wording.formulations([(h.entry, _use(h)) for h in held], code, phrase)
        if not found:
            say(f"nothing in the ledger holds {phrase!r}{f' by {code}' if code else ''}")
            raise typer.Exit(BAD_INPUT)
        dump([show.plain(one) for one in found]) if json else show.write(found, sys.stdout)


def _use(held: Held) -> Use:
    from ..joining.wording import Use

    return Use(held.published or held.date, held.entry.id, held.document, held.publisher)
