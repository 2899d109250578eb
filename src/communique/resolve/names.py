"""What a document names: its states, organisations and persons, by token, as parties with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.actors.base import KnowledgeBase
from communique.actors.gazetteer import Mention
from communique.actors.offices import home_code
from communique.actors.register import Known
from communique.actors.titles import is_former
from communique.actors.words import straight
from communique.parsed import Parsed, Sentence
from communique.types import Document, Entity, Party, Span, Tenure

from .people import People
from .persons import Person


class Names:
    """One document's names. `plain` is its text with straight apostrophes, `home` whom its publisher serves."""

    def __init__(self, parsed: Parsed, base: KnowledgeBase) -> None:
        self.document: Document = parsed.document
        self.text = parsed.document.text
        self.plain = straight(self.text)
        self.sentences = parsed.sentences
        self.base, self.gazetteer = base, base.gazetteer
        self.mentions: list[Mention] = _shared(self.gazetteer.find(self.text), self.text, base)
        code = home_code(self.document.publisher, self.gazetteer)
        self.people = People(self.text, self.document.published, base, self.mentions, code, _runs(parsed))
        self.mentions = [m for m in self.mentions if not self._is_first_name(m)]
        self._mention_at = {i: m for m in self.mentions for i in range(m.start, m.end)}
        self.home: Entity | None = self.gazetteer.entities.get(code)

    def _is_first_name(self, m: Mention) -> bool:
        """Whether what looks like a state's name begins a person's: "Jordan Whitfield"."""
        person = self.people.at(m.start, m.end)
        return person is not None and m.how == "name" and person.name.startswith(self.text[m.start : m.end] + " ")

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

    def in_office(self, code: str, office: str) -> tuple[Known, Tenure] | None:
        """Who holds an office of a state or organisation on the document's day, by the knowledge base."""
        day = self.document.published
        return self.base.register.holder(code, office, day.isoformat()) if day and not is_former(office) else None

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

    def leader(self, entity: Entity, start: int, end: int, office: str = "") -> Party:
        """A state through "its leader": the person who stands for it in this document, if there is just one.

        Else the holder of an `office` on the document's day, where one is told and the knowledge base knows who.
        """
        named = [p for p in self.persons_of(entity.code) if p.mentions]
        if len(named) == 1:
            return self.of_person(named[0], start, end, "office")
        held = self.in_office(entity.code, office) if office else None
        if held is not None:
            mention = Span.of(self.text, start, end)
            return Party(entity, mention, held[0].name, office, "office and date", tenure=held[1])
        return self.party(entity, start, end, "office")


# Adjectives of several states: of the one whose name the document has, else of the one that the tables give.
SHARED = {
    "Congolese": ("COD", "COG"), "Korean": ("KOR", "PRK"), "Koreans": ("KOR", "PRK"), "Dominican": ("DOM", "DMA"),
    "Guinean": ("GIN", "GNB", "GNQ"), "Samoan": ("WSM", "ASM"),
}  # fmt: skip


def _runs(parsed: Parsed) -> list[tuple[int, int]]:
    """Where the parser finds whole names of persons: two words or more."""
    out = []
    for s in parsed.sentences:
        first = None
        for t in s.tokens:
            named = t.person and t.text[0].isupper()
            if named and first is None:
                first = t
            if first is not None and not named:
                last = s.tokens[t.i - 1]
                out += [(first.start, last.end)] if last.i > first.i else []
                first = None
    return out


def _shared(mentions: list[Mention], text: str, base: KnowledgeBase) -> list[Mention]:
    """The mentions, those of a shared adjective given to the state that is named beside them."""
    counts: dict[str, int] = {}
    for m in mentions:
        if m.how != "adjective":
            counts[m.entity.code] = counts.get(m.entity.code, 0) + 1
    out = []
    for m in mentions:
        named = [code for code in SHARED.get(text[m.start : m.end], ()) if code in counts]
        ours = m.how == "adjective" and bool(named)
        out.append(replace(m, entity=base.entities[max(named, key=counts.__getitem__)]) if ours else m)
    return out


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
