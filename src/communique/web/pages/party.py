"""A party: a state or organisation with its relations and who speaks for it, or a person with offices over time."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...actors.register import Known, Register
from ...actors.words import fold
from ...answers.parties import code_of
from ...errors import NothingHeldError
from ...ledger.browse import of_party, persons_of, ties
from ..rendering import page, party_at
from ..site import site_of

router = APIRouter()
TIES, OFFICES = 30, 60


@router.get("/party/{name:path}")
def show(request: Request, name: str) -> Response:
    site = site_of(request)
    code = code_of(site.base, name)
    if code != name:
        return RedirectResponse(party_at(code))
    entity = site.base.entities[code]
    offices = sorted(site.base.register.of_body(code), key=lambda row: (row[1].since, row[1].person), reverse=True)
    with site.store.reading() as connection:
        entries, total, persons, related = site.remembered(
            connection,
            ("party", code),
            lambda: (
                *of_party(connection, code),
                persons_of(connection, code),
                ties(connection, party=code, most=TIES),
            ),
        )
    return page(
        request,
        "party.html",
        entity=entity,
        members=[(member, site.name(member)) for member in site.base.members(code, None)],
        offices=[tenure for _, tenure in offices[:OFFICES]],
        more_offices=max(0, len(offices) - OFFICES),
        entries=entries,
        total=total,
        persons=persons,
        ties=related,
    )


@router.get("/person/{name:path}")
def show_person(request: Request, name: str) -> Response:
    site = site_of(request)
    known = _known(site.base.register, name)
    with site.store.reading() as connection:
        entries, total = of_party(connection, person=name)
    if not total and not known:
        raise NothingHeldError(f"no person is called {name[:80]!r} in the ledger or the knowledge base; try the search")
    return page(request, "person.html", name=name, known=known, entries=entries, total=total)


def _known(register: Register, name: str) -> list[Known]:
    """The persons who are spelt so, in any order of the words; where there are none, all whom the name may mean."""
    found, words = register.named(name), sorted(fold(name).split())
    return [person for person in found if words in (sorted(s.split()) for s in person.spellings)] or found
