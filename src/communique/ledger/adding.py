"""One document's record into the ledger: kept whole in one transaction, linked with what is there, or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, select, update

from .. import __version__
from ..config import Config
from ..errors import OtherTextError
from ..joining.traits import Traits, date_of, setting, traits
from ..plain import lean_json, plain
from ..types import Document, Entry, Record
from . import derive, judging, linking, rows
from .copies import digest
from .inserting import Rows, insert_all
from .schema import documents, entries, parties, readings, runs
from .store import Store

# What every document asks and writes, built once: a statement keeps its compiled form.
_DOCUMENT_TEXT = select(documents.c.sha256, documents.c.text).where(documents.c.id == bindparam("document"))
_BEFORE = select(
    *(select(func.max(table.c.number)).scalar_subquery() for table in (documents, readings, entries)),
    select(documents.c.number).where(documents.c.id == bindparam("document")).exists(),
    select(runs.c.id).where(runs.c.id == bindparam("run")).exists(),
)


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
    """Whether this run has read the document already; OtherTextError where the id is kept with another text."""
    held = connection.execute(_DOCUMENT_TEXT, {"document": document.id}).one_or_none()
    if held is None:
        return False
    if held.text != document.text:
        raise OtherTextError(
            f"{document.id} is in the ledger with another text (sha256 {held.sha256[:12]}, now {document.sha256[:12]});"
            " give the new version another id"
        )
    found = select(readings.c.number).where(readings.c.document == document.id, readings.c.run == run.id)
    return connection.execute(found).first() is not None


def known(connection: Connection, document: str) -> Kept:
    """What there is to tell of a document that was read before: nothing became of it now."""
    read = select(readings.c.entries).where(readings.c.document == document, readings.c.current)
    return Kept(document, True, False, int(connection.execute(read).scalar_one()), 0, 0, 0)


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
    *last, there, run_there = connection.execute(_BEFORE, {"document": document.id, "run": run.id}).one()
    number, reading, entry_number = (int(one or 0) + 1 for one in last)
    held = _observed(connection, document.id) if there else {}
    read = {observation: (entry, body) for entry in record.entries for observation, body in [_observation(entry)]}
    new = [key for key in read if key not in held]
    back = [held[key].number for key in read if key in held and not held[key].current]
    gone = [row for key, row in held.items() if row.current and key not in read]
    kept = [held[key].number for key in read if key in held]
    numbers = dict(zip(new, range(entry_number, 2**62), strict=False)) | {
        key: held[key].number for key in read if key in held
    }
    known = {key: traits(entry, document, principal) for key, (entry, _) in read.items()}
    fresh = [(numbers[key], known[key]) for key in read if key not in held or numbers[key] in back]
    if there:
        _renew(connection, document, run, principal, kept, [row.number for row in gone])
    links = linking.relate(connection, [t for _, t in fresh])  # before they are indexed: none answers its own document
    rows_of_entries = _entry_rows([(numbers[key], key, known[key], read[key][1]) for key in new], run)
    changed = (len(new) + len(back), len(gone))
    insert_all(
        connection,
        {
            documents: [] if there else [_document_row(document, principal, now, number)],
            runs: [] if run_there else [_run_row(run, now)],
            **rows_of_entries,
            **rows.indexed(fresh),
            readings: [_reading_row(record, run, now, reading, changed)],
        },
    )
    touched = {end for link in links for end in link}
    if there:  # an entry that is read anew may have links and judgements of its earlier reading
        judging.reapply(connection, [t.id for _, t in fresh])
        touched |= {t.id for _, t in fresh} | {row.entry for row in gone}
    derive.refresh(connection, touched)
    return Kept(document.id, False, not there, len(read), *changed, len(links))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _document_row(document: Document, principal: frozenset[str], now: str, number: int) -> dict[str, Any]:
    own = ("id", "sha256", "title", "text", "published", "publisher", "url", "source")
    return {
        "number": number,
        **{name: getattr(document, name) for name in own if name != "published"},
        "published": document.published.isoformat() if document.published else None,
        "kept": now,
        "pair": _pair(principal),
        "body": lean_json(document, own),
        "digest": digest(document.text),
    }


def _pair(principal: frozenset[str]) -> str:
    return "-".join(sorted(principal))


def _run_row(run: Run, now: str) -> dict[str, Any]:
    own = {"id": run.id, "label": run.label, "models": run.models, "config": run.config}
    return {**own, "version": __version__, "started": now}


def _reading_row(record: Record, run: Run, now: str, number: int, changed: tuple[int, int]) -> dict[str, Any]:
    return {
        "number": number,
        "document": record.document.id,
        "run": run.id,
        "at": now,
        "current": True,
        "entries": len(record.entries),
        "added": changed[0],
        "gone": changed[1],
        "body": lean_json(record, ("document", "entries", "run")),
    }


def _observed(connection: Connection, document: str) -> dict[str, Any]:
    """The document's observations of all readings, by their hash."""
    columns = (entries.c.observation, entries.c.number, entries.c.entry, entries.c.current)
    return {row.observation: row for row in connection.execute(select(*columns).where(entries.c.document == document))}


def _observation(entry: Entry) -> tuple[str, str]:
    """The hash of what an entry says, and its body. A run, and the judge's belief, are no part of what it says."""
    said = lean_json(entry, ("run", "confidence"))
    body = f'{said[:-1]},"confidence":{entry.confidence}}}' if entry.confidence else said
    return hashlib.sha256(said.encode()).hexdigest()[:24], body


def _renew(
    connection: Connection,
    document: Document,
    run: Run,
    principal: frozenset[str],
    kept: Sequence[int],
    gone: Sequence[int],
) -> None:
    """What a document's newer reading changes of the older ones: its parties may be others now, and what stands."""
    connection.execute(update(documents).where(documents.c.id == document.id).values(pair=_pair(principal)))
    connection.execute(update(readings).where(readings.c.document == document.id).values(current=False))
    _update(connection, gone, current=False)
    rows.unindex(connection, gone)
    _update(connection, kept, last_run=run.id, current=True)


def _update(connection: Connection, numbers: Sequence[int], **values: Any) -> None:
    if numbers:
        connection.execute(update(entries).where(entries.c.number.in_(numbers)).values(**values))


def _entry_rows(new: Iterable[tuple[int, str, Traits, str]], run: Run) -> Rows:
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
                "confidence": entry.confidence or None,
            }
        )
        people += rows.party_rows(number, entry)
    return {entries: held, parties: people}


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
