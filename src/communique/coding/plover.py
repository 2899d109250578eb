"""PLOVER's event types: by the codebook's table of kind and time, by the model where the table leaves a choice."""

from __future__ import annotations

from collections.abc import Mapping

from communique.types import Kind, Time

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


def event_type(kind: Kind, time: Time, opinion: Mapping[str, float]) -> str:
    """The PLOVER type of an entry; "" where the ontology has none."""
    if kind in PLANNED and time in ("future", "conditional"):
        return "AGREE"
    if kind == "commitment" and time == "negated":
        return "REJECT"
    if kind == "relation" and time != "done":
        return ""
    return max(CHOICES[kind], key=lambda t: opinion.get(t, 0.0))
