"""A record for a person at a terminal: who, when, where, source; then the entries by kind, each with its words.

Readable from 80 columns on; without colour when the output is no terminal (Rich sees to that and to NO_COLOR).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..types import KINDS, Entry, Kind, Record, Resolution, Skip
from . import names

WIDEST = 110  # columns; longer lines are hard to read
NARROWEST = 40

COLOURS: dict[Kind, str] = {
    "meeting": "blue",
    "discussion": "cyan",
    "position": "magenta",
    "commitment": "green",
    "request": "yellow",
    "agreement": "bright_blue",
    "launch": "bright_magenta",
    "relation": "bright_green",
    "act": "red",
}

# Control and direction characters of a document would steer the reader's terminal.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")

_TRAILING = re.compile(r" +$", re.MULTILINE)  # Rich fills every line up to the width


def write(records: Iterable[Record], out: TextIO, explain: bool = False) -> None:
    """Each record as soon as it is read; with `explain` also the sentences that gave no entry, and why."""
    console = Console(file=out, highlight=False, emoji=False, markup=False)
    console.width = max(NARROWEST, min(console.width, WIDEST))
    for number, record in enumerate(records):
        if number:
            console.print()
        with console.capture() as printed:
            console.print(view(record, explain))
        out.write(_TRAILING.sub("", printed.get()))
        out.flush()


def view(record: Record, explain: bool = False) -> Group:
    """All of one record."""
    parts: list[RenderableType] = [_header(record), Text()]
    numbered = list(enumerate(record.entries, 1))
    for kind in KINDS:
        entries = [(number, entry) for number, entry in numbered if entry.kind == kind]
        if entries:
            parts.append(_heading(names.PLURALS[kind], len(entries), COLOURS[kind]))
            parts += [_entry(number, entry, explain) for number, entry in entries]
    if explain:
        parts += _who_is_who(record.resolutions)
        parts += _left_out(record.skips)
    return Group(*parts)


def _header(record: Record) -> Panel:
    """Title, who, when, where, source and how much was found."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    if record.participants or record.parties:
        grid.add_row("Who", _who(record))
    for fact in names.facts(record):
        grid.add_row(fact.name, _clean(fact.value))
    grid.add_row("Entries", _tally(record))
    for conflict in names.conflicts(record):
        grid.add_row("Differs", Text(_clean(conflict), style="yellow"))
    title = Text(_clean(names.title_of(record)), style="bold")
    return Panel(Group(title, Text(), grid), box=box.ROUNDED, border_style="dim", padding=(0, 1))


def _who(record: Record) -> Group:
    """Each participant with office and state; the parties that no person stands for come last, on one line."""
    people = Table.grid(padding=(0, 2))
    for person in record.participants:
        people.add_row(Text(_clean(person.name), style="bold"), _clean(names.participant_label(person)))
    others = names.others(record)
    return Group(*[people] * bool(record.participants), *[Text(_clean(", ".join(others)))] * bool(others))


def _tally(record: Record) -> Text:
    """`36: 2 meetings, 5 relations, ...`, in the codebook's order of kinds."""
    counts = {kind: sum(entry.kind == kind for entry in record.entries) for kind in KINDS}
    told = [names.counted(counts[kind], kind, names.PLURALS[kind].lower()) for kind in KINDS if counts[kind]]
    if not told:
        return Text("none found; --explain tells why", style="yellow")
    return Text.assemble((str(len(record.entries)), "bold"), ": ", ", ".join(told))


def _heading(name: str, count: int, colour: str) -> Rule:
    return Rule(Text.assemble((name, f"bold {colour}"), (f"  {count}", "dim")), align="left", style=f"dim {colour}")


def _entry(number: int, entry: Entry, explain: bool) -> RenderableType:
    """Parties and codes on the first line, then the words, then the details; to explain, what gave each code."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(width=4, justify="right", style="dim")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(str(number), _parties(entry), _codes(entry))
    body = Table.grid(padding=(0, 1))
    body.add_column(width=4)
    body.add_column(overflow="fold")
    body.add_row("", Text(f"“{_clean(entry.quote.quote)}”", style=COLOURS[entry.kind]))
    if entry.details:
        body.add_row("", _details(entry))
    if explain and entry.coding.how:
        body.add_row("", _coded_by(entry))
    return Padding(Group(grid, body), (0, 0, 1, 0))


def _parties(entry: Entry) -> Text:
    """`China → Belarus · Li Qiang`: who acts, towards whom, who said so."""
    line = Text(_clean(", ".join(names.party_names(entry.actors))) or "nobody named", style="bold")
    if entry.counterparts:
        line.append(" → ", style="dim")
        line.append(_clean(", ".join(names.party_names(entry.counterparts))))
    said = names.speaker(entry.speaker)
    if said:
        line.append(" · said by ", style="dim not bold")
        line.append(_clean(said), style="not bold")
    return line


def _codes(entry: Entry) -> Text:
    """`done  CONSULT visit 042`: time, PLOVER type and mode, CAMEO code."""
    told = " ".join(part for part in (entry.plover, entry.coding.mode, entry.coding.cameo) if part)
    return Text.assemble((entry.time, ""), (f"  {told}" if told else "", "dim"))


def _coded_by(entry: Entry) -> Text:
    """`code 042 by form 'visit'; context economic: word 'trade'`, with the code's meaning and scale."""
    coding = entry.coding
    line = Text(style="cyan")
    for name, told in coding.how:
        value = {"plover": entry.plover, "cameo": coding.cameo, "mode": coding.mode, "quad": coding.quad}.get(name, "")
        line.append(("  ·  " if line else "") + f"{name} " + (f"{value} by " if value else "") + _clean(told))
    return line


def _details(entry: Entry) -> Text:
    """`form talks · place Minsk`, in the order in which they were found; values of one name stand together."""
    line = Text()
    for name, group in groupby(entry.details, key=lambda detail: detail.name):
        if line:
            line.append("  ·  ", style="dim")
        line.append(_clean(names.field_label(name)) + " ", style="dim")
        line.append("; ".join(_clean(detail.value) for detail in group))
    return line


def _who_is_who(resolutions: tuple[Resolution, ...]) -> list[RenderableType]:
    """What every name was taken for, and for persons what the knowledge base weighed."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(ratio=2, overflow="fold")
    grid.add_column(ratio=3, overflow="fold")
    for r in resolutions:
        style = "yellow" if r.how == "unresolved" else "bold"
        grid.add_row("", Text(_clean(r.person or r.mention.quote), style=style), _clean(names.resolution_label(r)))
        for option in r.options:
            told = f"{option.score:+.1f}  {names.tenure_label(option.tenure)}"
            grid.add_row("", "", Text(_clean(told), style="cyan"))
            grid.add_row("", "", Text("      " + _clean(option.reasons), style="dim"))
    return [_heading("Who is who", len(resolutions), "cyan"), grid, Text()]


def _left_out(skips: tuple[Skip, ...]) -> list[RenderableType]:
    """The sentences that gave no entry, by reason."""
    parts: list[RenderableType] = [_heading("Left out", len(skips), "yellow")]
    for reason in dict.fromkeys(skip.reason for skip in skips):
        parts.append(Text("  " + _clean(reason), style="yellow"))
        alike = (skip for skip in skips if skip.reason == reason)
        parts += [Padding(Text(_clean(skip.span.quote), style="dim"), (0, 0, 0, 5)) for skip in alike]
    return parts if skips else [*parts, Text("  nothing: every sentence gave an entry", style="dim")]


def _clean(text: str) -> str:
    """Text on one line, without what would steer the terminal."""
    return _STEERING.sub(" ", text).strip()
