"""Where a ledger lives: one SQLite file, or a PostgreSQL database; opened, migrated, read and written in transactions.

SQLite runs in WAL mode: readers never wait, writers wait for each other (`BEGIN IMMEDIATE`), and what was committed
survives the death of the process. PostgreSQL's writers wait for each other on an advisory lock, so that of two
documents added at once the second sees the first and is linked with it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, exc, inspect, text

from ..errors import (
    BusyError,
    DamagedError,
    FullError,
    LedgerError,
    LostError,
    NewerLedgerError,
    NoLedgerError,
    ReadOnlyError,
)
from .schema import metadata

# The newest migration; `tests/ledger` compares it with the files.
VERSION = "0005"
BUSY_SECONDS = 60
_LOCK = 0x636F6D6D  # any number that all writers share


class Store:
    """An open ledger. `name` is how messages call it (an address without its password)."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self.sqlite = engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger."""
        with self._told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is the only writer; all of it is kept, or nothing."""
        with self._told(), self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                if not self.sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield connection

    def close(self) -> None:
        self.engine.dispose()

    def check(self) -> list[str]:
        """What the database's own integrity check finds wrong; PostgreSQL checks as it goes and has none."""
        if not self.sqlite:
            return []
        with self.reading() as connection:
            found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            found += [f"foreign key: {tuple(row)}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        return [line for line in found if line != "ok"]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The database's errors in our words."""
        try:
            yield
        except exc.DBAPIError as error:
            raise _translated(error, self.name) from error


def open_store(where: str, create: bool = False) -> Store:
    """The ledger at a path or `postgresql://` address; made where there is none and `create` allows it.

    NoLedgerError where there is none, NewerLedgerError where it is newer than this program, LostError where the server
    does not answer. An older ledger is brought up to date.
    """
    if where.startswith(("postgresql:", "postgres:", "postgresql+psycopg:")):
        return _postgresql(where, create)
    if "://" in where:
        scheme = where.partition("://")[0]
        raise NoLedgerError(f"{scheme}:// is no ledger; give a file (communique.db) or postgresql://HOST/DATABASE")
    return _sqlite(Path(where), create)


def _sqlite(path: Path, create: bool) -> Store:
    if path.is_dir():
        raise NoLedgerError(f"{path} is a folder; give --ledger a file, for example {path / 'communique.db'}")
    if not path.is_file() and not create:
        raise NoLedgerError(f"there is no ledger {path}; make one with: communique add SOURCE... --ledger {path}")
    if not path.parent.is_dir():
        raise NoLedgerError(f"{path} lies in a folder that does not exist; make it, or give --ledger another file")
    fresh = not path.is_file() or path.stat().st_size == 0
    if not fresh and _head(path) != b"SQLite format 3":
        raise NoLedgerError(f"{path} is no ledger but another file; give --ledger another file")
    writable = os.access(path, os.W_OK) if not fresh else os.access(path.parent, os.W_OK)
    if create and not writable:
        raise ReadOnlyError(f"{path} cannot be written; give --ledger another file, or change its permissions")
    # A file that may not be written, or whose folder may not, is opened as it stands, without a write-ahead log.
    still = not fresh and not (writable and os.access(path.parent, os.W_OK))
    log = path.with_name(path.name + "-wal")
    if still and log.is_file() and log.stat().st_size:
        raise ReadOnlyError(
            f"{path} cannot be written, and its newest documents still lie in {log.name}, which only a writer takes in;"
            " copy both files to a folder of your own and open the copy"
        )
    address = f"file:{_quoted(path)}?mode={'ro' if still else 'rwc'}{'&immutable=1' if still else ''}"
    # Without a path SQLAlchemy takes the database for one in memory, and would give a thread one connection for all.
    engine = create_engine("sqlite://", creator=lambda: _connected(address), poolclass=QueuePool)
    _tune(engine, still)
    store = Store(engine, str(path))
    _migrate(store, create, still)
    return store


def _connected(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(15)


def _quoted(path: Path) -> str:
    """A path inside a `file:` address."""
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _tune(engine: Engine, still: bool) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _: Any) -> None:
        cursor = connection.cursor()
        if not still:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = NORMAL")
            cursor.execute("PRAGMA wal_autocheckpoint = 10000")  # 40 MB of log: pages that change often are moved once
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA cache_size = -65536")
        cursor.execute("PRAGMA mmap_size = 1073741824")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(where: str, create: bool) -> Store:
    address = "postgresql+psycopg:" + where.partition(":")[2]
    try:
        engine = create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except exc.ArgumentError:
        raise NoLedgerError(f"{where} is no address; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE") from None
    except ModuleNotFoundError:
        from ..errors import MissingPackageError

        raise MissingPackageError(
            "a PostgreSQL ledger needs psycopg; run: pip install 'communique[postgresql]'"
        ) from None
    store = Store(engine, engine.url.render_as_string(hide_password=True).replace("+psycopg", ""))
    _migrate(store, create, still=False)
    return store


def _migrate(store: Store, create: bool, still: bool) -> None:
    """Bring the tables to `VERSION`; of two processes that open a ledger at once, one does it."""
    with store.reading() as connection:
        found = _version(connection)
    if found == VERSION:
        return
    if found > VERSION:
        raise NewerLedgerError(
            f"{store.name} was written by a newer Communiqué (tables {found}, this one knows {VERSION});"
            " run: pip install --upgrade communique"
        )
    if not found and not create:
        raise NoLedgerError(f"{store.name} holds no ledger; make one with: communique add SOURCE... --ledger ...")
    if still:
        raise ReadOnlyError(f"{store.name} is of an older version and cannot be written; copy it and open the copy")
    with store.writing() as connection:
        if _version(connection) != VERSION:
            upgrade(connection)


def _version(connection: Connection) -> str:
    """The ledger's migration; "" where there is no ledger. NoLedgerError for somebody else's database."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names:
        if names & set(metadata.tables):
            raise NoLedgerError("the database has tables of these names that are no ledger's; give another database")
        return ""
    held = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(held or "")


def upgrade(connection: Connection, target: str = "head") -> None:
    """Run the migrations inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "communique:ledger/migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _translated(error: exc.DBAPIError, name: str) -> LedgerError:
    told = " ".join(str(error.orig).split())
    low = told.lower()
    if "readonly" in low or "read-only" in low or "unable to open" in low or "permission denied" in low:
        return ReadOnlyError(f"{name} cannot be written ({told}); change its permissions, or give another --ledger")
    if "disk is full" in low or "no space left" in low or "disk i/o error" in low or "could not extend" in low:
        return FullError(f"no room for {name} ({told}); free some and run again: what was kept stays kept")
    if "locked" in low or "lock timeout" in low:
        return BusyError(f"another process keeps {name} locked ({told}); wait for it, then run again")
    if "malformed" in low or "not a database" in low:
        return DamagedError(f"{name} is damaged ({told}); restore it from a copy, or add its sources anew")
    if error.connection_invalidated or isinstance(error, exc.OperationalError | exc.InterfaceError):
        return LostError(f"{name} does not answer ({told[:200]}); start it or check the address, then run again")
    return LedgerError(f"{name}: {told[:300]}")
