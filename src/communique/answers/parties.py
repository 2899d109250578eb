"""Whom a person means: the codes of states and organisations, by their codes or names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import QuestionError, UnknownPartyError
from ..joining.traits import parted

if TYPE_CHECKING:
    from ..actors.base import KnowledgeBase


def code_of(base: KnowledgeBase, name: str) -> str:
    """The code of a state or organisation, by its code or name; UnknownPartyError where it is not known."""
    if name.upper() in base.entities:
        return name.upper()
    from ..actors.who import who

    for answer in who(base, name, None):
        if answer.entity is not None and answer.entity.code:
            return answer.entity.code
    raise UnknownPartyError(f"{name!r} is no state or organisation that is known; give a code (CHN, BLR, EU) or a name")


def pair_of(base: KnowledgeBase, told: str) -> tuple[str, str]:
    """The codes of "CHN-BLR", or of "China,Belarus"; a code may have a hyphen of its own (D-8)."""
    first, comma, second = told.partition(",")
    if comma:
        return two_of(base, first.strip(), second.strip())
    if "-" not in told:
        raise QuestionError(f"{told!r} is one party; give two, as CHN-BLR or China,Belarus")
    upper = parted(told.upper(), base.entities)
    return two_of(base, told[: len(upper[0])], told[len(upper[0]) + 1 :])


def two_of(base: KnowledgeBase, a: str, b: str) -> tuple[str, str]:
    """The codes of two different parties, in the order given; QuestionError where they are one."""
    first, second = code_of(base, a), code_of(base, b)
    if first == second:
        raise QuestionError(f"{a!r} and {b!r} are both {first}; give two parties")
    return first, second
