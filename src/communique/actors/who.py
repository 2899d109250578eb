"""A quick look-up: who is meant by a name, or by an office with its state, on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.types import Entity, Tenure

from .base import KnowledgeBase
from .candidates import Candidate, decided, when
from .offices import offices
from .register import Known
from .titles import SINGLE, titles


@dataclass(frozen=True, slots=True)
class Answer:
    """One reading of a query: an entity, or a person with a tenure. `how` tells why, `chosen` that it is the answer."""

    how: str
    entity: Entity
    person: Known | None = None
    tenure: Tenure | None = None
    score: float = 0.0
    reasons: str = ""
    chosen: bool = False


def who(base: KnowledgeBase, query: str, day: dt.date | None) -> list[Answer]:
    """All readings of a query, the likeliest first; [] where nothing is known."""
    words = " ".join(query.split()).strip(" .?")
    words = re.sub(r"^(?:the|who is|who was) ", "", words, flags=re.IGNORECASE)
    asked = _office(base, words)
    code = base.code(words)
    if code and not asked:
        return [
            Answer("code" if words == code else base.gazetteer.how(words) or "name", base.entities[code], chosen=True)
        ]
    if asked:
        return list(_holders(base, *asked, day))
    return list(_persons(base, words, day))


def _office(base: KnowledgeBase, words: str) -> tuple[str, str] | None:
    """Code and office of "premier of China", "Chinese premier", "China's premier"; None for another query."""
    of = re.fullmatch(r"(.+?) (?:of|for) (?:the )?(.+)", words)
    pairs = [(of.group(2), of.group(1))] if of else []
    split = words.split()
    pairs += [(" ".join(split[:n]), " ".join(split[n:])) for n in range(1, len(split))]
    pairs += [(re.sub(r"['’]s?$", "", body), office) for body, office in pairs if body.endswith(("'s", "’s", "'", "’"))]
    for body, office in pairs:
        code = base.code(body) or base.code(body.title())
        if code and (offices()[0].fullmatch(office.title()) or offices()[0].fullmatch(office) or _titled(office)):
            return code, office
    return None


def _titled(office: str) -> bool:
    from .words import fold

    return office.lower() in ("leader", "chief", "head of state", "head of government") or titles(office) != {
        fold(office)
    }


def _holders(base: KnowledgeBase, code: str, office: str, day: dt.date | None) -> Iterator[Answer]:
    """The holder on the day, then the others of the office, the nearest first."""
    wanted = titles(office, code)
    on = day or dt.date.today()
    sole = base.register.holder(code, office, on.isoformat())
    if sole is None:  # a person who asks wants the one whom the sources saw last, told as such
        latest = [h for h in base.register.holders(code, office, on.isoformat()) if titles(h[1].office, code) & SINGLE]
        sole = latest[0] if len(latest) == 1 else None
    rows = [(p, t) for p, t in base.register.of_body(code) if titles(t.office, code) & wanted]
    rows.sort(key=lambda h: (h != sole, not h[1].on(on.isoformat()), -len(h[1].since), _distance(h[1], on)))
    for person, tenure in rows:
        how = {"in_office": "in office", "stale": "in office when last seen"}.get(when(tenure, on), when(tenure, on))
        yield Answer(how, base.entities[code], person, tenure, chosen=(person, tenure) == sole)


def _distance(tenure: Tenure, day: dt.date) -> int:
    year = int((tenure.since or "1900")[:4])
    return abs(day.year - year)


def _persons(base: KnowledgeBase, name: str, day: dt.date | None) -> Iterator[Answer]:
    """The persons of a name, with or without an office before it."""
    office = next((m.group() for m in [offices()[0].match(name)] if m and m.end() < len(name)), "")
    found = base.candidates(name[len(office) :].strip() if office else name, office, day=day)
    accepted = decided(found)
    if accepted is None and len(found) == 1 and found[0].in_office:
        accepted = found[0]  # a person who asks wants the only one there is
    if accepted is None and found and all(c.score < found[0].score for c in found[1:]) and found[0].in_office:
        accepted = found[0]
    for candidate in found:
        yield _answer(base, candidate, candidate is accepted)


def _answer(base: KnowledgeBase, c: Candidate, chosen: bool) -> Answer:
    name = c.features[0][0].removeprefix("name.").replace("_", " ")
    return Answer(name, base.entities[c.tenure.body], c.person, c.tenure, round(c.score, 1), c.reasons, chosen)
