"""`/compare`: two readouts of one meeting side by side."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from ...answers import asking
from ...joining.align import compare as aligned
from ...publish.comparison import plain
from ...types import Record
from ..site import Site, site_of
from .answering import Answering
from .faults import described
from .models.relations import Comparison
from .query import Asked, Word
from .reading import UNREADABLE, Given

router = APIRouter(route_class=Answering, tags=["relations"])


class Two(Asked):
    """Two documents of the ledger, by their ids or the beginnings of them."""

    a: Word
    b: Word


class Side(Given):
    """A text, a public page, or a document of the ledger."""

    id: Word = ""

    def check_source(self) -> None:
        if not self.id:
            super().check_source()
        elif self.text is not None or self.url:
            raise ValueError("a side is one document; give its id, its text, or its url")

    def record(self, site: Site) -> Record:
        """The side's record, read where it is not held."""
        if not self.id:
            return site.read(self.document(site))
        with site.store.reading() as connection:
            return asking.kept(connection, self.id)


class Sides(Asked):
    """The two readouts."""

    a: Side
    b: Side


@router.get("/compare", response_model=Comparison, responses=described(404, 422))
def compare(request: Request, asked: Annotated[Two, Query()]) -> Any:
    """Two documents of the ledger: what both tell, in which strength, and what one leaves out."""
    with site_of(request).store.reading() as connection:
        return plain(aligned(asking.kept(connection, asked.a), asking.kept(connection, asked.b)))


@router.post("/compare", response_model=Comparison, responses=UNREADABLE | described(404))
def compare_given(request: Request, given: Sides) -> Any:
    """The same of texts and pages that are sent; nothing is kept."""
    site = site_of(request)
    return plain(aligned(given.a.record(site), given.b.record(site)))
