"""PLOVER's event types: by the codebook's table of kind and time, by the models where the table leaves a choice."""

from __future__ import annotations

from collections.abc import Mapping

from communique.types import Kind, Time

from .code import by_words
from .relations import NONE, Relation

# What a kind may be coded as. The first is usual; a single one leaves no choice.
CHOICES: dict[Kind, tuple[str, ...]] = {
    "meeting": ("CONSULT",),
    "discussion": ("CONSULT",),
    "commitment": ("AGREE", "THREATEN", "REJECT"),
    "request": ("REQUEST", "AGREE"),
    "position": ("SUPPORT", "ACCUSE", "REJECT", "THREATEN", "PROTEST", ""),
    "agreement": ("SUPPORT",),
    "launch": ("COOPERATE",),
    "relation": ("", "SUPPORT"),
    "act": (
        "COOPERATE", "AID", "SUPPORT", "CONCEDE", "RETREAT", "SANCTION", "THREATEN", "COERCE", "MOBILIZE", "PROTEST",
        "ASSAULT", "ACCUSE", "REJECT", "CONSULT", "",
    ),
}  # fmt: skip
# Kinds that are AGREE while they are still to come.
PLANNED = ("meeting", "discussion", "agreement", "launch")


# How much the coder of relations, which learned from news, counts for deeds beside the judge, which saw few of them.
CODER = 0.6
# The codebook counts imposed sanctions as SANCTION, the crosswalk CAMEO's 163 as COERCE.
SANCTIONS = "163"


def event_type(
    kind: Kind, time: Time, opinion: Mapping[str, float], relation: Relation | None = None, words: str = ""
) -> str:
    """The PLOVER type of an entry; "" where the ontology has none.

    `opinion` is the judge's (type → probability), `relation` the coder's of what passes between the entry's sides,
    `words` the quote.
    """
    if kind in PLANNED and time in ("future", "conditional"):
        return "AGREE"
    if kind == "commitment" and time == "negated":
        return "REJECT"
    if kind == "relation" and time != "done":
        return ""
    if relation is None:
        return max(CHOICES[kind], key=lambda t: opinion.get(t, 0.0))
    told = dict(relation.types)
    if SANCTIONS in (relation.code, by_words("COERCE", words).value):
        told["SANCTION"] = told.get("SANCTION", 0.0) + told.pop("COERCE", 0.0)
    untyped = opinion.get("", 0.0) > 0.5  # what passes for a deed has a type, unless the judge is sure that it has none
    choices = [t for t in CHOICES[kind] if t or untyped]
    return max(choices, key=lambda t: _both(opinion.get(t, 0.0), told.get(t or NONE, 0.0)))


def why(kind: Kind, time: Time, plover: str, opinion: Mapping[str, float], relation: Relation | None = None) -> str:
    """What gave an entry its type: the table of kinds and times, or the models and how sure each was."""
    if len(CHOICES[kind]) == 1 or (kind in PLANNED and plover == "AGREE"):
        return f"{kind}, {time}"
    if relation is None:
        return f"judge {opinion.get(plover, 0.0):.2f}"
    coder = relation.types.get(plover, 0.0)
    if plover == "SANCTION":
        coder += relation.types.get("COERCE", 0.0)
    return f"coder {coder:.2f}, judge {opinion.get(plover, 0.0):.2f}"


def _both(judge: float, coder: float) -> float:
    """The weighted geometric mean of two probabilities, with a floor so that neither alone forbids."""
    return float(max(judge, 0.01) ** (1 - CODER) * max(coder, 0.01) ** CODER)
