"""`communique evaluate`: how good the reading is, measured on annotated documents."""

from __future__ import annotations

import json as json_format
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .progress import progress
from .status import guarded, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console
    from rich.table import Table

    from ..measure import Gold, Matching, Score

app = typer.Typer(name="evaluate", help="Measure the reading on annotated documents.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command("readouts")
def readouts(
    folder: Annotated[Path, typer.Argument(help="A folder with texts.jsonl and entries.jsonl.")],
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    misses: Annotated[int, typer.Option("--misses", metavar="N", min=0, help="Also list the first N misses.")] = 0,
    by_document: Annotated[bool, typer.Option("--by-document", help="Also the figures of each document.")] = False,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
) -> None:
    """Read a folder's texts and score the entries against its gold entries, by kind and by publisher."""
    from .. import measure

    with guarded(traceback):
        gold = measure.load(folder)
        with progress(len(gold.texts)) as bar:
            reading = measure.read(gold, bar.advance)
        matching = measure.match(gold.texts, gold.entries, reading.predicted)
        tables = _tables(matching, gold, by_document)
        if json:
            _write_json(matching, tables, misses)
        else:
            _write_tables(matching, tables, misses)
        for failure in reading.failures:
            say(failure)


@app.command("plv")
def plv(
    file: Annotated[Path, typer.Argument(help="Tab-separated sentences with a marked source and target.")],
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    model: Annotated[str, typer.Option("--model", metavar="FOLDER", help="A model of your own.")] = "",
    misses: Annotated[int, typer.Option("--misses", metavar="N", min=0, help="Also list the first N misses.")] = 0,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
) -> None:
    """Code the relation of each sentence and score its PLOVER root, quad and side, with a confusion table."""
    with guarded(traceback):
        from . import figures

        figures.plv(file, model, as_json=json, misses=misses)


@app.command("pairs")
def pairs(
    file: Annotated[Path, typer.Argument(help="Tab-separated: type or NONE, code or -, sentence with a marked pair.")],
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    model: Annotated[str, typer.Option("--model", metavar="FOLDER", help="A model of your own.")] = "",
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
) -> None:
    """Score false alarms: pairs of actors in general news, most of which have nothing to do with each other."""
    with guarded(traceback):
        from . import figures

        figures.pairs(file, model, as_json=json)


@app.command("petrarch")
def petrarch(
    file: Annotated[Path, typer.Argument(help="PETRARCH's validation records, XML.")],
    actors: Annotated[
        list[str] | None,
        typer.Option(
            "--actors", metavar="FILE", help="Actor and agent dictionaries; those beside the records, if not given."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    misses: Annotated[int, typer.Option("--misses", metavar="N", min=0, help="Also list the first N misses.")] = 0,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
) -> None:
    """Read PETRARCH's records from raw text and score their actor pairs and CAMEO codes."""
    with guarded(traceback):
        from . import figures

        figures.petrarch(file, tuple(actors or ()), as_json=json, misses=misses)


def _tables(matching: Matching, gold: Gold, by_document: bool) -> dict[str, dict[str, Score]]:
    from .. import measure

    tables = {
        "all": {"all": measure.score(matching)},
        "kinds": measure.by_kind(matching),
        "publishers": measure.by_publisher(matching, gold),
    }
    return tables | ({"documents": measure.by_document(matching)} if by_document else {})


def _write_json(matching: Matching, tables: dict[str, dict[str, Score]], misses: int) -> None:
    """One object: the scorer's keys, then the same figures for each kind, publisher and document."""
    from dataclasses import asdict
    from itertools import islice

    from .. import measure

    out = asdict(tables["all"]["all"]) | {"not_verbatim": matching.not_verbatim}
    for name in ("kinds", "publishers", "documents"):
        if name in tables:
            key = "by_document" if name == "documents" else name
            out[key] = {label: asdict(score) for label, score in tables[name].items()}
    if misses:
        out["misses"] = [asdict(miss) for miss in islice(measure.misses(matching), misses)]
    sys.stdout.write(json_format.dumps(out, ensure_ascii=False, indent=1) + "\n")


def _write_tables(matching: Matching, tables: dict[str, dict[str, Score]], misses: int) -> None:
    """How the entries were found, then how their fields came out; both fit 80 columns."""
    from rich.console import Console

    from .. import measure

    told = tables["all"]["all"]
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(f"{told.documents} documents; {matching.not_verbatim} quotes not verbatim\n", soft_wrap=True)
    console.print(_table(tables, _ENTRY_COLUMNS, _entry_figures))
    console.print("Fields right, as a share of the matched entries\n", soft_wrap=True)
    console.print(_table(tables, measure.FIELDS, _field_figures))
    _print_misses(console, matching, misses)


_ENTRY_COLUMNS = ("gold", "found", "match", "prec", "recall", "f1", "f1_actors", "f1_all")


def _table(tables: dict[str, dict[str, Score]], columns: Sequence[str], figures: Callable[[Score], list[str]]) -> Table:
    """One line for all, each kind, each publisher (and each document)."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=0)
    table.add_column("", min_width=12, max_width=20, no_wrap=True)
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True, min_width=6)
    for group in tables.values():
        for label, score in group.items():
            table.add_row(label or "no publisher", *figures(score))
        table.add_section()
    return table


def _entry_figures(score: Score) -> list[str]:
    shares = (score.precision, score.recall, score.f1, score.f1_actors, score.f1_all)
    return [str(score.gold), str(score.predicted), str(score.matched), *(f"{share:.3f}" for share in shares)]


def _field_figures(score: Score) -> list[str]:
    from ..measure import FIELDS

    return [f"{score.fields[name]:.3f}" if name in score.fields else "-" for name in FIELDS]


def _print_misses(console: Console, matching: Matching, most: int) -> None:
    """The first `most` misses, each with its document and words."""
    from itertools import islice

    from .. import measure

    for miss in islice(measure.misses(matching), most):
        quote = " ".join(miss.quote.split())
        console.print(f"{miss.what} · {miss.document} · {miss.kind} · “{quote}”", soft_wrap=True)
        if miss.note:
            console.print(f"    {miss.note}", soft_wrap=True)
