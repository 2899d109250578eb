#!/usr/bin/env python3
"""A ledger of a million entries: how fast it fills, how fast it answers, and what memory that takes.

    ledger.py [--entries N] [--store sqlite|postgresql] [--postgresql ADDRESS] [--folder PATH]
              [--queries-only PATH_OR_ADDRESS [--grow K]] [--copy-from PATH] [--keep]
              [--rate-only] [--no-rate] [--memory] [--profile]

The documents are synthetic, the writer (`adding.add`, `adding.keep`) and the questions are the real ones. Texts draw
from 5,000 words with Zipf frequencies (the stems of `data/joining/stems.csv`, by their rank, and invented ones), with
function words and fixed phrases between them; 190 states stand in pairs with Zipf frequencies; documents of about ten
entries come in the order of their dates, over 20 years. One in ten reports its pair's last meeting again, one deed in
twelve is an earlier one told again, so that there is something to join and to follow up.

First 30,000 entries are added as `communique add` does it, a document to a transaction; then N with 200 documents to a
transaction; then each question is asked 120 times: relation page and open commitments for pairs drawn by frequency
(and the busiest), search for common and rare words. One seed throughout.

PostgreSQL: give --postgresql ADDRESS of a server that may be written to (a database communique_bench is made anew in
it and dropped at the end, unless --keep). Such a server, on files of its own, is

    initdb -D DATA -U postgres --auth=trust && pg_ctl -D DATA -o "-p 54329 -k /tmp" -l DATA/log start

with the programs of /usr/lib/postgresql/15/bin. Its settings are left as they come.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import os
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate, islice
from pathlib import Path

from sqlalchemy import Boolean, create_engine, text

from communique.joining.traits import pair as pair_of
from communique.joining.words import STOP
from communique.ledger import adding, commitments, queries, searching
from communique.ledger.relation import MOST, relation
from communique.ledger.schema import metadata
from communique.ledger.store import Store, open_store
from communique.types import (
    Codes,
    Coding,
    Detail,
    Document,
    Entity,
    Entry,
    Kind,
    Option,
    Participant,
    Party,
    Record,
    Resolution,
    Skip,
    Span,
    Tenure,
    Time,
)

SEED = 1814
RATED = 30_000
BATCH = 200
CALLS = 120
STATES, WORDS = 190, 5_000
START, DAYS = dt.date(2005, 1, 3), 20 * 365
RUN = adding.Run("bench", "bench", "none", "{}")
DATABASE = "communique_bench"
SHARES: dict[Kind, float] = {
    "position": 0.34,
    "commitment": 0.28,
    "discussion": 0.12,
    "meeting": 0.10,
    "relation": 0.06,
    "act": 0.035,
    "request": 0.035,
    "launch": 0.016,
    "agreement": 0.016,
}
TIMES: dict[Kind, tuple[Time, ...]] = {
    "meeting": ("done", "done", "done", "future"),
    "commitment": ("future",),
    "request": ("future",),
    "relation": ("ongoing",),
    "position": ("done", "ongoing"),
}
DETAIL: dict[Kind, str] = {
    "discussion": "matter",
    "position": "matter",
    "commitment": "deed",
    "request": "asked",
    "agreement": "title",
    "launch": "thing",
    "act": "deed",
}
VERBS: dict[Kind, str] = {
    "position": "reaffirmed its support for",
    "commitment": "will",
    "discussion": "discussed",
    "meeting": "met with",
    "relation": "are strategic partners in",
    "act": "delivered",
    "request": "called upon the other side to",
    "launch": "launched",
    "agreement": "signed a memorandum of understanding on",
}
PHRASES = (
    "strategic partnership",
    "sovereignty and territorial integrity",
    "free trade agreement",
    "climate change",
    "high-level political dialogue",
    "mutually beneficial cooperation",
    "people-to-people exchanges",
    "a rules-based international order",
    "critical minerals",
    "peaceful uses of nuclear energy",
)


class Texts:
    """Words by their frequencies."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        with resources.files("communique.data").joinpath("joining/stems.csv").open(encoding="utf-8") as file:
            rows = [(row[0], int(row[1])) for row in csv.reader(file) if row[0].isalpha()]
        words = [word for word, _ in sorted(rows, key=lambda row: (-row[1], row[0]))]
        sounds = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or", "el")]
        own = random.Random(SEED)
        while len(words) < WORDS:
            words.append("".join(own.choices(sounds, k=4)))
        self.words = words[:WORDS]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(1, WORDS + 1)))
        self.small = sorted(word for word in STOP if word.isalpha())

    def phrase(self, length: int) -> str:
        """So many words, four in ten of them small ones; sometimes with a fixed phrase."""
        found = self.chance.choices(self.words, cum_weights=self.weights, k=length)
        for place in range(1, length, 2):
            if self.chance.random() < 0.8:
                found[place] = self.chance.choice(self.small)
        if self.chance.random() < 0.25:
            found.append(self.chance.choice(PHRASES))
        return " ".join(found)


