"""The parser and the whole pipeline, loaded once for all tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.actors.base import load
from communique.config import Config
from communique.language import Parsed, Sentence, parser
from communique.pipeline import Pipeline
from communique.resolve.references import Context
from communique.types import Document, Record

SHARED = Path(__file__).resolve().parents[2] / "shared"
DAY = dt.date(2023, 5, 10)

Parse = Callable[[str], Parsed]
Read = Callable[..., Record]
Know = Callable[..., Context]


def document(text: str, publisher: str = "", published: dt.date | None = DAY, title: str = "") -> Document:
    """A document as the readers build it: its title is its first line unless told otherwise."""
    return Document("test", text, published=published, title=title, publisher=publisher)


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Text → Parsed."""
    return lambda text: parser("en").parse(document(text))


@pytest.fixture(scope="session")
def sentence(parse: Parse) -> Callable[[str], Sentence]:
    """Text of one sentence → its tree."""

    def one(text: str) -> Sentence:
        (only,) = parse(text).sentences
        return only

    return one


@pytest.fixture(scope="session")
def know() -> Know:
    """Text → its names, persons and principals."""

    def context(text: str, publisher: str = "", published: dt.date | None = DAY) -> Context:
        return Context(parser("en").parse(document(text, publisher, published)), load())

    return context


@pytest.fixture(scope="session")
def read() -> Read:
    """Text → Record, by the whole pipeline."""
    pipeline = Pipeline(Config())
    return lambda text, publisher="", published=DAY, title="": pipeline.read(
        document(text, publisher, published, title)
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared texts; the test is skipped where this checkout has none."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: its texts are not in the repository")
    return SHARED
