"""What the knowledge base costs: loading it (seconds, memory), and look-ups per second: bench/actors.py [RUNS].

Each loading runs in a process of its own, after everything that reading imports anyway; the median of RUNS (default
7) is told. Memory is the growth of the resident set.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

LOAD = """
import resource, time
import csv, json, tomllib, difflib
import communique.actors.base as base
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
base.load()
print(time.perf_counter() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""
NAMES = ("Golovchenko", "Lukashenka", "Xi Jinping", "Orban Viktor", "Zelenskyy", "Zork Blahblah", "Kim", "Li Qiang")


def loadings(runs: int) -> tuple[list[float], list[float]]:
    """Seconds and MB of each loading."""
    lines = [
        subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(runs)
    ]
    return [float(line[0]) for line in lines], [float(line[1]) for line in lines]


def main(runs: int) -> None:
    """Print the figures."""
    seconds, memory = loadings(runs)
    print(
        f"load      {statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f}), "
        f"{statistics.median(memory):.0f} MB, {runs} processes"
    )
    from communique.actors.base import load

    base = load()
    text = (
        "The Prime Minister of Norway met Kenya's President and the UN Secretary-General in Geneva, Switzerland. " * 50
    )
    start = time.perf_counter()
    rounds = 20
    for _ in range(rounds):
        base.gazetteer.find(text)
    print(f"names     {rounds * len(text) / (time.perf_counter() - start) / 1e6:.2f} million characters/s")
    start = time.perf_counter()
    for _ in range(200):
        for name in NAMES:
            base.candidates(name)
    print(f"persons   {200 * len(NAMES) / (time.perf_counter() - start):,.0f} look-ups/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
