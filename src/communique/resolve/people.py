"""Persons of a document with office and state: "Belarusian Prime Minister Roman Golovchenko" tells all three.

A person is found around an office ("President of Germany Christian Wulff", "Prime Minister Benjamin Netanyahu of
Israel", "Ulf Kristersson, Prime Minister of Sweden"), by a speaker label, or by a full name of the knowledge base;
afterwards every part of the name that is nobody else's in this document names the person.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.actors.base import KnowledgeBase
from communique.actors.candidates import Candidate
from communique.actors.gazetteer import Mention
from communique.actors.offices import PLURAL_OFFICES, offices
from communique.actors.titles import SINGLE, titles
from communique.actors.words import fold, straight
from communique.types import Entity

from .naming import CAPITAL, NAME, NOT_NAMES, STATES_LIKE_NAMES, Naming
from .persons import Person, Persons

# Offices whose holders documents call by the surname alone.
HIGH = SINGLE | {
    "secretary general", "high representative", "director general", "managing director", "leader", "vice president",
    "president of the european commission", "president of the european council", "deputy prime minister",
    "national security advisor", "secretary of the security council", "chairperson of the commission",
}  # fmt: skip
# Surnames that are words, or names of other things, more often.
COMMON = frozenset(
    """
    may brown young price rice bush banks long white green black king hunt field power cook carter wood wallace day
    bishop baker mason hill lake rivers stone gold silver north south east west church ford bell rose summers winter
    law justice general major marshal prince duke khan ali mohamed ahmed ibrahim hassan hussein abdullah
    """.split()
)
# An office that is told as held once; a state may stand between: "former British Prime Minister".
FORMER = re.compile(r"\b(?:[Ff]ormer|[Ee]x-) ?(?:[A-Z][\w.]* )?$")
LED_BY = re.compile(
    r"(\w+)(?:'s)? (?:side|delegation|team)[^.\n]{0,30}? "
    r"(?:led|headed|represented) by (?:[^,.;\n]{0,60})$"
)


class People:
    """The persons of one document, and which characters name whom."""

    def __init__(
        self,
        text: str,
        day: dt.date | None,
        base: KnowledgeBase,
        mentions: list[Mention],
        publisher: str,
        runs: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.text, self.plain, self.mentions = text, straight(text), mentions
        self.day, self.base = day, base
        self.home = base.entities.get(publisher)
        self.named = frozenset((*(m.entity.code for m in mentions), publisher))
        self._runs = runs
        self._naming = Naming(self.plain, mentions)
        self._found = Persons(day, base, self.named)
        self.persons = self._found.all
        self._collect()
        self.spans = self._all_mentions()
        self._span_starts = [s[0] for s in self.spans]

    def at(self, start: int, end: int) -> Person | None:
        """The person named by any of these characters."""
        i = bisect.bisect_left(self._span_starts, end) - 1
        return self.spans[i][2] if i >= 0 and self.spans[i][1] > start else None

    def _collect(self) -> None:
        """All persons, those of the document first; then the states that the document leaves to be understood."""
        self._by_offices()
        self._by_plural_offices()
        self._by_counterparts()
        self._by_knowledge()
        self._by_surnames()
        self._by_runs()
        for person in self.persons:
            at = self.plain.find(person.name)
            person.first = min(person.first, at) if at >= 0 else person.first
            self._recognise(person)
        self._by_side()
        self._by_publisher()

    # --- finding persons -------------------------------------------------------------------------------------

    def _by_offices(self) -> None:
        """Names after or before every office."""
        for m in offices()[0].finditer(self.plain):
            end, inner = self._naming.title_end(m.end(), begun=" of " in m.group())
            before, after = self._naming.state_before(m.start()), None
            name = self._naming.name(end)
            if name:
                after = self._naming.title_end(name[1])[1]
            elif inner or before:
                name = self._naming.name_before(m.start())
            name = name or self._after_portfolio(end)
            if name:
                state = before if before and before.kind == "state" else inner or after or before
                self._add(name, state, self._office(m.start(), end), m.start())

    def _after_portfolio(self, at: int) -> tuple[int, int] | None:
        """ "Minister | of Lithium Technologies | Aurelio Quispe": the parser's name after any portfolio."""
        if not self.plain.startswith((" of ", " for "), at):
            return None
        run = next(((a, b) for a, b in self._runs if at < a < at + 70), None)
        between = self.plain[at : run[0]] if run else ""
        return run if re.fullmatch(r" (?:of|for) (?:the )?[A-Z][\w &,'-]*? ", between) else None

    def _by_plural_offices(self) -> None:
        """ "Foreign Ministers Grace Mwangi of Kenya, Olof Lind of Sweden and Per Dahl of Norway"."""
        for m in PLURAL_OFFICES.finditer(self.plain):
            end, more = m.end(), True
            while more and (name := self._naming.name(end)):
                of = re.match(r" of (?:the )?", self.plain[name[1] :])
                state = self._naming.mention(name[1] + of.end()) if of else None
                end = state.end if state else name[1]
                if state is not None:
                    self._add(name, state.entity, m.group(1)[:-1], m.start())
                joint = re.match(r",? and(?= )|,(?= )", self.plain[end : end + 6])
                more, end = joint is not None, end + (joint.end() if joint else 0)

    def _by_counterparts(self) -> None:
        """ "Foreign Minister Per Dahl and his Kenyan counterpart Grace Mwangi": the office is the first one's."""
        for m in re.finditer(r"\bcounterpart(?!\w)", self.plain):
            entity, name = self._naming.state_before(m.start()), self._naming.name(m.end())
            if entity is not None and name is not None:
                self._add(name, entity, re.sub(r" of .*", "", self._office_near(m.start())), m.start())

    def _office_near(self, at: int) -> str:
        """The office of a person named within nine words before an offset."""
        near = (p for p in self.persons for _, end in p.mentions if end < at and len(self.plain[end:at].split()) < 9)
        return next((p.office for p in near if p.office), "")

    def _by_knowledge(self) -> None:
        """Full names that the knowledge base knows in office on the document's day."""
        for m in NAME.finditer(self.plain):
            for name, found in self._known_in(m.group()):
                start = m.start() + m.group().find(name)
                at = (start, start + len(name))
                words = re.sub(r"'s$", "", self.text[slice(*at)])
                entity = self.base.entities.get(found.tenure.body)
                self._found.add(words, entity, found.tenure.office, start, at, "knowledge base")

    def _by_surnames(self) -> None:
        """ "Guterres went to Moscow": a surname alone, of who is in high office and is no other name here."""
        taken = sorted(at for p in self.persons for at in p.mentions)
        parts = {fold(part) for p in self.persons for part in p.name.split()}
        for m in NAME.finditer(self.plain):
            name = re.sub(r"'s?$", "", m.group().removeprefix("Mr ").removeprefix("Ms "))
            free = not any(a < m.end() and m.start() < b for a, b in taken) and self._naming.mention(m.start()) is None
            if not free or fold(name) in parts or fold(name) in COMMON or not self.base.register.is_surname(name):
                continue
            found = self.base.decide(name, day=self.day, named=self.named)
            if found and found.in_office and titles(found.tenure.office, found.tenure.body) & HIGH:
                start = m.start() + m.group().find(name)
                at, entity = (start, start + len(name)), self.base.entities.get(found.tenure.body)
                self._found.add(self.text[slice(*at)], entity, found.tenure.office, start, at, "knowledge base")

    def _recognise(self, person: Person) -> None:
        """Whom the knowledge base knows: "President Zelenskyy" gets the whole name, and everybody the tenure."""
        body = person.entity.code if person.entity else ""
        person.known = self.base.decide(person.name, person.office, body, self.day, self.named)
        if person.known and body == person.known.tenure.body and person.known.in_office:
            whole = person.known.person.name
            if len(person.name.split()) == 1 and len(whole.split()) > 1:
                person.name = whole

    def _by_runs(self) -> None:
        """Whole names that the parser finds, of persons whom neither office nor knowledge base explains."""
        taken = [at for p in self.persons for at in p.mentions]
        for start, last in self._runs:
            end = start + len(re.sub(r"'s?$", "", self.plain[start:last]))
            words = self.plain[start:end].split()
            held = [m for m in self.mentions if m.start < end and start < m.end]
            named = not held or (held[0].start == start and held[0].entity.name in STATES_LIKE_NAMES)
            free = named and not any(a < end and start < b for a, b in taken)
            if free and len(words) > 1 and NAME.fullmatch(self.plain, start, end) and not NOT_NAMES & set(words):
                self._add((start, end), None, "", start)

    def _known_in(self, run: str) -> Iterator[tuple[str, Candidate]]:
        """For each word of a run of names the longest known name that begins there."""
        words = run.split()
        for first in range(len(words)):
            for size in range(min(5, len(words) - first), 1, -1):
                name = re.sub(r"'s?$", "", " ".join(words[first : first + size]))
                if self.base.register.is_spelling(name):
                    found = self.base.decide(name, day=self.day, named=self.named)
                    if found and found.in_office:
                        yield name, found
                        break

    def _add(self, name: tuple[int, int], entity: Entity | None, office: str, first: int) -> None:
        self._found.add(self.text[slice(*name)], entity, office, first, name)

    def _office(self, start: int, end: int) -> str:
        words = re.sub(r"\s+", " ", self.text[start:end]).strip(" ,")
        former = FORMER.search(self.plain[max(0, start - 30) : start])
        return ("former " if former else "") + re.sub(r" of (?:the )?$", "", words)

    # --- states that are understood --------------------------------------------------------------------------

    def _by_side(self) -> None:
        """ "The Azerbaijan side was headed by Deputy Foreign Minister Elmar Huseynli": the person is that side's."""
        for person in self.persons:
            if person.entity is None and person.office:
                low = max(0, person.first - 120)
                led = LED_BY.search(self.plain[low : person.first])
                if led:
                    at = low + led.start(1)
                    mention = next((m for m in self.mentions if m.start <= at < m.end), None)
                    person.entity = mention.entity if mention else None

    def _by_publisher(self) -> None:
        """A ministry names its own people without their state: its spokesperson, and whoever stands for it first."""
        if self.home is None:
            return
        told = [p for p in self.persons if p.how != "knowledge base"]
        for person in sorted(self.persons, key=lambda p: p.first):
            own = any(p.entity and p.entity.code == self.home.code for p in told)
            speaks = person.office.lower().startswith(("spokes", "press", "deputy spokes"))
            if person.entity is None and person.office and (speaks or not own):
                person.entity, person.how = self.home, "publisher"

    # --- every mention ---------------------------------------------------------------------------------------

    def _all_mentions(self) -> list[tuple[int, int, Person]]:
        """Every run of the text that names a person: whole names and the parts that are one person's only."""
        out = [(a, b, p) for p in self.persons for a, b in p.mentions]
        taken = sorted((a, b) for a, b, _ in out)
        starts = [a for a, _ in taken]
        owners, small = self._owners(), set(re.findall(r"\b[a-z]+\b", self.text))
        for m in re.finditer(CAPITAL, self.plain):
            word = re.sub(r"'s$|'$|\.$", "", m.group())
            owner = owners.get(fold(word), set())
            if len(owner) != 1 or (word.lower() in small and len(word) < 4):
                continue
            i = bisect.bisect_right(starts, m.start()) - 1
            state = self._naming.mention(m.start())
            if (i < 0 or m.start() >= taken[i][1]) and (state is None or state.how != "name"):
                out.append((m.start(), m.start() + len(word), self.persons[next(iter(owner))]))
        return sorted(out, key=lambda x: x[:2])

    def _owners(self) -> dict[str, set[int]]:
        """Folded part of a name → the numbers of the persons whose it is."""
        owners: dict[str, set[int]] = defaultdict(set)
        for n, person in enumerate(self.persons):
            for part in re.findall(r"[\w'’-]+", person.name):
                if len(part) > 1 and part[0].isupper() and part not in NOT_NAMES:
                    owners[fold(part)].add(n)
        return owners