@cache
def code(number: int) -> str:
    """A state's code."""
    return chr(65 + number // 26) + chr(65 + number % 26) + "X"


@cache
def entity(number: int) -> Entity:
    """A state."""
    own = code(number)
    return Entity(
        "state", f"{own.capitalize()}land", own, Codes(own[:2], f"{number:03}", own, str(number), f"Q{number}")
    )


@cache
def party(number: int, speaks: bool) -> Party:
    """A state by its name, or by the minister who speaks for it."""
    own = entity(number)
    if not speaks:
        return Party(own, Span(73, 73 + len(own.name), own.name), how="name", cameo=own.code)
    person, office = f"Jan {own.name[:3]}ovich", f"Minister of Foreign Affairs of {own.name}"
    tenure = Tenure(person, own.code, "Foreign Minister", "2012-08-20", "2022-11-26", source="compiled")
    mention = Span(106, 114, "Minister")
    return Party(own, mention, person, office, "office and date", "", own.code + "GOV", tenure)


class Documents:
    """Records without end, in the order of their dates; `each` states and days of one seed."""

    def __init__(self, entries: int, seed: int = SEED) -> None:
        self.chance = random.Random(seed)
        self.texts = Texts(self.chance)
        self.days = DAYS / max(1, entries / 10)
        self.state_weights = list(accumulate(1 / rank for rank in range(1, STATES + 1)))
        self.kinds = list(SHARES)
        self.kind_weights = list(accumulate(SHARES.values()))
        self.meetings: dict[tuple[int, int], str] = {}
        self.deeds: dict[tuple[int, int], list[str]] = {}
        self.made = 0

    def pair(self) -> tuple[int, int]:
        """Two states, the great ones often."""
        a = b = 0
        while a == b:
            a, b = self.chance.choices(range(STATES), cum_weights=self.state_weights, k=2)
        return min(a, b), max(a, b)

    def __iter__(self) -> Iterator[Record]:
        while True:
            yield self.record()

    def record(self) -> Record:
        """The next document with its entries."""
        chance, number, pair = self.chance, self.made, self.pair()
        self.made += 1
        day = START + dt.timedelta(days=int(number * self.days) + chance.randrange(-5, 6))
        name, entries, quotes, place = f"bench-{number:07}", [], [], 0
        for index in range(max(1, round(chance.gauss(10, 3)))):
            kind = chance.choices(self.kinds, cum_weights=self.kind_weights)[0]
            entry = self._entry(name, index, kind, pair, day, place)
            entries.append(entry)
            quotes.append(entry.quote.quote)
            place += len(entry.quote.quote) + 2
        body = ". ".join(quotes) + ". " + self.texts.phrase(40)
        own, other = entity(pair[0]), entity(pair[1])
        document = Document(
            name,
            body,
            published=day,
            title=f"On talks of {own.name} and {other.name}: {self.texts.phrase(4)}",
            publisher=f"Ministry of Foreign Affairs of {chance.choice((own, other)).name}",
            url=f"https://example.org/{number}",
            source="bench.jsonl",
            sha256=hashlib.sha256(body.encode()).hexdigest(),
            reader="bench",
        )
        return Record(document, tuple(entries), *self._rest(document, pair))

    def _entry(self, name: str, index: int, kind: Kind, pair: tuple[int, int], day: dt.date, place: int) -> Entry:
        chance = self.chance
        a, b = pair if chance.random() < 0.5 else pair[::-1]
        matter, details = self._matter(kind, pair), []
        quote = f"{entity(a).name} {VERBS[kind]} {matter}"
        times = TIMES.get(kind, ("done",))
        when = chance.choice(times)
        if kind in DETAIL:
            span = Span(place + len(quote) - len(matter), place + len(quote), matter)
            details.append(Detail(DETAIL[kind], matter, span))
        if kind == "commitment" and chance.random() < 0.25:
            due = (day + dt.timedelta(days=chance.randrange(30, 2000))).isoformat()
            details.append(Detail("deadline", due[: chance.choice((4, 7, 10))], Span(place, place + 9, quote[:9])))
        if kind == "meeting":
            told = day.isoformat() if when == "done" else (day + dt.timedelta(days=60)).isoformat()
            if when == "done" and chance.random() < 0.1:
                told = self.meetings.get(pair, told)
            elif when == "done":
                self.meetings[pair] = told
            details += [Detail("form", "meeting"), Detail("date", told, Span(place, place + 9, quote[:9]))]
        if kind == "relation" and chance.random() < 0.5:
            details.append(Detail("level", chance.choice(("strategic partnership", "partnership"))))
        both = kind in ("meeting", "agreement", "launch", "discussion", "relation")
        actors = (party(a, True), party(b, False)) if both else (party(a, True),)
        third = (party(chance.randrange(STATES), False),) if chance.random() < 0.05 else ()
        return Entry(
            id=hashlib.sha256(f"{name}|{index}".encode()).hexdigest()[:16],
            document=name,
            kind=kind,
            quote=Span(place, place + len(quote), quote),
            speaker=party(a, True) if kind in ("position", "request", "commitment") else None,
            actors=actors + third,
            counterparts=() if both else (party(b, False),),
            time=when,
            plover="CONSULT" if kind == "meeting" else "AGREE",
            details=tuple(details),
            evidence=(("time", Span(place + 8, place + 12, quote[8:12])),),
            confidence=0.932,
            coding=Coding("030", 4.0, "1", "", ("diplomatic",), (("plover", "judge 0.94"), ("cameo", "type AGREE"))),
            sentence=index + 1,
        )

    def _matter(self, kind: Kind, pair: tuple[int, int]) -> str:
        held = self.deeds.setdefault(pair, [])
        if kind in ("commitment", "act", "launch", "agreement"):
            if held and self.chance.random() < 1 / 12:
                return self.chance.choice(held)
            held.append(self.texts.phrase(self.chance.randrange(6, 18)))
            del held[:-8]
            return held[-1]
        return self.texts.phrase(self.chance.randrange(6, 18))

    def _rest(
        self, document: Document, pair: tuple[int, int]
    ) -> tuple[tuple[Skip, ...], tuple[Participant, ...], tuple[Entity, ...], str, tuple[Resolution, ...]]:
        two = [party(number, True) for number in pair]
        skips = tuple(Skip(document.id, Span.of(document.text, n, n + 30), "says nothing") for n in (0, 5))
        people = tuple(Participant(p.person, p.office, p.entity, p.mention) for p in two if p.mention)
        resolutions = tuple(
            Resolution(
                p.mention, p.entity, p.person, p.office, p.how, 3, p.tenure, (Option(p.person, p.tenure, 4.2, "name"),)
            )
            for p in two * 2
            if p.mention and p.tenure
        )
        return skips, people, tuple(p.entity for p in two), "", resolutions


def percentiles(work: Callable[[int], object], calls: int = CALLS) -> tuple[float, float]:
    """Median and 95th percentile of a call, in milliseconds."""
    taken = []
    for number in range(calls):
        start = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)]


