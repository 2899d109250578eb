"""How a party, a speaker, a moment is named for a reader; shared by every output format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..types import Document, Entity, Entry, Kind, Participant, Party, Record, Resolution, Tenure

# The nine kinds as headings, in the codebook's words.
PLURALS: dict[Kind, str] = {
    "meeting": "Meetings",
    "discussion": "Discussions",
    "position": "Positions",
    "commitment": "Commitments",
    "request": "Requests",
    "agreement": "Agreements",
    "launch": "Launches",
    "relation": "Relations",
    "act": "Acts",
}


def codes(parties: Iterable[Party]) -> list[str]:
    """Codes of the resolved parties, each once, in the document's order."""
    return list(dict.fromkeys(party.entity.code for party in parties if party.entity.code))


def cameo(parties: Iterable[Party]) -> list[str]:
    """CAMEO actor codes of the parties, each once; "---" for those that are not known."""
    return list(dict.fromkeys(party.cameo for party in parties if party.cameo))


def unresolved(entry: Entry) -> list[str]:
    """The words of the parties that stand for no known state or organisation."""
    parties = (*entry.actors, *entry.counterparts)
    return list(dict.fromkeys(wording(party) for party in parties if not party.entity.code))


def wording(party: Party) -> str:
    """The document's own words for a party, or its name where it was inherited."""
    return party.mention.quote if party.mention else party.person or party.entity.name


def speaker(party: Party | None) -> str:
    """The speaker's own name; empty where the document itself speaks."""
    if party is None:
        return ""
    return party.person or (party.entity.name if party.entity.kind in ("person", "unresolved") else "")


def identity(document: Document, party: Party) -> str:
    """What tells a party from others of its kind, over all documents: its code, else its name in this document."""
    return party.entity.code or f"{document.id} {' '.join((party.entity.name or wording(party)).split())}"


def party_name(party: Party) -> str:
    """A party for a reader: the entity's name, else its words marked as unresolved."""
    return party.entity.name if party.entity.code else f"{wording(party)} (unresolved)"


def party_names(parties: Iterable[Party]) -> list[str]:
    """Readable names of parties, each once."""
    return list(dict.fromkeys(party_name(party) for party in parties))


def entity_label(entity: Entity) -> str:
    """Name and code of an entity: `Belarus (BLR)`; the name alone where both are the same or there is no code."""
    return f"{entity.name} ({entity.code})" if entity.code and entity.code != entity.name else entity.name


def participant_label(participant: Participant) -> str:
    """A participant's office and party: `Prime Minister · Belarus (BLR)`."""
    return " · ".join(part for part in (participant.office, entity_label(participant.entity)) if part)


def conflicts(record: Record) -> list[str]:
    """Where document and knowledge base differ on a person, one line each."""
    return [r.conflict for r in record.resolutions if r.conflict]


def resolution_label(r: Resolution) -> str:
    """What a name was taken for and how: `Premier · China (CHN) · document · 4 mentions`."""
    known = f"in office since {r.tenure.since} by {r.tenure.source}" if r.tenure and r.tenure.since else ""
    entity = "unresolved" if r.entity.kind == "unresolved" else entity_label(r.entity)
    told = "" if r.how == "unresolved" else r.how
    times = f"{r.count} mentions" if r.count > 1 else ""
    return " · ".join(part for part in (r.office, entity, told, known, times) if part)


def tenure_label(tenure: Tenure) -> str:
    """`Li Qiang, Premier of CHN, 2023-03-11 to …`."""
    return f"{tenure.person}, {tenure.office} of {tenure.body}, {tenure.since or '?'} to {tenure.until or '…'}"


def day(date: dt.date) -> str:
    """A date for a reader: `Thursday 22 August 2024`."""
    return f"{date:%A} {date.day} {date:%B %Y}"


def day_of(value: str) -> str:
    """`day` of an ISO date; any other value (a month, a period) as it is."""
    try:
        return day(dt.date.fromisoformat(value))
    except ValueError:
        return value


def title_of(record: Record) -> str:
    """The document's title, else the first words of its text that are no byline."""
    document = record.document
    if document.title:
        return " ".join(document.title.split())
    start = 0
    for span in document.furniture:
        if not document.text[start : span.start].strip():
            start = max(start, span.end)
    return shortened(document.text[start : start + 400].strip().partition("\n")[0], 90)


def shortened(text: str, most: int) -> str:
    """Text on one line of at most `most` characters, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 2].rsplit(" ", 1)[0] + " …"


def others(record: Record) -> list[str]:
    """The parties for which the document names no person."""
    represented = {person.entity.code for person in record.participants}
    return [entity_label(party) for party in record.parties if party.code not in represented]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a record's header."""

    name: str
    value: str


def when(record: Record) -> str:
    """When the document's encounter took place and when it was published."""
    held = next((day_of(value) for value in meeting_details(record, "date")), "")
    published = record.document.published
    if not published:
        return held
    told = day(published)
    return f"published {told}" if not held else told if told == held else f"{held}, published {told}"


def where(record: Record) -> str:
    """The dateline's city, else the place that a meeting names."""
    return record.document.place or next(iter(meeting_details(record, "place")), "")


def meeting_details(record: Record, name: str) -> Iterator[str]:
    """Values of one detail over the meetings that were held, as the document gives them."""
    for entry in record.entries:
        if entry.kind == "meeting" and entry.time == "done":
            yield from (detail.value for detail in entry.details if detail.name == name)


def source(record: Record) -> str:
    """Publisher and address, or the file it was read from."""
    document = record.document
    return " · ".join(dict.fromkeys(part for part in (document.publisher, document.url or document.source) if part))


def address(document: Document) -> str:
    """The document's web address; "" where it has none that is safe to follow."""
    return document.url if document.url.lower().startswith(("http://", "https://")) else ""


def facts(record: Record) -> list[Fact]:
    """When, where and source, as far as they are known."""
    found = [Fact("When", when(record)), Fact("Where", where(record)), Fact("Source", source(record))]
    return [fact for fact in found if fact.value]


def field_label(name: str) -> str:
    """A detail's or field's name for a reader: `host_country` → `host country`."""
    return name.replace("_", " ")


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 entry`, `3 entries`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
