"""Answers that fit an assistant's window: what is empty is left out, what is long is cut and says by how much."""

from __future__ import annotations

import json
from typing import Any

Plain = dict[str, Any]

# Characters of an answer's JSON, about three times as many as tokens.
LONGEST = 40_000
# Items of a list that is looked through to tell how many there are beyond those shown.
LOOKED = 500
# An assistant has the quote itself: the words behind single fields are left to pages and exports.
_LEFT_OUT = ("evidence", "quad", "actor_cameo", "counterpart_cameo")


def listed(name: str, items: list[Any], most: int, total: int = 0) -> Plain:
    """The first of a list, and under NAME_more how many follow: of `total`, or at least of the items at hand."""
    beyond = max(total, len(items)) - most
    return {name: items[:most], **({f"{name}_more": beyond} if beyond > 0 else {})}


def fitted(answer: Plain) -> Plain:
    """An answer without what is empty, its lists cut until it is no longer than LONGEST."""
    told: Plain = lean(answer)
    most = 64
    while len(dumped(told)) > LONGEST and most:
        told = shortened(told, most)
        most //= 2
    return told


def dumped(answer: Plain) -> str:
    """JSON without spaces that no assistant needs."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def lean(value: Any) -> Any:
    """The value without empty fields and what an assistant needs not; False and 0 are told."""
    if isinstance(value, list | tuple):
        return [lean(item) for item in value]
    if not isinstance(value, dict):
        return value
    told = {
        name: _named(item) if name == "details" else lean(item) for name, item in value.items() if name not in _LEFT_OUT
    }
    return {name: item for name, item in told.items() if item not in ("", None, [], {})}


def _named(details: list[Plain]) -> Plain:
    """An entry's details by their names; a name that comes several times has a list."""
    told: Plain = {}
    for detail in details:
        told.setdefault(detail["name"], []).append(detail["value"])
    return {name: values[0] if len(values) == 1 else values for name, values in told.items()}


def shortened(value: Plain, most: int) -> Plain:
    """An answer whose lists have at most so many items each; how many are left out is told beside it."""
    told: Plain = {}
    for name, item in value.items():
        if not isinstance(item, list):
            told.setdefault(name, _within(item, most))
            continue
        told[name] = [_within(one, most) for one in item[:most]]
        if len(item) > most:
            told[f"{name}_more"] = len(item) - most + value.get(f"{name}_more", 0)
    return told


def _within(item: Any, most: int) -> Any:
    if isinstance(item, list):
        return [_within(one, most) for one in item]
    return shortened(item, most) if isinstance(item, dict) else item
