"""`communique commitments`: what was promised, and what came of it."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .ledger import Between, Json, Ledger, Most, Traceback, dump, opened, parties, short, table, who
from .status import say

if TYPE_CHECKING:
    from ..ledger.commitments import Commitment


def command(
    ledger: Ledger = "",
    between: Between = None,
    open_only: Annotated[bool, typer.Option("--open", help="Only pledged, repeated and under way.")] = False,
    state: Annotated[str, typer.Option("--state", metavar="STATE", help="Only these: fulfilled, lapsed, ...")] = "",
    field: Annotated[str, typer.Option("--field", metavar="WORDS", help="Only deeds with these words.")] = "",
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="Only those due then: 2025, 2025-06.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="As of a day, YYYY-MM-DD; today if not given.")] = "",
    most: Most = 200,
    json: Json = False,
    g20: Annotated[bool, typer.Option("--g20", help="CSV on the G20 Research Group's scale: +1, 0, -1.")] = False,
    traceback: Traceback = False,
) -> None:
    """List commitments with their states, and the entries that show each change.

    A commitment is fulfilled, under way, repeated or withdrawn where a later entry shows it; lapsed where its deadline
    has passed and nothing shows an outcome.
    """
    with opened(ledger, traceback) as store, store.reading() as connection:
        from ..answers import asking, shapes
        from ..ledger.commitments import commitment_list

        states = asking.states(state, open_only)
        two = parties(between) if between else None
        found = commitment_list(connection, two, states, field, due, asking.day(on), most + 1)
        beyond, found = len(found) > most, found[:most]
        if g20:
            _g20(found)
        elif json:
            dump([shapes.commitment(one) for one in found])
        elif found:
            _print(found)
        else:
            say("the ledger holds no such commitment")
        if beyond:
            say(f"there are more than {most}; --most shows more")


def _print(found: list[Commitment]) -> None:
    columns: list[tuple[str, dict[str, Any]]] = [
        ("id", {"no_wrap": True}),
        ("date", {"no_wrap": True}),
        ("who", {}),
        ("promise", {"ratio": 1}),
        ("state", {}),
    ]
    rows = []
    for one in found:
        told = "\n".join(
            f"{s} {d}" + (f" ({short(by)})" if by and s != "pledged" else "") for s, d, by in one.changes[1:]
        )
        state = told.replace("\n", "; ") or one.state
        due = f" [due {one.due}]" if one.due else ""
        rows.append(
            (
                short(one.held.entry.id),
                one.held.published or one.held.date,
                who(one.held),
                one.held.entry.quote.quote + due,
                state,
            )
        )
    table(columns, rows)


def _g20(found: list[Commitment]) -> None:
    from ..answers import flat

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(flat.G20_COLUMNS)
    out.writerows(flat.g20(one).values() for one in found)
