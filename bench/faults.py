#!/usr/bin/env python3
"""Kills `communique add` (SIGKILL) at random moments and looks at what it leaves.

    faults.py [--kills N] [--store sqlite|postgresql] [--postgresql ADDRESS] [--folder PATH]

About sixty short documents are made of the model story (`tests/golden/story`). One undisturbed run gives the ledger
that is to come out. Then the program adds them again, each time killed; while documents are left it goes on where it
was killed, and with all of them kept it begins anew with an empty ledger. After each kill the store's own check is run,
and every document that is there must be there whole: its reading, and exactly its entries. A last run that nobody
disturbs must give the undisturbed ledger: entries, parties, pairs, links, events, commitments and their changes.

PostgreSQL needs --postgresql ADDRESS of a server (see ledger.py); databases communique_faults* are made and dropped.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from communique.ledger.store import Store, open_store

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "tests" / "golden" / "story" / "documents.jsonl"
COPIES = 5
SEED = 1814
# What must come out alike: everything but numbers and times, which depend on when a document was kept.
KEPT = {
    "documents": "id, sha256, published, pair",
    "readings": "document, run, current, entries, added, gone",
    "entries": "observation, entry, document, kind, current, event, body",
    "entry_parties": "(SELECT e.entry FROM entries e WHERE e.number = entry_parties.number), place, role, code, person",
    "pairs": "pair, (SELECT e.entry FROM entries e WHERE e.number = pairs.number), kind, date, event, state",
    "stems": "pair, stem, (SELECT e.entry FROM entries e WHERE e.number = stems.number)",
    "links": "id, relation, a, b, score, state, reasons",
    "events": "id, kind, date, reports, differences",
    "commitments": "entry, state, since, due",
    "commitment_changes": "entry, place, state, date, shown_by",
}


def documents(file: Path) -> list[str]:
    """Write the documents, and give their ids."""
    held = [json.loads(line) for line in STORY.read_text("utf-8").splitlines() if line.strip()]
    made = [{**one, "id": f"{one['id']}-{copy}"} for copy in range(COPIES) for one in held]
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in made), "utf-8")
    return [one["id"] for one in made]


class Place:
    """Where ledgers of one store are made: "whole" for the undisturbed run, "killed" for the other."""

    def __init__(self, kind: str, address: str, folder: Path) -> None:
        self.kind, self.address, self.folder = kind, address, folder

    def where(self, name: str) -> str:
        """What --ledger is given."""
        if self.kind == "sqlite":
            return str(self.folder / f"faults-{name}.db")
        return f"{self.address.rpartition('/')[0]}/communique_faults_{name}"

    def clear(self, name: str, anew: bool = True) -> None:
        """Delete a ledger; `anew` makes an empty database for the next."""
        if self.kind == "sqlite":
            for file in self.folder.glob(f"faults-{name}.db*"):
                file.unlink()
            return
        address = "postgresql+psycopg:" + self.address.partition(":")[2]
        with create_engine(address, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS communique_faults_{name} WITH (FORCE)"))
            if anew:
                connection.execute(text(f"CREATE DATABASE communique_faults_{name}"))


def run(source: Path, ledger: str, seconds: float | None = None) -> int:
    """Run the program, killed after so many seconds; its exit status, negative where the kill came first."""
    command = [sys.executable, "-m", "communique", "add", str(source), "--ledger", ledger]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _, told = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return -signal.SIGKILL
    if process.returncode:
        raise SystemExit(f"communique add failed: {told.decode()[-500:]}")
    return 0


def content(store: Store) -> dict[str, Counter[tuple[Any, ...]]]:
    """Every table's rows without numbers and times."""
    with store.reading() as connection:
        return {
            table: Counter(map(tuple, connection.execute(text(f"SELECT {columns} FROM {table}")).all()))
            for table, columns in KEPT.items()
        }


