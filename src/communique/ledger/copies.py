"""The same text under several ids, as where two publishers carry one wire, or a file has two names: one source."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from .schema import documents

_AT_ONCE = 500


def digest(text: str) -> str:
    """What the texts of copies have in common: their words and signs, however lines are broken."""
    return hashlib.sha256(" ".join(text.split()).encode(errors="replace")).hexdigest()[:32]


# The id of the first published document with a document's words (of one day, the first that was kept), as a column.
_other = documents.alias("other")
_original = (
    select(_other.c.id)
    .where(_other.c.digest == documents.c.digest)
    .order_by(_other.c.published.nulls_last(), _other.c.number)
    .limit(1)
    .scalar_subquery()
)
# The same, "" for a document that is no copy.
COPY_OF = func.coalesce(func.nullif(_original, documents.c.id), "").label("copy_of")


def originals(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Those of some documents that are copies → the one whose text they repeat."""
    wanted = list(ids)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = documents.c.id.in_(wanted[start : start + _AT_ONCE])
        rows = connection.execute(select(documents.c.id, COPY_OF).where(chosen))
        found |= {row.id: row.copy_of for row in rows if row.copy_of}
    return found
