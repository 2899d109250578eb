"""Every document format that is read, in the order in which a format is guessed. To add one, see docs/adding.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from communique.config import Config
from communique.types import Document

from . import html, jsonl, text
from .items import Failure, Raw


class Reader(Protocol):
    """The names that a format's file defines.

    `SUFFIXES` are lower case with their dot, `MEDIA` are media types of HTTP answers. `sniff` says whether bytes
    of unknown name look like the format. `read` gives the documents; what it raises stops that source only.
    """

    @property
    def NAME(self) -> str: ...
    @property
    def SUFFIXES(self) -> tuple[str, ...]: ...
    @property
    def MEDIA(self) -> tuple[str, ...]: ...
    def sniff(self, head: bytes) -> bool: ...
    def read(self, raw: Raw, config: Config) -> Iterator[Document | Failure]: ...


READERS: tuple[Reader, ...] = (jsonl, html, text)  # text takes whatever the others leave

SUFFIXES: tuple[str, ...] = tuple(suffix for reader in READERS for suffix in reader.SUFFIXES)


def reader_for(raw: Raw) -> Reader:
    """The reader of a source: by its media type, else by its suffix, else by its first bytes."""
    for reader in READERS:
        if raw.media in reader.MEDIA:
            return reader
    for reader in READERS:
        if raw.suffix in reader.SUFFIXES:
            return reader
    return next(reader for reader in READERS if reader.sniff(raw.head))
