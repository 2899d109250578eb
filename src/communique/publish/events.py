"""Entries as the field's event data has them: an actor, a recipient, a day, a code.

- Who visits is the actor, who hosts the recipient. Of others who meet or talk, the first-named side is the actor and
  the rest are recipients; `mutual` tells that it holds in both directions.
- Several parties of one side are one compound actor. `dyads` takes the event apart into pairs, a mutual one in both
  directions, for formats that know pairs only.
- The day is the entry's own date where it has one, else the document's; "" where neither is known.
- Time and factuality go where the columns allow it: among contexts, as `FACTUALITY` names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TextIO

from ..coding.ontology import load
from ..types import Entry, Party, Record, Time

MUTUAL = ("meeting", "discussion", "agreement", "launch", "relation")
# POLECAT's contexts for what has not happened or is history; the others have no word of POLECAT's.
FACTUALITY: dict[Time, str] = {
    "done": "", "ongoing": "ongoing", "future": "future", "conditional": "hypothetical", "negated": "negated",
    "past": "historical",
}  # fmt: skip
SECTORS = {
    "GOV": "Government", "MIL": "Military", "LEG": "Legislative", "JUD": "Judicial", "COP": "Police",
    "SPY": "Intelligence", "BUS": "Business", "MED": "Media", "OPP": "Opposition", "REL": "Religious",
    "CVL": "Civilian", "PTY": "Parties", "REB": "Rebels", "EDU": "Education", "LAB": "Labor", "NGO": "NGOs",
    "IGO": "International Government Organization", "IMG": "International Militarized Group",
    "UAF": "Unidentified Forces",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One entry as an event. `day` is ISO or ""; `actors` and `recipients` hold each party once."""

    record: Record
    entry: Entry
    day: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mutual: bool


@dataclass(frozen=True, slots=True)
class Dyad:
    """One direction of an event: a pair; `recipient` is None where the event falls on nobody."""

    id: str
    event: Event
    actor: Party
    recipient: Party | None


def events(records: Iterable[Record]) -> Iterator[Event]:
    """Every entry of every record as an event, in the order of the text."""
    for record in records:
        for entry in record.entries:
            actors, recipients, mutual = _sides(entry)
            yield Event(record, entry, _day(record, entry), actors, recipients, mutual)


def dyads(event: Event) -> Iterator[Dyad]:
    """The pairs of an event, with ids of their own where there are several."""
    pairs: list[tuple[Party, Party | None]]
    if event.mutual and not event.entry.counterparts:  # of three who meet, each meets both others
        pairs = list(permutations((*event.actors, *event.recipients), 2))
    else:
        pairs = [(a, b) for a in event.actors for b in event.recipients or (None,)]
        pairs += [(b, a) for a, b in pairs if b is not None] if event.mutual else []
    for number, (actor, recipient) in enumerate(pairs, 1):
        id = event.entry.id if len(pairs) == 1 else f"{event.entry.id}-{number}"
        yield Dyad(id, event, actor, recipient)


def write_dyads(
    records: Iterable[Record], out: TextIO, columns: Sequence[str], row: Callable[[Dyad], list[object]]
) -> None:
    """A header and a row for every pair of every event, tab-separated."""
    out.write("\t".join(columns) + "\n")
    for event in events(records):
        for dyad in dyads(event):
            out.write("\t".join(map(cell, row(dyad))) + "\n")


def _sides(entry: Entry) -> tuple[tuple[Party, ...], tuple[Party, ...], bool]:
    actors, counterparts = _once(entry.actors), _once(entry.counterparts)
    visit = entry.kind == "meeting" and any(d.name == "form" and d.value == "visit" for d in entry.details)
    host = _host(entry, actors) if visit else None
    if host is not None:
        return tuple(p for p in actors if p is not host), (host,), False
    if not counterparts and len(actors) > 1 and entry.kind in MUTUAL:
        return actors[:1], actors[1:], True
    return actors, counterparts, entry.kind in MUTUAL and bool(counterparts)


def _once(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in parties:
        words = party.mention.quote if party.mention else party.entity.name
        found.setdefault(party.entity.code or f"{party.entity.kind} {words}", party)
    return tuple(found.values())


def _host(entry: Entry, actors: tuple[Party, ...]) -> Party | None:
    """The party that the details name as host or as place; of a clause like "hosted" or "received", its subject."""
    if len(actors) < 2:
        return None
    named = [d.value for d in entry.details if d.name in ("host", "place")]
    for value in named:
        for party in actors:
            if party.entity.code and re.search(
                rf"\b(?:{re.escape(party.entity.code)}|{re.escape(party.entity.name)})\b", value
            ):
                return party
    hosting = re.search(r"\b(?:host|receiv|welcom)", entry.quote.quote, re.IGNORECASE)
    visited = re.search(r"\bvisit\w*\s+(?:to\s+)?(?:the\s+)?([A-Z]\w+)", entry.quote.quote)
    if hosting:
        return actors[0]
    if visited:
        return next((p for p in actors[1:] if p.mention and visited.group(1) in p.mention.quote), actors[-1])
    return None


def _day(record: Record, entry: Entry) -> str:
    told = next((d.value for d in entry.details if d.name == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", d.value)), "")
    published = record.document.published
    return told or (published.isoformat() if published else "")


def factuality(entry: Entry) -> str:
    """The word for an entry's time; "" for what is done."""
    return FACTUALITY[entry.time]


def contexts(entry: Entry) -> list[str]:
    """Contexts, the entry's time among them."""
    return [*entry.coding.contexts, *([factuality(entry)] if factuality(entry) else [])]


def state(party: Party) -> str:
    """The ISO code of the state that a party is or stands for; "" for organisations, groups, the unresolved."""
    return party.entity.code if party.entity.kind == "state" else ""


def sectors(party: Party) -> list[str]:
    """CAMEO role codes of a party: GOV, MIL; IGO for an organisation; none for a state as such."""
    code = party.cameo
    if party.entity.kind == "organisation":
        return ["IGO"] if code.startswith("IGO") or not code or code == "---" else [code[:3]]
    rest = code.removeprefix(party.entity.codes.cameo or party.entity.code) if party.entity.code else ""
    return [rest[i : i + 3] for i in range(0, len(rest), 3) if len(rest[i : i + 3]) == 3] if rest != code else []


def sector_names(party: Party) -> list[str]:
    """The same in ICEWS's words."""
    return [SECTORS.get(code, code) for code in sectors(party)]


def name(party: Party) -> str:
    """The person where one is named, else the entity, else the document's words."""
    if party.person:
        return party.person
    return party.entity.name if party.entity.code else raw(party)


def raw(party: Party) -> str:
    """The document's own words for a party; its name where it was inherited from another clause."""
    return " ".join(party.mention.quote.split()) if party.mention else party.person or party.entity.name


def place(event: Event) -> str:
    """Where the document says that it happened, else its dateline."""
    told = next((d.value for d in event.entry.details if d.name == "place"), "")
    return told or event.record.document.place


def meaning(entry: Entry) -> str:
    """The CAMEO code in words, with the time where it is not done."""
    found = load().cameo.get(entry.coding.cameo)
    told = found.meaning if found else ""
    return f"{told} ({factuality(entry)})" if told and factuality(entry) else told


def cell(value: object) -> str:
    """A value as a tab-separated cell: on one line, without tabs."""
    return " ".join(str(value).split())
