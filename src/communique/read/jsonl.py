"""JSON Lines: one document a line, streamed; a broken line is told and the next one is read."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.config import Config, Fields
from communique.errors import EmptyError, EncodingError, FormatError, SourceError
from communique.types import Document

from .build import Known, build
from .bytes import megabytes, refuse_controls, refuse_known_binary, too_large
from .dates import parse_date
from .encoding import bom_encoding, check_encoding, peek
from .items import Failure, Raw

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson")
MEDIA = ("application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/jsonlines")

_OBJECT = re.compile(r'\s*\{\s*"')
_SURROGATE = re.compile("[\ud800-\udfff]")


def sniff(head: bytes) -> bool:
    """Whether the first bytes open a JSON object."""
    return bool(_OBJECT.match(peek(head)))


def read(raw: Raw, config: Config) -> Iterator[Document | Failure]:
    """The documents of the lines, each line no longer than `limits.document_bytes`; a Failure for a broken line."""
    refuse_known_binary(raw.head, raw.name)
    refuse_controls(peek(raw.head), raw.name)
    encoding = check_encoding(config.encoding) if config.encoding else bom_encoding(raw.head) or "utf-8"
    empty = True
    for number, line in _lines(raw, encoding, config.limits.document_bytes):
        place = f"{raw.name}:{number}"
        if isinstance(line, bytes) and not line.strip():
            continue
        empty = False
        try:
            if isinstance(line, SourceError):
                raise line
            yield _document(line, place, encoding, config)
        except SourceError as error:
            yield Failure(place, error)
    if empty:
        raise EmptyError(f"{raw.name} holds no lines; write one JSON object a line")


def _lines(raw: Raw, encoding: str, limit: int) -> Iterator[tuple[int, bytes | SourceError]]:
    """Numbered lines from 1. A line over the limit comes as its error, and is skipped without being held in memory."""
    stream = _Narrow(raw.stream, encoding) if encoding.startswith(("utf-16", "utf-32")) else raw.stream
    number = 0
    while True:
        try:
            line = stream.readline(limit + 1)
        except UnicodeError:
            yield number + 1, EncodingError(f"{raw.name} is not {encoding} from line {number + 1} on; give UTF-8")
            return
        if not line:
            return
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield number, too_large(f"line {number} of {raw.name}", f"more than {megabytes(limit)}", limit)


class _Narrow:
    """Lines of UTF-16 or UTF-32 as UTF-8 bytes: there a newline's byte also occurs inside other characters."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding=encoding, newline="\n")

    def readline(self, limit: int) -> bytes:
        return self._text.readline(limit).encode("utf-8", "surrogatepass")


def _document(line: bytes, place: str, encoding: str, config: Config) -> Document:
    """The document of one line; SourceError, naming file and line, where there is none."""
    row = _row(line, place, encoding)
    fields = config.fields
    text = row.get(fields.text)
    if not isinstance(text, str):
        has = ", ".join(str(key) for key in list(row)[:12]) or "none"
        raise FormatError(
            f"{place}: no text in field {fields.text!r}; the line's fields: {has}; name the one that holds it"
        )
    lone = _SURROGATE.search(text)
    if lone:
        raise FormatError(f"{place}: half a character (\\u{ord(lone[0]):04x}) at {lone.start():,} of the text")
    refuse_controls(text, place)
    known = Known(
        source=place,
        id=_id(row, fields),
        title=_word(row, fields.title, place),
        published=_date(row, fields.date, place),
        publisher=_word(row, fields.publisher, place),
        url=_word(row, fields.url, place),
        reader=f"{NAME}/1",
        verbatim="doc" in row,
    )
    return build(text if known.verbatim else text.removeprefix("\ufeff"), line.rstrip(b"\r\n"), known, config)


def _row(line: bytes, place: str, encoding: str) -> dict[str, Any]:
    wide = encoding.startswith(("utf-16", "utf-32"))
    try:
        text = line.decode("utf-8" if wide else encoding).lstrip("\ufeff")
    except UnicodeError as error:
        raise EncodingError(
            f"{place}: not in {encoding}; write UTF-8, or name the encoding with `--encoding`"
        ) from error
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"{place}: broken JSON at column {error.colno} ({error.msg}); write one JSON object a line"
        ) from error
    except (RecursionError, ValueError) as error:  # nested too deep; a number of too many digits
        raise FormatError(f"{place}: JSON that cannot be read ({error}); write one JSON object a line") from error
    if not isinstance(row, dict):
        raise FormatError(
            f"{place}: a JSON {type(row).__name__} where an object is wanted; write one JSON object a line"
        )
    return row


def _id(row: dict[str, Any], fields: Fields) -> str:
    """`doc`, the annotated form's name for a document, goes before `id`, but not before a field that was asked for."""
    names = ("doc", fields.id) if fields.id == Fields().id else (fields.id, "doc")
    values = (row.get(name) for name in names)
    return next((str(value) for value in values if isinstance(value, str | int) and str(value).strip()), "")


def _word(row: dict[str, Any], name: str, place: str) -> str:
    """A field's text, nothing where it is absent or null; FormatError where it is a number, a list or an object."""
    value = row.get(name)
    if value is None or isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value or "").strip()
    raise FormatError(f"{place}: field {name!r} holds a {type(value).__name__}; write a text")


def _date(row: dict[str, Any], name: str, place: str) -> dt.date | None:
    value = _word(row, name, place)
    date = parse_date(value)
    if value and not date:
        raise FormatError(f"{place}: {value[:40]!r} in field {name!r} is no date; write YYYY-MM-DD, or leave it out")
    return date
