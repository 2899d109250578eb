"""The way of one request to the app: each step lets it pass or refuses it, and none comes before what it relies on."""

from __future__ import annotations

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ...errors import LedgerError
from ..settings import Settings
from . import bodies, forgery, hosts
from .callers import Visit, accounts_of, begin, unasked
from .headers import STATIC, Sender
from .refusals import LOGIN, Refusal, Shown, answer, path_of

# What anybody may ask for, and how many bytes somebody may send who has not said who it is.
_OPEN = frozenset({LOGIN, "/api/v1/health"})
_STRANGERS_LIMIT = 16_384

log = logging.getLogger("communique.web")


class Guard:
    """Stands before the whole app. What it does not know is refused: a new page is guarded from its first day."""

    def __init__(self, app: ASGIApp, settings: Settings, shown: Shown) -> None:
        self.app = app
        self.settings = settings
        self.shown = shown

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._guarded(Request(scope, receive), send)
        else:  # nothing here speaks WebSocket
            await send({"type": "websocket.close", "code": 1008})

    async def _guarded(self, request: Request, send: Send) -> None:
        visit = begin(request)
        sender = Sender(send, request, visit)
        try:
            body = await self._admitted(request, visit)
            if body is not None:
                await self.app(request.scope, bodies.again(body, request.receive), sender)
        except Refusal as refusal:
            await self._refuse(refusal, request, sender)
        except Exception:
            if not sender.started:
                told = "the server failed to answer this request"
                await self._refuse(Refusal(500, "failed", told, "its log says why; please report it"), request, sender)
            raise

    async def _admitted(self, request: Request, visit: Visit) -> bytes | None:
        """The body of a request that may pass; None where its sender went away."""
        hosts.check(request, self.settings)
        await self._recognise(request, visit)
        if visit.caller is None and not _is_open(path_of(request)):
            raise unasked(request)
        body = await bodies.read(request, self.settings.body_limit if visit.caller else _STRANGERS_LIMIT)
        if body is not None:
            await forgery.check(request, visit, body)
        return body

    async def _recognise(self, request: Request, visit: Visit) -> None:
        store = request.app.state.site.store
        try:
            await run_in_threadpool(accounts_of(request).recognise, store, request, visit)
        except LedgerError as error:  # strangers need not know where the ledger lies
            log.warning("%s", error)
            told = "the ledger does not answer"
            raise Refusal(503, "ledger", told, "try again in a minute; the server's log says more") from error

    async def _refuse(self, refusal: Refusal, request: Request, sender: Sender) -> None:
        response = answer(request, refusal, self.shown)
        await response(request.scope, request.receive, sender)


def _is_open(path: str) -> bool:
    return path in _OPEN or path.startswith(STATIC)