def added(store: Store, records: Iterator[Record], entries: int, batch: int) -> tuple[int, float, float]:
    """Entries kept, and the seconds that keeping alone took, and how many the processor was ours in them.

    With `batch` documents to a transaction.
    """
    done, seconds, own = 0, 0.0, 0.0
    while done < entries:
        some = list(islice(records, batch))
        start, worked = time.perf_counter(), time.process_time()
        if batch == 1:
            adding.add(store, some[0], RUN)
        else:
            with store.writing() as connection:
                for record in some:
                    adding.keep(connection, record, RUN)
        seconds += time.perf_counter() - start
        own += time.process_time() - worked
        done += sum(len(record.entries) for record in some)
    return done, seconds, own


def rate(store: Store) -> None:
    """Print how many entries a second a document at a time gives, linking included."""
    done, seconds, own = added(store, iter(Documents(1_000_000)), RATED, 1)
    name = "sqlite" if store.sqlite else "postgresql"
    told = f"{done / seconds:,.0f} entries/s, {done / own:,.0f} to a second of this process's own"
    print(f"{name:12}add, a document to a transaction: {told}", flush=True)


def build(store: Store, entries: int) -> None:
    """Fill a ledger, telling the rate as it grows."""
    records, held = iter(Documents(entries)), 0
    while held < entries:
        done, seconds, own = added(store, records, min(50_000, entries - held), BATCH)
        held += done
        print(f"  {held:,} entries; {done / seconds:,.0f}/s, {done / own:,.0f} to a second of its own", flush=True)


