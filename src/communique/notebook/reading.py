"""What a person brings to a notebook, a text, a file, a folder or an address, read into Records."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ..answers.asking import day
from ..answers.reading import Reader, named_document, text_document
from ..errors import CommuniqueError, NothingHeldError
from ..read import Failure, open_sources
from ..read.registry import SUFFIXES
from ..types import Document, Record
from .shapes import DOCUMENT_RECORD
from .table import Table

_LONGEST_NAME = 1_000  # characters; what is longer is no file's name


@dataclass(frozen=True, slots=True)
class Told:
    """What a person tells of a document; it holds over what the source itself tells. `date` is ISO."""

    title: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""

    def fields(self) -> dict[str, str]:
        """As a text is told of."""
        return {"title": self.title, "date": self.date, "publisher": self.publisher, "url": self.url}

    def of(self, document: Document) -> Document:
        """The document with what is told of it."""
        return replace(
            document,
            title=self.title or document.title,
            published=day(self.date) or document.published,
            publisher=self.publisher or document.publisher,
            url=self.url or document.url,
        )


def told(title: str, date: str | dt.date, publisher: str, url: str) -> Told:
    """The same from a person's words; QuestionError where the date is no day."""
    iso = date.isoformat() if isinstance(date, dt.date) else date
    day(iso)
    return Told(title, iso, publisher, url)


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader of a session: its models are loaded once."""
    return Reader()


def read_document(
    source: str | Path, *, title: str = "", date: str | dt.date = "", publisher: str = "", url: str = ""
) -> Record:
    """The Record of a text, or of the one document of a file (FILE.jsonl#ID for one of several) or address.

    What is told of the document holds over what it tells itself. SourceError where there is no document, or several.
    """
    known = told(title, date, publisher, url)
    config = reader().config
    if is_text(source):
        return reader().pipeline.read(text_document(str(source), config, **known.fields()))
    return reader().pipeline.read(known.of(named_document(str(source), config)))


def read_documents(source: str | Path | Iterable[str | Path], *, publisher: str = "") -> Table[Record]:
    """The Records of all documents of a folder, a file, an address, or of several of these.

    What cannot be read is told in a warning; where nothing can, that is the error.
    """
    sources = [source] if isinstance(source, str | Path) else list(source)
    read = (reader().pipeline.read(document) for one in sources for document in documents(one, Told("", "", publisher)))
    return Table(list(read), DOCUMENT_RECORD)


def documents(source: str | Path, known: Told) -> Iterator[Document]:
    """The documents of a text, a file, a folder or an address, as the readers build them."""
    config = reader().config
    if is_text(source):
        yield text_document(str(source), config, **known.fields())
        return
    if "#" in str(source):
        yield known.of(named_document(str(source), config))
        return
    yield from (known.of(document) for document in _sound(open_sources([str(source)], config)))


def _sound(items: Iterable[object]) -> Iterator[Document]:
    """The documents among what a source gave; failures become warnings, or the error where there is nothing else."""
    failed: list[CommuniqueError] = []
    found = False
    for item in items:
        if isinstance(item, Document):
            found = True
            yield item
        elif isinstance(item, Failure):
            failed.append(item.error)
    if failed and not found:
        raise failed[0]
    if not found:
        raise NothingHeldError("the source holds no document that is read; give a text, HTML or JSONL file")
    for error in failed:
        warnings.warn(str(error), stacklevel=3)


def is_text(source: str | Path) -> bool:
    """Whether it is a text itself: several words that are neither an address nor the name of a file."""
    if isinstance(source, Path):
        return False
    words = source.split()
    if len(words) == 1:
        return False
    named = len(source) <= _LONGEST_NAME and "\n" not in source
    return not (named and (source.lower().endswith(SUFFIXES) or _exists(source)))


def _exists(name: str) -> bool:
    try:
        return bool(name) and Path(name.partition("#")[0]).exists()
    except (OSError, ValueError):  # a name that the system does not take is a text's beginning
        return False
