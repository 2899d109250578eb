"""Which state a ledger is in, told so cheaply that every answer can carry it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, select

from .schema import judgements, readings

# Whatever changes a ledger writes a row of one of these two. The ends of two primary keys: no row is read.
_LAST = select(*(select(func.max(t.c.number)).scalar_subquery().label(t.name) for t in (readings, judgements)))


def stamp(connection: Connection) -> str:
    """A word that is another one whenever an answer may be: after a reading, a judgement, or midnight.

    At midnight commitments lapse.
    """
    last = connection.execute(_LAST).one()
    return f"{last.readings or 0}.{last.judgements or 0}.{dt.date.today().isoformat()}"
