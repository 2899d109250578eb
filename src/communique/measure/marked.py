"""Sentences with a marked actor and recipient: `<s>...</s>` and `<t>...</t>`."""

from __future__ import annotations

import re

from ..coding.relations import Pair
from ..errors import EvaluationError

TAG = re.compile(r"<(/?)([st])>")


def pair(marked: str, where: str) -> Pair:
    """The sentence and spans of a marked one; EvaluationError, with `where`, where the marks are not one pair of each.

    A sentence may lack the recipient or the actor; its span is (0, 0) then.
    """
    text, ends, last = "", {"s": [], "t": []}, 0  # type: tuple[str, dict[str, list[int]], int]
    for tag in TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        ends[tag.group(2)].append(len(text))
    text += marked[last:]
    spans = {}
    for name, found in ends.items():
        if len(found) not in (0, 2):
            raise EvaluationError(f"{where}: <{name}>...</{name}> must stand once in {marked[:60]!r}...")
        start, end = found or (0, 0)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        spans[name] = (start, end)
    return Pair(text, spans["s"], spans["t"])
