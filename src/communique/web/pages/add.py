"""Add a document: paste it, upload it or give its address; the reading is shown before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from ...answers.reading import address_document, items, text_document
from ...config import Config
from ...errors import CommuniqueError, SourceError
from ...ledger import adding
from ...read import Failure
from ...types import Document, Record
from ..rendering import page
from ..security import require
from ..site import Site, site_of
from .document import drafted

router = APIRouter(dependencies=[Depends(require("reviewer"))])

# What a person waits for in a browser: about half a minute. More is for `communique add`.
CHARACTERS, DOCUMENTS = 250_000, 20
FIELDS = ("text", "url", "title", "date", "publisher")

Given = Annotated[str, Form()]


@router.get("/add")
def ask(request: Request) -> Response:
    return _form(request)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a person brings: the words of the form's fields, and the file of an upload with its name."""

    fields: dict[str, str]
    name: str
    data: bytes


async def brought(request: Request) -> Brought:
    """The form's fields; a text may be as long as a whole request, which is then told to be too long."""
    site = site_of(request)
    async with request.form(max_part_size=site.settings.body_limit) as form:
        file = form.get("file")
        held = file if isinstance(file, UploadFile) else None
        fields = {name: str(form.get(name, "")) for name in FIELDS}
        data = await held.read() if held else b""
        return Brought(fields, held.filename or "" if held else "", data)


@router.post("/add")
def read(request: Request, given: Annotated[Brought, Depends(brought)]) -> Response:
    """Read what was given and show it; what cannot be read is told, and the form keeps the words."""
    site = site_of(request)
    try:
        found, failed = _documents(site.config, given)
        records = [site.read(document) for document in found]
    except CommuniqueError as error:
        return _form(request, 422, told=str(error), **given.fields)
    if not records:
        return _form(request, 422, told=failed[0] if failed else "there is no document in it", **given.fields)
    return page(
        request,
        "add_reading.html",
        draft=site.drafts.put(records),
        readings=[drafted(record) for record in records],
        failed=failed,
        known=_known(site, records),
    )


@router.post("/add/keep")
def keep(request: Request, draft: Given) -> Response:
    """Keep what was shown, in one transaction a document, and go to it."""
    site = site_of(request)
    records = site.drafts.take(draft)
    if not records:
        return _form(
            request, 410, told="this reading is no longer at hand (the server forgets it after a while); read it again"
        )
    for record in records:
        adding.add(site.store, record, adding.run_of(record.run, site.config))
    if len(records) == 1:
        return RedirectResponse(f"/document/{quote(records[0].document.id)}", 303)
    return RedirectResponse("/documents", 303)


def _documents(config: Config, given: Brought) -> tuple[list[Document], list[str]]:
    """The documents of the one thing that was given, and why others in it could not be read."""
    told = {name: value.strip() for name, value in given.fields.items()}
    if given.name:
        return _uploaded(config, given)
    if told["url"]:
        found = [address_document(told["url"], config)]
    elif told["text"]:
        known = {name: told[name] for name in ("title", "date", "publisher") if told[name]}
        found = [text_document(given.fields["text"].replace("\r\n", "\n"), config, **known)]
    else:
        raise SourceError("nothing was given; paste a text, choose a file, or give an address")
    return _short(found), []


def _uploaded(config: Config, given: Brought) -> tuple[list[Document], list[str]]:
    found: list[Document] = []
    failed: list[str] = []
    for item in items(given.data, given.name, config):
        if isinstance(item, Document):
            found.append(item)
        elif isinstance(item, Failure):
            failed.append(f"{item.source}: {item.error}")
    if len(found) > DOCUMENTS:
        raise SourceError(
            f"{given.name} has {len(found):,} documents, the page reads {DOCUMENTS} at once; use: communique add"
        )
    return _short(found), failed


def _short(found: list[Document]) -> list[Document]:
    for document in found:
        if len(document.text) > CHARACTERS:
            raise SourceError(
                f"the text has {len(document.text):,} characters, the page reads {CHARACTERS:,} at most;"
                " use: communique add"
            )
    return found


def _known(site: Site, records: list[Record]) -> list[str]:
    """The ids of those that the ledger holds already."""
    from ...ledger.documents import known

    with site.store.reading() as connection:
        return known(connection, [record.document.id for record in records])


def _form(request: Request, status: int = 200, told: str = "", **given: str) -> Response:
    blank = {name: given.get(name, "") for name in FIELDS}
    return page(request, "add.html", status, told=told, given=blank)
