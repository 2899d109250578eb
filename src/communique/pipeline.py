"""The walk: one document through the stops, in order. The only file that knows the order."""

from __future__ import annotations

from communique import __version__
from communique.actors.base import load
from communique.config import Config
from communique.extract import extract
from communique.language import Parser, parser
from communique.types import Document, Record


def label(language: Parser) -> str:
    """How a run of this version with a language's parser is called."""
    return f"communique {__version__}, {language.name}"


class Pipeline:
    """Reads documents. Models are loaded with the first document of a language and kept.

    DataError where a file of actors is not well formed.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.base = load(config.actors)

    def read(self, document: Document) -> Record:
        """Document → Parsed → entries, each resolved and coded; LanguageError for a language that is not read."""
        english = parser(document.language)
        run = label(english)
        read = extract(english.parse(document), self.base, run)
        return Record(document, read.entries, read.skips, read.participants, read.parties, run, read.resolutions)
