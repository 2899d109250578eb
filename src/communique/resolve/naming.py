"""Where a person's name begins and ends in a text, and which state an office is said to be of.

`Naming` reads around an office: "Belarusian | Prime Minister | Roman Golovchenko", "Prime Minister | of Sweden |",
"Ulf Kristersson, | Prime Minister". It knows the document's states and organisations, and no persons.
"""

from __future__ import annotations

import bisect
import re

from communique.actors.gazetteer import Mention
from communique.actors.offices import PORTFOLIO, offices
from communique.types import Entity

PARTICLE = r"(?:bin|bint|ibn|al|Al|el|El|de|da|dos|do|van|von|der|den|di|du|la|le|ben|abu|Abu|ould|y)"
CAPITAL = r"(?:[A-ZÀ-ÞĀ-Ž]\.|[A-ZÀ-ÞĀ-Ž](?:[\w'’]|-(?=\w))*(?:[’'][A-Z]\w+)?)"
NAME = re.compile(
    r"(?:(?:von|van|de|der|al|bin) )*(?:Dr\.? |H\.E\.? |Sir |Gen\.? |Adm\.? |Lt\. )?"
    rf"{CAPITAL}(?:[ -](?:{PARTICLE}[ -])*{CAPITAL}|,? (?:Jr\.?|Sr\.?)(?=[ ,]))*"
)
NAME_BEFORE_OFFICE = re.compile(rf"({NAME.pattern}), (?:the |his |her )?(?:[\w'’]+ ){{0,2}}$")
HONORIFIC = re.compile(
    r",? (?:His (?:Majesty|Excellency|Highness) |Her (?:Majesty|Excellency) |(?:Mr|Mrs|Ms|Dr|H\.E)\.? )?"
)
# Words that a name does not begin with or hold, though they are capitalised.
NOT_NAMES = frozenset(
    """
    The A An In On At Of And For With To This That These Those They He She It We I You Following During After
    Before Readout Joint Statement Call Meeting Talks Today Yesterday Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday January February March April June July August September October November December Summit
    Council Government Administration State Foreign Ministry Minister Affairs Parliament Assembly Committee
    Federation Republic Kingdom Union Nations Party House White Israeli National Security Group Forum Both Noting
    Mr Ms Mrs Dr Leaders Excellency Majesty Highness Beginning Telephone Conversation Presents Receives Meets Holds
    Lodges Credentials Visits Signs Outgoing Incoming Congress Talks Hosts Attends Calls Greets Addresses Arrives
    Discusses Welcomes Speaks Condemns Urges Thanks Summons Announces Says Launches Opens Visit Outlook Agency
    Press Statements His Her Their Its Our Your My Also As While When Additional See Office Commission Department
    Advisor Secretary
    """.split()
)
# States whose names are persons' names too: they do not end a name.
STATES_LIKE_NAMES = frozenset(("Jordan", "Chad", "Georgia", "Israel"))

# Offices that are held "to" somebody.
ACCREDITED = re.compile(r"(?:ambassador|envoy|representative|advis[eo]r|assistant|aide|minister)s?$", re.IGNORECASE)


