"""The parser and the whole pipeline, loaded once for all tests."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from communique.actors.base import load
from communique.config import Config
from communique.language import Parsed, Sentence, parser
from communique.pipeline import Pipeline
from communique.read import open_sources
from communique.resolve.references import Context
from communique.types import Document, Record

STORY = Path(__file__).parent / "golden/story"
SHARED = Path(__file__).resolve().parents[2] / "shared"
DAY = dt.date(2023, 5, 10)

Parse = Callable[[str], Parsed]
Read = Callable[..., Record]
Know = Callable[..., Context]


def document(text: str, publisher: str = "", published: dt.date | None = DAY, title: str = "") -> Document:
    """A document as the readers build it: its title is its first line unless told otherwise."""
    return Document("test", text, published=published, title=title, publisher=publisher)


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Text → Parsed."""
    return lambda text: parser("en").parse(document(text))


@pytest.fixture(scope="session")
def sentence(parse: Parse) -> Callable[[str], Sentence]:
    """Text of one sentence → its tree."""

    def one(text: str) -> Sentence:
        (only,) = parse(text).sentences
        return only

    return one


@pytest.fixture(scope="session")
def know() -> Know:
    """Text → its names, persons and principals."""

    def context(text: str, publisher: str = "", published: dt.date | None = DAY) -> Context:
        return Context(parser("en").parse(document(text, publisher, published)), load())

    return context


@pytest.fixture(scope="session")
def read() -> Read:
    """Text → Record, by the whole pipeline."""
    pipeline = Pipeline(Config())
    return lambda text, publisher="", published=DAY, title="": pipeline.read(
        document(text, publisher, published, title)
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared texts; the test is skipped where this checkout has none."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: its texts are not in the repository")
    return SHARED


@pytest.fixture(scope="session")
def story_records() -> list[Record]:
    """The twelve documents of tests/golden/story, read."""
    pipeline = Pipeline(Config())
    sources = open_sources([str(STORY / "documents.jsonl")], pipeline.config)
    return [pipeline.read(found) for found in sources if isinstance(found, Document)]


def _refuse(reason: str) -> NoReturn:
    """A test that needs what is absent: skipped on a developer's machine, failed in CI."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


class Server:
    """A real PostgreSQL server of our own, in a folder of its own; `start` and `stop` as often as a test likes."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="communique-pg-", dir="/tmp"))  # pytest's own are closed to others
        # PostgreSQL refuses to run as root.
        self.become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.made = 0

    def create(self) -> None:
        if self.become:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", "data", "-U", "ledger", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        quick = f"""
port = {self.port}
listen_addresses = '127.0.0.1'
unix_socket_directories = '{self.folder}'
fsync = off
full_page_writes = off
"""
        with (self.folder / "data/postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(quick)
        self.start()

    def start(self) -> None:
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")

    def database(self, like: str = "") -> str:
        """The address of a fresh database: empty, or a copy of the one at another address, which nobody has open."""
        self.made += 1
        name = f"ledger{self.made}"
        template = ["-T", like.rpartition("/")[2]] if like else []
        self._run("createdb", "-h", str(self.folder), "-p", str(self.port), "-U", "ledger", *template, name)
        return f"postgresql://ledger@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        # a file, not a pipe: the server inherits it and would keep a pipe open for ever
        with tempfile.TemporaryFile() as told:
            command = [*self.become, str(self.programs / program), *arguments]
            done = subprocess.run(command, check=False, cwd=self.folder, stdout=told, stderr=told, timeout=60)
            told.seek(0)
            assert done.returncode == 0, f"{program}: {told.read().decode(errors='replace')}"


def _programs() -> Path | None:
    """Where initdb is: in PATH, or in Debian's folder of the newest version."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for the session."""
    programs = _programs()
    if programs is None:
        _refuse("PostgreSQL is not installed: no initdb in PATH or /usr/lib/postgresql (apt-get install postgresql)")
    made = Server(programs)
    try:
        made.create()
        yield made
    finally:
        if (made.folder / "data/postmaster.pid").exists():
            made.stop()
        shutil.rmtree(made.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql(server: Server) -> Callable[..., str]:
    """() → the address of a fresh database on that server; (address) → of a copy of that one."""
    return server.database
