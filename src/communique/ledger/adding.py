"""One document's record into the ledger: kept whole in one transaction, linked with what is there, or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from .. import __version__
from ..config import Config
from ..errors import LedgerError
from ..joining.traits import Traits, date_of, setting, traits
from ..plain import lean, plain
from ..types import Document, Entry, Record
from . import derive, judging, linking, rows
from .schema import documents, entries, parties, readings, runs
from .store import Store

# What every document asks and writes, built once: a statement keeps its compiled form.
_DOCUMENT_TEXT = select(documents.c.sha256, documents.c.text).where(documents.c.id == bindparam("document"))
_HAS_DOCUMENT = select(documents.c.number).where(documents.c.id == bindparam("document"))
_HAS_RUN = select(runs.c.id).where(runs.c.id == bindparam("run"))
_INSERT_DOCUMENT, _INSERT_READING = insert(documents), insert(readings)
_INSERT_ENTRIES, _INSERT_PARTIES = insert(entries), insert(parties)


@dataclass(frozen=True, slots=True)
class Run:
    """What read a document: the code's version, its models and its settings."""

    id: str
    label: str
    models: str
    config: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one record. `known` where this run had read the document before, and nothing changed.

    `entries` are the document's now; `added` and `gone` what this reading has that the last one had not, and the
    other way round; `links` how many were found to other documents.
    """

    document: str
    known: bool
    first: bool
    entries: int
    added: int
    gone: int
    links: int


def run_of(label: str, config: Config) -> Run:
    """The run of this version with these settings; two runs of one id give the same reading."""
    models, held = _models(), json.dumps(plain(config), sort_keys=True)
    digest = hashlib.sha256("\n".join((label, __version__, models, held)).encode()).hexdigest()[:16]
    return Run(digest, label, models, held)


def _models() -> str:
    """A digest of the models that ship: another one reads otherwise."""
    digest = hashlib.sha256()
    for file in sorted(resources.files("communique.data.models").iterdir(), key=lambda file: file.name):
        if file.name.endswith((".onnx", ".npz", ".json")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def is_known(connection: Connection, document: Document, run: Run) -> bool:
    """Whether this run has read the document already; LedgerError where the id is kept with another text."""
    held = connection.execute(_DOCUMENT_TEXT, {"document": document.id}).one_or_none()
    if held is None:
        return False
    if held.text != document.text:
        raise LedgerError(
            f"{document.id} is in the ledger with another text (sha256 {held.sha256[:12]}, now {document.sha256[:12]});"
            " give the new version another id"
        )
    found = select(readings.c.number).where(readings.c.document == document.id, readings.c.run == run.id)
    return connection.execute(found).first() is not None


def is_known_in(store: Store, document: Document, run: Run) -> bool:
    """The same, in a transaction of its own."""
    with store.reading() as connection:
        return is_known(connection, document, run)


def add(store: Store, record: Record, run: Run) -> Kept:
    """Keep a record; all of it or nothing. Adding it twice changes nothing."""
    with store.writing() as connection:
        return keep(connection, record, run)


def keep(connection: Connection, record: Record, run: Run) -> Kept:
    """The same inside a transaction."""
    document = record.document
    if is_known(connection, document, run):
        return Kept(document.id, True, False, len(record.entries), 0, 0, 0)
    now = _now()
    principal = setting(record.entries)
    numbered = rows.next_numbers(connection)
    first = _keep_document(connection, document, principal, now, numbered.document)
    _keep_run(connection, run, now)
    held = {} if first else _observed(connection, document.id)
    read = {observation: (entry, body) for entry in record.entries for observation, body in [_observation(entry)]}
    new = [key for key in read if key not in held]
    back = [held[key].number for key in read if key in held and not held[key].current]
    gone = [row for key, row in held.items() if row.current and key not in read]
    kept = [held[key].number for key in read if key in held]
    _retire(connection, [row.number for row in gone])
    _update(connection, kept, last_run=run.id, current=True)
    numbers = dict(zip(new, range(numbered.entry, 2**62), strict=False))
    known = {key: traits(entry, document, principal) for key, (entry, _) in read.items()}
    if new:
        _insert_entries(connection, [(numbers[key], key, known[key], read[key][1]) for key in new], run)
    numbers |= {key: held[key].number for key in read if key in held}
    fresh = [(numbers[key], known[key]) for key in read if key not in held or numbers[key] in back]
    rows.index(connection, fresh)
    if not first:
        connection.execute(update(readings).where(readings.c.document == document.id).values(current=False))
    _keep_reading(connection, record, run, now, numbered.reading, (len(new) + len(back), len(gone)))
    links = linking.relate(connection, [t for _, t in fresh])
    touched = {end for link in links for end in link}
    if not first:  # an entry that is read anew may have links and judgements of its earlier reading
        judging.reapply(connection, [t.id for _, t in fresh])
        touched |= {t.id for _, t in fresh} | {row.entry for row in gone}
    derive.refresh(connection, touched)
    return Kept(document.id, False, first, len(read), len(new) + len(back), len(gone), len(links))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _keep_document(
    connection: Connection, document: Document, principal: frozenset[str], now: str, number: int
) -> bool:
    pair = "-".join(sorted(principal))
    if connection.execute(_HAS_DOCUMENT, {"document": document.id}).first():
        connection.execute(update(documents).where(documents.c.id == document.id).values(pair=pair))
        return False
    own = ("id", "sha256", "title", "text", "published", "publisher", "url", "source")
    body = {name: value for name, value in lean(document).items() if name not in own}
    connection.execute(
        _INSERT_DOCUMENT,
        {
            "number": number,
            **{name: getattr(document, name) for name in own if name != "published"},
            "published": document.published.isoformat() if document.published else None,
            "kept": now,
            "pair": pair,
            "body": rows.dumped(body),
        },
    )
    return True


def _keep_run(connection: Connection, run: Run, now: str) -> None:
    if connection.execute(_HAS_RUN, {"run": run.id}).first() is None:
        values = {"id": run.id, "label": run.label, "models": run.models, "config": run.config}
        connection.execute(insert(runs), {**values, "version": __version__, "started": now})


def _keep_reading(
    connection: Connection, record: Record, run: Run, now: str, number: int, changed: tuple[int, int]
) -> None:
    rest = {name: lean(getattr(record, name)) for name in ("skips", "participants", "parties", "resolutions")}
    connection.execute(
        _INSERT_READING,
        {
            "number": number,
            "document": record.document.id,
            "run": run.id,
            "at": now,
            "current": True,
            "entries": len(record.entries),
            "added": changed[0],
            "gone": changed[1],
            "body": rows.dumped(rest),
        },
    )


def _observed(connection: Connection, document: str) -> dict[str, Any]:
    """The document's observations of all readings, by their hash."""
    columns = (entries.c.observation, entries.c.number, entries.c.entry, entries.c.current)
    return {row.observation: row for row in connection.execute(select(*columns).where(entries.c.document == document))}


