"""What a ledger survives: death at any moment, two writers, no permission, no room, a server that goes away."""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from tests.conftest import STORY, Server
from tests.ledger.tools import rows

from communique.errors import CommuniqueError
from communique.ledger.schema import documents, entries, readings
from communique.ledger.store import open_store

# Each first paragraph of the story as two documents.
COPIES = 2
# Two readings of one document differ in nothing else.
APART = frozenset({"at", "kept", "started"})


def lines(copies: int = COPIES) -> list[str]:
    """Short documents as JSONL: few seconds of reading, links among all of them."""
    found = []
    for copy in range(copies):
        for line in (STORY / "documents.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row["text"].partition("\n\n")[0]
            found.append(json.dumps({**row, "id": f"{row['id']}-{copy}", "text": text}))
    return found


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "documents.jsonl"
    path.write_text("\n".join(lines()) + "\n", encoding="utf-8")
    return path


def command(source: Path, ledger: str) -> list[str]:
    return [sys.executable, "-m", "communique", "add", str(source), "--ledger", ledger]


def add(source: Path, ledger: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(source, ledger), check=False, capture_output=True, text=True, timeout=120, env=_environment(), **options
    )


def start(source: Path, ledger: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(source, ledger), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment()
    )


def _environment() -> dict[str, str]:
    held = str(Path(__file__).resolve().parents[2] / "src")
    return {
        **os.environ,
        "PYTHONPATH": held,
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit status 2 and one line that says what is wrong."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("communique: ")
    assert "Traceback" not in line and "unexpected" not in line
    for word in words:
        assert word in line


def count(ledger: str) -> int:
    """How many documents a ledger holds; 0 where there is none yet."""
    try:
        store = open_store(ledger)
    except CommuniqueError:
        return 0
    try:
        with store.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(documents)).scalar_one())
    finally:
        store.close()


def sound(ledger: str) -> None:
    """No half document, none twice, and the database finds itself well."""
    store = open_store(ledger)
    try:
        assert store.check() == []
        with store.reading() as connection:
            told = dict(connection.execute(select(readings.c.document, readings.c.entries)).all())
            held = select(entries.c.document, func.count()).group_by(entries.c.document)
            there = dict(connection.execute(held).all())
            ids = list(connection.execute(select(documents.c.id)).scalars())
        assert sorted(ids) == sorted(told) and len(ids) == len(set(ids))
        assert {document: n for document, n in told.items() if n} == there
    finally:
        store.close()


