"""How wording shifts, for a person at a terminal and as JSON: what each formulation adds and drops, level by level."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..joining.wording import Formulation, Rung, Use
from .names import counted
from .terminal import _STEERING, _TRAILING, NARROWEST

WIDEST = 80  # columns
_STYLES = {"added": "green underline", "dropped": "red strike", "kept": ""}
_MARKS = {"added": "[+{}+]", "dropped": "[-{}-]", "kept": "{}"}
CHANGES = {"upgraded": "▲ upgraded", "higher": "▲", "downgraded": "▼ downgraded", "lower": "▼"}


def write(found: Iterable[Formulation], out: TextIO) -> None:
    """Formulations by party, each with its dates and its words; at a terminal in colours, else with marks."""
    console = _console(out)
    coloured = console.is_terminal and not console.no_color
    with console.capture() as printed:
        for number, (party, told) in enumerate(groupby(found, key=lambda one: one.party)):
            if number:
                console.print()
            console.print(Rule(Text(_clean(party) or "no known party", style="bold"), align="left", style="dim"))
            for one in told:
                console.print(Text(_when(one), style="dim"))
                console.print(Padding(marked(one.diff, coloured), (0, 0, 0, 2)))
    out.write(_TRAILING.sub("", printed.get()))


def write_ladder(rungs: Iterable[Rung], out: TextIO) -> None:
    """The levels of a relation, the oldest first: ▲ and ▼ where one stands above or below those before it."""
    console = _console(out)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    grid.add_column(no_wrap=True)
    for rung in rungs:
        style = "green" if rung.change in ("upgraded", "higher") else "red" if rung.change else ""
        grid.add_row(_when(rung), Text(_clean(rung.level), style="bold"), Text(CHANGES.get(rung.change, ""), style))
    with console.capture() as printed:
        console.print(grid)
    out.write(_TRAILING.sub("", printed.get()))


def marked(diff: Iterable[tuple[str, str]], coloured: bool) -> Text:
    """`[-fully-] [+firmly+] supports`; in colours alone where there are colours."""
    text = Text()
    for operation, words in diff:
        clean = _clean(words)
        bare = coloured or operation == "kept"
        glued = bool(re.match(r"[,.;:)’”]", clean)) and bare
        text.append("" if not text or glued else " ")
        text.append(clean if coloured else _MARKS[operation].format(clean), style=_STYLES[operation])
    return text


def plain(one: Formulation) -> dict[str, Any]:
    """A formulation for JSON."""
    return {
        "party": one.party,
        "text": one.text,
        "first": one.first,
        "last": one.last,
        "uses": [_use(use) for use in one.uses],
        "diff": [{"operation": operation, "words": words} for operation, words in one.diff],
    }


def plain_rung(rung: Rung) -> dict[str, Any]:
    """A level for JSON."""
    return {
        "level": rung.level,
        "first": rung.first,
        "last": rung.last,
        "change": rung.change,
        "uses": [_use(use) for use in rung.uses],
    }


def _use(use: Use) -> dict[str, str]:
    return {"date": use.date, "entry": use.entry, "document": use.document, "publisher": use.publisher}


def _when(one: Formulation | Rung) -> str:
    """`2021-04-14 to 2022-02-07 · 2 uses · 386c9e4b`, the beginning of the first use's entry id."""
    span = one.first if one.first == one.last else f"{one.first} to {one.last}"
    uses = counted(len(one.uses), "use") if len(one.uses) > 1 else ""
    return " · ".join(part for part in (span or "undated", uses, one.uses[0].entry[:8]) if part)


def _console(out: TextIO) -> Console:
    console = Console(file=out, highlight=False, emoji=False, markup=False)
    console.width = max(NARROWEST, min(console.width, WIDEST))
    return console


def _clean(text: str) -> str:
    """Text on one line, without what would steer the terminal."""
    return " ".join(_STEERING.sub(" ", text).split())
