"""Actor and agent dictionaries of PETRARCH and Phoenix, as their users have them.

An actor is a NAME, its synonyms (`+NAME`), then its codes in brackets, each perhaps with dates: `[CHNGOV
20021115-20130314]`, `[CHNGOV >20121115]`. A code without dates makes the names aliases of the entity that the code
begins with; dated codes with a role make the names those of a person in office. An agent is a noun with a role,
`FISHERMAN [~LAB]` (a `~` at the end puts the role before the state), with `{PLURAL}` and with `!MARKERS!` that stand
for lists of words. The format is described in the head of PETRARCH's own dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from communique.errors import DataError
from communique.types import Codes, Tenure

from .tables import EntityRow, Rows, TenureRow

CODE = re.compile(r"\[\s*([~A-Za-z-]+)(?: *([<>]) *(\d{5,8})| +(\d{5,8}) ?- ?(\d{5,8}))?\s*\]")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# CAMEO's roles, in words.
ROLES = {
    "GOV": "Government", "MIL": "Military", "LEG": "Legislature", "JUD": "Judiciary", "OPP": "Opposition",
    "REB": "Rebels", "COP": "Police", "SPY": "Intelligence", "BUS": "Business", "MED": "Media", "ELI": "Elites",
    "PTY": "Party", "CVL": "Civilians",
}  # fmt: skip
# A name that is known and deliberately not coded.
UNCODED = "---"
# Years of two digits up to this one are this century's.
PIVOT = 30


@dataclass(slots=True)
class Actor:
    """A name with its synonyms and its dated codes: code, since, until."""

    place: str
    names: list[str]
    codes: list[tuple[str, str, str]] = field(default_factory=list)


def looks_like(text: str) -> bool:
    """Whether a text has entries with codes in brackets."""
    return CODE.search(text) is not None


def read(name: str, text: str, known: Iterable[EntityRow]) -> Rows:
    """The rows of a dictionary of actors or of agents.

    The dictionaries in use have slips; a line that cannot be read is left out, and told.
    """
    left_out: list[str] = []
    if re.search(r"\[~", text):
        roles = _agents(name, text, left_out)
        return Rows(roles=roles, left_out=left_out)
    rows = _rows(name, list(_actors(name, text, left_out)), known)
    rows.left_out = left_out
    return rows


def on(name: str, text: str, day: str) -> list[tuple[str, str]]:
    """Each name of a dictionary of actors with the code that it has on a day (ISO), several joined by "/".

    A code that is dated for the day outranks one without dates; a name with none for the day is left out.
    """
    out: list[tuple[str, str]] = []
    for actor in _actors(name, text, []):
        dated = [c for c, since, until in actor.codes if (since or until) and _holds(since, until, day)]
        codes = dated or [c for c, since, until in actor.codes if not since and not until]
        codes = [c for c in codes if c != UNCODED]
        out += [(spelt, "/".join(codes)) for spelt in actor.names if codes]
    return out


def _holds(since: str, until: str, day: str) -> bool:
    return since <= day and (not until or day <= until + "~")


# --- actors --------------------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[tuple[int, str]]:
    blanked = COMMENT.sub(lambda m: "\n" * m.group().count("\n"), text)
    for number, line in enumerate(blanked.splitlines(), 1):
        bare = line.split("#")[0].split(";")[0].rstrip()
        if bare.strip():
            yield number, bare


def _actors(name: str, text: str, left_out: list[str]) -> Iterator[Actor]:
    actor: Actor | None = None
    for number, line in _lines(text):
        place = f"{name}:{number}"
        words = line.partition("[")[0]
        try:
            codes = [_dated(place, m) for m in CODE.finditer(line)]
            if len(codes) < line.count("["):
                told = "has no readable code; write [CODE], [CODE >YYYYMMDD] or [CODE A-B]"
                raise DataError(f"{place}: {line.strip()!r} {told}")
        except DataError as error:
            left_out.append(str(error))
            continue
        spelt = words.strip().lstrip("+").replace("_", " ").strip()
        if words.strip().startswith("+") or not words.strip():
            if actor is None:
                left_out.append(f"{place}: {line.strip()!r} belongs to no name above it; begin with a NAME")
                continue
            actor.names += [spelt] if spelt else []
        else:
            if actor is not None:
                yield actor
            actor = Actor(place, [spelt])
        actor.codes += codes
    if actor is not None:
        yield actor


def _dated(place: str, m: re.Match[str]) -> tuple[str, str, str]:
    code, sign, one, first, last = m.groups()
    if sign:
        date = _date(place, one)
        return code.upper(), *((date, "") if sign == ">" else ("", date))
    since, until = _date(place, first) if first else "", _date(place, last) if last else ""
    if until and since > until + "~":
        raise DataError(f"{place}: [{code} {first}-{last}] ends before it begins; exchange or correct the dates")
    return code.upper(), since, until


def _date(place: str, digits: str) -> str:
    """A day of YYMMDD or YYYYMMDD; a month or day of 00 is left open."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= PIVOT else "19") + digits
    if len(digits) != 8:
        raise DataError(f"{place}: the date {digits} has {len(digits)} digits; write YYMMDD or YYYYMMDD")
    parts = [digits[:4], digits[4:6], digits[6:]]
    while parts[-1] == "00":
        parts.pop()
    return "-".join(parts)