def ask(store: Store) -> None:
    """Print how long the questions take."""
    draw = Documents(1_000_000, SEED + 1)
    pairs = [(0, 1), (0, 2), (1, 2), *(draw.pair() for _ in range(CALLS - 3))]
    two = [(code(a), code(b)) for a, b in pairs]
    words = draw.texts.words
    # one word of any rank, two common ones, one common with one rare, a fixed phrase
    chance = random.Random(SEED)
    wanted = [
        (
            words[int(chance.random() ** 3 * (WORDS - 1))],
            f"{chance.choice(words[:60])} {chance.choice(words[:300])}",
            f"{chance.choice(words[:100])} {chance.choice(words[3000:])}",
            f'"{chance.choice(PHRASES)}"',
        )[number % 4]
        for number in range(CALLS)
    ]

    def page(number: int) -> None:
        with store.reading() as connection:
            relation(connection, *two[number])
            commitments.commitment_list(connection, two[number], commitments.OPEN, most=MOST)

    def open_ones(number: int) -> None:
        with store.reading() as connection:
            commitments.commitment_list(connection, two[number], commitments.OPEN, most=200)

    def search(number: int) -> None:
        with store.reading() as connection:
            searching.search(connection, wanted[number], 20)

    with store.reading() as connection:
        held = adding.count(connection, adding.entries)
        links = adding.count(connection, queries.links)
        busiest = connection.execute(
            text("SELECT count(*) FROM pairs WHERE pair = :pair"), {"pair": pair_of(code(0), code(1))}
        ).scalar_one()
    print(f"{store.name}: {held:,} entries, {links:,} links, {busiest:,} in the busiest pair")
    print(f"  {'':34}{'first':>8}{'median':>9}{'p95':>9}{'busiest':>9}   ms")
    for told, work in (("relation page", page), ("200 open commitments", open_ones), ("search, 20 hits", search)):
        first, _ = percentiles(work, 1)
        median, most = percentiles(work)
        busy, _ = percentiles(lambda _, work=work: work(0), 5)  # type: ignore[misc]
        print(f"  {told:34}{first:8.1f}{median:9.1f}{most:9.1f}{busy:9.1f}", flush=True)


