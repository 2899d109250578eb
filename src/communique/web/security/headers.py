"""What every answer carries, so that a page can load and send nothing but its own server's.

Referrer-Policy is `same-origin`: other sites learn nothing, and the browser still names the page that sends a form.
With `no-referrer` it would send `Origin: null` with our own forms, as some hostile pages do.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Send

from .callers import Visit
from .refusals import API, path_of
from .sessions import SEED, give

STATIC = "/static/"
_CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": _CONTENT,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Sender:
    """Sends an answer with these headers. `started` is whether anything has been sent."""

    def __init__(self, send: Send, request: Request, visit: Visit) -> None:
        self._send = send
        self._request = request
        self._visit = visit
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(raw=list(message.get("headers", ())))
            headers.update(ALWAYS)
            self._cached(headers, message["status"])
            message = {**message, "headers": headers.raw}
        await self._send(message)

    def _cached(self, headers: MutableHeaders, status: int) -> None:
        """Static files may be kept by anybody; the rest by the one browser that asked, or by nobody."""
        path = path_of(self._request)
        if path.startswith(STATIC):
            versioned = "v" in self._request.query_params
            lasts = "max-age=31536000, immutable" if versioned else "max-age=3600"
            headers.setdefault("Cache-Control", f"public, {lasts}" if status in (200, 304) else "no-cache")
            return
        shared = self._visit.how != "local" and not path.startswith(API)
        headers.setdefault("Cache-Control", "no-store" if shared else "private, no-cache")
        for header in ("Cookie", "Authorization"):
            headers.add_vary_header(header)
        if self._visit.has_form and self._visit.new_seed:
            made = Response()
            give(made, self._request, SEED, self._visit.seed)
            headers.append("Set-Cookie", made.headers["set-cookie"])
