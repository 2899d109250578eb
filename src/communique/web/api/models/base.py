"""What all shapes share: no field that is not told, one refusal, one part of a list."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Shape(BaseModel):
    """A shape has the fields that it tells, and no others."""

    model_config = ConfigDict(extra="forbid")


class Refused(Shape):
    """What was wrong; `code` is for programs."""

    code: str
    message: str
    remedy: str | None = None
    field: str | None = None


class Fault(Shape):
    """Every refusal."""

    error: Refused


class Page(Shape, Generic[T]):
    """A part of a list. `total` is null where counting would cost more than the list, `next` where it ends."""

    items: list[T]
    total: int | None
    next: str | None = Field(description="The cursor of the next part")


class Health(Shape):
    """That the server answers, and its version."""

    status: str
    version: str
