"""How the words for a matter change, each formulation against the one before; or the levels of a relation."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...answers import asking
from ...answers.parties import code_of
from ...errors import NothingHeldError
from ...joining.wording import rank
from ..charts import ladder
from ..rendering import page
from ..site import site_of
from .commitments import pair_asked

router = APIRouter()


@router.get("/wording")
def show(request: Request, phrase: str = "", by: str = "", between: str = "") -> Response:
    site = site_of(request)
    asked = " ".join(phrase.replace("\0", " ").split())[:200]
    two = pair_asked(site, between)
    party = code_of(site.base, by.strip()) if by.strip() else ""
    formulations, rungs, nothing = [], [], ""
    with site.store.reading() as connection:
        try:
            if two:
                rungs = asking.ladder(connection, two)
            elif asked:
                formulations = asking.formulations(connection, asked, party)
        except NothingHeldError as error:
            nothing = str(error)
    return page(
        request,
        "wording.html",
        phrase=asked,
        by=party,
        two=two,
        formulations=formulations,
        rungs=rungs,
        ladder=ladder(rungs, rank),
        nothing=nothing,
    )
