"""Stop 2: Document → Parsed. One folder per language, each with `load() -> Parser`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from communique.errors import LanguageError
from communique.parsed import Parsed, Sentence, Token
from communique.types import Document

__all__ = ["LANGUAGES", "Parsed", "Parser", "Sentence", "Token", "parser"]


class Parser(Protocol):
    """Turns documents of one language into sentences."""

    name: str

    def parse(self, document: Document) -> Parsed:
        """The document's sentences; furniture is left out."""
        ...


def _english() -> Parser:
    from .en import load

    return load()


LANGUAGES: dict[str, Callable[[], Parser]] = {"en": _english}


def parser(language: str) -> Parser:
    """The parser of a language; LanguageError names those that are read."""
    if language not in LANGUAGES:
        raise LanguageError(f"language '{language}' is not read yet; read are: {', '.join(sorted(LANGUAGES))}")
    return LANGUAGES[language]()
