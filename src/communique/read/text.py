"""Plain text and Markdown: the whole file is one document."""

from __future__ import annotations

from collections.abc import Iterator

from communique.config import Config
from communique.types import Document

from .build import Known, build
from .bytes import read_whole
from .encoding import decode
from .items import Failure, Raw

NAME = "text"
SUFFIXES = (".txt", ".md")
MEDIA = ("text/markdown",)  # text/plain is what servers call everything: suffix and content know better


def sniff(head: bytes) -> bool:
    """Text is what no other format claims; bytes that are no text are refused when they are decoded."""
    return True


def read(raw: Raw, config: Config) -> Iterator[Document | Failure]:
    """The one document; raises SourceError where the bytes give no text."""
    data = read_whole(raw, config.limits)
    declared = [(raw.charset, "the HTTP header")] if raw.charset else []
    text = decode(data, raw.name, given=config.encoding, declared=declared)
    yield build(text, data, Known(source=raw.name, url=raw.url, reader=f"{NAME}/1"), config)
