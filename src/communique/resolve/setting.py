"""The setting of a document: who it is between, whose words it is, and who speaks where."""

from __future__ import annotations

from collections.abc import Iterable

from communique.actors.base import KnowledgeBase
from communique.parsed import Parsed, Sentence
from communique.types import Party

from . import speech
from .names import Names
from .principals import is_joint, principals


class Setting(Names):
    """A document's names, with its principals; `joint` tells that they issue it together, `author` who alone does."""

    def __init__(self, parsed: Parsed, base: KnowledgeBase) -> None:
        super().__init__(parsed, base)
        self.joint = is_joint(self)
        self.principals: tuple[Party, ...] = principals(self, joint=self.joint)
        self.author: Party | None = speech.author(self)

    def labelled(self, s: Sentence) -> Party | None:
        """The speaker of a transcript's sentence, or the author of the whole document."""
        if s.label is None:
            return None if s.heading else self.author
        return speech.under_label(self, s.label)

    def quoted(self, s: Sentence, i: int) -> Party | None:
        """Who speaks inside the quotation marks around token i; None where there are none."""
        return speech.quoted(self, s, i)

    def others(self, codes: Iterable[str]) -> list[Party]:
        """The principals whose code is none of these."""
        taken = set(codes)
        return [p for p in self.principals if p.entity.code not in taken]

    def other_side(self, party: Party | None) -> list[Party]:
        """The principals other than a party, or than the publisher's side where the party is unknown."""
        entity = party.entity if party else self.home
        return self.others([entity.code] if entity else [])
