"""How the API says no: one shape for every refusal, whatever it is that refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from ... import errors
from ..security import caller_of
from .models.base import Fault

# The first that fits counts. What is not here could not be done as it was asked: 422.
_STATUS: tuple[tuple[type[errors.CommuniqueError], int], ...] = (
    (errors.UnknownPartyError, 404),
    (errors.NothingHeldError, 404),
    (errors.UnknownIdError, 404),
    (errors.OtherTextError, 409),
    (errors.LedgerError, 503),
    (errors.MissingPackageError, 503),
    (errors.ModelError, 503),
    (errors.TooLargeError, 413),
)
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def error(_: Request, status: int, told: str, code: str = "", field: str = "") -> JSONResponse:
    """A refusal; what follows the last semicolon of its line is what to do about it."""
    message, mark, remedy = told.rpartition("; ")
    said: dict[str, str] = {"code": code or _phrase(status), "message": message if mark else told}
    said |= {"remedy": remedy} if mark else {}
    said |= {"field": field} if field else {}
    return JSONResponse({"error": said}, status)


def refused(request: Request, found: errors.CommuniqueError) -> JSONResponse:
    """What Communiqué refuses; its code is the error's own name: unknown_party, nothing_held, busy."""
    status = next((number for kind, number in _STATUS if isinstance(found, kind)), 422)
    code = _WORDS.sub("_", type(found).__name__.removesuffix("Error")).lower()
    if caller_of(request) is None:  # the health check: strangers need not know where the ledger lies
        return error(request, status, "the ledger does not answer; try again in a minute", code)
    return error(request, status, str(found), code)


def invalid(request: Request, found: RequestValidationError) -> JSONResponse:
    """A parameter or field that is not as it is described: the first of them."""
    first = found.errors()[0]
    place = [str(part) for part in first["loc"]]
    field = ".".join(place[1:])
    if first["type"] == "json_invalid":
        return error(request, 400, f"the body is no JSON, from character {field} on", "bad_request")
    if first["type"] == "extra_forbidden":
        return unknown(request, field)
    told = str(first["msg"]).removeprefix("Value error, ")
    return error(request, 422, f"{place[0]} {field}: {told}" if field else told, "invalid", field)


def unknown(request: Request, name: str, known: Iterable[str] = ()) -> JSONResponse:
    """A parameter or field that there is none of, so that a slip of the pen does not pass for "no filter"."""
    names = ", ".join(known)
    told = f"{name[:80]!r} is unknown; {f'known are {names}' if names else 'leave it out'}"
    return error(request, 422, told, "invalid", name[:80])


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase.lower().replace(" ", "_")


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses for the description of an operation."""
    return {status: {"model": Fault, "description": HTTPStatus(status).phrase} for status in statuses}
