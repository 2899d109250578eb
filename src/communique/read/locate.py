"""From the names that a user gives to the bytes behind them: files, folders, standard input, addresses."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from communique.config import Config
from communique.errors import EmptyError, NotFoundError, SourceError

from . import jsonl
from .bytes import megabytes, rejoin, too_large
from .fetch import fetch, is_url
from .items import HEAD_BYTES, Ignored, Raw
from .registry import SUFFIXES, reader_for

STDIN = "-"


@contextlib.contextmanager
def opened(source: str, config: Config, stdin: BinaryIO | None) -> Iterator[Raw]:
    """The bytes of a file, of `-` or of a URL; raises SourceError where they cannot be had."""
    if source == STDIN:
        yield _standard_input(stdin)
    elif is_url(source):
        yield fetch(source, config.limits)
    else:
        try:
            with Path(source).open("rb") as stream:
                yield _file(source, stream, config)
        except FileNotFoundError as error:
            raise NotFoundError(f"there is no file, folder or address {source!r}; check the spelling") from error
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise SourceError(f"{source} cannot be read ({reason}); check the file and its permissions") from error


def files_of(folder: str) -> Iterator[str | Ignored | SourceError]:
    """The readable files under a folder, sorted, with what is passed over and why; an error for a closed folder."""
    found = False
    for item in _walk(Path(folder)):
        found = found or isinstance(item, str)
        yield item
    if not found:
        known = ", ".join(SUFFIXES)
        yield EmptyError(f"the folder {folder} holds nothing that is read; what is read: {known}")


def _walk(folder: Path) -> Iterator[str | Ignored | SourceError]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield SourceError(f"the folder {folder} cannot be read ({error.strerror}); check its permissions")
        return
    for entry in ordered:
        path = folder / entry.name
        if entry.name.startswith("."):
            yield Ignored(str(path), "hidden")
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        elif entry.is_dir():
            yield Ignored(str(path), "a link to a folder")
        elif path.suffix.lower() not in SUFFIXES:
            yield Ignored(str(path), f"no known suffix ({', '.join(SUFFIXES)})")
        elif entry.is_symlink() and not path.exists():
            yield Ignored(str(path), "a link to nothing")
        elif not path.is_file():
            yield Ignored(str(path), "no ordinary file")
        else:
            yield str(path)


def _file(source: str, stream: BinaryIO, config: Config) -> Raw:
    """A file's Raw; TooLargeError by its size alone, before a byte is read."""
    suffix = Path(source).suffix.lower()
    head = stream.read(HEAD_BYTES)
    raw = Raw(source, rejoin(head, stream), head, suffix)
    size = os.fstat(stream.fileno()).st_size
    if (
        size > config.limits.document_bytes and reader_for(raw).NAME != jsonl.NAME
    ):  # JSONL is streamed, its lines limited
        raise too_large(source, megabytes(size), config.limits.document_bytes)
    return raw


def _standard_input(stdin: BinaryIO | None) -> Raw:
    if stdin is None:
        import sys

        stdin = sys.stdin.buffer
    head = stdin.read(HEAD_BYTES)
    return Raw("stdin", rejoin(head, stdin), head)