def resident() -> float:
    """MB of the process now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def memory(store: Store, documents: int = 10_000) -> None:
    """Print the resident set while documents are added one by one. SQLite's own pages (64 MB, 1 GB mapped) count."""
    records = iter(Documents(1_000_000))
    for number in range(1, documents + 1):
        adding.add(store, next(records), RUN)
        if number % 2_000 == 0 or number == 1:
            print(f"  {number:6,} documents: {resident():.0f} MB, without mapped files {private():.0f} MB", flush=True)


def private() -> float:
    """MB of the process's own, without what is mapped from files."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    return 0.0


def fresh(store: str, address: str, folder: Path, name: str) -> Store:
    """An empty ledger, in the place of an older one of this name."""
    if store == "sqlite":
        for file in folder.glob(f"{name}.db*"):
            file.unlink()
        return open_store(str(folder / f"{name}.db"), create=True)
    drop(address, name)
    with _server(address) as connection:
        connection.execute(text(f"CREATE DATABASE {DATABASE}_{name}"))
    return open_store(f"{address.rpartition('/')[0]}/{DATABASE}_{name}", create=True)


def drop(address: str, name: str) -> None:
    """Drop the bench's database."""
    with _server(address) as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {DATABASE}_{name}"))


def _server(address: str):  # type: ignore[no-untyped-def]
    engine = create_engine("postgresql+psycopg:" + address.partition(":")[2], isolation_level="AUTOCOMMIT")
    return engine.connect()


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--store", choices=("sqlite", "postgresql"))
    parser.add_argument("--postgresql", metavar="ADDRESS", default="")
    parser.add_argument("--folder", type=Path, default=Path("/tmp"), help="where the SQLite file is made")
    parser.add_argument("--queries-only", metavar="PATH_OR_ADDRESS", help="ask a ledger that is there")
    parser.add_argument("--rate-only", action="store_true", help="the 30,000 entries alone")
    parser.add_argument("--memory", action="store_true", help="memory while 10,000 documents are added")
    parser.add_argument("--profile", action="store_true", help="where the time goes while 30,000 entries are added")
    parser.add_argument("--no-rate", action="store_true", help="the ledger of a million alone")
    parser.add_argument("--copy-from", metavar="PATH", help="copy a SQLite ledger's rows to PostgreSQL, and ask there")
    parser.add_argument("--grow", type=int, default=0, help="first multiply the rows of --queries-only's SQLite ledger")
    parser.add_argument("--keep", action="store_true", help="leave the ledger of a million in its place")
    given = parser.parse_args(argv)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    if given.grow:
        grow(given.queries_only, given.grow)
    if given.queries_only:
        ask(open_store(given.queries_only))
        return
    stores = [given.store] if given.store else ["sqlite", *(["postgresql"] if given.postgresql else [])]
    for name in stores:
        measure(name, given)


def measure(name: str, given: argparse.Namespace) -> None:
    """One store's figures."""
    what = "memory" if given.memory else "rate"
    if given.copy_from:
        copy(given.copy_from, given.postgresql)
        return
    if given.no_rate:
        _million(name, given)
        return
    store = fresh(name, given.postgresql, given.folder, what)
    if given.profile:
        import cProfile
        import pstats

        with cProfile.Profile() as profile:
            rate(store)
        pstats.Stats(profile).sort_stats("tottime").print_stats(30).sort_stats("cumtime").print_stats("ledger/", 40)
    else:
        (memory if given.memory else rate)(store)
    clear(store, name, given, what)
    if given.memory or given.rate_only or given.profile:
        return
    _million(name, given)


