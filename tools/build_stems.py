"""Counts in how many sentences of diplomatic texts each stem stands, for `communique.joining.words`.

    python tools/build_stems.py ../shared/corpus ../shared/train

Texts of public domain or CC BY; only counts are kept. A stem in fewer than three sentences is left out: it weighs most.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path

FEWEST = 3  # sentences
OUT = Path(__file__).resolve().parents[1] / "src/communique/data/joining/stems.csv"


def texts(folder: Path) -> list[str]:
    """The texts of a folder of JSON lines with a `text` field, and of its text files."""
    found = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        found += [row["text"] for row in rows if "text" in row]
    return found


def main(folders: list[str]) -> None:
    OUT.parent.mkdir(exist_ok=True)
    OUT.touch()
    from communique.joining.words import stems

    counts: Counter[str] = Counter()
    total = 0
    for text in (text for folder in folders for text in texts(Path(folder))):
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
            if found := set(stems(sentence)):
                total += 1
                counts.update(found)
    with OUT.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("", total))
        writer.writerows((s, n) for s, n in sorted(counts.items()) if n >= FEWEST and not s.isdigit())
    print(f"{OUT}: {total:,} sentences, {len(counts):,} stems")


if __name__ == "__main__":
    main(sys.argv[1:])
