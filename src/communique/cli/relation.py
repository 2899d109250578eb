"""`communique relation`: two parties at a glance."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .ledger import Json, Ledger, Traceback, clean, dump, opened, parties, plain, short
from .status import BAD_INPUT, say

if TYPE_CHECKING:
    from rich.console import Console

    from ..ledger.queries import Commitment, Held
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
        from ..ledger.queries import OPEN, commitment_list
        from ..ledger.relation import MOST, relation

        two = parties((a, b))
        found = relation(connection, *two)
        if not found.counts:
            say(f"the ledger holds nothing between {two[0]} and {two[1]}; `communique documents` lists what it holds")
            raise typer.Exit(BAD_INPUT)
        pledged = commitment_list(connection, two, OPEN, most=MOST)
        if json:
            dump(_plain(found, pledged))
        else:
            _print(found, pledged)


def _plain(found: Relation, pledged: list[Commitment]) -> dict[str, Any]:
    from .commitments import row

    return {
        "pair": found.pair,
        "level": plain(found.level) if found.level else None,
        "counts": found.counts,
        "documents": found.documents,
        "sources": [{"publisher": name, "documents": n} for name, n in found.sources],
        "last_meeting": _plain_event(found.meeting) if found.meeting else None,
        "open": found.open,
        "commitments": [row(one) for one in pledged],
        "agreements": [_plain_event(event) for event in found.agreements],
        "launches": [_plain_event(event) for event in found.launches],
        "positions": {party: [plain(one) for one in held] for party, held in found.positions.items()},
    }


def _plain_event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "date": event.date,
        "differences": [{"field": f, "values": {v: list(ids) for v, ids in values}} for f, values in event.differences],
        "reports": [plain(one) for one in event.reports],
    }


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
    if not events:
        return
    _section(console, title)
    for event in events[:SHOWN]:
        more = f"{len(event.reports)} sources" if len(event.reports) > 1 else ""
        differ = "".join(f"; they differ in {f}: {' / '.join(v for v, _ in values)}" for f, values in event.differences)
        fullest = max(event.reports, key=lambda held: len(held.entry.quote.quote))
        _line(console, fullest, f"{more}{differ} · {event.id}" if more else "")
    _rest(console, len(events))
