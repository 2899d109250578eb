"""Reading what a person brings: a text, a file's bytes, an address, or the name of a source; models load once."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from ..config import Config
from ..errors import AddressError, FormatError, SourceError
from ..types import Document, Record

if TYPE_CHECKING:
    from ..pipeline import Pipeline
    from ..read import Item

ONE = "a file or address of one document, FILE.jsonl#ID, or an id in the ledger"
# A JSON line's fields beside its text, as `read --format jsonl` names them; `Config.fields` may rename them.
FIELDS = ("title", "date", "publisher", "url")


class Reader:
    """Reads with one configuration: Documents as the readers build them, Records as the pipeline gives them."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline; its models are loaded with the first document."""
        from ..pipeline import Pipeline

        return Pipeline(self.config)

    def text(self, text: str, **known: str) -> Record:
        """The record of a text with what is known of it: title, date, publisher, url."""
        return self.pipeline.read(text_document(text, self.config, **known))

    def address(self, url: str) -> Record:
        """The record of the one document at a public address."""
        return self.pipeline.read(address_document(url, self.config))


def text_document(text: str, config: Config, **known: str) -> Document:
    """The document of a text. One without anything known of it has the id that a file of it has."""
    told = {name: value for name in FIELDS if (value := known.get(name, ""))}
    if told:
        named = {getattr(config.fields, name): value for name, value in {**told, "text": text}.items()}
        return one(items(json.dumps(named).encode(), "text.jsonl", config), "the text")
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise FormatError(f"the text has half a character at {error.start:,}; give whole characters") from None
    return one(items(data, "text.txt", config), "the text")


def address_document(url: str, config: Config) -> Document:
    """The one document at a public address; SourceError where it is refused. A file's name is no address here."""
    from ..read import open_sources

    if not url.lower().startswith(("http://", "https://")):
        raise AddressError(f"{url!r} is no address that is fetched; write it as https://host/path")
    return one(list(open_sources([url], config)), url)


def items(data: bytes, name: str, config: Config) -> list[Item]:
    """What the bytes of a file hold, which a person sends under a name: documents and failures."""
    from ..read import Failure, Raw
    from ..read.items import HEAD_BYTES
    from ..read.registry import reader_for

    raw = Raw(name, io.BytesIO(data), data[:HEAD_BYTES], PurePath(name).suffix.lower())
    try:
        return list(reader_for(raw).read(raw, config))
    except SourceError as error:
        return [Failure(name, error)]


def one(found: Sequence[Item], source: str) -> Document:
    """The only document of a source; its failure's error where there is none, SourceError where there are several."""
    from ..read import Failure

    documents = [item for item in found if isinstance(item, Document)]
    failures = [item for item in found if isinstance(item, Failure)]
    if failures and len(failures) == len(found):
        raise failures[0].error
    if not documents:
        raise SourceError(f"{source} has no document to read; give {ONE}")
    if len(documents) > 1:
        ids = ", ".join(document.id for document in documents[:3])
        raise SourceError(f"{source} has {len(documents):,} documents; give one of them as {source}#ID, of {ids} …")
    return documents[0]


def named_document(source: str, config: Config, stdin: BinaryIO | None = None) -> Document:
    """The document of a file or address, or the one of a JSON lines file that the part after `#` names."""
    from ..read import open_sources

    path, _, wanted = source.partition("#")
    if "://" in source or not wanted or Path(path).suffix.lower() not in (".jsonl", ".ndjson"):
        return one(list(open_sources([source], config, stdin)), source)
    return _of_lines(open_sources([path], config, stdin), path, wanted)


def _of_lines(lines: Iterable[Item], path: str, wanted: str) -> Document:
    """The document of an id among a file's, which are looked at one by one: the file may be large."""
    chosen: list[Document] = []
    failed: list[Item] = []
    others = False
    for item in lines:
        if not isinstance(item, Document):
            failed.append(item)
        elif item.id == wanted:
            chosen.append(item)
        else:
            others = True
    if len(chosen) == 1:
        return chosen[0]
    if failed and not chosen and not others:
        return one(failed, path)
    has = "several documents" if chosen else "no document"
    raise SourceError(f"{path} has {has} {wanted}; give an id that it has once after #")
