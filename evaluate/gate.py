"""The gate: read every annotated set at hand, print its figures, fail where one is under its floor.

`tests/golden` is always there; `../shared/gold` and `../shared/train` are measured where they are, and so are the
actors by `actors.py`. Floors stand in
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

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.json")
ALWAYS = "golden"
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
    figures = {"f1": score.f1, "f1_actors": score.f1_actors, "f1_all": score.f1_all}
    return [*(f"{name}: {failure}" for failure in reading.failures), *fallen(name, figures, floors)]


def measure_actors(floors: Mapping[str, float]) -> list[str]:
    """Print how well actors are found; what fell under its floor, one line each."""
    shares = {}
    for name, count in actors.lines(load()):
        shares[name] = count.share
        print(f"{name:15} {count.found:5} of {count.asked:5}  {count.share:.3f}", flush=True)
    return list(fallen("actors", shares, {name: floor for name, floor in floors.items() if name in shares}))


def fallen(name: str, figures: Mapping[str, float], floors: Mapping[str, float]) -> Iterator[str]:
    """A line for each figure under its floor."""
    for figure, floor in floors.items():
        if figures[figure] < floor:
            yield f"{name}: {figure} is {figures[figure]:.4f}, under its floor of {floor:.4f} in evaluate/floors.json"


if __name__ == "__main__":
    sys.exit(main())
