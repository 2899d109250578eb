"""A matter talked about, and the format of the talk where it is told."""

from __future__ import annotations

from communique.extract.clauses import Clause
from communique.extract.details import bounds, named, said
from communique.extract.kinds.matters import listed, matter
from communique.resolve.references import Context
from communique.types import Detail, Kind

KIND: Kind = "discussion"


def details(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """The matter, the names listed in it, the format."""
    span = matter(clause, context, whole=True)
    return (*said("matter", span), *listed(span, context), *named("format", "formats", context, *bounds(clause)))
