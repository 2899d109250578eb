"""The persons of the knowledge base, found by any spelling of their names, by surname, and by office and date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from communique.types import Tenure

from .tables import TenureRow
from .titles import SINGLE, titles
from .words import fold, sound, unsuffixed

# A surname of fewer letters is compared by its letters only.
SHORTEST_BY_SOUND = 5
PROVISIONAL = ("Acting", "Interim", "Caretaker", "Transitional")
# Sources differ by some days on when an office was taken: elected, appointed, sworn in.
NEARLY = dt.timedelta(days=60)


@dataclass(slots=True)
class Known:
    """A person. `spellings` are folded whole names, `surnames` folded ones by which documents call the person alone."""

    name: str
    surname: str
    spellings: list[str]
    surnames: list[str]
    tenures: list[Tenure] = field(default_factory=list)
    wikidata: str = ""

    @property
    def aliases(self) -> list[str]:
        """The other spellings, folded."""
        return [s for s in self.spellings if s != fold(self.name)]


class Register:
    """All persons; those of earlier rows outrank later ones where two tell of one tenure."""

    def __init__(self, rows: Iterable[TenureRow]) -> None:
        self.persons: list[Known] = []
        self._by_spelling: dict[str, list[Known]] = defaultdict(list)
        self._by_surname: dict[str, list[Known]] = defaultdict(list)
        self._by_sound: dict[str, list[Known]] = {}
        self._by_body: dict[str, list[tuple[Known, Tenure]]] = defaultdict(list)
        self._began: dict[tuple[str, str], list[tuple[dt.date, Known]]] = defaultdict(list)
        for row in rows:
            self._take(row)
        self._succeed()
        for person in self.persons:
            self._index(person)

    def named(self, name: str) -> list[Known]:
        """The persons whom a name may mean: whole, in any order of its words, or the surname alone."""
        words = _words(name)
        found = [*self._by_spelling.get(_key(words), ()), *self._by_surname.get(" ".join(words), ())]
        if words:
            ends = [end for end in (words[-1], words[0]) if end]
            found += [p for end in ends for p in self._by_surname.get(end, ())]
            if not found:
                found = [p for end in ends if len(end) >= SHORTEST_BY_SOUND for p in self._sounding(end)]
        return list({id(p): p for p in found}.values())

    def is_spelling(self, name: str) -> bool:
        """Whether a whole name is one that the register knows, in any order of its words."""
        return _key(_words(name)) in self._by_spelling

    def is_surname(self, word: str) -> bool:
        """Whether a word is the surname of somebody."""
        return fold(word) in self._by_surname

    def is_rare(self, surname: str) -> bool:
        """Whether just one person of the register has a surname, and it is long enough to be no other word's."""
        return len(surname) >= SHORTEST_BY_SOUND and len(self._by_surname.get(fold(surname), ())) == 1

    def of_body(self, body: str) -> list[tuple[Known, Tenure]]:
        """All tenures of a state or organisation."""
        return self._by_body.get(body, [])

    def holders(self, body: str, office: str, day: str) -> list[tuple[Known, Tenure]]:
        """Who holds an office of a body on a day (YYYY-MM-DD), the one who took it last first."""
        wanted = titles(office, body)
        found = [(p, t) for p, t in self.of_body(body) if t.on(day) and titles(t.office, body) & wanted]
        found.sort(key=lambda h: (h[1].vouched(day), h[1].since), reverse=True)
        return found

    def holder(self, body: str, office: str, day: str) -> tuple[Known, Tenure] | None:
        """The one who holds an office of a body on a day; None where nobody is known, or several at once.

        A source that last looked more than half a year before the day tells nothing of it.
        """
        found = self.holders(body, office, day)
        vouched = [h for h in found if h[1].vouched(day)] or [h for h in found if h[1].vouched(_earlier(day))]
        if not vouched:
            return None
        single = titles(vouched[0][1].office, body) & SINGLE
        return vouched[0] if single or len({id(p) for p, _ in vouched}) == 1 else None

    # --- building --------------------------------------------------------------------------------------------

    def _take(self, row: TenureRow) -> None:
        spellings = [fold(n) for n in (row.tenure.person, *row.aliases) if fold(n)]
        days = list(_days(row.tenure))
        person = next(self._same(row, spellings, days), None)
        surname = fold(row.surname) or (fold(row.tenure.person).split() or [""])[-1]
        if person is None:
            person = Known(row.tenure.person, row.surname, [], [])
            self.persons.append(person)
        for spelling in spellings:
            if spelling not in person.spellings:
                person.spellings.append(spelling)
                self._by_spelling[_key(spelling.split())].append(person)
        person.surnames += [surname] if surname not in person.surnames else []
        person.wikidata = person.wikidata or row.wikidata
        told = next((n for n, t in enumerate(person.tenures) if _one_tenure(t, row.tenure)), None)
        if told is None:
            person.tenures.append(row.tenure)
        else:
            person.tenures[told] = _later(person.tenures[told], row.tenure)
        for body, title, day in days:
            self._began[body, title].append((day, person))

    def _same(self, row: TenureRow, spellings: list[str], days: list[tuple[str, str, dt.date]]) -> Iterator[Known]:
        """The persons of the register whom a row tells of: a spelling of the same body, or the very name."""
        for n, spelling in enumerate(spellings):
            for person in self._by_spelling.get(_key(spelling.split()), ()):
                own = any(t.body == row.tenure.body for t in person.tenures)
                if spelling in person.spellings and (own or n == 0):
                    yield person
        for (
            body,
            title,
            day,
        ) in days:  # who took an office of one holder near that day, and has a name that sounds alike
            for began, person in self._began[body, title]:
                if abs(began - day) <= NEARLY and _sound_alike(person.spellings, spellings):
                    yield person

    def _succeed(self) -> None:
        """End what a source left open when it last looked, where another person took the office afterwards."""
        held: dict[tuple[str, str], list[tuple[str, Known, int]]] = defaultdict(list)
        for person in self.persons:
            for n, tenure in enumerate(person.tenures):
                if not tenure.office.startswith(PROVISIONAL):
                    for title in titles(tenure.office, tenure.body) & SINGLE:
                        held[tenure.body, title].append((tenure.since, person, n))
        for rows in held.values():
            rows.sort(key=lambda r: r[0])
            for (since, person, n), (begins, other, _) in pairwise(rows):
                open_ended = person.tenures[n]
                if (
                    not open_ended.until
                    and other is not person
                    and open_ended.seen
                    and begins > open_ended.seen > since
                ):
                    person.tenures[n] = replace(open_ended, until=begins)

    def _index(self, person: Known) -> None:
        for spelling in person.spellings:
            words = spelling.split()
            if len(words) > 2:  # "Vladimir Vladimirovich Putin" is called "Vladimir Putin"
                for surname in person.surnames:
                    if surname != words[0]:
                        _put(self._by_spelling[_key([words[0], *surname.split()])], person)
        called = {*person.surnames, *(s.split()[-1] for s in person.spellings if self._family_last(person, s))}
        for surname in called:
            _put(self._by_surname[surname], person)
        for tenure in person.tenures:
            self._by_body[tenure.body].append((person, tenure))

    def _sounding(self, surname: str) -> list[Known]:
        """The persons whose surname sounds like this one; the index is made when first asked for."""
        if not self._by_sound:
            for known, persons in self._by_surname.items():
                last = known.split()[-1] if known else ""
                if len(last) >= SHORTEST_BY_SOUND:
                    self._by_sound.setdefault(sound(last), []).extend(persons)
        return self._by_sound.get(sound(surname), [])

    def _family_last(self, person: Known, spelling: str) -> bool:
        """Whether a spelling ends in the family name, as far as can be told: its last word sounds like the surname."""
        last = spelling.split()[-1]
        ends = [s.split()[-1] for s in person.surnames if s]
        return last in ends or any(last[:1] == end[:1] and sound(last) == sound(end) for end in ends)


