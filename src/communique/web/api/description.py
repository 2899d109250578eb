"""`GET /openapi.json`: the description of the API, for programs that make clients of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from .answering import Answering

router = APIRouter(route_class=Answering)


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> JSONResponse:
    """The API in OpenAPI's words."""
    return JSONResponse(request.app.openapi())
