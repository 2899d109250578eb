"""`communique relation`: two parties at a glance."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .ledger import Json, Ledger, Traceback, clean, dump, opened, parties, short

if TYPE_CHECKING:
    from rich.console import Console

    from ..ledger.commitments import Commitment
    from ..ledger.queries import Held
    from ..ledger.relation import Event, Relation

# Rows of each list on a terminal; --json has all that the ledger looks at.
SHOWN = 6


def command(
    a: Annotated[str, typer.Argument(metavar="A", help="A state or organisation, by code or name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    ledger: Ledger = "",
    json: Json = False,
    traceback: Traceback = False,
) -> None:
    """Show what a ledger holds of two parties.

    Their level, events by kind and year, the last meeting, open commitments, agreements, institutions, positions on
    each other's matters, sources.
    """
    with opened(ledger, traceback) as store, store.reading() as connection:
        from ..answers import asking, shapes

        found, pledged = asking.relation(connection, parties((a, b)))
        if json:
            dump(shapes.relation(found, pledged))
        else:
            _print(found, pledged)


def _print(found: Relation, pledged: list[Commitment]) -> None:
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False)
    console.width = max(60, min(console.width, 110))
    with console.capture() as printed:
        _write(console, found, pledged)
    sys.stdout.write("\n".join(line.rstrip() for line in printed.get().splitlines()) + "\n")


def _write(console: Console, found: Relation, pledged: list[Commitment]) -> None:
    from rich import box
    from rich.table import Table

    from ..publish.names import counted

    console.rule(f"{found.pair.replace('-', ' – ')}", align="left", style="dim")
    if found.level:
        level = next(d.value for d in found.level.entry.details if d.name == "level")
        console.print(f"{level} ({found.level.date}, {short(found.level.entry.id)})", style="bold")
    sources = ", ".join(f"{name or 'unnamed'} ({n})" for name, n in found.sources)
    console.print(f"{counted(found.documents, 'document')}: {sources}", style="dim")
    years = sorted({year for by_year in found.counts.values() for year in by_year})
    shown = years[-8:]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("events")
    for year in (*shown, "all"):
        table.add_column(year or "undated", justify="right")
    for kind, by_year in found.counts.items():
        table.add_row(kind, *(str(by_year.get(year, "") or "·") for year in shown), str(sum(by_year.values())))
    console.print(table)
    if found.meeting:
        _events(console, "Last meeting", [found.meeting])
    if pledged:
        _section(console, f"Open commitments ({found.open})")
        for promise in pledged[:SHOWN]:
            due = f", due {promise.due}" if promise.due else ""
            _line(console, promise.held, f"{promise.state}{due}")
        _rest(console, found.open)
    _events(console, "Agreements", list(found.agreements))
    _events(console, "Institutions, programmes and projects", list(found.launches))
    for party, held in found.positions.items():
        if held:
            _section(console, f"Positions of {party}")
            for one in held[:SHOWN]:
                _line(console, one)
            _rest(console, len(held))


def _section(console: Console, title: str) -> None:
    console.print()
    console.print(title, style="bold")


def _rest(console: Console, total: int) -> None:
    if total > SHOWN:
        console.print(f"  and {total - SHOWN} more", style="dim")


def _line(console: Console, held: Held, told: str = "") -> None:
    from rich.padding import Padding
    from rich.text import Text

    text = Text(f"{held.date or 'undated'}  ", style="dim")
    text.append(clean(held.entry.quote.quote), style="default not dim")
    text.append(f"  {told + ' · ' if told else ''}{short(held.entry.id)}", style="dim")
    console.print(Padding(text, (0, 0, 0, 2)))


def _events(console: Console, title: str, events: list[Event]) -> None:
    from ..publish.names import counted

    if not events:
        return
    _section(console, title)
    for event in events[:SHOWN]:
        more = counted(event.sources, "source") if len(event.reports) > 1 else ""
        differ = "".join(f"; they differ in {f}: {' / '.join(v for v, _ in values)}" for f, values in event.differences)
        fullest = max(event.reports, key=lambda held: len(held.entry.quote.quote))
        _line(console, fullest, f"{more}{differ} · {event.id}" if more else "")
    _rest(console, len(events))
