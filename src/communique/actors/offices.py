"""Offices ("Deputy Prime Minister"), their portfolios ("of Foreign Affairs and Trade"), and whom a publisher serves."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from .gazetteer import Gazetteer
from .tables import DATA

PLURAL_OFFICES = re.compile(
    r"\b((?:Vice |Deputy )?(?:Presidents|Prime Ministers|Premiers|Chancellors|"
    r"(?:Foreign |Defen[cs]e |Finance |Trade )?Ministers|Ambassadors))(?= )"
)


def _any(words: str) -> str:
    return "|".join(words.split())


_FIELDS = _any("Foreign External Internal Home Economic State Strategic National Public Social Religious European")
_MATTERS = _any(
    """
    Affairs Defen[cs]e Finance Trade Energy Health Education Culture Agriculture Transport Commerce Industry Economy
    Development Justice Interior Security Environment Tourism Labou?r Science Technology Relations Cooperation
    Ministers State Council Government Parliament Committee Board Assembly Duma Senate Commission Treasury
    """
)
_BETWEEN = _any(
    r"""
    and , of the International Foreign Worship Religion Migration Gender Youth Sports? Works Communications?
    Information Planning Diaspora Expatriates Integration Human Rights Higher Water Resources Innovation Digital Rural
    Social Emergency Situations Federation Supreme People's National Investment \s
    """
)
PORTFOLIO = re.compile(rf"(?:{_FIELDS})?\s?(?:{_MATTERS}|(?:{_BETWEEN})+)+")


@lru_cache(maxsize=1)
def offices() -> tuple[re.Pattern[str], frozenset[str], dict[str, str]]:
    """The pattern of offices, the honorifics, and publisher → code."""
    raw = tomllib.loads(DATA.joinpath("offices.toml").read_text("utf-8"))
    names = sorted(raw["offices"], key=len, reverse=True)
    alternatives = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in names)
    capitals = "|".join(re.escape(n.upper()).replace(r"\ ", r"\s+") for n in names if len(n) > 4)
    small = "|".join(re.escape(n[0].lower() + n[1:].lower()) for n in names if len(n) > 4)
    return (
        re.compile(rf"\b(?:{alternatives}|{capitals}|{small})(?!\w)"),
        frozenset(raw["honorifics"]),
        raw["publishers"],
    )


def home_code(publisher: str, gazetteer: Gazetteer) -> str:
    """The state or organisation that a publisher speaks for, "" where it speaks for none."""
    table = offices()[2]
    name = publisher.replace("’", "'").strip()
    named = [key for key in table if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", name)]
    if named:
        return table[max(named, key=len)]
    found = gazetteer.find(name)
    return found[0].entity.code if found else ""
