"""How much a request may send."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import httpx
from starlette.types import Message
from tests.web.security.tools import error, guarded, post

from communique.web.settings import Settings


def chunks(count: int, size: int, sent: list[int]) -> Iterator[bytes]:
    for _ in range(count):
        sent.append(size)
        yield b"x" * size


def test_a_body_up_to_the_limit_arrives_whole(local: str) -> None:
    headers = {"Content-Type": "application/json"}
    assert post(f"{local}/api/v1/size", content=b"x" * 200_000, headers=headers).json() == 200_000
    assert post(f"{local}/api/v1/size", content=chunks(20, 10_000, []), headers=headers).json() == 200_000


def test_a_body_over_the_limit_is_refused(local: str) -> None:
    headers = {"Content-Type": "application/json"}
    refused = post(f"{local}/api/v1/size", content=b"x" * 200_001, headers=headers)
    assert (refused.status_code, error(refused)["code"]) == (413, "too_large")
    assert "200,000 bytes" in error(refused)["message"]
    refused = post(f"{local}/api/v1/size", content=chunks(21, 10_000, []), headers=headers)
    assert (refused.status_code, error(refused)["code"]) == (413, "too_large")


def answer_to(address: str, head: bytes, body: bytes = b"") -> bytes:
    """The first line that comes back to a request whose end is never sent."""
    at = httpx.URL(address)
    with socket.create_connection((at.host, at.port), timeout=10) as line:
        line.sendall(head + b"Host: 127.0.0.1\r\nContent-Type: application/json\r\n\r\n" + body)
        return line.makefile("rb").readline()


def test_too_large_a_body_is_refused_before_it_is_sent(local: str) -> None:
    assert b" 413 " in answer_to(local, b"POST /api/v1/size HTTP/1.1\r\nContent-Length: 200001\r\n")
    assert b" 413 " in answer_to(local, b"POST /api/v1/size HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n")
    part = b"%x\r\n%s\r\n" % (200_001, b"x" * 200_001)
    assert b" 413 " in answer_to(local, b"POST /api/v1/size HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", part)


def test_strangers_are_refused_before_they_send(open_: str) -> None:
    assert b" 401 " in answer_to(open_, b"POST /api/v1/size HTTP/1.1\r\nContent-Length: 100000\r\n")
    assert b" 413 " in answer_to(open_, b"POST /login HTTP/1.1\r\nContent-Length: 100000\r\n")


def test_what_was_cut_off_is_not_carried_out(ledger: str) -> None:
    """The sender goes away in the middle: half a document must not be read as a whole one."""
    messages: list[Message] = [{"type": "http.request", "body": b"{}", "more_body": True}, {"type": "http.disconnect"}]
    sent: list[Message] = []
    scope = {"type": "http", "method": "POST", "path": "/api/v1/size", "query_string": b"", "scheme": "http"}
    scope |= {"server": ("127.0.0.1", 80), "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")]}

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(guarded(Settings(ledger))(scope, receive, send))
    assert (messages, sent) == ([], [])
