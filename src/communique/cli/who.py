"""`communique who`: a quick look-up in the knowledge base, with evidence and alternatives."""

from __future__ import annotations

import datetime as dt
import json as json_format
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .status import BAD_INPUT, guarded, say, tell_of

if TYPE_CHECKING:
    from rich.text import Text

    from ..actors.base import KnowledgeBase
    from ..actors.who import Answer

# Alternatives shown unless all are asked for.
MOST = 4
MOST_MEMBERS = 40


def command(
    query: Annotated[
        str, typer.Argument(help='A name, or an office with its state: "Golovchenko", "premier of China".')
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day, YYYY-MM-DD; today if not given.")] = "",
    explain: Annotated[
        bool, typer.Option("--explain", help="Also what speaks for each person, and its weight.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="All alternatives, not the first few.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The answers as JSON.")] = False,
    actors: Annotated[
        list[str] | None,
        typer.Option("--actors", metavar="FILE", help="Actors of your own: TOML, CSV or a PETRARCH dictionary."),
    ] = None,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
) -> None:
    """Look up a state, an organisation, a person, or who held an office on a day.

    Exit status: 0, or 2 when nobody and nothing is known by the words.
    """
    with guarded(traceback):
        from ..actors.base import load
        from ..actors.who import who
        from ..answers.knowledge import answer

        base = load(tuple(actors or ()))
        tell_of(base)
        day = _day(on)
        answers = who(base, query, day)
        if not answers:
            say(f"{query!r} is nobody and nothing that the knowledge base knows{_near(base, query)}")
            raise typer.Exit(BAD_INPUT)
        if json:
            rows = [answer(one) for one in answers]
            sys.stdout.write(json_format.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        else:
            _print(base, query, day, answers, explain, every)


def _day(on: str) -> dt.date:
    from ..errors import DataError

    if not on:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(on)
    except ValueError:
        raise DataError(f"--on {on}: no day; write YYYY-MM-DD, as 2024-08-22") from None


def _near(base: KnowledgeBase, query: str) -> str:
    """Names that look like the query."""
    import difflib

    names = {p.name for p in base.register.persons} | {e.name for e in base.entities.values()}
    close = difflib.get_close_matches(query, names, 3, 0.7)
    return f"; near are {', '.join(close)}" if close else "; try another spelling, or bring your own with --actors"


def _print(base: KnowledgeBase, query: str, day: dt.date, answers: list[Answer], explain: bool, every: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    console.print(Text.assemble((query, "bold"), (f"  on {day.day} {day:%B %Y}", "dim")), soft_wrap=True)
    chosen = [a for a in answers if a.chosen]
    others = [a for a in answers if not a.chosen]
    console.print()
    for answer in chosen:
        console.print(_view(base, answer, explain, day), soft_wrap=True)
    if not chosen:
        told = "The knowledge base does not decide between these." if others else ""
        console.print(Text(told, "yellow"), soft_wrap=True)
    shown = others if every else others[:MOST]
    if shown:
        console.print(Text("\nOthers" if chosen else "", "dim"), soft_wrap=True)
    for answer in shown:
        console.print(_view(base, answer, explain, day), soft_wrap=True)
    if len(others) > len(shown):
        console.print(Text(f"  {len(others) - len(shown)} more with --all", "dim"), soft_wrap=True)


def _view(base: KnowledgeBase, a: Answer, explain: bool, day: dt.date) -> Text:
    from rich.text import Text

    mark = ("▸ ", "green") if a.chosen else ("  ", "")
    if a.person is None or a.tenure is None:
        return Text.assemble(mark, (a.entity.name, "bold"), f"  {a.entity.kind}  ", (_codes(base, a, day), "dim"))
    t = a.tenure
    role = f"{t.office} of {base.entities[t.body].name} ({t.body})"
    ends = t.until or ("" if not t.seen else f"… (last seen {t.seen})")
    dates = f"{t.since or '?'} to {ends}" if ends else f"since {t.since or '?'}"
    lines = [Text.assemble(mark, (a.person.name, "bold" if a.chosen else ""), f"  {role}")]
    lines.append(Text(f"    {dates} · {t.source} · {a.how.replace('_', ' ')}", "dim"))
    if a.chosen and len(a.person.spellings) > 1:
        also = ", ".join(s.title() for s in a.person.spellings[1:5])
        lines.append(Text(f"    also spelt {also}", "dim"))
    if explain and a.reasons:
        lines.append(Text(f"    {a.score:+.1f} = {a.reasons}", "cyan"))
    return Text("\n").join(lines)


def _codes(base: KnowledgeBase, a: Answer, day: dt.date) -> str:
    c = a.entity.codes
    pairs = [
        ("ISO", " ".join(x for x in (a.entity.code, c.alpha2, c.numeric) if x))
        if a.entity.kind == "state"
        else ("code", a.entity.code)
    ]
    pairs += [("COW", c.cow), ("GW", c.gw), ("CAMEO", c.cameo), ("Wikidata", c.wikidata)]
    told = " · ".join(f"{name} {value}" for name, value in pairs if value)
    members = base.members(a.entity.code, day)
    listed = ", ".join(members[:MOST_MEMBERS]) + (", …" if len(members) > MOST_MEMBERS else "")
    return told + (f"\n    {len(members)} members then: {listed}" if members else "")
