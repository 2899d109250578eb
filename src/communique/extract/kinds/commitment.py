"""A stated intention: the deed, fields of cooperation, frameworks, principles, deadline."""

from __future__ import annotations

from communique.extract import dates
from communique.extract.clauses import Clause
from communique.extract.details import deed, frameworks, named, reach
from communique.resolve.references import Context
from communique.types import Detail, Kind

from .relation import levels

KIND: Kind = "commitment"


def details(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Deed, fields, frameworks, levels of relations, principles, deadline."""
    words = reach(clause)
    return (
        *deed(clause, context),
        *named("field", "fields", context, *words),
        *frameworks(context, clause),
        *(d for d in levels(context, *words) if " " in d.value),
        *named("principle", "principles", context, *words),
        *_deadline(clause, context),
    )


def _deadline(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Dates that do not lie before the publication: a promise is due then."""
    published = context.document.published
    found = dates.find(context.text, *reach(clause), published, future=True)
    today = published.isoformat() if published else ""
    # an ISO week has no month to compare; it came of words like "next week"
    due = [d for d in found if "W" in d.value or d.value >= today[: len(d.value)]]
    return tuple(d.detail(context.text, "deadline") for d in due)