def faults(store: Store, expected: dict[str, int]) -> tuple[int, list[str]]:
    """How many documents are there, and what is wrong with them."""
    wrong = store.check()
    with store.reading() as connection:
        kept = list(connection.execute(text("SELECT id FROM documents")).scalars())
        read = Counter(connection.execute(text("SELECT document FROM readings WHERE current")).scalars())
        held = Counter(connection.execute(text("SELECT document FROM entries WHERE current")).scalars())
        twice = connection.execute(
            text("SELECT entry FROM entries WHERE current GROUP BY entry HAVING count(*) > 1")
        ).scalars()
        wrong += [f"entry {entry} is there twice" for entry in twice]
    for one in kept:
        if read[one] != 1 or held[one] != expected[one]:
            wrong.append(f"{one}: {read[one]} readings, {held[one]} entries instead of {expected[one]}")
    wrong += [f"{one} is no document" for one in (read | held).keys() - set(kept)]
    return len(kept), wrong + [f"{one} is there twice" for one, n in Counter(kept).items() if n > 1]


def look(where: str, expected: dict[str, int]) -> tuple[int, list[str]]:
    """The same for a ledger that may not be there yet."""
    from communique.errors import NoLedgerError

    try:
        store = open_store(where)
    except NoLedgerError:
        return 0, []
    try:
        return faults(store, expected)
    finally:
        store.close()


def measure(place: Place, source: Path, ids: Sequence[str], kills: int) -> bool:
    """One store's line; whether all is well."""
    place.clear("whole")
    place.clear("killed")
    start = time.perf_counter()
    run(source, place.where("whole"))
    whole = time.perf_counter() - start
    start = time.perf_counter()
    run(source, place.where("whole"))  # what is known is passed over: the time to load and open
    loading = time.perf_counter() - start
    store = open_store(place.where("whole"))
    expected_rows = content(store)
    with store.reading() as connection:
        counted = connection.execute(text("SELECT document, count(*) FROM entries WHERE current GROUP BY document"))
        expected = dict.fromkeys(ids, 0) | {row[0]: int(row[1]) for row in counted}
    store.close()
    chance, done, rounds, amid, wrong = random.Random(SEED), 0, 1, 0, list[str]()
    # From before the program opens the ledger to well into its documents: some kills come too soon, some find it done.
    latest = loading + min(3.5, (whole - loading) / 2)
    while done < kills:
        if run(source, place.where("killed"), chance.uniform(0.7 * loading, latest)) < 0:
            done += 1
        there, found = look(place.where("killed"), expected)
        wrong += found
        amid += 0 < there < len(ids)
        if there == len(ids) and done < kills:
            wrong += compared(place, expected_rows)
            place.clear("killed")
            rounds += 1
    run(source, place.where("killed"))
    wrong += compared(place, expected_rows)
    rows = ", ".join(f"{sum(expected_rows[t].values()):,} {t}" for t in ("entries", "links", "events", "commitments"))
    print(
        f"{place.kind:11} {done} kills, {amid} of them with some documents kept and some not, {rounds} ledgers filled: "
        f"{f'{len(wrong)} faults' if wrong else 'all whole, the last as the undisturbed one'} "
        f"({len(ids)} documents, {rows}; undisturbed run {whole:.1f} s, "
        f"kills after {0.7 * loading:.1f} to {latest:.1f} s)",
        flush=True,
    )
    for line in wrong[:10]:
        print("  " + line)
    for name in ("whole", "killed"):
        place.clear(name, anew=False)
    return not wrong


def compared(place: Place, expected: dict[str, Counter[tuple[Any, ...]]]) -> list[str]:
    """In which tables the completed ledger differs from the undisturbed one."""
    store = open_store(place.where("killed"))
    found = content(store)
    store.close()
    return [
        f"{table}: {sum((expected[table] - rows).values())} rows missing, {sum((rows - expected[table]).values())} more"
        for table, rows in found.items()
        if rows != expected[table]
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Kill, look, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--store", choices=("sqlite", "postgresql"))
    parser.add_argument("--postgresql", metavar="ADDRESS", default="")
    parser.add_argument("--folder", type=Path, default=Path("/tmp"))
    given = parser.parse_args(argv)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    given.folder.mkdir(parents=True, exist_ok=True)
    source = given.folder / "faults.jsonl"
    ids = documents(source)
    stores = [given.store] if given.store else ["sqlite", *(["postgresql"] if given.postgresql else [])]
    well = [measure(Place(kind, given.postgresql, given.folder), source, ids, given.kills) for kind in stores]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
