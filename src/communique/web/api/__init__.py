"""The REST API under `/api/v1`: a file a verb, the same answers as the command line's `--json`.

`answering.py` is what every answer goes through, `faults.py` how the API says no, `query.py` what it is asked with,
`models/` how its answers look.
"""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer

from . import (
    classify,
    commitments,
    compare,
    description,
    documents,
    entries,
    exports,
    health,
    judgements,
    links,
    reading,
    relations,
    search,
    who,
    wording,
)
from .faults import described, error

__all__ = ["error", "router"]

_VERBS = (
    health,
    description,
    reading,
    documents,
    entries,
    search,
    commitments,
    relations,
    compare,
    wording,
    judgements,
    links,
    who,
    classify,
    exports,
)


def _named(route: APIRoute) -> str:
    """An operation is called as its function is, for programs that make clients of the description."""
    return route.name


router = APIRouter(
    responses=described(401, 403, 503),
    # The guard asks for tokens; this tells of them.
    dependencies=[Depends(HTTPBearer(auto_error=False, description="Not needed on the server's own machine"))],
    generate_unique_id_function=_named,
)
for verb in _VERBS:
    router.include_router(verb.router)
