#!/usr/bin/env python3
"""Build the tables of data/entities that come from public sources: build_entities.py REFERENCE_FOLDER.

REFERENCE_FOLDER holds factbook.json (names, capitals, memberships, office holders with the dates they were seen),
foreign_ministers_2023.csv and organisation_heads_2023.csv. Codes and names in other languages come from packages:
`pip install -e .[entities]`. What the sources spell otherwise than documents do, and what they lack, is written by
hand in the other tables of the folder. Sources and licences are in data/SOURCES.md.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from entities import factbook, memberships, states, wikidata

ENTITIES = Path(__file__).resolve().parents[1] / "src/communique/data/entities"
COLUMNS = ("person", "surname", "body", "office", "since", "until", "seen", "source", "aliases", "wikidata")


def built(reference: Path) -> dict[str, str]:
    """File name → text of every table that the sources give."""
    book: list[dict[str, Any]] = json.loads((reference / "factbook.json").read_text("utf-8"))
    tenures = [
        *factbook.build(book),
        *wikidata.ministers(reference / "foreign_ministers_2023.csv"),
        *wikidata.heads(reference / "organisation_heads_2023.csv"),
    ]
    return {
        "states.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in states.build(book)),
        "tenures.csv": _table(tenures),
        "memberships.csv": _table(memberships.build(book), memberships.COLUMNS),
    }


def _table(rows: list[dict[str, str]], columns: tuple[str, ...] = COLUMNS) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main(reference: str) -> None:
    """Write the tables."""
    for name, text in built(Path(reference)).items():
        (ENTITIES / name).write_text(unicodedata.normalize("NFC", text), "utf-8")
        print(f"{name}: {text.count(chr(10))} lines")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