class Naming:
    """The places of names and titles in one text; `plain` is the text with straight apostrophes."""

    def __init__(self, plain: str, mentions: list[Mention]) -> None:
        self.plain, self.mentions = plain, mentions
        self._starts = [m.start for m in mentions]

    def mention(self, start: int) -> Mention | None:
        """The state or organisation named at an offset, "the" and "Republic of" allowed before it."""
        i = bisect.bisect_left(self._starts, start)
        if i == len(self.mentions):
            return None
        found = self.mentions[i]
        if self.plain[start : found.start] in ("", "the "):
            return found
        long = re.match(r"(?:\w+ ){1,3}of (?:the )?", self.plain[start : start + 50])
        return found if long and found.start == start + long.end() else None  # where only the short form is an alias

    def state_before(self, at: int) -> Entity | None:
        """ "Belarusian (First Deputy) Prime Minister", "China's Premier": the state within three words before."""
        i = bisect.bisect_left(self._starts, at) - 1
        if i < 0:
            return None
        gap = self.plain[self.mentions[i].end : at]
        if not re.fullmatch(r"(?:'s|')?(?: [\w-]+){0,3} ", gap) or "\n" in gap:
            return None
        if self.mentions[i].how == "name" and re.match(r" [a-z]", gap):
            return None  # "Saudi Arabia received King Abdullah": a verb, and no title, stands between
        if re.search(r"\b(?:and|with|to|by|of|that|said|met|President|Minister)\b", gap):
            return None
        return self.mentions[i].entity

    def title_end(self, at: int, *, begun: bool = False) -> tuple[int, Entity | None]:
        """After an office or a name: "of X", "for Y", "and Z" up to where a name may begin; and the state told.

        `begun` tells that the office has a portfolio already: "Minister of Foreign Affairs | and Worship of ...".
        """
        entity, end = None, at
        for _ in range(4):
            second = self._second_office(end)
            of = None if second else self._of(end, begun=begun or end > at)
            mention = None if of is None else self.mention(of)
            if mention is not None:
                entity = entity or mention.entity
            further = second or (self._body_end(mention) if mention else self._portfolio_end(of))
            if further is None:
                break
            end = further
        return end, entity

    def _second_office(self, at: int) -> int | None:
        """ "Deputy Prime Minister | and Minister | ...": where the second office ends."""
        office = offices()[0].match(self.plain, at + 5) if self.plain[at : at + 5] == " and " else None
        return office.end() if office else None

    def _of(self, at: int, *, begun: bool) -> int | None:
        """Where the words after "of", "for", "to" begin; once those have `begun`, after "and" as well."""
        link = re.match(r",? ?(?:of|for|to) (?:the |His Majesty )?", self.plain[at : at + 20])
        if link is not None and " to " in link.group() and not ACCREDITED.search(self.plain[max(0, at - 40) : at]):
            link = None  # "the visit of President Niinistö to Oslo": only an envoy is of where he goes
        if link is None and begun:
            link = re.match(r" and (?=[A-Z]|the )", self.plain[at : at + 12])
        return at + link.end() if link else None

    def _body_end(self, mention: Mention) -> int:
        """Where a state's name ends, its "Federation" or "Council" included."""
        body = re.match(r" (?:Federal )?(?:Federation|Republic|Council|Commission)", self.plain[mention.end :])
        return mention.end + (body.end() if body else 0)

    def _portfolio_end(self, start: int | None) -> int | None:
        """Where "Foreign Affairs and Trade" ends, None where no portfolio begins."""
        if start is None or not re.match(r"[A-Z][\w'-]", self.plain[start : start + 120]):
            return None
        portfolio = PORTFOLIO.match(self.plain[start : start + 120])
        if portfolio is None or not portfolio.group().strip():
            return None
        return start + len(portfolio.group().rstrip(" ,").removesuffix(" and").removesuffix(" of"))

    def name(self, at: int) -> tuple[int, int] | None:
        """A name that begins right after an offset."""
        honorific = HONORIFIC.match(self.plain[at : at + 30])
        found = NAME.match(self.plain, at + honorific.end()) if honorific else None
        if found is None:
            return None
        end = self._cut(found.start(), found.end())
        return (found.start(), end) if end > found.start() else None

    def name_before(self, at: int) -> tuple[int, int] | None:
        """ "Ulf Kristersson, (the) Prime Minister of Sweden": the name that ends before an office."""
        low = max(0, at - 90)
        found = NAME_BEFORE_OFFICE.search(self.plain[low:at])
        if found is None:
            return None
        start = low + found.start(1)
        end = self._cut(start, low + found.end(1))
        return (start, end) if end > start and " " in self.plain[start:end] else None

    def _cut(self, start: int, end: int) -> int:
        """Where a name ends: before a state's name, an office or a word that is none of a name."""
        end = self._before_state(start, end)
        office = offices()[0].search(self.plain, start, end)
        if office and office.group()[0].isupper():
            end = office.start()
        for word in re.finditer(r"[\w'-]+", self.plain[start:end]):
            if self._no_name(word.group(), start + word.end()):
                end = start + word.start()
                break
        return start + len(self.plain[start:end].rstrip(" ,'-").removesuffix("'s"))

    def _before_state(self, start: int, end: int) -> int:
        for m in self.mentions[bisect.bisect_left(self._starts, start) :]:
            if m.start >= end:
                break
            if m.how in ("name", "adjective", "organ") and m.entity.name not in STATES_LIKE_NAMES:
                return m.start
        return end

    def _no_name(self, word: str, end: int) -> bool:
        """Whether a capitalised word belongs to no name; "May" only where a day follows."""
        dated = word == "May" and re.match(r" \d", self.plain[end : end + 2]) is not None
        return word in NOT_NAMES or word == "OF" or word.lower() == "s" or dated
