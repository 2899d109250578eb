"""`communique evaluate readouts` and the gate, run as a person and CI run them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUOTE = "Norwegian Prime Minister Kari Berg held talks with Kenyan President Amos Otieno"
TEXT = f"{QUOTE} on Monday. The two leaders signed a memorandum of understanding on renewable energy."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = {"doc": "a1", "text": TEXT, "date": "2025-03-03", "publisher": "NWA"}
    common = {"doc": "a1", "speaker": "", "counterparts": [], "time": "done"}
    entries = [
        common | {"kind": "meeting", "quote": QUOTE, "actors": ["NOR", "KEN"], "plover": "CONSULT"},
        common | {"kind": "position", "quote": "renewable energy", "actors": ["NOR"], "plover": ""},
    ]
    (tmp_path / "texts.jsonl").write_text(json.dumps(text) + "\n", encoding="utf-8")
    (tmp_path / "entries.jsonl").write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", "evaluate", "readouts", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_table_by_kind_and_publisher(folder: Path) -> None:
    done = run(folder)
    assert done.returncode == 0, done.stderr
    for told in ("f1_actors", "meeting", "position", "NWA", "1 documents; 0 quotes not verbatim"):
        assert told in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_json_has_the_scorers_keys(folder: Path) -> None:
    figures = json.loads(run(folder, "--json", "--by-document", "--misses", "5").stdout)
    assert figures["gold"] == 2 and figures["matched"] == 1 and figures["not_verbatim"] == 0
    assert figures["kinds"]["meeting"]["f1_actors"] == 1.0
    assert figures["publishers"]["NWA"]["gold"] == 2 and figures["by_document"]["a1"]["gold"] == 2
    assert figures["misses"][0]["what"] == "missed" and figures["misses"][0]["quote"] == "renewable energy"


def test_misses_on_demand(folder: Path) -> None:
    assert "missed · a1 · position · “renewable energy”" in run(folder, "--misses", "3").stdout


def test_a_folder_without_gold_is_one_line_and_status_2(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and "texts.jsonl" in done.stderr


def test_the_gate_names_a_figure_that_fell() -> None:
    code = (
        "import gate; print(list(gate.fallen('gold', {'f1': 0.5, 'f1_actors': 0.4}, {'f1': 0.5, 'f1_actors': 0.45})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "evaluate", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ("['gold: f1_actors is 0.4000, under its floor of 0.4500 in evaluate/floors.json']")
