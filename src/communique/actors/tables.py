"""The tables of the knowledge base as rows, each with the file and line that it stands in.

`states.jsonl`, `memberships.csv` and `tenures.csv` are built from public sources; `states_extra.toml`,
`organisations.toml` and `tenures_compiled.csv` are written by hand and outrank them. A user's own tables have the
same shapes (see `own.py`).
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from communique.errors import DataError
from communique.types import Codes, EntityKind, Tenure

DATA = resources.files("communique.data.entities")
COMPILED = "compiled"
KINDS = ("state", "organisation", "group")
# How an alias names an entity: key of the table → `Mention.how`, in the order in which the first to claim an alias
# keeps it.
STATE_ALIASES = (("name", "names"), ("adjective", "people"), ("seat", "seats"), ("capital", "capitals"))
OTHER_ALIASES = (("name", "names"), ("organ", "organs"))


@dataclass(frozen=True, slots=True)
class Membership:
    """That a state or organisation, by its code, belongs to an organisation; dates as in Tenure."""

    code: str
    since: str = ""
    until: str = ""

    def on(self, day: str) -> bool:
        """Whether it is a member on a day."""
        return self.since <= day and (not self.until or day <= self.until + "~")


NO_CODES = Codes()


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A state, organisation or group as a table tells it. `others` are its names in other languages.

    `aliases` are names with how they name it; `outrank` those of them that were written by hand, which no other row may
    claim. `extends` tells that the row only adds names to an entity of another table.
    """

    place: str
    code: str
    kind: EntityKind
    name: str
    aliases: tuple[tuple[str, str], ...]
    codes: Codes = NO_CODES
    others: tuple[str, ...] = ()
    members: tuple[Membership, ...] = ()
    speaks: bool = False
    since: str = ""
    until: str = ""
    extends: bool = False
    outrank: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TenureRow:
    """A tenure as a table tells it, with the spellings of the person's name."""

    place: str
    tenure: Tenure
    surname: str = ""
    aliases: tuple[str, ...] = ()
    wikidata: str = ""


@dataclass(slots=True)
class Rows:
    """Everything that tables say.

    `roles` maps a noun ("fisherman") to a CAMEO role, from a dictionary of agents; `notes` are codes that were taken as
    they are, though nobody knows them; `left_out` are the lines of a dictionary that could not be read.
    """

    entities: list[EntityRow] = field(default_factory=list)
    tenures: list[TenureRow] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def shipped() -> Rows:
    """The rows of the tables that come with the package."""
    return Rows([*_states(), *_organisations()], [*_tenures("tenures_compiled.csv"), *_tenures("tenures.csv")])


def _read(name: str) -> str:
    return DATA.joinpath(name).read_text("utf-8")


