#!/usr/bin/env python3
"""How fast pages come from a ledger of a million entries while many people look at it.

    web.py LEDGER [--users 20] [--seconds 30] [--think 1.0] [--port N]

LEDGER is one that `ledger.py --keep` (and `--grow`) made: its states are known to the server by a file of actors,
which is written here. The real program serves; each user is a thread with a connection of its own, which asks for a
page, waits until its last byte, thinks, and goes on to the next. Relations are drawn as often as the ledger tells of
them, the busiest among them; a tenth of the pages are other ones (home, commitments, a network of all). Measured is
the time from the request's last byte to the answer's first, and the size of the largest page. A run starts on a cold
server.
"""

from __future__ import annotations

import argparse
import http.client
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from ledger import SEED, STATES, Documents, code, entity

OTHERS = ("/", "/commitments", "/network", "/documents")


def actors(folder: Path) -> Path:
    """The bench's states, as a file of actors of one's own."""
    path = folder / "states.toml"
    rows = (f'[{code(n)}]\nkind = "state"\nnames = ["{entity(n).name}"]\n' for n in range(STATES))
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def paths(seed: int) -> list[str]:
    """What one user asks for, in order."""
    draw, chance = Documents(1_000_000, seed), random.Random(seed)
    chosen = []
    for _ in range(2000):
        a, b = draw.pair()
        chosen.append(chance.choice(OTHERS) if chance.random() < 0.1 else f"/relation/{code(a)}/{code(b)}")
    return chosen


def look(port: int, asked: list[str], until: float, think: float, told: list[tuple[str, float, int]]) -> None:
    """One user, until the time is over; of two states that the ledger tells nothing of there is no page (404)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    chance = random.Random(asked[0])
    for path in asked:
        if time.perf_counter() > until:
            break
        time.sleep(think * chance.uniform(0.5, 1.5))
        started = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        first = time.perf_counter() - started
        size = len(answer.read())
        told.append((path if answer.status in (200, 404) else f"failed {path}", first * 1000, size))


def main() -> None:
    """Serve, look, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--port", type=int, default=8765)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "communique", "serve", "--ledger", given.ledger, "--port", str(given.port)]
        server = subprocess.Popen([*command, "--actors", str(actors(Path(folder)))], stderr=subprocess.PIPE, text=True)
        try:
            assert server.stderr is not None
            line = server.stderr.readline()
            if "shows" not in line:
                raise SystemExit(line)
            measure(given)
        finally:
            server.terminate()
            server.wait()


def measure(given: argparse.Namespace) -> None:
    """All users at once; then the figures."""
    seen: list[tuple[str, float, int]] = []
    asked = [paths(SEED + n) for n in range(given.users)]
    until = time.perf_counter() + given.seconds
    users = [threading.Thread(target=look, args=(given.port, some, until, given.think, seen)) for some in asked]
    for user in users:
        user.start()
    for user in users:
        user.join()
    print(f"{given.users} users for {given.seconds:g} s, {given.think:g} s of thought a page: {len(seen):,} pages")
    print(f"  {sum(path.startswith('failed') for path, _, _ in seen)} failed")
    groups = {"relation": "/relation/", "home": "/", "commitments": "/commitments", "network": "/network"}
    for name, start in groups.items():
        mine = [row for row in seen if (row[0] == start if start == "/" else row[0].startswith(start))]
        if mine:
            times = sorted(row[1] for row in mine)
            p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
            distinct = len({row[0] for row in mine})
            told = f"median {statistics.median(times):7.1f} ms, p95 {p95:7.1f} ms, longest {times[-1]:7.1f} ms"
            print(f"  {name:12}{len(mine):6,} pages, {distinct:4,} different; first byte: {told}")
            print(f"  {'':12}largest page {max(row[2] for row in mine) / 1000:,.0f} kB")


if __name__ == "__main__":
    main()
