"""Communiqué in a spaCy pipeline: `nlp.add_pipe("communique")`, after which every Doc carries its entries.

    doc._.communique          the Record, None where the Doc holds no text
    doc.spans["communique"]   a span for each entry, labelled with its kind
    span._.entry              the Entry behind such a span

spaCy finds this module through the entry point `spacy_factories`, so nothing needs to be imported first. The text is
read by Communiqué's own walk; what the pipeline before it found is left as it is and not used, so any English
pipeline will do, an empty one too.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from . import plain
from .config import Config
from .errors import EmptyError, FormatError, LanguageError
from .pipeline import Pipeline
from .read.build import Known, build
from .types import Entry, Record

GROUP = "communique"
# Where a Doc keeps its record: as JSON, since what a Doc holds must survive `to_bytes`, a DocBin and other processes.
_KEPT = "communique.record"


@Language.factory(
    "communique",
    default_config={"publisher": "", "published": "", "actors": [], "group": GROUP},
    assigns=["doc._.communique", "doc.spans", "span._.entry"],
)
def make(nlp: Language, name: str, publisher: str, published: str, actors: list[str], group: str) -> Component:
    """The component for a pipeline; LanguageError where the pipeline is not for English."""
    if nlp.lang != "en":
        raise LanguageError(f"{name!r} reads English, and this pipeline is for {nlp.lang!r}; add it to one for 'en'")
    return Component(Pipeline(Config(language="en", actors=tuple(actors))), publisher, _day(published), group)


class Component:
    """Reads each Doc into the span group `group`; `publisher` and `published` hold for Docs that tell no other."""

    def __init__(self, pipeline: Pipeline, publisher: str, published: dt.date | None, group: str) -> None:
        self.pipeline = pipeline
        self.publisher = publisher
        self.published = published
        self.group = group

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc's text and hang the entries on it."""
        try:
            document = build(doc.text, doc.text.encode(), self._known(doc), self.pipeline.config)
        except EmptyError:
            doc.spans[self.group] = []
            return doc
        record = self.pipeline.read(document)
        doc.user_data[_KEPT] = plain.lean_json(record)
        doc.spans[self.group] = [span for entry in record.entries if (span := _span(doc, entry))]
        return doc

    def _known(self, doc: Doc) -> Known:
        """What `doc.user_data` tells of the document. `verbatim` keeps the text, and with it every offset, as it is."""
        told = doc.user_data
        return Known(
            source=told.get("source") or "Doc",
            id=told.get("id") or "",
            title=told.get("title") or "",
            published=_day(told.get("published") or "") or self.published,
            publisher=told.get("publisher") or self.publisher,
            url=told.get("url") or "",
            reader="spacy/1",
            verbatim=True,
        )


def _day(told: str | dt.date) -> dt.date | None:
    """A day as a Doc or the configuration tells it."""
    if isinstance(told, dt.date):
        return told
    try:
        return dt.date.fromisoformat(told) if told else None
    except ValueError:
        raise FormatError(f"published is {told!r}, which is no day; write YYYY-MM-DD") from None


def _span(doc: Doc, entry: Entry) -> Span | None:
    """The tokens of a quote; where it begins or ends within a token, the whole of it. None only without any token."""
    quote = entry.quote
    return doc.char_span(quote.start, quote.end, label=entry.kind, span_id=entry.id, alignment_mode="expand")


def record_of(doc: Doc) -> Record | None:
    """The Record that a Doc carries."""
    held = doc.user_data.get(_KEPT)
    return _record(held) if held else None


@lru_cache(maxsize=64)
def _record(held: str) -> Record:
    """A record by its JSON; a Doc is asked for it once for every span."""
    told = json.loads(held)
    return Record(
        plain.document(told["document"]),
        tuple(map(plain.entry, told.get("entries", ()))),
        tuple(map(plain.skip, told.get("skips", ()))),
        tuple(map(plain.participant, told.get("participants", ()))),
        tuple(map(plain.entity, told.get("parties", ()))),
        told["run"],
        tuple(map(plain.resolution, told.get("resolutions", ()))),
    )


def entry_of(span: Span) -> Entry | None:
    """The Entry behind a span of the group; None for any other span."""
    record = record_of(span.doc)
    return next((entry for entry in record.entries if entry.id == span.id_), None) if record and span.id_ else None


Doc.set_extension("communique", getter=record_of, force=True)
Span.set_extension("entry", getter=entry_of, force=True)
