"""Whether a request that changes something was made by our own page (CSRF).

A browser sends its cookies, and reaches loopback, whichever site's page makes it. So a change needs the page's `csrf`,
which belongs to the browser's cookie and session and which no other site can read; and where the browser says that
another site's page makes the request (Origin, Sec-Fetch-Site), it is refused in any case. Programs need none of it:
those that show a token, which no browser does by itself, and on loopback those that send JSON and are no browser. A
browser asks before it sends JSON for another site, and is told no.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from .bodies import again
from .callers import Visit
from .refusals import Refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_BY_BROWSERS = ("origin", "sec-fetch-site", "cookie")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def check(request: Request, visit: Visit, body: bytes) -> None:
    """Refuse a change that our own page did not ask for."""
    if request.method in SAFE or _is_program(request, visit):
        return
    _check_origin(request)
    given = request.headers.get("x-csrf-token") or await _field(request, body)
    if not hmac.compare_digest(given.encode(errors="replace"), visit.csrf.encode()):
        told = "the page's form has expired" if given else "the request does not come from a page of this server"
        remedy = "load the page again and send it once more; programs send application/json, or a token and no cookie"
        raise Refusal(403, "forged", told, remedy)


def _is_program(request: Request, visit: Visit) -> bool:
    if visit.how == "bearer":
        return "cookie" not in request.headers
    browser = any(header in request.headers for header in _BY_BROWSERS)
    return visit.how == "local" and not browser and _media_type(request) == "application/json"


def _check_origin(request: Request) -> None:
    """What the browser says of the page; older ones, and those on plain http, say less or nothing."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    host = request.headers.get("host", "").lower()
    if site not in (None, "same-origin", "none") or (origin is not None and _netloc(origin) != host):
        told = f"the request was sent by a page of {origin or 'another site'}, not of {host}"
        raise Refusal(403, "forged", told, "open the page here; a proxy before the server must pass the Host header on")


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


async def _field(request: Request, body: bytes) -> str:
    """The hidden field of a form; the endpoint reads the form once more."""
    if _media_type(request) not in _FORMS:
        return ""
    try:
        async with Request(request.scope, again(body, request.receive)).form(max_part_size=len(body) + 1) as form:
            given = form.get("csrf", "")
            return given if isinstance(given, str) else ""
    except HTTPException as error:
        raise Refusal(400, "bad_request", f"the form cannot be read: {error.detail}", "send it again") from None


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
