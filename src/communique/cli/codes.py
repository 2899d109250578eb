"""`communique codes`: the event ontologies, looked up and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .status import BAD_INPUT, guarded

if TYPE_CHECKING:
    from ..coding.ontology import Event, Ontology

app = typer.Typer(name="codes", help="Look up and check the event ontologies.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command("show")
def show(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A PLOVER type (COERCE) or a CAMEO code (173).")],
    mode: Annotated[str, typer.Option("--mode", metavar="NAME", help="A mode of the PLOVER type.")] = "",
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
) -> None:
    """Tell what a code means, and what it is in the other ontology.

    Exit status: 0, or 2 for a code or mode that there is not.
    """
    with guarded(traceback):
        from ..coding.ontology import load

        ontology = load()
        if code[:1].isdigit():
            lines = _event(ontology, ontology.event(code))
        else:
            if mode:
                ontology.mode(code.upper(), mode)
            lines = _type(ontology, code.upper(), mode)
        for line in lines:
            typer.echo(line)


def _event(o: Ontology, event: Event) -> Iterator[str]:
    yield f"CAMEO {event.code}  {event.meaning}"
    yield f"  scale     {event.scale:g}"
    if event.plover:
        about = "".join(f", {name}" for name in (event.mode, *event.contexts) if name)
        quad = o.types[event.plover].quad
        yield f"  PLOVER    {event.plover}{about} (quad {quad}, {o.quads[quad]})"
    else:
        yield "  PLOVER    none: PLOVER drops statements" if event.root == "01" else "  PLOVER    by its subcodes"
    under = [o.cameo[c] for c in o.cameo if len(c) == len(event.code) + 1 and c.startswith(event.code)]
    for e in under:
        yield f"  {e.code:<8}  {e.meaning}"


def _type(o: Ontology, name: str, mode: str) -> Iterator[str]:
    type_ = o.type(name)
    yield f"PLOVER {type_.name}  {type_.meaning}"
    yield f"  quad      {type_.quad}, {o.quads[type_.quad]}"
    if type_.modes:
        yield f"  modes     {', '.join(type_.modes)}"
    codes = [e for e in o.cameo.values() if e.plover == name and (not mode or e.mode == mode)]
    for e in codes:
        yield f"  {e.code:<8}  {e.meaning}"


@app.command("lint")
def lint(
    folder: Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="An ontology of your own.")] = None,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
) -> None:
    """Check an ontology's files, ours unless told: types, modes, codes, the crosswalk, rules.

    Exit status: 0, or 2 when something is wrong.
    """
    with guarded(traceback):
        from ..coding.lint import lint as problems_of
        from ..coding.ontology import SHIPPED, read

        ontology = read(SHIPPED if folder is None else folder)
        problems = list(problems_of(ontology))
        for problem in problems:
            typer.echo(f"error  {problem}")
        typer.echo(
            f"{len(ontology.types)} types, {len(ontology.cameo)} CAMEO codes, {len(ontology.contexts)} contexts, "
            f"{len(ontology.rules)} rules: {len(problems):,} errors"
        )
        if problems:
            raise typer.Exit(BAD_INPUT)
