"""`communique judge` and `communique history`: people's judgements, and all that became of an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from .ledger import Json, Ledger, Traceback, dump, opened, short, table

if TYPE_CHECKING:
    from sqlalchemy import Connection

app = typer.Typer(
    name="judge",
    help="Accept, reject, correct, merge, split and link; nothing is ever overwritten.",
    no_args_is_help=True,
)

# Ids in a line of history, which are told by their beginnings as everywhere.
_ID = re.compile(r"\b(?:[0-9a-f]{16}|[lj][0-9a-f]{15})\b")

Key = Annotated[str, typer.Argument(metavar="ID", help="An entry or link; the beginning of its id is enough.")]
Reason = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why.")]
Author = Annotated[str, typer.Option("--author", metavar="NAME", help="Who judges; the user's name if not given.")]


def _take(ledger: str, traceback: bool, verb: str, target: str, author: str, reason: str, **given: str) -> None:
    with opened(ledger, traceback) as store:
        from ..ledger.judging import Judgement, judge

        key = judge(store, Judgement(verb, target, author=author, reason=reason, **given))
        typer.echo(key)


@app.command()
def accept(
    key: Key, ledger: Ledger = "", reason: Reason = "", author: Author = "", traceback: Traceback = False
) -> None:
    """An entry or link is right."""
    _take(ledger, traceback, "accept", key, author, reason)


@app.command()
def reject(
    key: Key, ledger: Ledger = "", reason: Reason = "", author: Author = "", traceback: Traceback = False
) -> None:
    """An entry or link is wrong; it stays in the ledger and no longer counts."""
    _take(ledger, traceback, "reject", key, author, reason)


@app.command()
def correct(
    key: Key,
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="kind, time, plover, actors, date, deadline, level, ...")
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it is; parties as codes: CHN,BLR.")],
    ledger: Ledger = "",
    reason: Reason = "",
    author: Author = "",
    traceback: Traceback = False,
) -> None:
    """A field of an entry is another; what the machine read is kept beside it."""
    _take(ledger, traceback, "correct", key, author, reason, field=field, value=value)


@app.command()
def merge(
    key: Key,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other report, or an event.")],
    ledger: Ledger = "",
    reason: Reason = "",
    author: Author = "",
    traceback: Traceback = False,
) -> None:
    """Two reports tell of one event."""
    _take(ledger, traceback, "merge", key, author, reason, other=other)


@app.command()
def split(
    key: Key, ledger: Ledger = "", reason: Reason = "", author: Author = "", traceback: Traceback = False
) -> None:
    """A report tells of another event than those it is joined with."""
    _take(ledger, traceback, "split", key, author, reason)


@app.command()
def link(
    key: Annotated[str, typer.Argument(metavar="ID", help="The commitment, or earlier entry.")],
    relation: Annotated[str, typer.Argument(metavar="RELATION", help="fulfils, 'under way', repeats, withdraws, ...")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The later entry, which shows it.")],
    ledger: Ledger = "",
    reason: Reason = "",
    author: Author = "",
    traceback: Traceback = False,
) -> None:
    """A later entry shows what came of a commitment."""
    _take(ledger, traceback, "link", key, author, reason, other=other, field=relation)


@app.command()
def unlink(
    key: Key, ledger: Ledger = "", reason: Reason = "", author: Author = "", traceback: Traceback = False
) -> None:
    """A link is wrong."""
    _take(ledger, traceback, "unlink", key, author, reason)


@app.command()
def withdraw(
    key: Key, ledger: Ledger = "", reason: Reason = "", author: Author = "", traceback: Traceback = False
) -> None:
    """A judgement no longer holds; it stays in the history."""
    _take(ledger, traceback, "withdraw", key, author, reason)


def history(
    key: Annotated[str, typer.Argument(metavar="ID", help="A document, entry, link or judgement.")],
    ledger: Ledger = "",
    json: Json = False,
    traceback: Traceback = False,
) -> None:
    """Show readings, links, states and judgements of an id, in order of time."""
    with opened(ledger, traceback) as store, store.reading() as connection:
        from ..ledger.queries import resolve

        print_history(connection, *resolve(connection, key), json)


def print_history(connection: Connection, kind: str, key: str, json: bool) -> None:
    """The steps of an id, as a table or JSON."""
    if json:
        from ..answers.asking import history as told

        dump(told(connection, kind, key))
        return
    from ..ledger.history import history as steps

    rows = [
        (
            step.at[:16].replace("T", " "),
            step.what,
            step.by.partition(",")[0],
            _ID.sub(lambda m: short(m.group()), step.told),
        )
        for step in steps(connection, kind, key)
    ]
    table([("at", {"no_wrap": True}), ("what", {}), ("by", {}), ("", {"ratio": 1})], rows, f"{kind} {key}")
