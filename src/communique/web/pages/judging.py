"""Judgements from a form: taken, and back to where they were asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from ...ledger.judging import Judgement, judge
from ..rendering import page
from ..security import caller_of, require
from ..security.refusals import local_path
from ..site import site_of

router = APIRouter()

Given = Annotated[str, Form()]


@router.post("/judge", dependencies=[Depends(require("reviewer"))])
def take(
    request: Request,
    verb: Given,
    target: Given,
    other: Given = "",
    field: Given = "",
    value: Given = "",
    reason: Given = "",
    next: Given = "/review",
) -> Response:
    """Take a judgement under the caller's name; JudgementError where it makes no sense."""
    caller = caller_of(request)
    author = caller.name if caller else ""
    judgement = Judgement(verb, target, other.strip(), field, value.strip(), author, reason.strip())
    key = judge(site_of(request).store, judgement)
    if request.headers.get("HX-Request"):
        return page(request, "judged.html", verb=verb, target=target, key=key, next=local_path(next))
    return RedirectResponse(local_path(next), 303)
