"""The API's description against the real server: schemathesis makes calls of it, hostile ones too.

About 500 calls here; COMMUNIQUE_CALLS=5000 pytest -n0 tests/web/test_openapi.py makes 5,000 and more.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from communique.ledger.store import open_store
from communique.ledger.tokens import create_token

CALLS = int(os.environ.get("COMMUNIQUE_CALLS", "500"))
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance"
)
_OPERATIONS = 22
# What search, databases and readers of names have stumbled over elsewhere.
_HOSTILE = (
    *("'; DROP TABLE entries; --", '"', "%", "_", "\\", "*", "AND OR NOT", "NEAR(a b)", '"unclosed', "-only", "a:b^2"),
    *("\u202e\u2066", "\ufeff", "\U0001f1e7\U0001f1fe", "e\u0301" * 40, "../../etc/passwd", "{{7*7}}", "\r\nX: y", "-"),
    *(
        "https://[::1]/",
        "http://169.254.169.254/",
        "https://user@127.0.0.1/",
        "one-China principle",
        "CHN,BLR",
        "China",
    ),
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, story_ledger: Path) -> Path:
    return Path(shutil.copyfile(story_ledger, tmp_path_factory.mktemp("ledger") / "story.db"))


@pytest.fixture(scope="module")
def token(ledger: Path) -> str:
    """An admin's, so that no call ends at the door."""
    store = open_store(str(ledger))
    with store.writing() as connection:
        made = create_token(connection, "generated calls", "admin")
    store.close()
    return made


@pytest.fixture(scope="module")
def known(ledger: Path) -> list[str]:
    """Ids that there are, so that generated calls find something, and hostile words."""
    questions = (
        "SELECT DISTINCT entry FROM entries WHERE current LIMIT 20",
        "SELECT id FROM documents LIMIT 6",
        "SELECT id FROM events LIMIT 6",
        "SELECT id FROM links LIMIT 10",
    )
    with closing(sqlite3.connect(ledger)) as direct:
        return [row[0] for question in questions for row in direct.execute(question)] + [*_HOSTILE]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server tells; into a file, since a pipe that nobody reads would stop it in the end."""
    return tmp_path_factory.mktemp("server") / "log"


@pytest.fixture(scope="module")
def server(ledger: Path, log: Path) -> Iterator[str]:
    """`communique serve` over the ledger; its address."""
    program = "from communique.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--ledger", str(ledger), "--port", "0"]
    with log.open("wb") as told, subprocess.Popen(command, stderr=told) as process:
        while not (found := re.match(r"http://\S+(?=/ )", log.read_text())) and process.poll() is None:
            time.sleep(0.1)
        assert found, log.read_text()
        yield found.group()
        ended = process.poll()
        process.terminate()
        assert ended is None, f"the server ended by itself, with status {ended}"


def test_no_generated_call_fails_the_server_or_breaks_the_description(
    server: str, log: Path, token: str, known: list[str], tmp_path: Path
) -> None:
    (tmp_path / "schemathesis.toml").write_text(
        f"[dictionaries.known]\nvalues = {json.dumps(known, ensure_ascii=False)}\n"
        '[generation.dictionaries]\nstring = { dictionary = "known", probability = 0.3 }\n',
        encoding="utf-8",
    )
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{server}/api/v1/openapi.json"),
        *("--header", f"Authorization: Bearer {token}", "--checks", CHECKS),
        *("--phases", "examples,fuzzing" if CALLS <= 500 else "examples,coverage,fuzzing,stateful"),
        *("--max-examples", str(CALLS // _OPERATIONS), "--seed", os.environ.get("COMMUNIQUE_SEED", "6")),
        *("--no-color", "--continue-on-failure"),
    ]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    print(done.stdout[-20_000:], done.stderr, log.read_text()[-5_000:], sep="\n")
    assert done.returncode == 0
    made = re.search(r"(\d+) generated, \1 passed", done.stdout)
    assert made
    assert int(made.group(1)) > CALLS // 2
