"""The matter of an entry as it is compared over two sides' wordings: weighed stems, names and numbers.

Words of strength, office and address are left out, and synonyms of diplomatic prose brought together
(`data/joining/compare.toml`), so that "will put forward a proposal" is "would present a proposal".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..actors.base import load
from ..types import Record
from .score import table
from .strength import expressions
from .words import WORD, stem, stems, weight

_MONTHS = "january february march april may june july august september october november december".split()
_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        2,
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "mln": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_SCALE = rf"(?:{'|'.join(_SCALES)})\b"
_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?P<money>[A-Z]{0,3}[$€£¥₹]|(?:USD|EUR|GBP|RMB|INR|Rs\.?)(?=\s?\d))?\s?"
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    rf"|half an?|(?:an?|one)(?=\s{_SCALE})|{'|'.join(_WORDS)})"
    rf"(?:\s(?P<scale>{_SCALE}))?(?![\w/:-])(?P<percent>\s?%|\sper\s?cent)?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\s(?:\w+\s)?(?:dollar|euro|yen|yuan|pound|rupee|rouble|ruble|franc|shilling|riyal|dirham)s?\b", re.I
)
_PERIOD = re.compile(r"\s(?!(?:an?|per|each|every)\s)(?:\w+\s)?(?:year|month|week|day|hour|minute)s?\b", re.I)
_DAY = re.compile(rf"\s+(?:{'|'.join(_MONTHS)})\b", re.IGNORECASE)
_THESE = re.compile(r"\b(?:the|these|those|both|our|between|us)\s+$", re.I)
_DAYS_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\s+$", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{'|'.join(m.capitalize() for m in _MONTHS)})\b")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_CAPITALS = re.compile(r"(?<!\bin )\b[A-Z][\w’-]+(?: (?:of (?=[A-Z]))?[A-Z][\w’-]+)*(?![$€£\w])")
_LONGEST = 6  # words of a state's name
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]{2,}")


@dataclass(frozen=True, slots=True)
class Matter:
    """Stems with their weights, the stems of its names, its amounts, months and years.

    An amount has what it counts: "money", "percent", "time", or "" for anything else.
    """

    stems: Mapping[str, float]
    names: frozenset[str]
    amounts: frozenset[tuple[str, float]]
    months: frozenset[str]
    years: frozenset[str]

    @property
    def numbers(self) -> frozenset[float]:
        return frozenset(number for _, number in self.amounts)

    def unlike(self, other: Matter) -> frozenset[float]:
        """Its amounts that the other lacks, where the other has a different amount of what they count."""
        theirs = {counted for counted, _ in other.amounts - self.amounts}
        return frozenset(number for counted, number in self.amounts - other.amounts if counted in theirs)

    @property
    def mass(self) -> float:
        return sum(self.stems.values())

    def common(self, other: Matter) -> float:
        """The weight of what both have."""
        return sum(min(w, other.stems[s]) for s, w in self.stems.items() if s in other.stems)

    def alike(self, other: Matter) -> float:
        """Between what of the lighter and what of both together is common, 0 to 1."""
        common, lighter = self.common(other), min(self.mass, other.mass)
        either = self.mass + other.mass - common
        return (2 * common / lighter + common / either) / 3 if lighter else 0.0

    def covered(self, other: Matter) -> float:
        """The part of this matter that the other one tells too."""
        return self.common(other) / self.mass if self.mass else 0.0


def setting_stems(records: Iterable[Record], codes: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that name the parties of the setting, and those that name their persons.

    They are read off the mentions of the records, so that "Beijing", "Chinese" and "the PRC" are all China.
    """
    parties: set[str] = set()
    persons: set[str] = set()
    for record in records:
        for entry in record.entries:
            for party in (*entry.actors, *entry.counterparts, *((entry.speaker,) if entry.speaker else ())):
                if party.entity.code in codes:
                    parties.update(stems(party.entity.name))
                    persons.update(stems(party.person))
                    parties.update(stems(party.mention.quote) if party.mention else ())
        for participant in record.participants:
            persons.update(stems(participant.name))
    return frozenset(parties - persons), frozenset(persons)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text in which each state has one name: "Tehran", "Iranian" and "the Islamic Republic of Iran" are Iran.

    "In Tehran" is the town.
    """
    short = re.sub(r"\b([A-Z])\.(?:([A-Z])\.)+", lambda m: m.group().replace(".", ""), text)
    return _CAPITALS.sub(lambda m: _named(m.group()), short)


def _named(run: str) -> str:
    """A run of capitalised words with states by their names; of words that name one together, the most count."""
    base, words, found = load(), run.split(" "), []
    while words:
        for count in range(min(len(words), _LONGEST), 0, -1):
            entity = base.entities.get(base.code(" ".join(words[:count])))
            if entity and entity.kind == "state":
                found.append(entity.name)
                break
        else:
            found.append(words[0])
        words = words[count:]
    return " ".join(found)


def matter_of(text: str, setting: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())) -> Matter:
    """The matter that a quote tells."""
    parties, persons = setting
    dull, light = _dull(), float(table("compare")["limits"]["setting"])
    told = plain(text)
    amounts = frozenset(_amounts(told))
    found = {s: weight(s) for s in stems(_told(told)) if s not in dull and s not in persons}
    found = {s: min(w, light) if s in parties or s in _nations(parties) else w for s, w in found.items()}
    found = {s: w for s, w in found.items() if not s.isdigit() or len(s) == 4}
    found |= {f"{number:g}": 5.0 if number > 10 else 3.0 for _, number in amounts}
    named = frozenset(stem(m.group()) for m in _NAME.finditer(told)) - parties - persons - dull
    return Matter(found, named & set(found), amounts, frozenset(_MONTH.findall(told)), frozenset(_YEAR.findall(told)))


def _told(text: str) -> str:
    """The text without words of strength, phrases and synonyms replaced by what stands for them."""
    cut = list(text)
    for e in expressions(text):
        cut[e.start : e.end] = " " * (e.end - e.start)
    joined = _phrases().sub(lambda m: _synonyms()[_key(m.group())], "".join(cut))
    return WORD.sub(lambda m: _synonyms().get(_key(m.group()), m.group()), joined)


def _key(text: str) -> str:
    return " ".join(stem(word) for word in WORD.findall(text))


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    """Stems of words and phrases → the word that stands for their group; the first group that has one counts."""
    found: dict[str, str] = {}
    for group in table("compare")["same"]["groups"]:
        for word in group:
            found.setdefault(_key(word), group[0])
    return found


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    groups = table("compare")["same"]["groups"]
    phrases = sorted((word for group in groups for word in group if " " in word), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _dull() -> frozenset[str]:
    return frozenset(stem(word) for word in table("compare")["dull"]["words"].split())


@lru_cache(maxsize=256)
def _nations(parties: frozenset[str]) -> frozenset[str]:
    """The usual endings of a nation's adjective, where a document's mentions do not have them."""
    return frozenset(p[:-1] + e for p in parties if len(p) > 4 for e in ("", "n", "an", "ian", "es", "ish"))


def _amounts(text: str) -> Iterable[tuple[str, float]]:
    """Amounts and what they count: no years, days of months, numbers of a list, and not "the two sides"."""
    for m in _NUMBER.finditer(text):
        told, scale = m["value"].lower(), (m["scale"] or "").lower()
        value = _value(told)
        year = told.isdigit() and len(told) == 4 and 1800 <= value <= 2100 and not m["money"] and not scale
        dated = _DAY.match(text, m.end()) or _DAYS_MONTH.search(text, 0, m.start())
        both = told == "two" and (_THESE.search(text, 0, m.start("value")) or _is_two_sides(text[m.end() :]))
        if not year and not dated and not both and (not told.startswith("half") or scale):
            yield _counted(m), value * _SCALES.get(scale, 1.0)


def _value(told: str) -> float:
    if told.startswith("half"):
        return 0.5
    return 1.0 if told in ("a", "an", "one") else float(_WORDS.get(told) or told.replace(",", ""))


def _counted(m: re.Match[str]) -> str:
    """What an amount counts."""
    if m["percent"]:
        return "percent"
    if m["money"] or _MONEY.match(m.string, m.end()):
        return "money"
    return "time" if _PERIOD.match(m.string, m.end()) else ""


def _is_two_sides(text: str) -> bool:
    """Whether the first word after "two" is of those that talk: "two foreign ministers"."""
    word = WORD.search(text)
    return word is not None and stem(word.group()) in _sides()


@lru_cache(maxsize=1)
def _sides() -> frozenset[str]:
    return frozenset(stem(word) for word in table("compare")["dull"]["sides"].split())