def _rows(name: str, actors: list[Actor], known: Iterable[EntityRow]) -> Rows:
    rows, by_cameo = Rows(), {r.codes.cameo: r.code for r in known if r.codes.cameo}
    aliases: dict[str, list[tuple[str, str]]] = {}
    told: set[tuple[str, ...]] = set()
    for actor in actors:
        for code, since, until in actor.codes:
            if code == UNCODED:
                continue
            body = _body(code, by_cameo)
            dated = bool(since or until) and len(code) > len(body)
            if dated and " " in actor.names[0]:
                row = _tenure(name, actor, body, code, since, until)
                key = (row.tenure.person, body, row.tenure.office, since)
                if key not in told:  # they list one time under several roles, and some lines twice
                    told.add(key)
                    rows.tenures.append(row)
            elif not until:
                aliases.setdefault(body, []).extend((n, f"cameo {code}") for n in actor.names)
    own = sorted(set(aliases) | {r.tenure.body for r in rows.tenures})
    codes = set(by_cameo.values())
    for body in own:
        if body in codes:
            rows.entities.append(EntityRow(name, body, "state", body, tuple(aliases.get(body, ())), extends=True))
        else:
            rows.entities.append(EntityRow(name, body, "group", body, tuple(aliases.get(body, ())), Codes(cameo=body)))
            rows.notes.append(body)
    return rows


def _body(code: str, by_cameo: dict[str, str]) -> str:
    """The entity that a code begins with: the longest known one, else its first three letters."""
    for size in range(len(code), 2, -1):
        if code[:size] in by_cameo:
            return by_cameo[code[:size]]
    return code if code[:3] in ("IGO", "NGO", "MNC", "IMG", "NGM") else code[:3]


def _tenure(name: str, actor: Actor, body: str, code: str, since: str, until: str) -> TenureRow:
    person, *aliases = (n.title() for n in actor.names if " " in n)
    office = next((ROLES[code[i : i + 3]] for i in range(3, len(code), 3) if code[i : i + 3] in ROLES), "Actor")
    return TenureRow(actor.place, Tenure(person, body, office, since, until, "", name, code), "", tuple(aliases))


# --- agents --------------------------------------------------------------------------------------------------


def _agents(name: str, text: str, left_out: list[str]) -> dict[str, str]:
    """Noun, in small letters → role."""
    markers: dict[str, list[str]] = {}
    roles: dict[str, str] = {}
    for number, line in _lines(text):
        place = f"{name}:{number}"
        defined = re.match(r"!(\w+)! *= *(.+)", line.strip())
        if defined:
            markers[defined.group(1)] = [w.strip() for w in defined.group(2).split(",")]
            continue
        entry = re.match(r"([^\[{]+?)\s*(\{[^}]*\})?\s*\[(~?\w+~?)\]", line.strip())
        if entry is None:
            left_out.append(f"{place}: {line.strip()!r} is no agent; write NOUN [~ROLE] or NOUN {{PLURAL}} [~ROLE]")
            continue
        noun, plural, role = entry.groups()
        role = role.removeprefix("~")
        try:
            spelt = [w for word in (noun, *_plurals(noun, plural)) for w in _expanded(place, word, markers)]
        except DataError as error:
            left_out.append(str(error))
            continue
        for word in spelt:
            roles.setdefault(word.replace("_", " ").strip().lower(), role)
    return roles


def _plurals(noun: str, plural: str | None) -> list[str]:
    if plural is not None:
        return [p.strip() for p in plural.strip("{}").split(",") if p.strip()]
    bare = noun.rstrip("_ ")
    return [] if bare.endswith("!") else [f"{bare[:-1]}IES" if bare.endswith("Y") else f"{bare}S"]


def _expanded(place: str, word: str, markers: dict[str, list[str]]) -> Iterator[str]:
    """A noun with every word that its markers stand for: CONGRESS!PERSON! → CONGRESSMAN, CONGRESSMEN, ..."""
    parts = re.split(r"!(\w+)!", word)
    for marker in parts[1::2]:
        if marker not in markers:
            raise DataError(f"{place}: !{marker}! is not defined above; define it, as in !{marker}! = ONE, TWO")
    choices = [markers[part] if n % 2 else [part] for n, part in enumerate(parts)]
    return ("".join(chosen) for chosen in product(*choices))
