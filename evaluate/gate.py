"""The gate: read every annotated set at hand, print its figures, fail where one is under its floor.

`tests/golden` and `alarms.tsv` are always there; `../shared/gold`, `../shared/train`, PLV's and PETRARCH's sentences
are measured where they are, and so are the actors by `actors.py`. Floors stand in
`floors.json` beside this file; lowering one takes an entry in CHANGELOG.md with the reason. Exit status 1 when a
figure fell, 2 when a set cannot be measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import actors

from communique import measure
from communique.actors.base import load
from communique.errors import EvaluationError
from communique.measure import pairs, petrarch, plv

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.json")
ALWAYS = "golden"
ALARMS = Path(__file__).with_name("alarms.tsv")
PLV = ROOT.parent / "shared" / "eval" / "plv_dev.tsv"
PETRARCH = ROOT.parent / "shared" / "petrarch" / "PETR.UnitTest.records.xml"
SETS = {
    ALWAYS: ROOT / "tests" / "golden",
    "gold": ROOT.parent / "shared" / "gold",
    "train": ROOT.parent / "shared" / "train",
}


def main() -> int:
    """Measure all sets; 0 when every figure holds."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    complaints: list[str] = []
    for name, folder in SETS.items():
        if name != ALWAYS and not folder.is_dir():
            print(f"{name:8} not at hand")
            continue
        try:
            complaints += measure_set(name, folder, floors.get(name, {}))
        except EvaluationError as error:
            print(f"gate: {error}", file=sys.stderr)
            return 2
    complaints += measure_actors(floors["actors"])
    complaints += measure_coding(floors)
    for complaint in complaints:
        print(f"gate: {complaint}", file=sys.stderr)
    return 1 if complaints else 0


def measure_set(name: str, folder: Path, floors: Mapping[str, float]) -> list[str]:
    """Print a set's figures; what fell under its floor, one line each."""
    gold = measure.load(folder)
    reading = measure.read(gold)
    score = measure.score(measure.match(gold.texts, gold.entries, reading.predicted))
    print(
        f"{name:8} {score.documents:4} documents  {score.gold:5} entries  precision {score.precision:.3f}  "
        f"recall {score.recall:.3f}  f1 {score.f1:.3f}  f1_actors {score.f1_actors:.3f}  f1_all {score.f1_all:.3f}",
        flush=True,
    )
    figures = {"f1": score.f1, "f1_actors": score.f1_actors, "f1_all": score.f1_all, "plover": score.fields["plover"]}
    return [*(f"{name}: {failure}" for failure in reading.failures), *fallen(name, figures, floors)]


def measure_actors(floors: Mapping[str, float]) -> list[str]:
    """Print how well actors are found; what fell under its floor, one line each."""
    shares = {}
    for name, count in actors.lines(load()):
        shares[name] = count.share
        print(f"{name:15} {count.found:5} of {count.asked:5}  {count.share:.3f}", flush=True)
    return list(fallen("actors", shares, {name: floor for name, floor in floors.items() if name in shares}))


def measure_coding(floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Print how well pairs of actors are found and coded; what fell under its floor, one line each."""
    figures: dict[str, dict[str, float]] = {}
    alarms = pairs.score(pairs.read(ALARMS))
    figures["alarms"] = {"precision": alarms.precision, "recall": alarms.recall, "typed": alarms.typed}
    if PLV.is_file():
        coded = plv.score(plv.read(PLV))
        figures["plv"] = {"root": coded.root, "quad": coded.quad, "binary": coded.binary}
    if PETRARCH.is_file():
        read, _ = petrarch.score(petrarch.read(PETRARCH), petrarch.dictionaries(PETRARCH))
        figures["petrarch"] = {"pairs": read.pairs / read.records}
    for name, shares in figures.items():
        print(f"{name:15} " + "  ".join(f"{figure} {share:.3f}" for figure, share in shares.items()), flush=True)
    return [line for name, shares in figures.items() for line in fallen(name, shares, floors[name])]


def fallen(name: str, figures: Mapping[str, float], floors: Mapping[str, float]) -> Iterator[str]:
    """A line for each figure under its floor."""
    for figure, floor in floors.items():
        if figures[figure] < floor:
            yield f"{name}: {figure} is {figures[figure]:.4f}, under its floor of {floor:.4f} in evaluate/floors.json"


if __name__ == "__main__":
    sys.exit(main())
