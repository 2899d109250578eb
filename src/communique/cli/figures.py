"""The figures of `communique evaluate plv`, `pairs` and `petrarch`, for a terminal of 80 columns or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..measure.plv import PlvScore


def _write(value: Mapping[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def plv(file: Path, model: str, *, as_json: bool, misses: int) -> None:
    """Macro-F1 of root, quad and binary, each class, and who is taken for whom."""
    from ..coding.relations import load
    from ..measure import plv as measure

    cases = measure.read(file)
    relations = load(model).relations([case.pair for case in cases])
    score = measure.scored(cases, relations)
    if as_json:
        told = asdict(score)
        told["confusion"] = [{"gold": g, "predicted": p, "cases": n} for (g, p), n in score.confusion.items()]
        _write(told)
        return
    typer.echo(
        f"{score.cases:,} sentences: macro-F1 root {score.root:.3f}, quad {score.quad:.3f}, binary {score.binary:.3f}; "
        f"micro-F1 {score.micro:.3f}\n"
        f"said NONE {score.none:.1%}; abstained {score.unsure:.1%}, right on the rest {score.sure:.3f}\n"
    )
    typer.echo(_classes(score))
    typer.echo(_matrix(score))
    shown = 0
    for case, relation in zip(cases, relations, strict=True):
        best = measure.MERGED.get(relation.best, relation.best)
        if shown < misses and best != case.root:
            shown += 1
            typer.echo(f"{case.root} taken for {relation.best} ({relation.confidence:.2f}): {case.pair.sentence}")


def _classes(score: PlvScore) -> str:
    lines = [f"{'':<10} {'gold':>6} {'found':>6} {'prec':>6} {'recall':>6} {'f1':>6}"]
    lines += [
        f"{name:<10} {s.gold:>6} {s.predicted:>6} {s.precision:>6.3f} {s.recall:>6.3f} {s.f1:>6.3f}"
        for name, s in score.roots.items()
    ]
    return "\n".join(lines) + "\n"


def _matrix(score: PlvScore) -> str:
    """Gold classes down, predicted ones across, by their first letters."""
    names = list(score.roots)
    lines = ["Gold down, predicted across", "", " " * 10 + "".join(f"{name[:3]:>4}" for name in names)]
    for gold in names:
        cells = (score.confusion[(gold, predicted)] for predicted in names)
        lines.append(f"{gold:<10}" + "".join(f"{n or '·':>4}" for n in cells))
    return "\n".join(lines)


def pairs(file: Path, model: str, *, as_json: bool) -> None:
    """Precision and recall of events among pairs of which most are none."""
    from ..measure import pairs as measure

    score = measure.score(measure.read(file), model)
    if as_json:
        _write(asdict(score))
        return
    typer.echo(
        f"{score.cases:,} pairs, {score.events:,} of them events; {score.found:,} found: precision "
        f"{score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}\n"
        f"with the right type: F1 {score.typed:.3f}; of those, right CAMEO root {score.root_code:.3f}"
    )


def petrarch(file: Path, actors: tuple[str, ...], *, as_json: bool, misses: int) -> None:
    """Share of records whose actor pairs, and whose coded events, are right."""
    from ..measure import petrarch as measure

    records = measure.read(file)
    score, wrong = measure.score(records, actors or measure.dictionaries(file))
    if as_json:
        _write(asdict(score))
        return
    typer.echo(
        f"{score.records} records: actor pairs right {score.pairs} ({score.pairs / score.records:.3f}); "
        "pairs and CAMEO "
        f"codes {score.coded} ({score.coded / score.records:.3f}), pairs and CAMEO roots {score.rooted} "
        f"({score.rooted / score.records:.3f})\nskipped {score.skipped}: {score.why_skipped}"
    )
    for miss in wrong[:misses]:
        typer.echo(f"{miss.id}: {miss.text}\n    gold {miss.gold}\n    read {miss.found}")
