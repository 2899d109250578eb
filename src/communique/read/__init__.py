"""Stop 1, bytes to Document: whatever the source, a Document comes out, or a Failure that says why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from communique.config import Config
from communique.errors import CommuniqueError
from communique.types import Document

from .fetch import is_url
from .items import Failure, Ignored, Item, Raw
from .languages import SUPPORTED
from .locate import STDIN, files_of, opened
from .registry import READERS, Reader, reader_for

__all__ = ["READERS", "SUPPORTED", "Failure", "Ignored", "Item", "Raw", "Reader", "count_hint", "open_sources"]


def open_sources(sources: Sequence[str], config: Config, stdin: BinaryIO | None = None) -> Iterator[Item]:
    """The documents of files, folders, addresses and `-` (`stdin`, else the process's own), in order.

    Never raises for a bad document: a Failure stands in its place and the next is read. Files of a folder that are
    not read come as Ignored.
    """
    for source in sources:
        if _is_folder(source):
            yield from _folder(source, config)
        else:
            yield from _one(source, config, stdin)


def count_hint(sources: Sequence[str]) -> int | None:
    """How many documents and failures `open_sources` will give, for a progress bar; None where stdin hides it."""
    if STDIN in sources:
        return None
    return sum(_count_folder(source) if _is_folder(source) else _count_file(source) for source in sources)


def _is_folder(source: str) -> bool:
    try:
        return source != STDIN and not is_url(source) and Path(source).is_dir()
    except (OSError, ValueError):  # a name too long, or with a NUL in it: told when it is opened
        return False


def _folder(folder: str, config: Config) -> Iterator[Item]:
    for item in files_of(folder):
        if isinstance(item, str):
            yield from _one(item, config, None)
        else:
            yield item if isinstance(item, Ignored) else Failure(folder, item)


def _one(source: str, config: Config, stdin: BinaryIO | None) -> Iterator[Document | Failure]:
    try:
        with opened(source, config, stdin) as raw:
            yield from reader_for(raw).read(raw, config)
    except CommuniqueError as error:
        yield Failure("stdin" if source == STDIN else source, error)


def _count_folder(folder: str) -> int:
    return sum(
        _count_file(item) if isinstance(item, str) else not isinstance(item, Ignored) for item in files_of(folder)
    )


def _count_file(source: str) -> int:
    """A JSONL file counts its lines (cheaply: blank ones too), everything else is one document."""
    if not source.lower().endswith((".jsonl", ".ndjson")) or is_url(source):
        return 1
    lines, last = 0, b""
    try:
        with Path(source).open("rb") as stream:
            while chunk := stream.read(1 << 20):
                lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    except OSError:
        return 1
    return max(1, lines + (last not in (b"", b"\n")))
