"""`communique wording`: how the words for a matter, or the level of a relation, change over time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .ledger import Between, Json, Ledger, Traceback, clean, dump, opened, parties, party, short
from .status import BAD_INPUT, say

if TYPE_CHECKING:
    from ..joining.wording import Formulation, Rung, Use
    from ..ledger.queries import Held

_STYLES = {"added": "green underline", "dropped": "red strike", "kept": ""}


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

        if bool(phrase) == bool(between):
            say('give a phrase ("one-China principle"), or --between A B for the levels of their relation')
            raise typer.Exit(BAD_INPUT)
        if between:
            two = parties(between)
            rungs = wording.ladder(
                [(h.entry, _use(h)) for h in entry_list(connection, two, ("relation", "commitment"))]
            )
            if not rungs:
                say(f"the ledger holds no level of {two[0]} and {two[1]}")
                raise typer.Exit(BAD_INPUT)
            dump([_plain_rung(rung) for rung in rungs]) if json else _ladder(rungs)
            return
        code = party(load(), by) if by else ""
        held = [h for h in holding(connection, code, phrase) if wording.holds(h.entry, phrase)]
        found = wording.formulations([(h.entry, _use(h)) for h in held], code)
        if not found:
            say(f"nothing in the ledger holds {phrase!r}{f' by {code}' if code else ''}")
            raise typer.Exit(BAD_INPUT)
        dump([_plain(one) for one in found]) if json else _print(found)


def _use(held: Held) -> Use:
    from ..joining.wording import Use

    return Use(held.published or held.date, held.entry.id, held.document, held.publisher)


def _uses(uses: tuple[Use, ...]) -> list[dict[str, str]]:
    return [{"date": u.date, "entry": u.entry, "document": u.document, "publisher": u.publisher} for u in uses]


def _plain(one: Formulation) -> dict[str, Any]:
    diff = [{"operation": operation, "words": words} for operation, words in one.diff]
    return {
        "party": one.party,
        "text": one.text,
        "first": one.first,
        "last": one.last,
        "uses": _uses(one.uses),
        "diff": diff,
    }


def _plain_rung(rung: Rung) -> dict[str, Any]:
    return {
        "level": rung.level,
        "first": rung.first,
        "last": rung.last,
        "change": rung.change,
        "uses": _uses(rung.uses),
    }


def _when(uses: tuple[Use, ...]) -> str:
    first, last = uses[0].date, uses[-1].date
    span = first if first == last else f"{first} to {last}"
    return f"{span}{f' · {len(uses)} uses' if len(uses) > 1 else ''} · {short(uses[0].entry)}"


def _print(found: list[Formulation]) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False)
    console.width = max(60, min(console.width, 110))
    coloured = console.is_terminal and not console.no_color
    with console.capture() as printed:
        party = None
        for one in found:
            if one.party != party:
                party = one.party
                console.rule(party or "no known party", align="left", style="dim")
            console.print(_when(one.uses), style="dim")
            text = Text()
            for operation, words in one.diff:
                mark = {"added": "[+{}+]", "dropped": "[-{}-]"}.get(operation, "{}") if not coloured else "{}"
                text.append(mark.format(clean(words)), style=_STYLES[operation]).append(" ")
            console.print(Padding(text, (0, 0, 1, 2)))
    sys.stdout.write("\n".join(line.rstrip() for line in printed.get().splitlines()) + "\n")


def _ladder(rungs: list[Rung]) -> None:
    from .ledger import table

    marks = {"higher": "▲", "upgraded": "▲ upgraded", "lower": "▼", "downgraded": "▼ downgraded"}
    rows = [
        (r.first, r.last, r.level, marks.get(r.change, ""), str(len(r.uses)), short(r.uses[0].entry)) for r in rungs
    ]
    columns: list[tuple[str, dict[str, Any]]] = [
        ("first", {"no_wrap": True}),
        ("last", {"no_wrap": True}),
        ("level", {"ratio": 1}),
        ("", {}),
        ("uses", {"justify": "right"}),
        ("id", {"no_wrap": True}),
    ]
    table(columns, rows)
