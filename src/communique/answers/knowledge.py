"""What the knowledge base and the coder of relations tell, as JSON knows it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..actors.who import Answer
    from ..coding.ontology import Event
    from ..coding.relations import Relation


def answer(one: Answer) -> dict[str, Any]:
    """A reading of a name: a state or organisation, or a person in an office of one."""
    out: dict[str, Any] = {"chosen": one.chosen, "how": one.how, "entity": asdict(one.entity)}
    if one.person is not None and one.tenure is not None:
        person = one.person
        out["person"] = {"name": person.name, "spellings": person.spellings, "wikidata": person.wikidata}
        out |= {"tenure": asdict(one.tenure), "score": one.score, "reasons": one.reasons}
    return out


def classified(relation: Relation, event: Event | None) -> dict[str, Any]:
    """What one actor does to another in a sentence; `event` is what the ontology has under the relation's code."""
    return {
        "type": relation.type or None,
        "best": relation.best,
        "confidence": round(relation.confidence, 4),
        "cameo": relation.code or None,
        "scale": event.scale if event else None,
        "cameo_by": relation.how or None,
        "types": {name: round(value, 4) for name, value in relation.types.items()},
    }
