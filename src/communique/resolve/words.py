"""Words as they are compared: straightened, folded; and the words of reference from `references.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def tables() -> dict[str, frozenset[str]]:
    """The words of reference, from references.toml."""
    raw = tomllib.loads(resources.files(__package__).joinpath("references.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in raw.items()}


def straight(text: str) -> str:
    """A text with straight apostrophes and plain spaces; every offset stays as it is."""
    return text.replace("’", "'").replace("\u00a0", " ")


def fold(name: str) -> str:
    """A name without accents, marks and case, for comparison."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z ]", "", plain.replace("-", " "))


def unsuffixed(name: str) -> str:
    """The folded name without a title before and "Jr" after it."""
    return re.sub(r"^(?:dr|sir|gen|adm|lt|he) | (?:jr|sr)$", "", fold(name)).strip()
