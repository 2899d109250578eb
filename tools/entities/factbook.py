"""Heads of state and government out of every wording of the Factbook, with the dates on which it was seen.

A wording reads "Premier LI Qiang (since 11 March 2023); Executive Vice Premiers ZHANG Gaoli (since ...), ...":
offices, then names with the surname in capitals. Wordings of one office of one state that give the same day of taking
office mean one person, however the name is spelt ("Roman GOLOVCHENKO", "Raman HALOWCHENKA"): that is how spelling
variants are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from .states import code_of

OFFICE_WORDS = frozenset(
    """
    Acting Interim Transitional Caretaker President Presidents Prime Minister Ministers Premier Premiers Chancellor King
    Queen Emir Amir Sultan Prince Princess Pope Governor General Governor-General Chairman Chairperson Chair Chief of
    State the Council Head Government Executive Federal Crown Grand Duke Supreme Leader First Second Third Deputy Vice
    Captain Captains Regent Regents Co-prince Co-princes Taoiseach Tanaiste and Paramount Presidential Sovereign
    Administrator Commander Commissioner High Emperor Prince-Regent Military Presidency Member Members Secretary
    Foreign Affairs Bosnia Herzegovina Swiss Confederation Justice Defense Republic Federation Committee Party Central
    Security Marshal Assembly National Peace Affairs Cabinet Leading Administration Commission Lehendakari Ruler
    Coprince Co-Chief Ministers Transition Joint Tuanku Malietoa To in Sovereignty House Ulu Mayor Monarch Resident
    Superior for Designate Minister-Designate Counsellor Interior Rebuilding Salvation Political State;
    Co-Vice-Presidents Co-Vice-President Co-President Vice-President Vice-Presidents
    """.split()
)
HONORIFICS = frozenset(
    """
    Dr. Sir Dame Gen. Lt. Sr. Maj. Brig. Col. Adm. Field Ret. (Ret.) Ayatollah Sheikh Shaykh Lord Baron Sayyid Tun
    Ratu Mr. Ms. Mrs. Archbishop Bishop Capt. Colonel Brigadier Doctor Pehin Haji Datuk Seri Dato' Dato Honourable
    Rev. Sir. Prof.
    """.split()
)
PARTICLES = frozenset("bin al de da von van der ibn el la du dos ould y bint den e ag ben d' Ould".split())
MONTHS = "January February March April May June July August September October November December".split()
SINCE = re.compile(rf"since (?:c\. )?(?:(\d{{1,2}}) )?(?:({'|'.join(MONTHS)}) )?(\d{{4}})")
CAPITALS = re.compile(r"[A-ZÀ-ÞĀ-Ž'’][A-ZÀ-ÞĀ-Ž'’.-]+")
ROMAN = re.compile(r"[IVX]+$")
# Offices of which a state has one at a time: their wordings with one date mean one person.
SINGLE = re.compile(
    r"^(?:Acting |Interim |Transitional |Caretaker |Federal )?"
    r"(?:President|Prime Minister|Premier|Chancellor|King|Queen|"
    r"Emir|Amir|Sultan|Emperor|Pope|Taoiseach|Crown Prince|Supreme Leader|Governor-General|Grand Duke)$"
)


# Wordings that are wrong in the source: state, office, name.
ERRORS = {("SVN", "Prime Minister", "Natasa Pirc Musar")}
BETWEEN_OFFICES = re.compile(
    r" ?, ?| and (?=(?:Prime|First|Deputy|Minister|Supreme|Head|President|Chief|Crown|Second))"
)
NOUNS = (
    "President|Minister of|Prime Minister|Premier|Chancellor|King|Queen|Emir|Amir|Sultan|Prince|Princess|Pope|Governor|"
    "Chairman|Chairperson|Chair|Chief Minister|Chief Executive|Administrator|Captain Regent|Leader|Head of|Secretary|"
    "Duke|Commissioner|Taoiseach|Emperor|Commander|Co-?prince"
)
# Offices as the wordings run them together → as documents name them.
SHORTER = {
    "Prime Minister Crown Prince": "Prime Minister", "King Sultan": "King", "King Tuanku": "King",
    "Coprince": "Co-prince",
    "President President": "President", "Governor General": "Governor-General", "Governor Vice": "Governor",
    "Transition Prime Minister": "Transitional Prime Minister", "Transition President": "Transitional President",
    "President of Council of Minister": "President of the Council of Ministers",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """One name in one wording."""

    name: str
    surname: str
    office: str
    since: str


def build(factbook: list[dict[str, Any]]) -> list[dict[str, str]]:
    """One row a tenure: person, surname, body, office, since, until, seen, aliases."""
    last = max(leader["last_seen"] for row in factbook for leader in row.get("leaders", ()))
    rows: list[Row] = []
    for book in factbook:
        code = code_of(book.get("name", ""))
        sights = [
            (leader["first_seen"], leader["last_seen"], seen)
            for leader in (book.get("leaders", ()) if code else ())
            for seen in names_in(leader["text"])
        ]
        many = {_rank(o) for leader in (book.get("leaders", ()) if code else ()) for o in _held_by_many(leader["text"])}
        found: list[Row] = []
        for first, end, seen in sorted(sights, key=lambda s: (not s[2].since, s[0])):
            _take(found, code, first, end, seen)
        rows += _ended(found, last, many)
    rows = [r for r in _without_sovereigns(rows) if (r.body, r.office, r.names[-1]) not in ERRORS]
    return [r.plain() for r in sorted(rows, key=lambda r: (r.body, r.since, r.names[-1]))]


@dataclass(slots=True)
class Row:
    """A tenure as far as it is told; `names` in the order in which they were seen, `dated` where since is given."""

    body: str
    office: str
    since: str
    first: str
    seen: str
    names: list[str]
    surname: str
    dated: bool
    until: str = ""

    @property
    def rank(self) -> str:
        """The office without what tells how it is held."""
        return _rank(self.office)

    def plain(self) -> dict[str, str]:
        """The row of the table."""
        return {
            "person": self.names[-1], "surname": self.surname, "body": self.body, "office": self.office,
            "since": self.since, "until": self.until, "seen": self.seen, "source": "factbook",
            "aliases": "|".join(reversed(self.names[:-1])), "wikidata": "",
        }  # fmt: skip


def _take(rows: list[Row], code: str, first: str, end: str, seen: Seen) -> None:
    """Add one sight of one holder to the tenure that it is of, or begin one."""
    same = next((r for r in rows if _same(r, seen, first)), None)
    if same is None:
        since = seen.since or first
        rows.append(Row(code, seen.office, since, first, end, [seen.name], seen.surname, bool(seen.since)))
        return
    if seen.name in same.names:
        same.names.remove(seen.name)
    if end >= same.seen:
        same.names.append(seen.name)
        same.surname, same.seen = seen.surname, end
    else:
        same.names.insert(0, seen.name)
    same.first = min(same.first, first)


def _same(row: Row, seen: Seen, first: str) -> bool:
    """Whether a sight is of a tenure: the same office, then the same day and one that can be but one person's."""
    if row.rank != _rank(seen.office):
        return False
    alike = seen.name in row.names or _alike(row.surname, seen.surname)
    if not seen.since or not row.dated:
        return alike and row.since <= first and _months(row.seen, first) <= 14
    single = len(seen.since) == 10 and SINGLE.match(seen.office) is not None
    near = row.since[:4] == seen.since[:4] and seen.name in row.names
    same = single and (_alike(row.surname, seen.surname, 0.55) or any(_alike(n, seen.name) for n in row.names))
    return near or (row.since == seen.since and (same or alike))


