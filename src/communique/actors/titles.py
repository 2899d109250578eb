"""Offices as they compare: "Minister of Foreign Affairs" and "Foreign Minister" are one title, a deputy's another."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from .tables import DATA
from .words import fold

HEAD_OF_STATE = frozenset(
    ("president", "king", "queen", "emir", "sultan", "emperor", "pope", "grand duke", "supreme leader", "prince")
)
HEAD_OF_GOVERNMENT = frozenset(("prime minister", "chancellor", "taoiseach"))
# Whom "the chief" of an organisation or the leader of a group means.
HEADS_OF_BODIES = frozenset(
    ("secretary general", "director general", "managing director", "president", "chairman", "leader")
)
_BY_TITLE = {
    "secretary general": "UN NATO SCO OSCE OAS LAS GCC OIC ASEAN COE OPEC CSTO OECD COMMONWEALTH PIF BRICS CARICOM",
    "director general": "WHO WTO IAEA IOM ILO FAO UNESCO OPCW",
    "managing director": "IMF",
    "president of the world bank": "WB",
    "president of the european commission": "EU",
    "chairperson of the commission": "AU",
    "chairperson of the african union commission": "AU",
    "executive secretary": "CIS SADC IGAD",
    "leader": "RSF",
    "commander": "RSF",
}
HEADED = {
    code: frozenset(title for title, codes in _BY_TITLE.items() if code in codes.split())
    for code in " ".join(_BY_TITLE.values()).split()
}
# States whose foreign secretary is an official, and no minister.
SECRETARIES = frozenset("IND PAK BGD NPL LKA MDV".split())
# Titles of which a state has one holder at a time.
SINGLE = HEAD_OF_STATE | HEAD_OF_GOVERNMENT | {"foreign minister", "defence minister", "crown prince"}
# Whom somebody serves is no title of his: "head of the office | of the president".
SERVING = re.compile(
    r"(?<=\w) (?:of|to|for) (?:the )?(?:vice )?(?:president|prime minister|king|secretary general)\b.*"
)
# Offices that are called after whom they serve.
NEAR_THE_HEAD = re.compile(r"^(?:aide to|advis[eo]r to .* for national|assistant to .* for national|spouse)")
PROVISIONAL = re.compile(r"\b(?:acting|interim|caretaker|transitional|federal|executive|h e|hon)\b ?")


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern of all wordings, the longest first, and the title of each of its groups."""
    raw = tomllib.loads(DATA.joinpath("offices.toml").read_text("utf-8"))
    wordings = [(words, title) for title, all_words in raw["titles"].items() for words in (title, *all_words)]
    wordings.sort(key=lambda w: -len(w[0]))
    pattern = "|".join(f"({words})" for words, _ in wordings)
    return re.compile(rf"\b(?:{pattern})\b"), tuple(title for _, title in wordings)


@lru_cache(maxsize=1)
def led_by_government() -> frozenset[str]:
    """The states whose "leader" is the head of government."""
    raw = tomllib.loads(DATA.joinpath("offices.toml").read_text("utf-8"))
    return frozenset(raw["led_by_government"].split())


@lru_cache(maxsize=10_000)
def titles(office: str, body: str = "") -> frozenset[str]:
    """The titles that an office holds ("Deputy Prime Minister and Foreign Minister": both); itself if none is known."""
    words = fold(office)
    if body in ("USA", "VAT"):
        words = re.sub(r"^(?:us )?secretary of state\b", "foreign minister", words)
    if body in SECRETARIES:
        words = words.replace("foreign secretary", "permanent secretary")
    if words in ("leader", "chief", "head", "head of state", "head of government"):
        return _by_part(words, body)
    return _in_words(words)


@lru_cache(maxsize=10_000)
def _in_words(words: str) -> frozenset[str]:
    """The titles of a folded office."""
    bare = PROVISIONAL.sub("", words).strip()
    if not NEAR_THE_HEAD.search(bare):
        bare = SERVING.sub("", bare)
    pattern, names = _table()
    found = {_whole(bare, m, names[m.lastindex - 1]) for m in pattern.finditer(bare) if m.lastindex}
    return frozenset(found or {bare} - {""})


def _whole(office: str, m: re.Match[str], title: str) -> str:
    """A title, or the whole office where it is of something within the state: "president of the supreme court"."""
    rest = office[m.end() :]
    own = re.match(r" of (?:the )?(?:republic|state|government)\b", rest)
    within = title in SINGLE and rest.startswith(" of ") and own is None
    return office[m.start() :] if within else title


def _by_part(words: str, body: str) -> frozenset[str]:
    if len(body) != 3 or not body.isalpha() or body in HEADED:
        return HEADED.get(body, HEADS_OF_BODIES)
    if words == "head of state":
        return HEAD_OF_STATE
    if words == "head of government" or body in led_by_government():
        return HEAD_OF_GOVERNMENT
    return HEAD_OF_STATE


def is_former(office: str) -> bool:
    """Whether an office is told as held once: "former President", "ex-Minister", "President-elect"."""
    return re.search(r"\b(?:former|ex|late|elect|designate)\b", office.lower().replace("-", " ")) is not None
