"""How strongly a document puts an act or stance: a graded scale of expressions (`data/joining/compare.toml`).

"Agreed to" stands above "discussed", "condemned" above "expressed concern", "will" above "is ready to". The words are
looked for in the entry's quote, and before it in its sentence, where a coordinated clause has its governing verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..types import Document, Entry
from .score import table

_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"(\d])|\n")
_AFTER = re.compile(r"[\s,]*(?:that|to|whether|and|on)?(?:\s+(?:that|to|also|the|a|an|its|their|his|her))*\s*")
_ENDINGS = r"(?:e|es|s|ed|d|ing|ied|ies|ting|ted)?"
_NOT = re.compile(r"\b(?:not|never|no)\s+$", re.IGNORECASE)
_LONGEST = 400  # characters of a sentence before the quote
_WEAKLY = frozenset(("will", "would", "shall", "may", "might", "could"))


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell how strong it is, where they begin, and their place on a scale."""

    scale: str
    level: float
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Strength:
    """What an entry's own verb says, and how it is reported ("noted", "reaffirmed"); None where nothing tells it.

    `done` are the words of its quote that tell a deed as done ("signed"), though another verb governs it.
    """

    content: Expression | None = None
    report: Expression | None = None
    done: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contrast:
    """That two expressions differ: the words of both, and which side's are the stronger ("a", "b"; "" if opposite)."""

    a: str
    b: str
    stronger: str


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    found = []
    for scale in table("compare")["scale"]:
        for level, forms in scale["levels"]:
            found.append((scale["name"], float(level), re.compile(_joined(forms), re.IGNORECASE)))
    return tuple(found)


def _joined(forms: list[str]) -> str:
    return "(?<![\\w-])(?:" + "|".join(form.replace("~", _ENDINGS) for form in forms) + r")(?![\w-])"


@lru_cache(maxsize=1)
def _strongly() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{table('compare')['strongly']['words']})\s+$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _strongest() -> re.Pattern[str]:
    return re.compile(rf"[^.;:]*?\b({table('compare')['strongly']['after']})", re.IGNORECASE)


def expressions(text: str) -> list[Expression]:
    """All expressions of a text in order; of those that overlap, the one that begins first, then the longest."""
    found = [
        Expression(scale, level, m.group().strip(), m.start(), m.end())
        for scale, level, pattern in _patterns()
        for m in pattern.finditer(text)
    ]
    kept: list[Expression] = []
    for e in sorted(found, key=lambda e: (e.start, -e.end, e.scale, -e.level)):
        if not kept or e.start >= kept[-1].end:
            kept.append(_weighed(e, text))
    return kept


def _weighed(e: Expression, text: str) -> Expression:
    """The same with "strongly" or "not" before it, or "in the strongest terms" after it.

    An undertaking that is denied is firm: who does not intend to do it will not.
    """
    refused = _NOT.search(text[: e.start]) if e.scale == "undertaking" else None
    if refused:
        firm = float(table("compare")["limits"]["refused"])
        return Expression(e.scale, firm, f"{refused.group().strip()} {e.words}", refused.start(), e.end)
    more = float(table("compare")["limits"]["strongly"])
    before = _strongly().search(text[: e.start])
    if before:
        return Expression(e.scale, e.level + more, f"{before.group().strip()} {e.words}", before.start(), e.end)
    after = _strongest().match(text, e.end)
    return Expression(e.scale, e.level + more, f"{e.words} {after[1]}", e.start, e.end) if after else e


def frame(entry: Entry, document: Document) -> str:
    """The words of the entry's sentence before its quote."""
    start = entry.quote.start
    low = max(0, start - _LONGEST)
    begins = [m.end() for m in _SENTENCE.finditer(document.text, low, start + 1)]
    return document.text[max(low, *begins) if begins else low : start]


def strength(entry: Entry, document: Document) -> Strength:
    """How strong the words of an entry are."""
    return strength_of(entry.quote.quote, frame(entry, document))


def strength_of(text: str, before: str = "") -> Strength:
    """How strong a text is, which stands after other words of its sentence."""
    found = expressions(before + text)
    inside = [e for e in found if e.end > len(before)]
    ahead = [e for e in found if e.end <= len(before)]
    content = next((e for e in inside if e.scale != "report"), None)
    governing = next((e for e in reversed(ahead) if e.scale != "report"), None)
    if content is None or content.words.lower() in _WEAKLY:
        # "agreed that X should …", "agreed to do A and do B": the verb stands before the quote
        close = governing is not None and _AFTER.fullmatch(before[governing.end :])
        content = governing if governing and (content is None or close) else content
    reports = [e for e in found if e.scale == "report" and (content is None or e.start < content.start)]
    done = frozenset(e.words.lower() for e in inside if e.level >= table("compare")["limits"]["done"])
    return Strength(content, reports[-1] if reports else None, done)


def contrast(a: Strength, b: Strength) -> Contrast | None:
    """Where the two differ, by the limits of the table."""
    limits = table("compare")["limits"]
    left, right = a.content, b.content
    if left and right:
        if left.words.lower() in b.done or right.words.lower() in a.done:
            return None
        if {left.scale, right.scale} == {"for", "against"}:
            return Contrast(left.words, right.words, "")
        if abs(left.level - right.level) >= limits["gap"]:
            return _ordered(left, right)
    elif left or right:
        left, right = left or _only(a), right or _only(b)
        return _ordered(left, right) if left and right and abs(left.level - right.level) >= limits["gap"] else None
    if a.report and b.report and abs(a.report.level - b.report.level) >= limits["report"]:
        return _ordered(a.report, b.report)
    return None


def _only(strength: Strength) -> Expression | None:
    """A bare "took note of": weaker than whatever has a verb of its own; other reports tell nothing by themselves."""
    return strength.report if strength.report and strength.report.level <= 1 else None


def _ordered(a: Expression, b: Expression) -> Contrast:
    return Contrast(a.words, b.words, "a" if a.level > b.level else "b")