def _alike(one: str, other: str, least: float = 0.7) -> bool:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= least


def names_in(wording: str) -> Iterator[Seen]:
    """Every office holder of a wording, in order."""
    text = re.split(r"[;,]? ?\bnote[ :-]|; \(", wording)[0]
    text = re.sub(r"[\"“][^\"”]*[\"”]|\[[^\]]*\]", " ", text).replace("(Ret.)", " ").replace("( ", "(")
    text = re.sub(r"\((?!since|all|acting|interim|both|chair)[^()]*\)?", " ", text)
    for part in re.split(r";(?![^(]*\))", text):
        yield from _in_part(part)


def _in_part(part: str) -> Iterator[Seen]:
    """The holders of one part between semicolons: offices, then names, each perhaps with its day in brackets."""
    office: list[str] = []
    name: list[str] = []
    held = ""
    tokens = re.findall(r"\([^)]*\)?|[^\s(,]+|,", part)
    for n, token in enumerate([*tokens, ","]):
        more = (token[:1].isupper() and not _is_office(token)) or _particle(token)
        if name and not more:
            brackets = [t for t in tokens[n : n + 2] if t.startswith("(")]
            yield from _seen(name, held, brackets[0] if brackets else "")
            name, office = [], []
        if token in HONORIFICS or token.startswith("("):
            continue
        if name or (more and not _particle(token)):
            held = " ".join(office) if not name and office else held
            name.append(token)
        elif office or token not in (",", "and"):  # "A (since ...), B (since ...)": B holds what A does
            office.append(token)


def _particle(token: str) -> bool:
    return token.lower() in PARTICLES or re.match(r"(?:al|el|ul|ad|as|ar|an)-[A-ZÀ-Þ]", token) is not None


