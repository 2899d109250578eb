"""The title belongs to the text: found at its head, or put there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.types import Span

_LONGEST_TITLE = 200  # code points; the longest White House and Kremlin headlines have some 300, but those are declared
_NO_TITLE_END = re.compile(r"[.!?:;,…—–-][\"”’)\]]*$")
_LINES_ABOVE = 5  # date, press release number and the like may stand above a title


def with_title(text: str, title: str) -> str:
    """`text` with `title` at its head: unchanged where it already stands there, in whatever spacing and case."""
    return text if not title.strip() or title_end(text, title) else f"{title.strip()}\n\n{text}"


def title_end(text: str, title: str) -> int:
    """Where `title` ends if it stands on lines of its own near the head of `text`; else 0."""
    words = title.split()
    if not words:
        return 0
    spaced = r"\s+".join(re.escape(word) for word in words)
    standing = re.compile(rf"[#*\s]*{spaced}[*.]*[ \t]*(?:\n|$)", re.IGNORECASE)
    for line in list(re.finditer(r"^[^\n]*\S[^\n]*", text, re.MULTILINE))[:_LINES_ABOVE]:
        match = standing.match(text, line.start())
        if match:
            return match.end()
    return 0


def head_title(text: str, furniture: Sequence[Span]) -> str:
    """The first line that is no furniture, where it is short, ends no sentence and a blank line follows."""
    covered = {span.start for span in furniture}
    for line in re.finditer(r"^[ \t]*(\S[^\n]*)(\n[ \t]*\n)?", text, re.MULTILINE):
        if line.start(1) in covered:
            continue
        title = line[1].strip().lstrip("#").strip().strip("*").strip()
        good = line[2] and 0 < len(title) <= _LONGEST_TITLE and not _NO_TITLE_END.search(title)
        return title if good else ""
    return ""
