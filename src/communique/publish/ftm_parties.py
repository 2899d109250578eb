"""Parties and persons as FollowTheMoney entities, and the ids by which entities refer to each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from ..types import Document, Entity, EntityKind, Party
from . import names

FtM = tuple[str, str, dict[str, list[str]]]  # id, schema, properties; empty values are left out when written

SCHEMATA: dict[EntityKind, str] = {
    "state": "PublicBody", "organisation": "Organization", "group": "Organization",
    "person": "Person", "unresolved": "LegalEntity",
}  # fmt: skip
LONGEST = 380  # the model drops names of more than 384 characters


def body(document: Document, party: Party) -> FtM:
    """A party's state, organisation, group or own words as an entity."""
    entity = party.entity
    held = {
        "name": [name_of(entity.name or names.wording(party))],
        "country": [_country(entity)],
        "wikidataId": [entity.codes.wikidata],
        "notes": [f"kind: {entity.kind}", f"code: {entity.code}" if entity.code else ""],
    }
    if entity.kind == "organisation":
        held["abbreviation"] = [name_of(entity.code)]
    if entity.kind in ("person", "unresolved"):
        held["proof"] = [id_of("document", document.id)]
    if entity.kind == "person":
        held["position"] = [party.office]
    return party_id(document, party), SCHEMATA[entity.kind], held


def person(document: Document, party: Party) -> Iterator[FtM]:
    """A person; of an office also the position, and that the person holds it."""
    entity, holder, proof = party.entity, person_id(document, party), [id_of("document", document.id)]
    country, name = [_country(entity)], [name_of(party.person)]
    yield holder, "Person", {"name": name, "country": country, "position": [party.office], "proof": proof}
    if not party.office or not entity.code:
        return
    post = id_of("position", f"{entity.kind} {entity.code} {party.office}")
    office = party.office if entity.name in party.office else f"{party.office}, {entity.name}"
    held = {"name": [name_of(office)], "country": country}
    yield post, "Position", {**held, "organization": [party_id(document, party)]}
    tenure = party.tenure
    dates = {"startDate": [tenure.since], "endDate": [tenure.until]} if tenure else {}
    yield (
        id_of("occupancy", f"{holder} {post}"),
        "Occupancy",
        {"holder": [holder], "post": [post], **dates, "proof": proof},
    )


def _country(entity: Entity) -> str:
    return entity.codes.alpha2.lower()


def name_of(words: str) -> str:
    """A name on one line, as long as the model takes it."""
    return names.shortened(words, LONGEST)


def party_id(document: Document, party: Party) -> str:
    """The id of the entity that `body` gives."""
    return id_of(party.entity.kind, names.identity(document, party))


def person_id(document: Document, party: Party) -> str:
    """The id of the person that stands for a party."""
    # the same name for the same state or organisation is one person, elsewhere one of its document
    where = f"{party.entity.kind} {party.entity.code}" if party.entity.code else document.id
    return id_of("person", f"{party.person} {where}")


def id_of(kind: str, key: str) -> str:
    """An id of letters, digits and hyphens, which is what the model takes; others are hashed."""
    plain = re.fullmatch(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", key) and len(key) <= 80
    return f"{kind}-{key if plain else hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:20]}"