def toml(name: str, text: str) -> dict[str, Any]:
    """A TOML text; DataError with its place where it is broken."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}; mend the TOML") from None


def lines_of(text: str) -> dict[str, int]:
    """Each table of a TOML text → the number of the line on which it begins."""
    heads = ((n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.startswith("["))
    return {head.strip("[]").strip('"'): n for n, head in heads}


def _states() -> Iterator[EntityRow]:
    written = _read("states_extra.toml")
    extra = toml("states_extra.toml", written)
    known = set()
    for number, line in enumerate(_read("states.jsonl").splitlines(), 1):
        row = json.loads(line)
        code = row["code"]
        known.add(code)
        more = extra.get(code, {})
        written_here = [(alias, how) for how, key in STATE_ALIASES for alias in more.get(key, ())]
        aliases = written_here + [(alias, how) for how, key in STATE_ALIASES for alias in row.get(key, ())]
        dropped = set(more.get("drop", ()))
        codes = Codes(row["alpha2"], row["numeric"], row["cow"], row["gw"], row["wikidata"], more.get("cameo", code))
        yield EntityRow(
            f"states.jsonl:{number}",
            code,
            "state",
            more.get("name", row["name"]),
            tuple(a for a in aliases if a[0] not in dropped),
            codes,
            tuple(dict.fromkeys((*row["zh"], *row["ru"], *row["local"], *more.get("others", ())))),
            outrank=tuple(written_here),
        )
    for code in extra:
        if code not in known:
            place = f"states_extra.toml:{lines_of(written)[code]}"
            raise DataError(f"{place}: {code} is no ISO 3166-1 alpha-3 code of states.jsonl; correct it")


def _organisations() -> Iterator[EntityRow]:
    written = _read("organisations.toml")
    lines = lines_of(written)
    undated: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(_read("memberships.csv"))):
        undated.setdefault(row["organisation"], []).append(row["state"])
    for code, row in toml("organisations.toml", written).items():
        place = f"organisations.toml:{lines[code]}"
        yield entity_row(place, code, {"members": undated.get(code, ())} | row)


def entity_row(place: str, code: str, row: dict[str, Any]) -> EntityRow:
    """An entity of a table of TOML: names, organs or people, codes, members."""
    kind = row.get("kind", "organisation")
    if kind not in KINDS:
        raise DataError(f"{place}: {code} has the kind {kind!r}; give one of {', '.join(KINDS)}")
    keys = STATE_ALIASES if kind == "state" else OTHER_ALIASES
    names = row.get("names") or [row.get("name", "")]
    if not names[0] and not row.get("extends"):
        raise DataError(f"{place}: {code} has no name; give names = [...]")
    aliases = tuple((alias, how) for how, key in keys for alias in ({**row, "names": names}).get(key, ()))
    codes = Codes(wikidata=row.get("wikidata", ""), cameo=row.get("cameo", ""))
    since = str(row.get("since", ""))
    members = tuple(_membership(place, words, since) for words in row.get("members", ()))
    speaks = bool(row.get("speaks", False))
    return EntityRow(
        place, code, kind, row.get("name", names[0]), aliases, codes, tuple(row.get("others", ())), members, speaks,
        since, str(row.get("until", "")), bool(row.get("extends", False)),
    )  # fmt: skip


def _membership(place: str, words: str, since: str) -> Membership:
    """A member of "GBR 1973-01-01 2020-01-31", "CHN" or "WORLD BANK 2001": code, joined, left."""
    found = re.fullmatch(r"(\S.*?)(?: (\d{4}\S*))?(?: (\d{4}\S*))?", words)
    if found is None:
        raise DataError(f'{place}: {words!r} is no member; write "CODE", "CODE SINCE" or "CODE SINCE UNTIL"')
    return Membership(found.group(1), found.group(2) or since, found.group(3) or "")


def _tenures(name: str) -> Iterable[TenureRow]:
    return tenure_rows(name, _read(name), COMPILED)


REQUIRED = ("person", "body", "office")
OPTIONAL = ("surname", "since", "until", "seen", "source", "aliases", "wikidata", "cameo")


def tenure_rows(name: str, text: str, source: str) -> Iterator[TenureRow]:
    """The rows of a CSV of tenures; `source` is that of rows which name none."""
    reader = csv.reader(io.StringIO(text))
    header = next(reader, [])
    columns = {column.strip(): n for n, column in enumerate(header)}
    lacking = [column for column in REQUIRED if column not in columns]
    if lacking:
        raise DataError(f"{name}:1: no column {', '.join(lacking)}; a table of tenures has {', '.join(REQUIRED)}")
    strange = [column for column in columns if column not in (*REQUIRED, *OPTIONAL)]
    if strange:
        known = ", ".join((*REQUIRED, *OPTIONAL))
        raise DataError(f"{name}:1: unknown column {', '.join(strange)}; known are {known}")

    at = [columns.get(column, -1) for column in (*REQUIRED, *OPTIONAL)]
    for cells in reader:
        if not any(cells):
            continue
        place = f"{name}:{reader.line_num}"
        if len(cells) != len(header):
            raise DataError(f"{place}: {len(cells)} cells under {len(header)} columns; quote a cell that holds a comma")
        person, body, office, surname, since, until, seen, origin, aliases, wikidata, cameo = (
            cells[n].strip() if n >= 0 else "" for n in at
        )
        tenure = Tenure(person, body, office, since, until, seen, origin or source, cameo)
        spellings = tuple(a.strip() for a in aliases.split("|") if a.strip()) if aliases else ()
        yield TenureRow(place, tenure, surname, spellings, wikidata)
