"""How many events a ledger joins, and a sample of the joins to be checked by hand.

    communique add ../shared/corpus --ledger build/corpus.db
    python evaluate/joins.py build/corpus.db --sample 50

A join is two reports of one event; an event of n reports has n - 1.
"""

from __future__ import annotations

import argparse
import random

from sqlalchemy import func, select

from communique.ledger.queries import link_list
from communique.ledger.schema import events, links
from communique.ledger.store import open_store


def main() -> None:
    """Print the counts, then the sample: score, both quotes and their documents."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("ledger", help="a ledger's path or address")
    options.add_argument("--sample", type=int, default=50, help="joins to print")
    options.add_argument("--seed", type=int, default=1, help="which sample")
    given = options.parse_args()
    store = open_store(given.ledger)
    with store.reading() as connection:
        counted = select(events.c.kind, func.count(), func.sum(events.c.reports)).group_by(events.c.kind)
        for kind, number, reports in connection.execute(counted.order_by(events.c.kind)):
            print(f"{kind:10} {number:5} joined events {reports:5} reports")
        tallied = select(links.c.relation, links.c.state, func.count()).group_by(links.c.relation, links.c.state)
        for relation, state, number in connection.execute(tallied.order_by(links.c.relation, links.c.state)):
            print(f"{relation:10} {state:9} {number:5}")
        standing = (links.c.relation == "same event", links.c.state == "accepted")
        found = link_list(connection, *standing, most=1_000_000)
    random.Random(given.seed).shuffle(found)
    for row in found[: given.sample]:
        print(f"\n{row.score:g}  {row.a_document}\n    {row.a_quote}\n    {row.b_document}\n    {row.b_quote}")


if __name__ == "__main__":
    main()
