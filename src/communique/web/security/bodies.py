"""What a request sends, read up to a limit before anything else looks at it."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.types import Message, Receive

from .refusals import Refusal

# Of a body that is refused so many times the limit is let pass, and so many seconds waited for a part of it.
DRAINED, PATIENCE = 4, 5.0


async def read(request: Request, limit: int) -> bytes | None:
    """The whole body; None where the sender went away. Refused as soon as it is known to be over the limit."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told[:20]) > limit:
        await _drained(request, limit * DRAINED if int(told[:20]) <= limit * DRAINED else 0)
        raise _too_large(limit)
    parts, size, more = [], 0, True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            await _drained(request, limit * DRAINED)
            raise _too_large(limit)
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


async def _drained(request: Request, most: int) -> None:
    """Let pass what is still on its way: a browser reads no answer before it has sent all."""
    seen, more = 0, True
    while more and seen < most:
        try:
            message = await asyncio.wait_for(request.receive(), PATIENCE)
        except TimeoutError:
            return
        seen += len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)


def again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, to be received once more; then whatever comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received


def _too_large(limit: int) -> Refusal:
    """Something may still be on its way, so the connection cannot serve another request."""
    remedy = "send less, or add a large file on the command line: communique add FILE"
    return Refusal(413, "too_large", f"more than {limit:,} bytes were sent", remedy, {"Connection": "close"})
