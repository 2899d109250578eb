#!/usr/bin/env python3
"""How far the compiled tenures agree with the sources: compare_tenures.py [--all].

For every tenure of tenures.csv that gives the day of taking office and that tenures_compiled.csv tells too (a
spelling of the person, the same body and title), the days between the two are counted. `--all` lists those more than
a month apart: most are a later inauguration, or the first day on which the Factbook showed a name.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter, defaultdict

from communique.actors import tables
from communique.actors.titles import titles
from communique.actors.words import fold

STEPS = ((0, "the same day"), (7, "within a week"), (31, "within a month"), (10**6, "further apart"))


def keys(row: tables.TenureRow) -> list[tuple[str, str, str]]:
    """Each spelling of the person with body and title."""
    t = row.tenure
    return [(fold(n), t.body, title) for n in (t.person, *row.aliases) for title in titles(t.office, t.body)]


def main(*, everything: bool) -> None:
    """Print the counts."""
    rows = [r for r in tables.shipped().tenures if len(r.tenure.since) == 10]
    compiled: dict[tuple[str, str, str], set[dt.date]] = defaultdict(set)
    for row in (r for r in rows if r.tenure.source == tables.COMPILED):
        for key in keys(row):
            compiled[key].add(dt.date.fromisoformat(row.tenure.since))
    counts: Counter[str] = Counter()
    for row in (r for r in rows if r.tenure.source != tables.COMPILED):
        told = {day for key in keys(row) for day in compiled.get(key, ())}
        if told:
            since = dt.date.fromisoformat(row.tenure.since)
            apart = min(abs((day - since).days) for day in told)
            counts[next(name for most, name in STEPS if apart <= most)] += 1
            if everything and apart > 31:
                print(f"{row.tenure.person}, {row.tenure.office} of {row.tenure.body}: {since}, compiled {min(told)}")
    total = sum(counts.values())
    print(f"{total} tenures that both tell: " + ", ".join(f"{counts[name]} {name}" for _, name in STEPS))


if __name__ == "__main__":
    main(everything="--all" in sys.argv[1:])
