"""What all of the API's answers share: refusals in one shape, unknown parameters refused, and tags that save work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from ... import __version__
from ...errors import CommuniqueError
from ...ledger.state import stamp
from ..site import site_of
from . import faults

_UNCHANGED = {304: {"description": "What the tag of If-None-Match stands for is still the answer"}}
_JSON = "application/json"


class Answering(APIRoute):
    """A route of the API. Fields that an answer leaves out stay out, as they do on the command line."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **given: Any) -> None:
        given["response_model_exclude_unset"] = True
        if "GET" in (given.get("methods") or ()):
            given["responses"] = {**_UNCHANGED, **(given.get("responses") or {})}
        super().__init__(path, endpoint, **given)
        self.known = tuple(_names(self))

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler that FastAPI makes, between what comes before every answer and what comes after it."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return self._unfit(request) or await self._tagged(request, handler)
            except CommuniqueError as refusal:
                return faults.refused(request, refusal)
            except RequestValidationError as fault:
                return faults.invalid(request, fault)

        return answer

    def _unfit(self, request: Request) -> Response | None:
        """The refusal of a parameter that is none, or of a body that is no JSON."""
        strange = next((name for name in request.query_params if name not in self.known), None)
        if strange is not None:
            return faults.unknown(request, strange, self.known)
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if self.body_field is not None and media != _JSON:
            return faults.error(request, 415, f"the body is {media or 'of no kind'}; send {_JSON}")
        return None

    async def _tagged(self, request: Request, handler: Callable[[Request], Coroutine[Any, Any, Response]]) -> Response:
        if request.method != "GET":
            return await handler(request)
        # taken before the answer is made: should the ledger change in between, the next request gets a new answer
        tag = await run_in_threadpool(tag_of, request)
        if tag in _held(request):
            return Response(status_code=304, headers={"ETag": tag})
        response = await handler(request)
        response.headers["ETag"] = tag
        return response


def tag_of(request: Request) -> str:
    """A weak tag: this version, the ledger's state, and what is asked of it."""
    with site_of(request).store.reading() as connection:
        state = stamp(connection)
    asked = f"{__version__} {request.scope['path']}?{request.scope.get('query_string', b'').decode('latin-1')}"
    return f'W/"{state}-{hashlib.sha256(asked.encode(errors="replace")).hexdigest()[:12]}"'


def _held(request: Request) -> list[str]:
    """The tags of the answers that the asker has already."""
    return [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]


def _names(route: APIRoute) -> Iterator[str]:
    """The names of a route's parameters, those of a model one by one."""
    for parameter in route.dependant.query_params:
        kind = parameter.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from kind.model_fields
        else:
            yield parameter.alias
