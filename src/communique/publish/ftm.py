"""FollowTheMoney entities (followthemoney.tech, model 4.11; MIT), JSON lines, as Aleph and OpenSanctions load them.

A document is a PlainText with its text; a state a PublicBody, an organisation or armed group an Organization, a party
that is not resolved a LegalEntity of its document; who speaks or stands for a party a Person, with Position and
Occupancy where the office is known. An entry is an Event: `summary` is its quote, `organizer` who acts, `involved` the
counterparts and persons, `proof` the document. Time and codes are `keywords`, the rest `notes`: the model has no
property for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from ..types import Entry, Record
from . import events, names
from .ftm_parties import FtM, body, id_of, name_of, party_id, person, person_id

# ISO 639-1 → 639-3, which is what the model knows
LANGUAGES = {"en": "eng", "ar": "ara", "de": "deu", "es": "spa", "fr": "fra", "pt": "por", "ru": "rus", "zh": "zho"}


def write(records: Iterable[Record], out: TextIO) -> None:
    """One line for each entity, what it refers to before it. Each id is written once, as it was first met."""
    written: set[str] = set()
    for record in records:
        for id, schema, properties in _entities(record):
            if id not in written:
                written.add(id)
                held = {name: [v for v in dict.fromkeys(vs) if v] for name, vs in properties.items()}
                held = {name: values for name, values in held.items() if values}
                out.write(json.dumps({"id": id, "schema": schema, "properties": held}, ensure_ascii=False) + "\n")
        out.flush()


def _entities(record: Record) -> Iterator[FtM]:
    document = record.document
    yield _document(record)
    for event in events.events([record]):
        entry = event.entry
        parties = (*entry.actors, *entry.counterparts)
        persons = []
        for party in (*parties, *([entry.speaker] if entry.speaker else [])):
            yield body(document, party)
            if party.person and party.entity.kind != "person":
                persons.append(person_id(document, party))
                yield from person(document, party)
            elif party is entry.speaker:
                persons.append(party_id(document, party))
        yield (
            id_of("entry", entry.id),
            "Event",
            {
                "name": [_title(entry)],
                "summary": [entry.quote.quote],
                "date": [event.day],
                "location": [d.value for d in entry.details if d.name == "place"],
                "organizer": [party_id(document, p) for p in entry.actors],
                "involved": [*(party_id(document, p) for p in entry.counterparts), *persons],
                "keywords": [entry.kind, entry.time, entry.plover, entry.coding.mode, *entry.coding.contexts],
                "notes": _notes(entry),
                "proof": [id_of("document", document.id)],
                "publisher": [document.publisher],
                "sourceUrl": [names.address(document)],
                "recordId": [entry.id],
            },
        )


def _document(record: Record) -> FtM:
    document = record.document
    return (
        id_of("document", document.id),
        "PlainText",
        {
            "title": [document.title],
            "fileName": [re.split(r"[/\\]", document.source)[-1]],
            "bodyText": [document.text],
            "language": [LANGUAGES.get(document.language, "")],
            "publishedAt": [document.published.isoformat() if document.published else ""],
            "publisher": [document.publisher],
            "sourceUrl": [names.address(document)],
            "processingAgent": [record.run],
            # contentHash is for SHA-1 alone
            "notes": [f"document: {document.id}", f"sha256: {document.sha256}" if document.sha256 else ""],
        },
    )


def _title(entry: Entry) -> str:
    told = events.factuality(entry)
    sides = (entry.actors, entry.counterparts)
    parties = " → ".join(", ".join(names.party_names(side)) for side in sides if side)
    return name_of(f"{entry.kind}{f' ({told})' if told else ''}: {parties}")


def _notes(entry: Entry) -> list[str]:
    coding, speaker = entry.coding, names.speaker(entry.speaker)
    return [
        f"characters {entry.quote.start} to {entry.quote.end} of the document's text",
        f"confidence: {entry.confidence:.4f}",
        f"speaker: {speaker}" if speaker else "",
        f"CAMEO: {coding.cameo}" if coding.cameo else "",
        f"quad: {coding.quad}" if coding.quad else "",
        f"scale: {coding.scale}" if coding.scale is not None else "",
        *(f"{detail.name}: {detail.value}" for detail in entry.details),
        *(f"evidence for {field}: {span.quote}" for field, span in entry.evidence),
    ]
