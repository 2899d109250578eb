"""What of an encounter bears on its codes: its form, how many take part, and whether it is held on third ground."""

from __future__ import annotations

from collections.abc import Sequence

from communique.coding.code import Occasion
from communique.resolve.references import Context
from communique.types import Detail, Kind, Party


def occasion(kind: Kind, parties: Sequence[Party], details: Sequence[Detail], context: Context) -> Occasion | None:
    """The occasion of a meeting; None for every other kind."""
    if kind != "meeting":
        return None
    values = {d.name: d.value for d in details}
    codes = {p.entity.code for p in parties if p.entity.code}
    where = state_of(values.get("place", ""), context)
    return Occasion(
        form=values.get("form", ""),
        parties=len(codes),
        abroad=bool(where and codes and where not in codes),
        organisation=any(p.entity.kind == "organisation" for p in parties),
    )


def state_of(place: str, context: Context) -> str:
    """The state in which a place lies, as far as its words name one (or a capital); "" where they do not."""
    found = (m.entity for m in context.base.gazetteer.find(place))
    return next((entity.code for entity in found if entity.kind == "state"), "")
