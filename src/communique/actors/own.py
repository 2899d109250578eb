"""A user's own actors: TOML, CSV, and the dictionaries of PETRARCH and Phoenix.

TOML has tables `[CODE]` of entities, as organisations.toml has, and `[[tenure]]` of office holders. CSV has either the
columns of a table of tenures (person, body, office, ...) or of entities (code, kind, name, aliases, cameo).
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from communique.errors import DataError, NotFoundError
from communique.types import Tenure

from . import petrarch
from .tables import EntityRow, Rows, TenureRow, entity_row, lines_of, tenure_rows, toml

ENTITY_COLUMNS = ("code", "kind", "name", "aliases", "cameo", "wikidata")


def read(path: Path, known: list[EntityRow]) -> Rows:
    """The rows of a file, by its suffix, else by what it looks like; `known` are the entities that codes may mean."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise DataError(f"{path} is a folder; give --actors a TOML, CSV or PETRARCH file") from None
    except FileNotFoundError:
        raise NotFoundError(f"{path} does not exist; give --actors a TOML, CSV or PETRARCH file") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # as PETRARCH's dictionaries are written
    if path.suffix == ".toml":
        return _toml(path.name, text)
    if path.suffix == ".csv":
        return _csv(path.name, text)
    if petrarch.looks_like(text):
        return petrarch.read(path.name, text, known)
    raise DataError(f"{path} is no table of actors; give TOML, CSV, or a PETRARCH dictionary with [CODES] in brackets")


def _toml(name: str, text: str) -> Rows:
    rows, lines = Rows(), lines_of(text)
    for code, value in toml(name, text).items():
        if code == "tenure" and isinstance(value, list):
            starts = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[tenure]]"]
            places = [f"{name}:{n}" for n in starts] or [name]
            rows.tenures += [_tenure(places[min(n, len(places) - 1)], name, row) for n, row in enumerate(value)]
        elif isinstance(value, dict):
            place = f"{name}:{lines.get(code, 1)}"
            rows.entities.append(entity_row(place, code, value))
        else:
            raise DataError(
                f"{name}: {code} is no table; write [CODE] for an entity or [[tenure]] for an office holder"
            )
    return rows


def _tenure(place: str, name: str, row: dict[str, Any]) -> TenureRow:
    cells = {key: str(value) for key, value in row.items() if key != "aliases"}
    try:
        surname, wikidata = cells.pop("surname", ""), cells.pop("wikidata", "")
        tenure = Tenure(**({"source": name} | cells))
    except TypeError:
        known = "person, body, office, since, until, seen, surname, aliases, wikidata, cameo"
        raise DataError(
            f"{place}: a tenure has {', '.join(row)}; it must have {known}, the first three always"
        ) from None
    return TenureRow(place, tenure, surname, tuple(row.get("aliases", ())), wikidata)


def _csv(name: str, text: str) -> Rows:
    header = next(csv.reader(io.StringIO(text)), [])
    if "code" not in header:
        return Rows(tenures=list(tenure_rows(name, text, name)))
    strange = [column for column in header if column not in ENTITY_COLUMNS]
    if strange:
        raise DataError(f"{name}:1: unknown column {', '.join(strange)}; entities have {', '.join(ENTITY_COLUMNS)}")
    return Rows(entities=list(_entities(name, text)))


def _entities(name: str, text: str) -> list[EntityRow]:
    reader = csv.DictReader(io.StringIO(text))
    out = []
    for row in reader:
        place = f"{name}:{reader.line_num}"
        names = [n.strip() for n in (row["name"] or "", *(row.get("aliases") or "").split("|")) if n.strip()]
        if not (row["code"] or "").strip():
            raise DataError(f"{place}: an entity without a code; fill it in or drop the row")
        cells = {"names": names, "cameo": row.get("cameo") or "", "wikidata": row.get("wikidata") or ""}
        kind = {"kind": row["kind"]} if row.get("kind") else {}
        out.append(entity_row(place, row["code"].strip(), cells | kind))
    return out