def _earlier(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=183)).isoformat()


def _put(into: list[Known], person: Known) -> None:
    if person not in into:
        into.append(person)


def _words(name: str) -> list[str]:
    return [w for w in unsuffixed(name).split() if len(w) > 1]


def _key(words: list[str]) -> str:
    return " ".join(sorted(words))


def _sound_alike(one: list[str], other: list[str]) -> bool:
    """Whether some word of the one's spellings sounds like one of the other's."""
    heard = {sound(w) for s in one for w in s.split() if len(w) > 3}
    return any(sound(w) in heard for s in other for w in s.split() if len(w) > 3)


def _days(tenure: Tenure) -> Iterator[tuple[str, str, dt.date]]:
    """Body, title and first day, for titles of one holder at a time whose first day is known."""
    if len(tenure.since) == 10 and not tenure.office.startswith(PROVISIONAL):
        for title in titles(tenure.office, tenure.body) & SINGLE:
            yield tenure.body, title, dt.date.fromisoformat(tenure.since)


def _later(known: Tenure, other: Tenure) -> Tenure:
    """A tenure that two sources tell of: as the first has it, but open ends go by the source that looked last."""
    if known.until or other.seen <= known.seen or other.source == known.source:
        return known
    return replace(known, until=other.until, seen=other.seen, source=f"{known.source}, {other.source}")


def _one_tenure(one: Tenure, other: Tenure) -> bool:
    """Whether two rows of a person tell of one tenure: the same title of the same body, and times that meet."""
    same = one.body == other.body and bool(titles(one.office, one.body) & titles(other.office, other.body))
    return same and one.since <= (other.until or "9999") + "~" and other.since <= (one.until or "9999") + "~"