def content(ledger: str) -> dict[str, list[tuple[Any, ...]]]:
    store = open_store(ledger)
    try:
        return rows(store, APART)
    finally:
        store.close()


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of the same documents, added in peace."""
    path = str(tmp_path_factory.mktemp("undisturbed") / "communique.db")
    done = add(source, path)
    assert done.returncode == 0 and f"{len(lines())} documents kept" in done.stderr, done.stderr
    sound(path)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "communique.db")
    return str(request.getfixturevalue("postgresql")())


def test_killed_at_any_moment_it_goes_on_where_it_stopped(place: str, source: Path, undisturbed: str) -> None:
    chance = random.Random(7)
    seen = 0
    for _ in range(3):
        process = start(source, place)
        while process.poll() is None and count(place) < seen + chance.randint(1, 6):
            time.sleep(0.01)
        time.sleep(chance.random() * 0.1)
        assert process.poll() is None, "it finished before it was killed"
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        sound(place)
        assert count(place) >= seen
        seen = count(place)
    assert 0 < seen < len(lines())
    done = add(source, place)
    assert done.returncode == 0 and f"{seen} known already" in done.stderr, done.stderr
    sound(place)
    assert content(place) == content(undisturbed)


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    place = str(tmp_path / "communique.db")
    halves, every = [], lines(1)
    for number, some in enumerate((every[:6], every[6:])):
        path = tmp_path / f"{number}.jsonl"
        path.write_text("\n".join(some) + "\n", encoding="utf-8")
        halves.append(start(path, place))
    for process in halves:
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0 and "6 documents kept" in told, told
    sound(place)
    assert count(place) == 12


@pytest.fixture
def kept(undisturbed: str, tmp_path: Path) -> str:
    """A ledger with something to lose."""
    return str(shutil.copyfile(undisturbed, tmp_path / "kept.db"))


def test_a_newer_ledger_is_left_alone(kept: str, source: Path) -> None:
    with sqlite3.connect(kept) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    refused(add(source, kept), "newer Communiqué", "pip install --upgrade")
    with sqlite3.connect(kept) as file:
        assert file.execute("SELECT count(*) FROM documents").fetchone() == (len(lines()),)


def test_what_is_no_ledger_is_left_alone(source: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Buy milk.\n" * 20, encoding="utf-8")
    refused(add(source, str(note)), "no ledger")
    assert note.read_text(encoding="utf-8") == "Buy milk.\n" * 20
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as file:
        file.execute("CREATE TABLE documents (milk TEXT)")
    refused(add(source, str(other)), "no ledger's")
    refused(add(source, str(tmp_path)), "is a folder")
    refused(add(source, str(tmp_path / "none" / "x.db")), "does not exist")
    refused(add(source, "mysql://localhost/x"), "is no ledger")


def test_a_server_that_is_not_there(source: Path) -> None:
    pytest.importorskip("psycopg")
    refused(add(source, "postgresql://someone:secret@127.0.0.1:1/x"), "does not answer")
    assert "secret" not in add(source, "postgresql://someone:secret@127.0.0.1:1/x").stderr


def test_a_server_that_stops_in_the_middle(server: Server, source: Path) -> None:
    place = server.database()
    process = start(source, place)
    try:
        while process.poll() is None and count(place) < 3:
            time.sleep(0.02)
        server.stop()
        out, told = process.communicate(timeout=60)
    finally:
        server.start()
    refused(subprocess.CompletedProcess([], process.returncode, out, told), "does not answer")
    sound(place)
    assert 3 <= count(place) < len(lines())


def _bound_by_permissions() -> None:
    """In the child: root, too, may no longer write what nobody may write."""
    if os.geteuid() == 0:
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH; 24 is PR_CAPBSET_DROP
            if ctypes.CDLL(None, use_errno=True).prctl(24, capability, 0, 0, 0):
                os._exit(77)


def test_a_ledger_that_may_not_be_written(kept: str, source: Path) -> None:
    Path(kept).chmod(0o444)
    Path(kept).parent.chmod(0o555)
    try:
        done = add(source, kept, preexec_fn=_bound_by_permissions)
        if done.returncode == 77:
            pytest.skip("as root, without the right to give up rights")
        refused(done, "cannot be written")
        reading = [sys.executable, "-m", "communique", "documents", "--ledger", kept]
        shown = subprocess.run(
            reading, check=False, capture_output=True, text=True, env=_environment(), preexec_fn=_bound_by_permissions
        )
        assert shown.returncode == 0 and "story-03-1" in shown.stdout, shown.stderr
    finally:
        Path(kept).parent.chmod(0o755)
        Path(kept).chmod(0o644)
    sound(kept)
    assert count(kept) == len(lines())


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None] | None]]:
    """A folder with little room, and what the child must do to have little; a mount where that is allowed."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode == 0:
        yield folder, None
        subprocess.run(["umount", str(folder)], check=False)
    else:
        limit = 400_000
        yield folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def test_a_full_disk_keeps_what_was_kept(
    small: tuple[Path, Callable[[], None] | None], source: Path, tmp_path: Path
) -> None:
    folder, limit = small
    done = add(source, str(folder / "x.db"), preexec_fn=limit)
    refused(done, "no room for")
    roomy = tmp_path / "roomy"
    shutil.copytree(folder, roomy)
    place = str(roomy / "x.db")
    sound(place)
    before = count(place)
    assert 0 < before < len(lines())
    again = add(source, place)
    assert again.returncode == 0 and f"{before} known already" in again.stderr, again.stderr
    sound(place)
    assert count(place) == len(lines())


def test_numbers_have_no_gaps(undisturbed: str) -> None:
    numbers = sorted(row[0] for row in content(undisturbed)["documents"])
    assert all(b == a + 1 for a, b in pairwise(numbers))