def _is_office(token: str) -> bool:
    return token in OFFICE_WORDS or (token.capitalize() in OFFICE_WORDS and token.islower())


def _seen(words: list[str], offices: str, bracket: str) -> Iterator[Seen]:
    """A holder of each of the offices, where the words hold a surname in capitals."""
    words = [w for w in words if not re.fullmatch(r"(?:[A-Z]\.)+", w) and w not in ("Jr.", "Sr.", "Jr", "Sr")]
    while words and words[-1].islower():
        words = words[:-1]
    loud = [w for n, w in enumerate(words) if CAPITALS.fullmatch(w) and not (n and ROMAN.match(w))]  # "XI Jinping"
    if not loud or len(words) > 9:
        return
    first = min(words.index(w) for w in loud)
    inner = [w for w in words[first : max(words.index(w) for w in loud)] if _particle(w)]
    numbered = [w for w in words[first + 1 :] if ROMAN.match(w)]
    surname = [w for w in words if w in loud or w in inner or w in numbered]
    since = SINCE.search(bracket)
    for office in _offices(offices):
        if len(words) > 1 or re.search(r"King|Queen|Emir|Amir|Pope|Prince|Sultan|Emperor|Duke", office):
            name, called = " ".join(map(_cased, words)), " ".join(map(_cased, surname))
            yield Seen(name, called, office, _date(since) if since else "")


def _offices(words: str) -> list[str]:
    """The offices of a run of words, in the singular: "King and Prime Minister" are two."""
    found = (_singular(part.strip(" ,")) for part in BETWEEN_OFFICES.split(words))
    whole = (o for o in found if re.match(r"[A-Z]", o) and re.search(rf"\b(?:{NOUNS})\b", o) and len(o.split()) < 6)
    return [SHORTER.get(office, office) for office in whole]


def _singular(words: str) -> str:
    """One office as a person holds it, without what a sentence has around it."""
    office = re.sub(r"^(?:and|the|Head of State|Head of Government) ", "", words)
    office = re.sub(r"\b(President|Minister|Premier|Captain|Co-prince|Vice-President|Regent|Member)s\b", r"\1", office)
    office = re.sub(r" of the (?:Republic|Swiss Confederation)$", "", office)
    small = ("president", "prime", "minister", "deputy", "first", "premier")
    office = " ".join(w.capitalize() if w in small else w for w in office.split())
    return re.sub(r"(?: [a-z]\w*)+$", "", office)


def _cased(word: str) -> str:
    """SMITH-O'NEILL → Smith-O'Neill; roman numerals stay, and XI is taken for one only where it is no surname."""
    if not word.isupper() or (ROMAN.match(word) and word != "XI"):
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word).replace("'S", "'s")


def _date(m: re.Match[str]) -> str:
    day, month, year = m.groups()
    if not month:
        return year
    number = f"{MONTHS.index(month) + 1:02}"
    return f"{year}-{number}-{int(day):02}" if day else f"{year}-{number}"


def _rank(office: str) -> str:
    return re.sub(r"^(?:Acting|Interim|Transitional|Caretaker|Federal|Executive) ", "", office)


def _held_by_many(wording: str) -> Iterator[str]:
    """The offices of which a wording names two holders."""
    held: dict[str, str] = {}
    for seen in names_in(wording):
        if held.setdefault(seen.office, seen.name) != seen.name:
            yield seen.office


def _ended(rows: list[Row], last: str, many: set[str]) -> list[Row]:
    """When each ended: on the day on which the next one of the office began, else when it was last seen.

    In 2024 the Factbook ceased to name deputies: what only vanished then has no end that it tells.
    """
    for row in rows:
        later = [r for r in rows if r.rank == row.rank and r.since > row.since and r.names[-1] != row.names[-1]]
        after = min((r.since for r in later), default="")
        if row.seen == last:
            continue
        if after and row.rank not in many and _months(row.seen, after) <= 12:
            row.until = after
        elif later or SINGLE.match(row.office):
            row.until = row.seen
    return rows


def _months(first: str, second: str) -> int:
    def number(date: str) -> int:
        return int(date[:4]) * 12 + int(date[5:7] or "1")

    return number(second) - number(first)


def _without_sovereigns(rows: list[Row]) -> list[Row]:
    """Without the monarchs and presidents whom the source repeats under each of their territories and realms."""
    homes = {"USA", "GBR", "FRA", "NLD", "DNK", "NOR", "AUS", "NZL", "CHN", "ISR", "FIN", "VAT"}
    heads = {(name, r.rank): r.body for r in rows if r.body in homes for name in r.names}
    return [r for r in rows if heads.get((r.names[-1], r.rank), r.body) == r.body]
