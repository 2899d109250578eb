"""What the commands on a ledger share: the option, opening, tables for a terminal, JSON."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .status import guarded

if TYPE_CHECKING:
    from ..ledger.queries import Held
    from ..ledger.store import Store

DEFAULT = "communique.db"
_HELP = "SQLite file or postgresql:// address; communique.db, or $COMMUNIQUE_LEDGER, if not given."
# Control and direction characters of a document would steer the reader's terminal.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")

Ledger = Annotated[str, typer.Option("--ledger", metavar="PATH", help=_HELP)]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Most = Annotated[int, typer.Option("--most", metavar="N", min=1, help="At most so many rows.")]
Between = Annotated[
    tuple[str, str] | None, typer.Option("--between", metavar="A B", help="Two parties, by code or name.")
]
Traceback = Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")]


def address(given: str) -> str:
    """The ledger that is meant: the option, the environment, or the file in the folder at hand."""
    return given or os.environ.get("COMMUNIQUE_LEDGER", "") or DEFAULT


@contextmanager
def opened(given: str, traceback: bool = False, create: bool = False) -> Iterator[Store]:
    """The open ledger; whatever goes wrong is told in one line."""
    with guarded(traceback):
        from ..ledger.store import open_store

        store = open_store(address(given), create)
        try:
            yield store
        finally:
            store.close()


def parties(two: tuple[str, str]) -> tuple[str, str]:
    """The codes of two different parties."""
    from ..actors.base import load
    from ..answers.parties import two_of

    return two_of(load(), *two)


def dump(value: Any) -> None:
    """JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def clean(text: str) -> str:
    """A document's words on one line, without what would steer a terminal."""
    return " ".join(_STEERING.sub(" ", text).split())


def short(key: str) -> str:
    """An id as a person types it: its beginning."""
    return key[:8] if len(key) == 16 and key[:1] not in "lj" else key[:9] if len(key) == 16 else key


def table(columns: Sequence[tuple[str, dict[str, Any]]], rows: Sequence[Sequence[str]], title: str = "") -> None:
    """A table on standard output, at most as wide as the terminal; words wrap, nothing is cut."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False)
    console.width = max(60, min(console.width, 120))
    made = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False, title_style="bold")
    for name, options in columns:
        made.add_column(name, **{"overflow": "fold", **options})
    for row in rows:
        made.add_row(*(Text(clean(cell)) for cell in row))
    with console.capture() as printed:
        console.print(made)
    sys.stdout.write(re.sub(r" +$", "", printed.get(), flags=re.MULTILINE).strip("\n") + "\n")


def who(held: Held) -> str:
    """`CHN → BLR`, `CHN, BLR`."""
    from ..publish import names

    actors = ", ".join(names.codes(held.entry.actors)) or "?"
    others = ", ".join(names.codes(held.entry.counterparts))
    return f"{actors} → {others}" if others else actors
