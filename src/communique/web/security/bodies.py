"""What a request sends, read up to a limit before anything else looks at it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import Message, Receive

from .refusals import Refusal


async def read(request: Request, limit: int) -> bytes | None:
    """The whole body; None where the sender went away. Refused as soon as it is known to be over the limit."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told[:20]) > limit:
        raise _too_large(limit)
    parts, size, more = [], 0, True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


def again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, to be received once more; then whatever comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received


def _too_large(limit: int) -> Refusal:
    """What is still on its way is not read, so the connection cannot serve another request."""
    remedy = "send less, or add a large file on the command line: communique add FILE"
    return Refusal(413, "too_large", f"more than {limit:,} bytes were sent", remedy, {"Connection": "close"})
