"""`communique actors`: the tables of the knowledge base, checked."""

from __future__ import annotations

from typing import Annotated

import typer

from .status import BAD_INPUT, guarded, say

app = typer.Typer(name="actors", help="Check the tables of actors.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command("lint")
def lint(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Tables of your own; they are checked together with those that ship."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 2 for overlaps and gaps too.")] = False,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
) -> None:
    """Check tables: unknown codes, impossible dates, duplicates; then overlaps, gaps and names of two entities.

    Exit status: 0, or 2 when a table could not be loaded as it is.
    """
    with guarded(traceback):
        from ..actors.base import read
        from ..actors.lint import lint as problems_of

        rows = read(tuple(files or ()))
        problems = list(problems_of(rows))
        for problem in problems:
            typer.echo(f"{'error' if problem.grave else 'look'}  {problem}")
        grave = sum(p.grave for p in problems)
        typer.echo(
            f"{len(rows.entities):,} entities, {len(rows.tenures):,} tenures: {grave:,} errors, "
            f"{len(problems) - grave:,} to look at"
        )
        if rows.notes:
            say(f"taken as they are, though neither states nor known organisations: {', '.join(rows.notes[:12])}")
        if grave or (strict and problems):
            raise typer.Exit(BAD_INPUT)
