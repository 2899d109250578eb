"""Under which names the server is asked.

A page of another site whose name was made to point at 127.0.0.1 (DNS rebinding) reaches a server on loopback with that
site's name as the host. So a server on loopback answers under the names of this machine only.
"""

from __future__ import annotations

import re

from starlette.requests import Request

from ..settings import Settings, is_loopback
from .refusals import Refusal

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?", re.IGNORECASE | re.ASCII)
_LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def check(request: Request, settings: Settings) -> None:
    """Refuse a request under a name that is not this server's."""
    name = _name(request)
    if not name:
        raise Refusal(400, "bad_request", "the request must name one host", "send one Host header")
    allowed = _allowed(settings)
    if allowed and name not in allowed:
        names = ", ".join(sorted(allowed))
        remedy = f"ask for {names}, or start the server with --allow-host {name}"
        raise Refusal(421, "wrong_host", f"{name} is not a name of this server", remedy)


def is_local(request: Request, settings: Settings) -> bool:
    """Whether it was sent on this machine, to a server that only this machine reaches, without a proxy between."""
    server = request.scope.get("server")
    here = settings.loopback and server is not None and is_loopback(server[0])
    direct = not any(header in request.headers for header in _PASSED_ON)
    return here and direct and _name(request) in _own(settings)


def _name(request: Request) -> str:
    """The host without its port; "" where there is none, or more than one."""
    given = request.headers.getlist("host")
    found = _HOST.fullmatch(given[0]) if len(given) == 1 else None
    return found[1].lower() if found else ""


def _own(settings: Settings) -> frozenset[str]:
    host = settings.host.lower()
    return _LOCAL | {f"[{host}]" if ":" in host else host}


def _allowed(settings: Settings) -> frozenset[str]:
    """The names that are answered to; none for all."""
    given = frozenset(name.lower() for name in settings.allow_hosts)
    return _own(settings) | given if settings.loopback or given else frozenset()
