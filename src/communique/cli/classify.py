"""`communique classify`: what one actor does to another in a sentence."""

from __future__ import annotations

import json as json_format
from typing import TYPE_CHECKING, Annotated

import typer

from .status import guarded

if TYPE_CHECKING:
    from ..coding.ontology import Event
    from ..coding.relations import Relation


def command(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="One sentence.")],
    actor: Annotated[str, typer.Option("--actor", metavar="WORDS", help="Who acts, in the sentence's words.")],
    recipient: Annotated[str, typer.Option("--recipient", metavar="WORDS", help="Towards whom, in its words.")],
    json: Annotated[bool, typer.Option("--json", help="The relation as JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also what else it could be, and what gave the code.")
    ] = False,
    model: Annotated[str, typer.Option("--model", metavar="FOLDER", help="A model of your own.")] = "",
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an unexpected error arose.")] = False,
) -> None:
    """Tell the PLOVER type of the relation between two spans of a sentence, with its CAMEO code and confidence.

    NONE: nothing passes between the two. "unsure": the likeliest type is not likely enough. Exit status: 0, or 2 when
    a span does not stand in the sentence.
    """
    with guarded(traceback):
        from ..answers.knowledge import classified
        from ..coding.ontology import load
        from ..coding.relations import classify

        relation = classify(sentence, actor, recipient, model)
        event = load().cameo.get(relation.code)
        told = json_format.dumps(classified(relation, event), ensure_ascii=False) if json else _line(relation, event)
        typer.echo(told)
        if explain and not json:
            for line in [*_explained(relation, event), *_words(sentence, actor, recipient, model, relation.best)]:
                typer.echo(line)


def _line(relation: Relation, event: Event | None) -> str:
    told = relation.type or f"unsure, perhaps {relation.best}"
    code = f" · CAMEO {event.code} {event.meaning} · scale {event.scale:g}" if event else ""
    return f"{told} · {relation.confidence:.2f}{code}"


def _explained(relation: Relation, event: Event | None) -> list[str]:
    from ..coding.relations import share

    likely = ", ".join(f"{name} {value:.2f}" for name, value in share(relation.types))
    lines = [f"  type    {likely}"]
    if event:
        codes = ", ".join(f"{name} {value:.2f}" for name, value in share(relation.cameo))
        lines.append(f"  code    {event.code} by {relation.how}; of all {codes}")
    return lines


def _words(sentence: str, actor: str, recipient: str, model: str, best: str) -> list[str]:
    """The runs of words that speak most for the type."""
    from ..coding.relations import load, pair_of

    coder, pair = load(model), pair_of(sentence, actor, recipient)
    if coder.words is None:
        return []
    told = coder.words.spoke(pair.sentence, pair.actor, pair.recipient, best)
    return [f"  words   {', '.join(f'{run!r} {gain:+.1f}' for run, gain in told)}"] if told else []
