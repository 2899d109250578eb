"""The server's process: its socket, what it tells when it is up, and its end."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from ..errors import ServingError
from .app import application
from .settings import Settings


def serve(settings: Settings, tell: Callable[[str], None]) -> None:
    """Serve until interrupted. ServingError where the address cannot be had; `tell` hears where the pages are."""
    app = application(settings)
    listening = _socket(settings)
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    tell(f"http://{shown}:{port}/ shows {app.state.site.store.name}; Ctrl+C ends it")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    server.run(sockets=[listening])


def _socket(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host.strip("[]"), settings.port))
    except OSError as error:
        listening.close()
        raise ServingError(
            f"{settings.host}:{settings.port} cannot be listened on ({error.strerror}); give another --host or --port"
        ) from None
    listening.listen(128)
    return listening
