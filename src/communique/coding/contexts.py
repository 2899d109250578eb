"""PLOVER's contexts: what an event is about, told by its words."""

from __future__ import annotations

import re
from functools import lru_cache

from .ontology import load

MOST = 4  # contexts of one event; the first that its words name


@lru_cache(maxsize=1)
def _expressions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One expression a context; a term ending in "-" stands for all words that begin with it."""
    out = []
    for name, terms in load().context_words.items():
        alternatives = (re.escape(t.removesuffix("-")).replace(r"\ ", r"\s+") + ("" if t.endswith("-") else r"\b")
                        for t in sorted(terms, key=len, reverse=True))  # fmt: skip
        out.append((name, re.compile(rf"\b(?:{'|'.join(alternatives)})", re.IGNORECASE)))
    return tuple(out)


def contexts(text: str) -> list[tuple[str, str]]:
    """Contexts that the words of a text name, each with the word that does, in the order of the words."""
    found = []
    for name, expression in _expressions():
        if hit := expression.search(text):
            found.append((hit.start(), name, whole(text, hit)))
    return [(name, word) for _, name, word in sorted(found)[:MOST]]


def whole(text: str, hit: re.Match[str]) -> str:
    """What an expression found, to the end of its last word."""
    rest = re.match(r"\w*", text[hit.end() :])
    return " ".join((hit.group() + (rest.group() if rest else "")).split())
