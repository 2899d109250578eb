"""What the language stop hands on: sentences of tokens with heads, free of any parser's own types.

A sentence's `heads` may be mended after parsing (see `en/series.py`), so everything downstream walks these trees
and never the parser's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.types import Document, Span


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `start` and `end` are offsets in `Document.text`; `person` tells that it is part of a name of one."""

    i: int
    text: str
    lemma: str
    tag: str
    pos: str
    start: int
    end: int
    person: bool = False

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()


@dataclass(slots=True)
class Sentence:
    """A sentence as a tree: `heads[i]` is the index of token i's head, the root's its own; `deps[i]` the relation.

    `block` counts the paragraphs of the document, `label` is the speaker label ("Vladimir Putin:") under which the
    sentence stands in a transcript, `heading` tells that the whole block is a title or a line without a full stop.
    """

    tokens: tuple[Token, ...]
    heads: list[int]
    deps: list[str]
    block: int = 0
    label: Span | None = None
    heading: bool = False
    children: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.link()

    def link(self) -> None:
        """Build the lists of children anew after heads were changed."""
        self.children = [[] for _ in self.tokens]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens[-1].end

    def subtree(self, i: int, without: frozenset[int] = frozenset()) -> list[int]:
        """Indices under and with token i, in order; branches that start in `without` are left out."""
        seen, stack = [], [i]
        while stack:
            node = stack.pop()
            seen.append(node)
            stack += [c for c in self.children[node] if c not in without]
        return sorted(seen)

    def up(self, i: int) -> Iterator[int]:
        """The heads above token i, nearest first."""
        steps = 0
        while self.heads[i] != i and steps < len(self.tokens):
            i = self.heads[i]
            steps += 1
            yield i

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of i in one of the relations, or None."""
        return next((c for c in self.children[i] if self.deps[c] in deps), None)

    def all(self, i: int, *deps: str) -> list[int]:
        """All children of i in one of the relations."""
        return [c for c in self.children[i] if self.deps[c] in deps]

    def words(self, first: int, last: int) -> str:
        """Tokens first to last, in lower case and joined by a space."""
        return " ".join(t.lower for t in self.tokens[max(0, first) : last + 1])


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its sentences, in order."""

    document: Document
    sentences: tuple[Sentence, ...]
