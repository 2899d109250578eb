"""The pages, one file each: a router, what the page asks of the ledger, and its template's values."""

from __future__ import annotations

from . import (
    add,
    commitments,
    compare,
    document,
    entry,
    home,
    judging,
    lists,
    login,
    network,
    party,
    relation,
    review,
    search,
    wording,
)

_PAGES = (
    home, search, relation, document, entry, lists, party, commitments, compare, wording, network, add, review, judging,
    login,
)  # fmt: skip
ROUTERS = tuple(page.router for page in _PAGES)
