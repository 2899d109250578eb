"""How a request is refused: one line of what was wrong and one of what to do, as a page or as the API's error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

API = "/api/"
LOGIN = "/login"


class Refusal(HTTPException):
    """A request that is not answered. `code` is for programs, `message` and `remedy` are for people."""

    def __init__(
        self, status: int, code: str, message: str, remedy: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, message, headers)
        self.code = code
        self.message = message
        self.remedy = remedy


Shown = Callable[[Request, Refusal], Response]


def path_of(request: Request) -> str:
    """The path that the app will route; `request.url` is put together from what the request says of itself."""
    return str(request.scope["path"])


def answer(request: Request, refusal: Refusal, shown: Shown) -> Response:
    """The refusal in the way that whoever asked understands."""
    if path_of(request).startswith(API):
        told = {"code": refusal.code, "message": refusal.message, "remedy": refusal.remedy}
        return JSONResponse({"error": told}, refusal.status_code, headers=refusal.headers)
    if refusal.status_code == 401 and "authorization" not in request.headers:
        return _to_login(request)
    response = shown(request, refusal)
    response.headers.update(refusal.headers or {})
    return response


def plain_page(_: Request, refusal: Refusal) -> Response:
    """A page without a template, which needs nothing that could fail."""
    words = f"<h1>{escape(refusal.message)}</h1>\n<p>{escape(refusal.remedy)}</p>"
    head = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Refused</title>'
    return HTMLResponse(f"{head}\n{words}\n", refusal.status_code)


def _to_login(request: Request) -> Response:
    """The page that asks for a token. A part of a page that HTMX asks for must not be replaced by it, the page must."""
    if request.headers.get("hx-request") == "true":
        at = urlsplit(request.headers.get("hx-current-url", ""))
        return Response(status_code=401, headers={"HX-Redirect": _login(at.path, at.query)})
    if request.method not in ("GET", "HEAD"):
        return RedirectResponse(LOGIN, 303)
    query = request.scope.get("query_string", b"").decode("latin-1")
    return RedirectResponse(_login(quote(path_of(request)), query), 303)


def _login(path: str, query: str) -> str:
    return f"{LOGIN}?next={quote(f'{path}?{query}' if query else path, safe='/')}"


def local_path(wanted: str) -> str:
    """Where to go after signing in: a path of this site, or "/" for all that might lead to another.

    Browsers read a backslash as a slash and leave out tabs and line ends, so `/\\evil` and `/<tab>/evil` are `//evil`.
    """
    steers = any(char <= " " or char in "\\\x7f" for char in wanted)
    return wanted if wanted.startswith("/") and not wanted.startswith("//") and not steers else "/"
