"""Signing in with a token, and out again: for servers that more than one machine reaches."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from ..rendering import page
from ..security import accounts_of, caller_of
from ..security.refusals import LOGIN, local_path
from ..security.sessions import SESSION, give
from ..site import site_of

router = APIRouter()


@router.get(LOGIN)
def ask(request: Request, next: str = "/") -> Response:
    if caller_of(request):
        return RedirectResponse(local_path(next), 303)
    return _form(request, next)


@router.post(LOGIN)
def sign_in(request: Request, token: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/") -> Response:
    accounts, address = accounts_of(request), request.client.host if request.client else ""
    if wait := accounts.attempts.wait(address):
        told = f"Too many tokens that do not hold; try again in {wait} s."
        return _form(request, next, 429, told, {"Retry-After": str(wait)})
    holder = accounts.holder(site_of(request).store, token)
    if holder is None:
        accounts.attempts.failed(address)
        return _form(request, next, 401, "This token is unknown or has been revoked; ask an admin for another.")
    accounts.attempts.passed(address)
    response = RedirectResponse(local_path(next), 303)
    give(response, request, SESSION, accounts.sessions.begun(holder.number))
    return response


@router.get("/logout")
def ask_out(request: Request) -> Response:
    caller = caller_of(request)
    return (
        RedirectResponse("/", 303) if caller is None or caller.local else page(request, "login.html", next="/", told="")
    )


@router.post("/logout")
def sign_out() -> Response:
    response = RedirectResponse(LOGIN, 303)
    response.delete_cookie(SESSION)
    return response


def _form(
    request: Request, onward: str, status: int = 200, told: str = "", headers: dict[str, str] | None = None
) -> Response:
    response = page(request, "login.html", status, next=onward, told=told)
    response.headers.update(headers or {})
    return response
