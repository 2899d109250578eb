"""Persons of a document with office and state: "Belarusian Prime Minister Roman Golovchenko" tells all three.

A person is found around an office ("President of Germany Christian Wulff", "Prime Minister Benjamin Netanyahu of
Israel", "Ulf Kristersson, Prime Minister of Sweden"), by a speaker label, or by a full name of the knowledge base;
afterwards every part of the name that is nobody else's in this document names the person.
"""

from __future__ import annotations

import bisect
import datetime as dt
import json
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from communique.types import Entity

from .gazetteer import DATA, Gazetteer, Mention

PARTICLE = r"(?:bin|bint|ibn|al|Al|el|El|de|da|dos|do|van|von|der|den|di|du|la|le|ben|abu|Abu|ould|y)"
CAPITAL = r"(?:[A-ZÀ-ÞĀ-Ž]\.|[A-ZÀ-ÞĀ-Ž](?:[\w'’]|-(?=\w))*(?:[’'][A-Z]\w+)?)"
NAME = re.compile(
    r"(?:(?:von|van|de|der|al|bin) )*(?:Dr\.? |H\.E\.? |Sir |Gen\.? |Adm\.? |Lt\. )?"
    rf"{CAPITAL}(?:[ -](?:{PARTICLE}[ -])*{CAPITAL}|,? (?:Jr\.?|Sr\.?)(?=[ ,]))*"
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
PLURAL_OFFICES = re.compile(
    r"\b((?:Vice |Deputy )?(?:Presidents|Prime Ministers|Premiers|Chancellors|"
    r"(?:Foreign |Defen[cs]e |Finance |Trade )?Ministers|Ambassadors))(?= )"
)


@dataclass(slots=True)
class Person:
    """A person in one document. `office` is as the document (or the knowledge base) has it; `how` tells which."""

    name: str
    entity: Entity | None
    office: str = ""
    first: int = 0
    how: str = "document"
    mentions: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """A tenure of the knowledge base; empty `until` means still in office when it was compiled."""

    name: str
    code: str
    office: str
    since: str
    until: str

    def at(self, day: dt.date | None) -> bool:
        """Whether the tenure holds on a day, give or take half a year (sources tell when it was seen)."""
        if day is None:
            return True
        low, high = (day - dt.timedelta(days=183)).isoformat(), (day + dt.timedelta(days=183)).isoformat()
        return self.since <= high and (not self.until or self.until >= low)


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


def fold(name: str) -> str:
    """A name without accents, marks and case, for comparison."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z ]", "", plain.replace("-", " "))


@lru_cache(maxsize=1)
def known() -> dict[str, list[Known]]:
    """Folded full name → tenures. What is compiled by hand comes first; territories yield to the state."""
    out: dict[str, list[Known]] = defaultdict(list)
    for name, code, office, since, until in tomllib.loads(DATA.joinpath("persons_extra.toml").read_text("utf-8"))[
        "persons"
    ]:
        out[fold(name)].append(Known(name, code, office, since, until))
    sovereign = {"USA", "GBR", "FRA", "NLD", "DNK", "NOR", "AUS", "NZL", "CHN", "ISR", "FIN", "VAT"}
    rows = json.loads(DATA.joinpath("persons.json").read_text("utf-8"))
    homes = {fold(r["name"]): r["state"] for r in rows if r["state"] in sovereign}
    for row in rows:
        key = fold(row["name"])
        if homes.get(key, row["state"]) == row["state"] and len(key.split()) > 1:
            out[key].append(Known(row["name"], row["state"], row["office"], row["since"], row["until"]))
    return dict(out)


@lru_cache(maxsize=1)
def surnames() -> dict[str, list[Known]]:
    """Folded last name → tenures."""
    out: dict[str, list[Known]] = defaultdict(list)
    for name, tenures in known().items():
        out[name.split()[-1]] += tenures
    return dict(out)


def _unsuffixed(name: str) -> str:
    """The folded name without a title before and "Jr" after it."""
    return re.sub(r"^(?:dr|sir|gen|adm|lt|he) | (?:jr|sr)$", "", fold(name)).strip()


def holder(code: str, office: str, day: dt.date | None) -> Known | None:
    """Who holds an office of a state on a day, where the knowledge base names just one person; None without a day."""
    if day is None:
        return None
    wanted, date = fold(office).split(), day.isoformat()
    ranks = {"vice", "deputy", "prime", "first", "crown", "acting", "foreign"}
    found: dict[str, Known] = {}
    for tenures in known().values():
        for t in tenures:
            words = fold(t.office).split()
            if (
                t.code == code
                and t.since <= date
                and (not t.until or date <= t.until)
                and wanted[-1:] == [w for w in words if w == wanted[-1]][:1]
                and (ranks & set(words)) == (ranks & set(wanted))
            ):
                found.setdefault(fold(t.name).split()[-1], t)
    return next(iter(found.values())) if len(found) == 1 else None


def home_code(publisher: str, gazetteer: Gazetteer) -> str:
    """The state or organisation that a publisher speaks for, "" where it speaks for none."""
    table = offices()[2]
    name = publisher.replace("’", "'").strip()
    named = [key for key in table if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", name)]
    if named:
        return table[max(named, key=len)]
    found = gazetteer.find(name)
    return found[0].entity.code if found else ""


class People:
    """The persons of one document, and which characters name whom."""

    def __init__(
        self, text: str, day: dt.date | None, gazetteer: Gazetteer, mentions: list[Mention], publisher: str
    ) -> None:
        self.text, self.day, self.gazetteer = text, day, gazetteer
        self.plain = text.replace("’", "'").replace("\u00a0", " ")
        self.mentions, self._starts = mentions, [m.start for m in mentions]
        self.home = gazetteer.entities.get(publisher)
        self.persons: list[Person] = []
        self._by_name: dict[str, Person] = {}
        self._by_offices()
        self._by_knowledge()
        for person in self.persons:
            person.first = min(person.first, self.plain.find(person.name) if person.name in self.plain else person.first)
        self._by_side()
        self._by_publisher()
        self.spans = self._all_mentions()
        self._span_starts = [s[0] for s in self.spans]

    def at(self, start: int, end: int) -> Person | None:
        """The person named by any of these characters."""
        i = bisect.bisect_left(self._span_starts, end) - 1
        while i >= 0 and self.spans[i][1] > start:
            return self.spans[i][2]
        return None

    def _by_offices(self) -> None:
        pattern, _, _ = offices()
        found: list[tuple[int, int, str, Entity | None, int, int, int]] = []
        for m in pattern.finditer(self.plain):
            end, inner = self._of(m.end())
            name = self._name(end)
            before = self._state_before(m.start())
            after = None
            if name:
                _, after = self._of(name[1])
            elif inner or before:
                name = self._name_before(m.start(), before)
            if name:
                office = self._office(m.start(), end)
                state = before if before and before.kind == "state" else inner or after or before
                found.append((m.start(), m.end(), office, state, *name, m.start()))
        for start, _, office, entity, first, last, _ in found:
            self._add(self.text[first:last], entity, office, start, (first, last))
        self._by_plural_offices()
        self._by_counterparts()

    def _by_plural_offices(self) -> None:
        """ "Foreign Ministers Grace Mwangi of Kenya, Olof Lind of Sweden and Per Dahl of Norway"."""
        for m in PLURAL_OFFICES.finditer(self.plain):
            end, more = m.end(), True
            while more and (name := self._name(end)):
                of = re.match(r" of (?:the )?", self.plain[name[1] :])
                state = self._mention_at(name[1] + of.end()) if of else None
                end = state.end if state else name[1]
                if state is not None:
                    self._add(self.text[slice(*name)], state.entity, m.group(1)[:-1], m.start(), name)
                joint = re.match(r",? and(?= )|,(?= )", self.plain[end : end + 6])
                more, end = joint is not None, end + (joint.end() if joint else 0)

    def _by_counterparts(self) -> None:
        """ "Foreign Minister Per Dahl and his Kenyan counterpart Grace Mwangi": the office is the first one's."""
        for m in re.finditer(r"\bcounterpart(?!\w)", self.plain):
            entity, name = self._state_before(m.start()), self._name(m.end())
            if entity is not None and name is not None:
                near = (
                    p
                    for p in self.persons
                    for _, end in p.mentions
                    if end < m.start() and len(self.plain[end : m.start()].split()) < 9
                )
                office = next((p.office for p in near if p.office), "")
                self._add(self.text[slice(*name)], entity, re.sub(r" of .*", "", office), m.start(), name)

    def _by_side(self) -> None:
        """ "The Azerbaijan side was headed by Deputy Foreign Minister Elmar Huseynli": the person is that side's."""
        for person in self.persons:
            if person.entity is None and person.office:
                before = self.plain[max(0, person.first - 120) : person.first]
                led = re.search(r"(\w+)(?:'s)? (?:side|delegation|team)[^.\n]{0,30}? (?:led|headed|represented) by (?:[^,.;\n]{0,60})$", before)
                if led:
                    at = max(0, person.first - 120) + led.start(1)
                    mention = next((m for m in self.mentions if m.start <= at < m.end), None)
                    person.entity = mention.entity if mention else None

    def _by_publisher(self) -> None:
        """A ministry names its own people without their state: its spokesperson, and whoever stands for it first of all."""
        if self.home is None:
            return
        for person in sorted(self.persons, key=lambda p: p.first):
            own = any(p.entity and p.entity.code == self.home.code for p in self.persons)
            speaks = person.office.lower().startswith(("spokes", "press", "deputy spokes"))
            if person.entity is None and person.office and (speaks or not own):
                person.entity, person.how = self.home, "publisher"

    def _office(self, start: int, end: int) -> str:
        words = re.sub(r"\s+", " ", self.text[start:end]).strip(" ,")
        return re.sub(r" of (?:the )?$", "", words)

    def _of(self, at: int) -> tuple[int, Entity | None]:
        """After an office or a name: "of X", "for Y", "and Z" up to where a name may begin; and the state told."""
        entity, end = None, at
        for _ in range(4):
            m = re.match(r",? ?(?:of|for|to) (?:the |His Majesty )?", self.plain[end : end + 20])
            if m is None:
                m = re.match(r" and (?=[A-Z]|the )", self.plain[end : end + 12]) if end > at else None
                nxt = offices()[0].match(self.plain, end + 5) if self.plain[end : end + 5] == " and " else None
                if nxt is not None:
                    end = nxt.end()
                    continue
                if m is None:
                    break
            stop = end + m.end()
            mention = self._mention_at(stop)
            if mention is not None:
                entity = entity or mention.entity
                end = mention.end
                body = re.match(r" (?:Federal )?(?:Federation|Republic|Council|Commission)", self.plain[end:])
                end += body.end() if body else 0
            else:
                words = re.match(
                    r"(?:[A-Z][\w'-]+)(?:(?:,? and |, | of | for )?(?: ?[A-Z][\w'-]+))*", self.plain[stop : stop + 120]
                )
                portfolio = re.match(
                    r"(?:Foreign|External|Internal|Home|Economic|State|Strategic|National|Public|Social|Religious|European)?\s?"
                    r"(?:Affairs|Defen[cs]e|Finance|Trade|Energy|Health|Education|Culture|Agriculture|Transport|Commerce|Industry|"
                    r"Economy|Development|Justice|Interior|Security|Environment|Tourism|Labou?r|Science|Technology|Relations|Cooperation|"
                    r"Ministers|State|Council|Government|Parliament|Committee|Board|Assembly|Duma|Senate|Commission|Treasury|"
                    r"(?:and|,|of|the|International|Foreign|Worship|Religion|Migration|Gender|Youth|Sports?|Works|Communications?|Information|Planning|Diaspora|Expatriates|Integration|Human|Rights|Higher|Water|Resources|Innovation|Digital|Rural|Social|Emergency|Situations|"
                    r"Federation|Supreme|People's|National|Investment|\s)+)+",
                    self.plain[stop : stop + 120],
                )
                if words is None or portfolio is None or not portfolio.group().strip():
                    break
                end = stop + len(portfolio.group().rstrip(" ,").removesuffix(" and").removesuffix(" of"))
        return end, entity

    def _mention_at(self, start: int) -> Mention | None:
        i = bisect.bisect_left(self._starts, start)
        if (
            i < len(self.mentions)
            and self.mentions[i].start - start in (0, 4)
            and self.plain[start : self.mentions[i].start] in ("", "the ")
        ):
            return self.mentions[i]
        long = re.match(r"(?:\w+ ){1,3}of (?:the )?", self.plain[start : start + 50])
        if long and i < len(self.mentions) and self.mentions[i].start == start + long.end():
            return self.mentions[i]  # "Republic of X" where only X is an alias
        return None

    def _state_before(self, at: int) -> Entity | None:
        """ "Belarusian (First Deputy) Prime Minister", "China's Premier": the state within three words before."""
        i = bisect.bisect_left(self._starts, at) - 1
        if i < 0:
            return None
        gap = self.plain[self.mentions[i].end : at]
        if not re.fullmatch(r"(?:'s|')?(?: [\w-]+){0,3} ", gap) or "\n" in gap:
            return None
        if self.mentions[i].how == "name" and re.match(r" [a-z]", gap):
            return None  # "Saudi Arabia received King Abdullah": a verb, and no title, stands between
        return (
            None
            if re.search(r"\b(?:and|with|to|by|of|that|said|met|President|Minister)\b", gap)
            else self.mentions[i].entity
        )

    def _name(self, at: int) -> tuple[int, int] | None:
        """A name that begins right after position `at`."""
        m = re.match(
            r",? (?:His (?:Majesty|Excellency|Highness) |Her (?:Majesty|Excellency) |(?:Mr|Mrs|Ms|Dr|H\.E)\.? )?",
            self.plain[at : at + 30],
        )
        if not m:
            return None
        start = at + m.end()
        if m.group().startswith(",") and not re.match(NAME, self.plain[start : start + 60]):
            return None
        found = NAME.match(self.plain, start)
        if not found:
            return None
        end = self._cut(start, found.end())
        return (start, end) if end > start else None

    def _cut(self, start: int, end: int) -> int:
        """Where a name ends: before a state's name, an office or a word that is none of a name."""
        i = bisect.bisect_left(self._starts, start)
        while i < len(self.mentions) and self.mentions[i].start < end:
            if self.mentions[i].how in ("name", "adjective", "organ") and self.mentions[i].entity.name not in (
                "Jordan",
                "Chad",
                "Georgia",
                "Israel",
            ):
                end = self.mentions[i].start
                break
            i += 1
        office = offices()[0].search(self.plain, start, end)
        if office and office.group()[0].isupper():
            end = office.start()
        for word in re.finditer(r"[\w'-]+", self.plain[start:end]):
            dated = word.group() == "May" and re.match(r" \d", self.plain[start + word.end() : start + word.end() + 2])
            if word.group() in NOT_NAMES or word.group() == "OF" or word.group().lower() == "s" or dated:
                end = start + word.start()
                break
        kept = self.plain[start:end]
        kept = re.sub(r"'s$", "", kept.rstrip(" ,'-"))
        return start + len(kept)

    def _name_before(self, at: int, entity: Entity | None) -> tuple[int, int] | None:
        """ "Ulf Kristersson, (the) Prime Minister of Sweden"."""
        m = re.search(rf"({NAME.pattern}), (?:the |his |her )?(?:[\w'’]+ ){{0,2}}$", self.plain[max(0, at - 90) : at])
        if not m:
            return None
        start = max(0, at - 90) + m.start(1)
        end = self._cut(start, max(0, at - 90) + m.end(1))
        return (start, end) if end > start and " " in self.text[start:end] else None

    def _by_knowledge(self) -> None:
        for m in NAME.finditer(self.plain):
            start, end = m.span()
            words = self.plain[start:end].split()
            for first in range(len(words)):
                for size in range(min(5, len(words) - first), 1, -1):
                    name = re.sub(r"'s?$", "", " ".join(words[first : first + size]))
                    tenures = known().get(fold(name))
                    if not tenures:
                        continue
                    tenure = next((t for t in tenures if t.at(self.day)), None)
                    if tenure:
                        begin = start + self.plain[start:end].find(name)
                        self._add(
                            re.sub(r"'s$", "", self.text[begin : begin + len(name)]),
                            self.gazetteer.entities.get(tenure.code),
                            tenure.office,
                            begin,
                            (begin, begin + len(name)),
                            "knowledge base",
                        )
                        break

    def _add(
        self, name: str, entity: Entity | None, office: str, first: int, at: tuple[int, int], how: str = "document"
    ) -> None:
        _, honorifics, _ = offices()
        office = "" if office in honorifics else office
        name = re.sub(r"\s+", " ", name).strip(" ,.")
        name = name.title() if name.isupper() and len(name) > 3 else name
        if not name or fold(name) == "":
            return
        if entity is None:
            entity = self._known_entity(name, office)
        # what the document itself says of a person outranks the knowledge base
        person = self._find(name, entity) or (self._find(name, None) if how == "knowledge base" else None)
        if person is None:
            person = Person(name, entity, office, first, how)
            self.persons.append(person)
        if len(name.split()) > len(person.name.split()):
            person.name = name
        person.entity = person.entity or entity
        if (office and not person.office) or (how == "document" and person.how != "document" and office):
            person.office, person.how = office, how
        person.first = min(person.first, first)
        person.mentions.append(at)
        self._by_name[fold(name)] = person

    def _known_entity(self, name: str, office: str) -> Entity | None:
        """The state of a name that the document leaves without one, where all that is known of it then agrees."""
        words = [w for w in fold(name).split() if len(w) > 1 and w not in ("jr", "sr")]
        if not words:
            return None
        rows = known().get(f"{words[0]} {words[-1]}") or [
            t for t in surnames().get(words[-1], ()) if len(words) == 1 or words[0] in fold(t.name).split()[:1]
        ]
        codes = {
            t.code
            for t in rows
            if t.at(self.day) and (len(words) > 1 or not office or fold(office.split()[-1]) in fold(t.office) or t.code)
        }
        return self.gazetteer.entities.get(next(iter(codes))) if len(codes) == 1 else None

    def _find(self, name: str, entity: Entity | None) -> Person | None:
        key = _unsuffixed(name)
        parts = set(key.split())
        for p in self.persons:
            if entity and p.entity and p.entity.code != entity.code:
                continue
            their_key = _unsuffixed(p.name)
            theirs = set(their_key.split())
            small, large = sorted((parts, theirs), key=len)
            if small and small <= large:
                return p
            if entity and p.entity and key.split()[-1:] == their_key.split()[-1:] and key[:2] == their_key[:2]:
                return p
            # one letter apart in a surname of the same first name: spelling variants
            if (
                len(parts & theirs) >= 1
                and len(parts) == len(theirs) == 2
                and entity
                and p.entity
                and p.entity.code == entity.code
                and key[:3] == fold(p.name)[:3]
            ):
                return p
        return None

    def _all_mentions(self) -> list[tuple[int, int, Person]]:
        """Every run of the text that names a person: whole names and the parts that are one person's only."""
        owners: dict[str, set[int]] = defaultdict(set)
        for n, p in enumerate(self.persons):
            for part in re.findall(r"[\w'’-]+", p.name):
                if len(part) > 1 and part[0].isupper() and part not in NOT_NAMES:
                    owners[fold(part)].add(n)
        counts = Counter(w for w in re.findall(r"\b[a-z]+\b", self.text))
        out: list[tuple[int, int, Person]] = []
        for p in self.persons:
            out += [(a, b, p) for a, b in p.mentions]
        taken = sorted((a, b) for a, b, _ in out)
        starts = [a for a, _ in taken]
        for m in re.finditer(rf"{CAPITAL}", self.plain):
            word = re.sub(r"'s$|'$|\.$", "", m.group())
            owner = owners.get(fold(word), set())
            if len(owner) != 1 or (word.lower() in counts and len(word) < 4):
                continue
            i = bisect.bisect_right(starts, m.start()) - 1
            if i >= 0 and taken[i][0] <= m.start() < taken[i][1]:
                continue
            state = self._mention_at(m.start())
            if state is not None and state.how == "name":
                continue
            out.append((m.start(), m.start() + len(word), self.persons[next(iter(owner))]))
        return sorted(out, key=lambda x: x[:2])
