"""The server put together: site, protection, pages, API and static files; and how errors look."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from .. import __version__, errors
from . import api
from .pages import ROUTERS
from .rendering import page
from .security import Refusal, protect
from .settings import Settings
from .site import Site

# Where a question makes no sense, where there is nothing, where the ledger itself is at fault.
_STATUS: tuple[tuple[type[errors.CommuniqueError], int], ...] = (
    (errors.UnknownPartyError, 404),
    (errors.UnknownIdError, 404),
    (errors.NothingHeldError, 404),
    (errors.LedgerError, 503),
)


def application(settings: Settings) -> FastAPI:
    """The app over one ledger; NoLedgerError and the like where it cannot be opened."""
    site = Site(settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        site.close()

    app = FastAPI(
        title="Communiqué", version=__version__, lifespan=life, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.site = site
    static = files("communique.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    app.include_router(api.router, prefix="/api/v1")
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(errors.CommuniqueError, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _told)
    protect(app, settings, _refused)
    return app


def _refused(request: Request, refusal: Refusal) -> Response:
    """A refusal of the guard as a page."""
    told = f"{refusal.message}; {refusal.remedy}" if refusal.remedy else refusal.message
    return page(request, "error.html", refusal.status_code, told=told, status_code=refusal.status_code)


def _told(request: Request, error: Exception) -> Response:
    """An error as a page, or in the API's shape."""
    if isinstance(error, HTTPException):
        status, told = error.status_code, str(error.detail)
    elif isinstance(error, RequestValidationError):
        status, told = 422, "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
    else:
        status = next((number for kind, number in _STATUS if isinstance(error, kind)), 400)
        told = str(error)
    kept = dict(error.headers or {}) if isinstance(error, HTTPException) else {}  # `Allow` of a 405
    if request.url.path.startswith("/api/"):
        response: Response = api.error(request, status, told)
        response.headers.update(kept)
        return response
    if status == 404 and told == "Not Found":
        told = f"There is no page {request.url.path}; start from the home page, or search."
    response = page(request, "error.html", status, told=told, status_code=status)
    response.headers.update(kept)
    return response
