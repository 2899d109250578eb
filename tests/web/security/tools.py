"""A small app guarded as ours is, on a real server; and what browsers and programs do with it."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated, Any

import httpx
import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Form, Request, UploadFile, WebSocket
from fastapi.responses import PlainTextResponse

from communique.web.pages import login
from communique.web.security import Caller, caller_of, csrf_of, protect, require
from communique.web.settings import Settings
from communique.web.site import Site

Browser = Callable[[str], httpx.Client]
ROLES = ("reader", "reviewer", "admin")
# A program without cookies. There is no https here, whose certificates would take longer to load than all the rest.
get = partial(httpx.get, verify=False)
post = partial(httpx.post, verify=False)
router = APIRouter()


@router.get("/static/base.css")
def style() -> PlainTextResponse:
    return PlainTextResponse("body {}", media_type="text/css")


@router.get("/api/v1/health")
def health() -> dict[str, bool]:
    return {"well": True}


@router.get("/page")
@router.get("/person/{name}")
@router.get("/login{rest}/secret")
def seen(request: Request) -> PlainTextResponse:
    caller = caller_of(request)
    assert caller is not None
    return PlainTextResponse(f"{caller.name} {caller.role} {csrf_of(request)}")


@router.get("/api/v1/me")
def me(caller: Annotated[Caller, Depends(require("reader"))]) -> dict[str, Any]:
    return {"name": caller.name, "role": caller.role, "local": caller.local}


@router.get("/broken")
@router.get("/api/v1/broken")
def broken() -> None:
    raise ZeroDivisionError("a fault of ours")


@router.post("/judge")
@router.put("/judge")
@router.patch("/judge")
@router.delete("/judge")
@router.post("/api/v1/judge")
def judge(caller: Annotated[Caller, Depends(require("reviewer"))]) -> str:
    return caller.name


@router.post("/settings")
def settings_(caller: Annotated[Caller, Depends(require("admin"))]) -> str:
    return caller.name


@router.post("/paste")
def paste(text: Annotated[str, Form()]) -> int:
    return len(text)


@router.post("/upload")
def upload(file: UploadFile) -> int:
    return len(file.file.read())


@router.post("/api/v1/size")
async def size(request: Request) -> int:
    return len(await request.body())


@router.websocket("/live")
async def live(socket: WebSocket) -> None:
    await socket.accept()


def guarded(settings: Settings) -> FastAPI:
    """The app over the settings' ledger."""
    app = FastAPI()
    app.state.site = Site(settings)
    app.include_router(router)
    app.include_router(login.router)
    protect(app, settings)
    return app


@contextlib.contextmanager
def serving(settings: Settings, reach: str = "127.0.0.1") -> Iterator[str]:
    """A server with these settings, reached on loopback; its address."""
    app = guarded(settings)
    with socket.socket(socket.AF_INET6 if ":" in reach else socket.AF_INET) as listening:
        listening.bind((reach, 0))
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield f"http://{f'[{reach}]' if ':' in reach else reach}:{port}"
        finally:
            server.should_exit = True
            thread.join()
            app.state.site.close()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def csrf_in(page: httpx.Response) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', page.text) or re.search(r"(\w{64})$", page.text)
    assert found, page.text
    return found[1]


def sign_in(client: httpx.Client, token: str, onward: str = "/page") -> httpx.Response:
    form = {"csrf": csrf_in(client.get("/login")), "token": token, "next": onward}
    return client.post("/login", data=form)


def error(response: httpx.Response) -> dict[str, str]:
    """The API's error, in its one shape."""
    told: dict[str, str] = response.json()["error"]
    assert set(told) == {"code", "message", "remedy"} and all(told.values())
    assert not any("\n" in line for line in told.values())
    return told
