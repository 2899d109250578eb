"""English: spaCy parses, the text's own form mends what it gets wrong."""

from .parse import EnglishParser, load

__all__ = ["EnglishParser", "load"]
