"""`GET /exports/{format}`: a ledger, or one relation of it, as a file for others' tools."""

from __future__ import annotations

import pathlib
import tempfile
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from ...answers import exporting
from ...joining.traits import pair
from ..site import site_of
from .answering import Answering
from .faults import described
from .query import Asked, Pair, Word, two

router = APIRouter(route_class=Answering, tags=["documents"])


class Part(Asked):
    """How much of the ledger."""

    between: Pair | None = None
    judged: bool = False


Format = Annotated[Word, Path(json_schema_extra={"enum": list(exporting.FORMATS)})]
_MEDIA: dict[str, Any] = {media: {} for media in sorted({*exporting.MEDIA.values()})}
_ANSWERS = described(404, 422) | {200: {"description": "The file", "content": _MEDIA}}


@router.get("/exports/{format}", response_class=FileResponse, responses=_ANSWERS)
def export(request: Request, format: Format, asked: Annotated[Part, Query()]) -> Any:
    """Write what stands in the ledger: rejected entries left out, corrected ones corrected.

    The file is written before it is sent, so that a fault on the way is told as one and no half file arrives.
    """
    exporting.check(format, asked.between is not None or asked.judged)
    both = two(request, asked.between)
    with tempfile.NamedTemporaryFile(prefix="communique-", delete=False) as made:
        path = pathlib.Path(made.name)
    try:
        with site_of(request).store.reading() as connection:
            exporting.write(connection, format, path, pair(*both) if both else "", asked.judged)
    except BaseException:
        path.unlink()
        raise
    return FileResponse(
        path,
        media_type=exporting.media(format),
        filename=f"communique.{exporting.suffix(format)}",
        background=BackgroundTask(path.unlink),
    )
