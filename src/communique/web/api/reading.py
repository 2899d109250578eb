"""`POST /read`: a text or a public address read into its record, which is not kept; and what others send to be read."""

from __future__ import annotations

from typing import Annotated, Any, Self

from fastapi import APIRouter, Request
from pydantic import Field, model_validator

from ...answers.reading import address_document, text_document
from ...plain import plain
from ...types import Document
from ..site import Site, site_of
from .answering import Answering
from .faults import described
from .models.records import Record
from .query import Asked, Text, Word

router = APIRouter(route_class=Answering, tags=["reading"])

UNREADABLE = described(400, 413, 415, 422)


class Given(Asked):
    """A text with what is known of it, or the address of a public page that is to be fetched."""

    text: Text | None = None
    title: Word = ""
    date: Word = Field("", description="When it was published, YYYY-MM-DD")
    publisher: Word = ""
    url: Annotated[Text, Field(max_length=2_000)] = Field("", description="Where the text is from; fetched if alone")

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        self.check_source()
        return self

    def check_source(self) -> None:
        """ValueError where there is no source, or one that tells itself what is told of it."""
        if self.text is None and not self.url:
            raise ValueError("there is nothing to read; give text, or the url of a public page")
        if self.text is None and (self.title or self.date or self.publisher):
            raise ValueError("a page that is fetched tells its own title, date and publisher; give url alone, or text")

    def document(self, site: Site) -> Document:
        """The document that is meant, fetched where it is an address."""
        if self.text is None:
            return address_document(self.url, site.config)
        known = {"title": self.title, "date": self.date, "publisher": self.publisher, "url": self.url}
        return text_document(self.text, site.config, **known)


@router.post("/read", response_model=Record, responses=UNREADABLE)
def read(request: Request, given: Given) -> Any:
    """Read a text or a public page into entries; nothing is kept."""
    site = site_of(request)
    return plain(site.read(given.document(site)))
