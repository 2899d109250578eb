"""CAMEO actor codes: the entity, then the role in which it acts: CHNGOV for China's premier, IGOUNO for the UN.

Roles are CAMEO's (GOV, MIL, LEG, JUD, COP, BUS, MED, OPP, CVL, ...), told by the office or the body that the words
name. A state that is named as such has no role. What is not known is "---", as CAMEO writes an unspecified actor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from communique.types import Party

from .gazetteer import DICTIONARY

UNKNOWN = "---"
# The first that an office or a body's noun holds counts. A minister of defence is government, and military after it.
ROLES = (
    ("GOVMIL", r"defen[cs]e (?:minister|secretary)|(?:minister|secretary) (?:of|for) (?:national )?defen[cs]e"),
    (
        "MIL",
        r"army|armies|navy|air force|military|armed forces|troops|soldiers?|forces|general staff|defen[cs]e staff|jets|"
        r"warplanes",
    ),
    ("COP", r"police"),
    ("SPY", r"intelligence|cia|fsb|svr|mi6"),
    (
        "LEG",
        r"parliaments?|congress|senate|senators?|assembly|duma|speaker|knesset|lawmakers?|legislat\w+|npc|"
        r"members? of parliament",
    ),
    ("JUD", r"courts?|judges?|prosecutors?|attorney general|judiciary"),
    ("BUS", r"compan(?:y|ies)|firms?|banks?|business(?:es)?|ceo|gazprom|rosneft|investors?"),
    ("MED", r"media|newspapers?|journalists?|agency|press"),
    ("OPP", r"opposition"),
    ("REL", r"church|patriarch|imam|archbishop|clergy"),
    ("CVL", r"people|peoples|citizens|society|public|workers"),
    ("PTY", r"party"),
    ("REB", r"rebels|militants|fighters"),
    (
        "GOV",
        r"government|administration|president|premier|minist(?:er|ry|ers)|chancellor|king|queen|emir|amir|sultan|emperor|prince|"
        r"secretary|envoy|ambassador|diplomats?|embassy|spokes\w+|advis[eo]r|governor|leader|leadership|head|authorit(?:y|ies)|"
        r"officials?|cabinet|delegation|regime|council|office|aide|representative|consul|commissioner|minister|chief|mission|pope|"
        r"side|state department|taoiseach|regent|chairman|director|coordinator",
    ),
)  # fmt: skip


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for role, words in ROLES)


def actor_code(party: Party, roles: Mapping[str, str]) -> str:
    """The CAMEO code of a party; `roles` are nouns of a user's own dictionary of agents, which outrank ours."""
    if party.how.startswith(DICTIONARY):
        return party.how.removeprefix(DICTIONARY)
    if party.tenure is not None and party.tenure.cameo:
        return party.tenure.cameo
    code = party.entity.codes.cameo or (party.entity.code if party.entity.kind == "state" else "")
    if not code:
        return UNKNOWN
    role = _role(party, roles) if party.entity.kind == "state" else ""
    return role[:-1] + code if role.endswith("~") else code + role


def _role(party: Party, roles: Mapping[str, str]) -> str:
    told = " ".join(part for part in (party.office, party.role) if part) or ("leader" if party.person else "")
    if party.how == "seat":
        return "GOV"
    if not told:
        return ""
    own = _own(told.lower(), roles)
    return own or next((role for role, pattern in _patterns() if pattern.search(told)), "GOV" if party.person else "")


def _own(told: str, roles: Mapping[str, str]) -> str:
    """The role of the longest noun of the user's that the words hold."""
    if not roles:
        return ""
    words = told.split()
    spans = sorted(((a, b) for a in range(len(words)) for b in range(a + 1, len(words) + 1)), key=lambda s: s[0] - s[1])
    return next((roles[" ".join(words[a:b])] for a, b in spans if " ".join(words[a:b]) in roles), "")
