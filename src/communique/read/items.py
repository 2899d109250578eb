"""What the reading stop passes along: a source's bytes, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from communique.errors import CommuniqueError
from communique.types import Document


@dataclass(frozen=True, slots=True)
class Failure:
    """A source, or one line of it, that could not be read; `str(error)` is one line that names it."""

    source: str
    error: CommuniqueError


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that a folder holds and that was not read, and why: no fault, but never silent."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one source before they are read.

    `head` are its first bytes (up to HEAD_BYTES), which `stream` gives again. `charset` and `media` are what an
    HTTP answer declares; empty elsewhere.
    """

    name: str
    stream: BinaryIO
    head: bytes
    suffix: str = ""
    url: str = ""
    charset: str = ""
    media: str = ""


Item = Document | Failure | Ignored

HEAD_BYTES = 4096
