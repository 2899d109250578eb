"""Which parties a passage names: persons' states and named states; places and occasions are none.

"Norwegian Prime Minister Kari Berg met Kenyan President Amos Otieno in Geneva, Switzerland, at the UN": Norway, Kenya.
"""

from __future__ import annotations

import re

from communique.actors.gazetteer import Mention
from communique.actors.offices import offices
from communique.types import Party

from .names import Names, merge

# An organisation named as the occasion, not as a party.
OCCASION_BEFORE = re.compile(
    r"\b(?:margins? of|sidelines? of|side of|at|during|within|framework of|ahead of|chair(?:manship)? of|in) "
    r"(?:the |this year's )?(?:\w+ ){0,2}$"
)
OCCASION_AFTER = re.compile(
    r"(?:['’]s)? (?:\w+ ){0,2}(?:[Ss]ummit|[Mm]eeting|[Ff]orum|[Cc]hair|Presidency|chairmanship|presidency)"
)
# What stands before a place: "in Moscow", "visit to Kenya", "Bali, Indonesia".
PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|from|visit to|visits?|to)\s(?:the\s)?|,\s|\bin [A-Z][\w .-]+, the )$",
)
SURE_PLACE_BEFORE = re.compile(r"\b(?:in|at|near) (?:the )?$")
COUNTERPART = re.compile(r" (?:counterpart|colleague|opposite number)s?\b")
# Words after which even what looks like a place is one of those who issue the text or meet.
ISSUED_BY = re.compile(r"(?:Statement|Communiqu\w+|Declaration|by|of|between)\b")


def parties_in(names: Names, start: int, end: int) -> list[Party]:
    """Persons' states and named parties between two offsets, each once, in the order of the text."""
    found = [(a, names.of_person(person, a, b)) for a, b, person in names.people.spans if start <= a and b <= end]
    persons = {p.entity.code for _, p in found if p.entity.kind != "unresolved"}
    for m in names.mentions:
        if start <= m.start and m.end <= end and m.how != "capital" and _is_party(names, m, start, persons):
            found.append((m.start, names.of_mention(m)))
    found.sort(key=lambda x: x[0])
    return merge([], [p for _, p in found if p.entity.kind != "unresolved"])


def _is_party(names: Names, m: Mention, start: int, persons: set[str]) -> bool:
    """Whether a mention in a passage from `start` stands for a party, given whose `persons` the passage names."""
    if persons and m.entity.kind == "organisation" and _occasion(names, m, start):
        return False
    if m.entity.code in persons or _place(names, m, start, persons):
        return False
    return not persons or m.how != "adjective" or _titled_or_paired(names.plain, m)


def _before(names: Names, m: Mention, start: int) -> str:
    return names.plain[max(start, m.start - 40) : m.start]


def _occasion(names: Names, m: Mention, start: int) -> bool:
    """ "On the margins of the UN", "the ASEAN summit"."""
    after = names.plain[m.end : m.end + 40]
    return bool(OCCASION_BEFORE.search(_before(names, m, start)) or OCCASION_AFTER.match(after))


def _place(names: Names, m: Mention, start: int, persons: set[str]) -> bool:
    """ "In Bali, Indonesia"; a state that is visited is a party as long as no person is named."""
    before = _before(names, m, start)
    if not PLACE_BEFORE.search(before) or ("visit" in before and not persons):
        return False
    return bool(SURE_PLACE_BEFORE.search(before) or not ISSUED_BY.search(names.plain[start : m.start]))


def _titled_or_paired(plain: str, m: Mention) -> bool:
    """ "The Kenyan President", "her Kenyan counterpart", "Kenyan-Norwegian": an adjective that is a party."""
    office = re.match(r"(?:'s|’s)? (?:[\w-]+ ){0,3}" + offices()[0].pattern, plain[m.end : m.end + 60])
    paired = re.match(r"[-–]|\s–\s", plain[m.end : m.end + 3]) or plain[m.start - 1 : m.start] in ("-", "–")
    return bool(office or paired or COUNTERPART.match(plain, m.end))
