"""What a document names: its states, organisations and persons, by token, as parties with their words."""

from __future__ import annotations

from collections.abc import Sequence

from communique.parsed import Parsed, Sentence
from communique.types import Document, Entity, Party, Span

from .gazetteer import Gazetteer, Mention
from .offices import home_code
from .people import People
from .persons import Person
from .words import straight


class Names:
    """One document's names. `plain` is its text with straight apostrophes, `home` whom its publisher serves."""

    def __init__(self, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.document: Document = parsed.document
        self.text = parsed.document.text
        self.plain = straight(self.text)
        self.sentences = parsed.sentences
        self.gazetteer = gazetteer
        self.mentions: list[Mention] = gazetteer.find(self.text)
        self._mention_at = {i: m for m in self.mentions for i in range(m.start, m.end)}
        code = home_code(self.document.publisher, gazetteer)
        self.people = People(self.text, self.document.published, gazetteer, self.mentions, code)
        self.home: Entity | None = gazetteer.entities.get(code)

    @property
    def title(self) -> Sentence | None:
        """The first sentence, where it is a heading."""
        return self.sentences[0] if self.sentences and self.sentences[0].heading else None

    def mention(self, s: Sentence, i: int) -> Mention | None:
        """The state or organisation named by token i."""
        return self._mention_at.get(s.tokens[i].start)

    def person(self, s: Sentence, i: int) -> Person | None:
        """The person named by token i."""
        return self.people.at(s.tokens[i].start, s.tokens[i].end)

    def persons_of(self, code: str) -> list[Person]:
        """The persons of a state or organisation, in the order in which they were found."""
        return [p for p in self.people.persons if p.entity and p.entity.code == code]

    def party(self, entity: Entity, start: int, end: int, how: str) -> Party:
        """A party with its words."""
        return Party(entity, Span.of(self.text, start, end), how=how)

    def of_mention(self, mention: Mention, how: str = "") -> Party:
        """The party that a mention names."""
        return self.party(mention.entity, mention.start, mention.end, how or mention.how)

    def of_person(self, person: Person, start: int, end: int, how: str = "name") -> Party:
        """The party that a person stands for; unresolved where the state is unknown."""
        entity = person.entity or Entity("unresolved", person.name)
        return Party(entity, Span.of(self.text, start, end), person.name, person.office, how)

    def leader(self, entity: Entity, start: int, end: int) -> Party:
        """A state through "its leader": the person who stands for it in this document, if there is just one."""
        named = [p for p in self.persons_of(entity.code) if p.mentions]
        if len(named) == 1:
            return self.of_person(named[0], start, end, "office")
        return self.party(entity, start, end, "office")


def merge(first: Sequence[Party], more: Sequence[Party]) -> list[Party]:
    """Both lists, each entity once; the one with a person is kept."""
    out = list(first)
    for party in more:
        same = next((n for n, p in enumerate(out) if _key(p) == _key(party)), None)
        if same is None:
            out.append(party)
        elif party.person and not out[same].person:
            out[same] = party
    return out


def _key(p: Party) -> str:
    return p.entity.code or p.entity.name
