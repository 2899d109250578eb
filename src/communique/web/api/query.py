"""What is asked with: the kinds of parameters that several operations take, and pages of a list."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ...answers import parties
from ...errors import QuestionError
from ..site import site_of

_UNFIT = re.compile("[\x00\ud800-\udfff]")
_PARTIAL = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def _whole(text: str) -> str:
    """Text that any database can keep; pydantic tells the ValueError's words."""
    found = _UNFIT.search(text)
    if found:
        raise ValueError(f"has U+{ord(found.group()):04X} at {found.start():,}, which no text has; leave it out")
    return text


def _period(told: str) -> str:
    try:
        dt.date.fromisoformat(told if len(told) == 10 else f"{told}-01" if len(told) == 7 else f"{told}-01-01")
    except ValueError:
        raise ValueError(f"{told!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from None
    return told


Text = Annotated[str, AfterValidator(_whole)]
Word = Annotated[str, Field(max_length=300), AfterValidator(_whole)]
Period = Annotated[str, Field(pattern=_PARTIAL, examples=["2024", "2024-08", "2024-08-22"]), AfterValidator(_period)]
Day = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"}),
    AfterValidator(_period),
]
Pair = Annotated[
    Word, Field(description="Two parties, by code or name: CHN-BLR or China,Belarus", examples=["CHN-BLR"])
]
PartyName = Annotated[Word, Field(description="A state or organisation, by code or name", examples=["BLR"])]
Key = Annotated[Word, Path(alias="id", description="A whole id")]


class Asked(BaseModel):
    """The parameters of an operation; others are refused."""

    model_config = ConfigDict(extra="forbid")


class Paged(Asked):
    """A part of a list; `cursor` is the `next` of the part before it."""

    limit: int = Field(50, ge=1, le=500)
    cursor: Annotated[str, Field(max_length=400)] = ""


def two(request: Request, between: str | None) -> tuple[str, str] | None:
    """The codes of two parties, None where none are asked for."""
    return parties.pair_of(site_of(request).base, between) if between is not None else None


def place(asked: Paged, *kinds: type) -> Any:
    """Where a list goes on: a tuple of these kinds, None at its beginning."""
    if not asked.cursor:
        return None
    try:
        held = json.loads(base64.urlsafe_b64decode(asked.cursor.encode("ascii")))
    except (UnicodeError, binascii.Error, ValueError, RecursionError):
        held = None
    fits = isinstance(held, list) and [type(part) for part in held] == list(kinds)
    if not fits or not all(_fits(part) for part in held):
        raise QuestionError("the cursor is none that a list of this kind has given; begin again without one")
    return tuple(held)


def _fits(part: Any) -> bool:
    """Whether a database takes a cursor's part."""
    return abs(part) < 2**62 if isinstance(part, int | float) else not _UNFIT.search(part)


def page(
    rows: Sequence[Any],
    limit: int,
    shape: Callable[[Any], Any],
    at: Callable[[Any], tuple[Any, ...]],
    total: int | None = None,
) -> dict[str, Any]:
    """A part of a list, from its rows and one row more where there are more; `at` is a row's place in the list."""
    following = json.dumps(at(rows[limit - 1])).encode() if len(rows) > limit else b""
    return {
        "items": [shape(row) for row in rows[:limit]],
        "total": total,
        "next": base64.urlsafe_b64encode(following).decode() or None,
    }


def whole(items: Sequence[Any]) -> dict[str, Any]:
    """A list that is never cut."""
    return {"items": list(items), "total": len(items), "next": None}
