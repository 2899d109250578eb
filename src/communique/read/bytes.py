"""A source's bytes: read whole under a limit, and named where they are no text."""

from __future__ import annotations

import io
import re
from typing import BinaryIO

from communique.config import Limits
from communique.errors import BinaryError, TooLargeError

from .items import Raw

_PLAIN_TEXT_REMEDY = "save its text as .txt or .html and read that"
# First bytes and what they mean: the signatures of the formats that people keep documents and scans in.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "convert it first (`pdftotext FILE.pdf FILE.txt`)"),
    (b"PK\x03\x04", "a ZIP archive or an Office document (DOCX, ODT)", "unpack it, or save it as .txt or .html"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (DOC)", _PLAIN_TEXT_REMEDY),
    (b"\x89PNG", "a PNG picture", "give its text, for instance from an OCR program"),
    (b"\xff\xd8\xff", "a JPEG picture", "give its text, for instance from an OCR program"),
    (b"GIF8", "a GIF picture", "give its text, for instance from an OCR program"),
    (b"II*\x00", "a TIFF picture", "give its text, for instance from an OCR program"),
    (b"MM\x00*", "a TIFF picture", "give its text, for instance from an OCR program"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first (`gunzip`)"),
    (b"BZh", "a bzip2 archive", "unpack it first (`bunzip2`)"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first (`unxz`)"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"\x7fELF", "a program", "give a text file"),
    (b"SQLite format 3", "a SQLite database", "export its texts as JSONL"),
    (b"{\\rtf", "an RTF document", _PLAIN_TEXT_REMEDY),
)
# C0 controls that no text holds; tab, line feed, form feed, carriage return and escape do occur in texts.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.02  # a stray control character is dirt in a text; one in fifty is another kind of file


def megabytes(size: int) -> str:
    """A size for a person, in units of a million bytes or a thousand."""
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.1f} kB"


def too_large(name: str, size: str, limit: int) -> TooLargeError:
    """The refusal of a document of `size` (in words) over `limit` bytes."""
    return TooLargeError(
        f"{name} holds {size}, over the limit of {megabytes(limit)} for a document; "
        "split it, or write it as JSONL with one document a line"
    )


def read_whole(raw: Raw, limits: Limits) -> bytes:
    """All bytes of a source; TooLargeError as soon as one more than the limit is there."""
    data = raw.stream.read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        raise too_large(raw.name, f"more than {megabytes(limits.document_bytes)}", limits.document_bytes)
    return data


def refuse_known_binary(data: bytes, name: str) -> None:
    """BinaryError where the first bytes are the signature of a format that is no text."""
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryError(f"{name} is {what}, not text; {remedy}")


def refuse_controls(text: str, name: str) -> None:
    """BinaryError where a decoded text holds NUL, or so many control characters that it is no text."""
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > _CONTROL_SHARE * len(text):
        raise BinaryError(
            f"{name} holds binary data ({controls:,} control characters among {len(text):,}), not text; "
            "give text, HTML or JSONL"
        )


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were taken off to look at, put together again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def rejoin(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A buffered stream of `head` and then the rest; closing it leaves `rest` open."""
    return io.BufferedReader(_Rejoined(head, rest))
