"""A list that a notebook shows as a table, and the same as a frame of pandas or polars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

from ..errors import MissingPackageError, QuestionError
from ..publish import names, notebook

T = TypeVar("T")
Row = dict[str, notebook.Cell]
# Rows that a notebook shows; it keeps what it shows, so they are not many.
MOST = 50


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """How things of a sort are told in rows: `columns` with their types, of which a notebook shows `shown`."""

    columns: dict[str, type]
    row: Callable[[T], Row]
    shown: Sequence[str]


class Table(list[T]):
    """The things themselves, in a list; a notebook shows the first of them as a table."""

    def __init__(self, items: Iterable[T], shape: Shape[T]) -> None:
        super().__init__(items)
        self.shape = shape

    def _repr_html_(self) -> str:
        first = [self.shape.row(item) for item in self[:MOST]]
        cells = [[row[name] for name in self.shape.shown] for row in first]
        columns = [names.field_label(name) for name in self.shape.shown]
        return notebook.framed(notebook.table(columns, cells), notebook.more(len(self) - len(first)))


def given(items: Iterable[T], shape: Shape[T], frame: str | None) -> Any:
    """The items as a frame of "pandas" or "polars", or as a Table where `frame` is None."""
    if frame is None:
        return Table(items, shape)
    if frame not in FRAMES:
        raise QuestionError(f"{frame!r} is no kind of frame; give one of {', '.join(FRAMES)}, or None for a list")
    return FRAMES[frame]([shape.row(item) for item in items], shape.columns)


def _pandas(rows: Sequence[Row], columns: dict[str, type]) -> Any:
    numbers = {name: kind.__name__ + "64" for name, kind in columns.items() if kind in (int, float)}
    return _library("pandas").DataFrame(list(rows), columns=list(columns)).astype(numbers)


def _polars(rows: Sequence[Row], columns: dict[str, type]) -> Any:
    polars = _library("polars")
    kinds = {str: polars.String, int: polars.Int64, float: polars.Float64, bool: polars.Boolean}
    return polars.DataFrame(list(rows), schema={name: kinds[kind] for name, kind in columns.items()})


FRAMES: dict[str, Callable[[Sequence[Row], dict[str, type]], Any]] = {"pandas": _pandas, "polars": _polars}


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise MissingPackageError(
            f"a {name} frame needs {name}, which is not installed; run: pip install 'communique[{name}]',"
            " or give frame=None for a list"
        ) from None