def _million(name: str, given: argparse.Namespace) -> None:
    store = fresh(name, given.postgresql, given.folder, "million")
    build(store, given.entries)
    if not store.sqlite:
        _analyze(given.postgresql)
    ask(store)
    if given.keep:
        store.close()
    else:
        clear(store, name, given, "million")


def grow(path: str, copies: int) -> None:
    """Give a SQLite ledger its own rows so many times over, with other ids and later years.

    Where there is no hour for the real writer: what it wrote of the first years is taken for the others too.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    sizes = {
        name: connection.execute(f"SELECT max(number) FROM {name}").fetchone()[0]
        for name in ("documents", "readings", "entries")
    }
    years = -(-20 // copies)
    own = {"documents": "id digest", "entries": "observation entry event document", "readings": "document"}
    own |= {"pairs": "event", "links": "id a b", "events": "id", "commitments": "entry"}
    own |= {"commitment_changes": "entry shown_by link"}
    dates = {"published", "date", "since", "due", "ends"}
    for copy_ in range(1, copies):
        connection.execute("BEGIN")
        for table in metadata.sorted_tables:
            if table.name in ("runs", "judgements"):
                continue
            chosen = []
            for column in (c.name for c in table.columns):
                if column == "number":
                    chosen.append(f"number + {copy_ * sizes.get(table.name, sizes['entries'])}")
                elif column in own.get(table.name, "").split():
                    chosen.append(f"CASE WHEN {column} <> '' THEN {column} || '.{copy_}' ELSE {column} END")
                elif column in dates:
                    later = f"(substr({column}, 1, 4) + {years * copy_}) || substr({column}, 5)"
                    chosen.append(f"CASE WHEN {column} <> '' THEN {later} ELSE {column} END")
                else:
                    chosen.append(column)
            given = "instr(id, '.') = 0" if table.name in ("documents", "links", "events") else "TRUE"
            if table.name in sizes and table.name != "documents":
                given = f"number <= {sizes[table.name]}"
            elif "number" in table.columns and table.name != "documents":
                given = f"number <= {sizes['entries']}"
            elif table.name == "commitment_changes":
                given = "instr(entry, '.') = 0"
            connection.execute(f"INSERT INTO {table.name} SELECT {', '.join(chosen)} FROM {table.name} WHERE {given}")
        connection.execute("COMMIT")
        print(f"  {copy_ + 1} times the rows", flush=True)
    connection.close()


def _analyze(address: str) -> None:
    """What the server's autovacuum would do a minute later."""
    with _server(address.rpartition("/")[0] + f"/{DATABASE}_million") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def copy(path: str, address: str) -> None:
    """A SQLite ledger's rows into a new PostgreSQL ledger, which stays; then its questions."""
    target = fresh("postgresql", address, Path(), "million")
    origin = sqlite3.connect(path)
    raw = target.engine.raw_connection()
    start = time.perf_counter()
    for table in metadata.sorted_tables:
        names = [column.name for column in table.columns]
        truths = {place for place, column in enumerate(table.columns) if isinstance(column.type, Boolean)}
        quoted = ", ".join(f'"{name}"' for name in names)
        with raw.cursor().copy(f"COPY {table.name} ({quoted}) FROM STDIN") as writer:
            for row in origin.execute(f"SELECT {quoted} FROM {table.name}"):
                writer.write_row([bool(value) if place in truths else value for place, value in enumerate(row)])
        raw.commit()
        print(f"  {table.name} copied after {time.perf_counter() - start:,.0f} s", flush=True)
    raw.close()
    _analyze(address)
    ask(target)
    target.close()


def clear(store: Store, kind: str, given: argparse.Namespace, name: str) -> None:
    """Close a ledger and delete it."""
    store.close()
    if kind == "sqlite":
        for file in given.folder.glob(f"{name}.db*"):
            file.unlink()
    else:
        drop(given.postgresql, name)


if __name__ == "__main__":
    main()
