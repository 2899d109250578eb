"""The last step of every reader: from a text and what is known about it to a Document, or to a refusal."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from communique.config import Config
from communique.errors import EmptyError, TooLargeError
from communique.types import Document

from .languages import settle
from .metadata import read_metadata
from .titles import head_title, with_title

_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"”’»)\]]*(?=\s|$)|\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Known:
    """What the source itself says about its text. `verbatim` forbids any change: offsets elsewhere count on it."""

    source: str
    id: str = ""
    title: str = ""
    published: dt.date | None = None
    publisher: str = ""
    url: str = ""
    reader: str = ""
    verbatim: bool = False


def build(text: str, data: bytes, known: Known, config: Config) -> Document:
    """The Document of `text`, whose raw bytes are `data`; raises SourceError where it cannot be one."""
    if not text.strip("\ufeff\u200b \t\r\n\f\x0b\xa0"):
        raise EmptyError(f"{known.source} holds no text; give a text, an HTML page or JSONL")
    if not known.verbatim:
        text = with_title(text.replace("\r\n", "\n").replace("\r", "\n"), known.title)
    refuse_endless(text, known.source, config.limits.sentence_characters)
    language = settle(text, known.source, config.language)
    found = read_metadata(text, known.title, known.published, known.url)
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        id=known.id or digest[:12],
        text=text,
        language=language,
        published=known.published or found.published,
        title=known.title or head_title(text, found.furniture),
        publisher=config.publisher or known.publisher or found.publisher,
        url=known.url,
        place=found.place,
        source=known.source,
        sha256=digest,
        reader=known.reader,
        furniture=found.furniture,
    )


def refuse_endless(text: str, name: str, limit: int) -> None:
    """TooLargeError where more than `limit` code points pass without the end of a sentence or a blank line."""
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        if end - start > limit:
            opening = " ".join(text[start : start + 60].split())
            raise TooLargeError(
                f"no sentence ends in the {end - start:,} characters after “{opening[:40]}” in {name}, where the limit "
                f"is {limit:,}; put full stops or blank lines where its sentences end"
            )
        start = end
