"""The words of reference ("both sides", "his counterpart", "the leader"), from `references.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def tables() -> dict[str, frozenset[str]]:
    """Each group's words."""
    raw = tomllib.loads(resources.files(__package__).joinpath("references.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in raw.items()}