def _observation(entry: Entry) -> tuple[str, str]:
    """The hash of what an entry says, and its body. A run, and the judge's belief, are no part of what it says."""
    held = rows.lean_entry(entry)
    held.pop("run", None)
    confidence = held.pop("confidence", 0.0)
    said = rows.dumped(held)
    body = f'{said[:-1]},"confidence":{confidence}}}' if confidence else said
    return hashlib.sha256(said.encode()).hexdigest()[:24], body


def _retire(connection: Connection, numbers: Sequence[int]) -> None:
    _update(connection, numbers, current=False)
    rows.unindex(connection, numbers)


def _update(connection: Connection, numbers: Sequence[int], **values: Any) -> None:
    if numbers:
        connection.execute(update(entries).where(entries.c.number.in_(numbers)).values(**values))


def _insert_entries(connection: Connection, new: Iterable[tuple[int, str, Traits, str]], run: Run) -> None:
    held, people = [], []
    for number, observation, t, body in new:
        entry = t.entry
        held.append(
            {
                "number": number,
                "observation": observation,
                "entry": entry.id,
                "document": t.document.id,
                "kind": entry.kind,
                "time": entry.time,
                "plover": entry.plover,
                "scale": entry.coding.scale,
                "date": date_of(entry, t.document),
                "quote": entry.quote.quote,
                "start": entry.quote.start,
                "speaker": entry.speaker.person or entry.speaker.entity.name if entry.speaker else "",
                "current": True,
                "first_run": run.id,
                "last_run": run.id,
                "judged": "",
                "event": None,
                "body": body,
            }
        )
        people += rows.party_rows(number, entry)
    connection.execute(_INSERT_ENTRIES, held)
    if people:
        connection.execute(_INSERT_PARTIES, people)


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
