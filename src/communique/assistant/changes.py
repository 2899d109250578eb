"""The tools that change a ledger; an assistant has them only where `communique mcp --write` says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from ..answers import shapes
from ..answers.keeping import keep
from ..ledger.judging import Judgement, judge
from .bounds import Plain
from .questions import Date, Id, Publisher, Text, Title, Url

if TYPE_CHECKING:
    from ..ledger.store import Store
    from .texts import Texts


class Changes:
    """What an assistant may do to an open ledger."""

    def __init__(self, store: Store, texts: Texts) -> None:
        self.store = store
        self.texts = texts

    def add(
        self, text: Text = "", url: Url = "", title: Title = "", date: Date = "", publisher: Publisher = ""
    ) -> Plain:
        """Read one document (English) and keep it in the ledger; tells its id, and how many entries and links it gave.

        A document that is known already is not read again. `show` tells its entries.
        """
        document = self.texts.document(text, url, title, date, publisher)
        return shapes.kept(keep(self.store, document, self.texts.reader.config, self.texts.read))

    def judge(
        self,
        verb: Annotated[
            str, Field(description="accept, reject, correct, merge, split, link, unlink or withdraw (a judgement).")
        ],
        target: Id,
        reason: Annotated[str, Field(description="Why.")],
        other: Annotated[str, Field(description="The second entry or event of a merge or link.")] = "",
        field: Annotated[str, Field(description="The field to correct, or the relation of a link.")] = "",
        value: Annotated[str, Field(description="What the field is; parties as codes: CHN,BLR.")] = "",
        author: Annotated[str, Field(description="In whose name.")] = "assistant",
    ) -> Plain:
        """Judge an entry or link: whether it is right, what a field should be, which reports tell of one event.

        Nothing is overwritten: a judgement is a dated row with author and reason, and can be withdrawn by its id.
        """
        return {"judgement": judge(self.store, Judgement(verb, target, other, field, value, author, reason))}
