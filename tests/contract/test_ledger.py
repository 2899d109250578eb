"""What a ledger must do, whichever store it lives in."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select, text
from tests.ledger.tools import RUN, derived, filled, find, rows, standing

from communique.errors import JudgementError, LedgerError, NewerLedgerError, NoLedgerError, UnknownIdError
from communique.ledger import adding
from communique.ledger import store as stores
from communique.ledger.adding import Run
from communique.ledger.commitments import OPEN, commitment_list
from communique.ledger.copies import digest
from communique.ledger.correcting import apply
from communique.ledger.history import history
from communique.ledger.judging import Judgement, judge
from communique.ledger.queries import document_list, link_list, records, resolve
from communique.ledger.relation import entry_list, event, holding, relation
from communique.ledger.schema import documents, entries, events, judgements, links, metadata, pairs, readings
from communique.ledger.searching import search
from communique.ledger.store import Store, open_store
from communique.publish import BINARY_EXPORTERS, EXPORTERS, binary_exporter, exporter
from communique.types import Record

STORES = ("sqlite", "postgresql")
AGAIN = Run("run-2", "second reading", "models", "{}")
DAY = dt.date(2025, 12, 31)
Place = Callable[..., str]

CONSULATE = ("story-01", "Belarus will open a consulate general in Xi'an", "commitment")
TRADE_HOUSE = ("story-01", "set up a trade house in Lanzhou", "commitment")
OPENED = ("story-09", "opened its consulate general in Xi'an", "launch")
TALKS = ("story-02", "Premier Li Qiang held talks with Prime Minister of Belarus Roman Golovchenko", "meeting")
THEIRS = ("story-03", "held negotiations with Premier of the State Council Li Qiang", "meeting")
TASHKENT = ("story-06", "Premier Li Qiang met with Belarusian Prime Minister Roman Golovchenko in Tashkent", "meeting")
BUSES = ("story-08", "abolish import duties on Chinese electric buses", "commitment")


@pytest.fixture(scope="session", params=STORES)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """() → the address of a fresh place for a ledger; (address) → of a copy of the closed ledger there."""
    if request.param == "postgresql":
        made: Place = request.getfixturevalue("postgresql")
        return made
    folder, numbers = tmp_path_factory.mktemp("ledgers"), itertools.count()

    def fresh(like: str = "") -> str:
        path = folder / f"{next(numbers)}.db"
        if like:
            shutil.copyfile(like, path)
        return str(path)

    return fresh


@pytest.fixture(scope="session")
def whole(place: Place, story_records: list[Record]) -> str:
    """The address of the story's ledger; nobody writes to it."""
    where = place()
    filled(where, story_records)
    return where


@pytest.fixture(scope="session")
def told(whole: str, place: Place) -> Iterator[Store]:
    """The story's ledger, open for all tests that change nothing."""
    store = open_store(place(whole))
    yield store
    store.close()


@pytest.fixture
def story(whole: str, place: Place) -> Iterator[Store]:
    """The story's ledger, for one test to change."""
    store = open_store(place(whole))
    yield store
    store.close()


@pytest.fixture
def empty(place: Place) -> Iterator[Store]:
    """A ledger without documents."""
    store = open_store(place(), create=True)
    yield store
    store.close()


def key_of(store: Store, where: tuple[str, str, str]) -> str:
    with store.reading() as connection:
        return find(connection, *where).entry.id


def number_of(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


# --- adding -------------------------------------------------------------------------------------------------------


def test_keeps_every_document_and_entry(told: Store, story_records: list[Record]) -> None:
    with told.reading() as connection:
        found, total = document_list(connection)
        assert total == len(found) == len(story_records) == 12
        assert {row.id: row.entries for row in found} == {r.document.id: len(r.entries) for r in story_records}
        assert number_of(connection, entries) == sum(len(r.entries) for r in story_records)


def test_gives_back_the_records_that_it_was_given(told: Store, story_records: list[Record]) -> None:
    with told.reading() as connection:
        found = list(records(connection))
    given = [replace(r, run="", entries=tuple(replace(e, run="") for e in r.entries)) for r in story_records]
    assert [replace(r, run="") for r in found] == given
    assert {r.run for r in found} == {RUN.label}


def test_adding_twice_changes_nothing(told: Store, story_records: list[Record]) -> None:
    before = rows(told, frozenset())
    words = [adding.add(told, record, RUN) for record in story_records]
    assert all(kept.known and not kept.added and not kept.links for kept in words)
    assert rows(told, frozenset()) == before


def test_the_order_of_documents_does_not_matter(empty: Store, told: Store, story_records: list[Record]) -> None:
    for record in reversed(story_records):
        adding.add(empty, record, RUN)
    assert derived(empty) == derived(told)


def test_a_document_is_kept_whole_or_not_at_all(
    empty: Store, story_records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    adding.add(empty, story_records[0], RUN)
    before = rows(empty, frozenset())
    with monkeypatch.context() as patch:
        patch.setattr("communique.ledger.adding.derive.refresh", lambda *_: 1 / 0)  # the last step of all
        with pytest.raises(ZeroDivisionError):
            adding.add(empty, story_records[1], RUN)
    assert rows(empty, frozenset()) == before
    assert adding.add(empty, story_records[1], RUN).first


def test_an_id_with_another_text_is_refused(told: Store, story_records: list[Record]) -> None:
    document = replace(story_records[0].document, text="Another text.", sha256="0" * 64)
    before = rows(told, frozenset())
    with pytest.raises(LedgerError, match="story-01 is in the ledger with another text"):
        adding.add(told, Record(document, ()), AGAIN)
    assert rows(told, frozenset()) == before


# --- reading anew -------------------------------------------------------------------------------------------------


def reread(record: Record) -> Record:
    """Another version's reading: without the first entry, and with another time for the last."""
    *rest, last = record.entries[1:]
    return replace(record, entries=(*rest, replace(last, time="negated")))


def test_what_a_reading_changed_stands_in_the_history(story: Store, story_records: list[Record]) -> None:
    record = story_records[1]
    kept = adding.add(story, reread(record), AGAIN)
    assert (kept.known, kept.first, kept.added, kept.gone) == (False, False, 1, 2)
    first, last = record.entries[0], record.entries[-1]
    with story.reading() as connection:
        told = [(step.what, step.told) for step in history(connection, "document", record.document.id)]
        assert [what for what, _ in told] == ["read", "read", "new", "gone", "gone"]
        assert told[1][1].endswith("1 new, 2 gone")
        assert told[2][1].startswith(last.id)
        assert {words.split()[0] for _, words in told[3:]} == {first.id, last.id}
        steps = history(connection, "entry", last.id)
        assert [step.told.partition(":")[0] for step in steps if step.what == "read"] == [
            f"{last.kind}, {last.time}",
            f"{last.kind}, negated",
        ]
        assert any("no longer in the newest reading" in s.told for s in history(connection, "entry", first.id))
        assert number_of(connection, readings) == 13
        current = [h.entry.id for h in entry_list(connection) if h.document == record.document.id]
        assert sorted(current) == sorted(e.id for e in record.entries[1:])


def test_reading_anew_and_back_again_leaves_what_stood(story: Store, story_records: list[Record]) -> None:
    before = derived(story)
    adding.add(story, reread(story_records[1]), AGAIN)
    assert derived(story)["events"] != before["events"]  # the talks have lost a report
    back = adding.add(story, story_records[1], replace(RUN, id="run-3"))
    assert (back.added, back.gone) == (2, 1)
    after = derived(story)
    for name in ("links", "events", "commitments", "commitment_changes", "pairs"):
        assert after[name] == before[name], name


def test_judgements_outlive_a_new_reading(story: Store, story_records: list[Record]) -> None:
    record = story_records[1]
    last = record.entries[-1]
    judge(story, Judgement("correct", last.id, field="plover", value="CONSULT", author="Ada"))
    adding.add(story, reread(record), AGAIN)
    with story.reading() as connection:
        now = next(h for h in entry_list(connection) if h.entry.id == last.id)
    assert (now.judged, now.entry.plover, now.entry.time) == ("corrected", "CONSULT", "negated")


# --- asking -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "holds", "lacks"),
    [
        ("laser optics", {"story-02", "story-05", "story-07", "story-10", "story-12"}, {"story-01", "story-08"}),
        ('"laser therapy"', {"story-09", "story-12"}, {"story-02", "story-10"}),
        ("consulate -Brest", {"story-01", "story-09"}, {"story-11"}),
        ("scholarship", {"story-02", "story-10"}, {"story-01"}),  # the texts have the plural
        ("MEMORANDUMS", {"story-01", "story-02"}, {"story-09"}),
        ("zebra", set(), {f"story-{n:02}" for n in range(1, 13)}),
    ],
)
def test_search(told: Store, query: str, holds: set[str], lacks: set[str]) -> None:
    with told.reading() as connection:
        found = {hit.document for hit in search(connection, query, 200)}
    assert holds <= found
    assert not lacks & found


@pytest.mark.parametrize(
    "query", ["", "  ", '"', "-", '"open quote', "a'b", "x:y (", "NEAR(", "AND OR NOT", "*", "%", "\\"]
)
def test_any_query_is_taken(told: Store, query: str) -> None:
    with told.reading() as connection:
        assert isinstance(search(connection, query), list)


def test_a_query_of_signs_does_not_hide_its_words(told: Store) -> None:
    with told.reading() as connection:
        for query in ('"laser therapy', "Xi'an", "2026-2027", "(Sanya)", "laser:therapy"):
            assert search(connection, query), query


def test_a_partys_entries_that_hold_words_are_found_in_order_of_time(told: Store) -> None:
    with told.reading() as connection:
        found = holding(connection, "BLR", "consulate general")
        assert {h.document for h in found} >= {"story-01", "story-09"}
        assert [h.date for h in found] == sorted(h.date for h in found)
        assert not holding(connection, "FRA", "consulate general")


def states(store: Store, **asked: Any) -> dict[str, str]:
    with store.reading() as connection:
        return {c.held.entry.id: c.state for c in commitment_list(connection, **{"on": DAY, **asked})}


def test_commitments_by_state_field_deadline_and_parties(told: Store) -> None:
    every = states(told)
    assert every[key_of(told, CONSULATE)] == "fulfilled"
    assert every[key_of(told, TRADE_HOUSE)] == "lapsed"
    assert every[key_of(told, BUSES)] == "pledged"
    assert set(every.values()) >= {"pledged", "repeated", "under way", "fulfilled", "lapsed", "withdrawn"}
    for state in set(every.values()):
        assert states(told, states=(state,)) == {k: s for k, s in every.items() if s == state}
    assert states(told, states=OPEN) == {k: s for k, s in every.items() if s in OPEN}
    assert key_of(told, BUSES) in states(told, field="electric buses")
    assert key_of(told, CONSULATE) not in states(told, field="electric buses")
    assert not states(told, field="50%_")
    assert key_of(told, TRADE_HOUSE) in states(told, due="2023")
    assert key_of(told, TRADE_HOUSE) not in states(told, due="2024")
    both = states(told, between=("BLR", "CHN"))
    assert both == states(told, between=("CHN", "BLR"))
    assert key_of(told, CONSULATE) in both and both.items() <= every.items()
    assert not states(told, between=("CHN", "FRA"))
    with told.reading() as connection:
        assert len(commitment_list(connection, most=3)) == 3


def test_a_deadline_lapses_on_the_day_after_it(told: Store) -> None:
    key = key_of(told, TRADE_HOUSE)
    with told.reading() as connection:
        (due,) = {c.due for c in commitment_list(connection, on=DAY) if c.held.entry.id == key}
    assert due == "2023-12-31" or due == "2023"
    assert states(told, on=dt.date(2023, 12, 31))[key] == "pledged"
    assert states(told, on=dt.date(2024, 1, 1))[key] == "lapsed"
    assert key in states(told, on=dt.date(2023, 12, 31), states=OPEN)
    assert key not in states(told, on=dt.date(2024, 1, 1), states=OPEN)
    assert key in states(told, on=dt.date(2024, 1, 1), states=("lapsed",), between=("CHN", "BLR"))


def test_a_relation_counts_a_joined_event_once(told: Store) -> None:
    with told.reading() as connection:
        found = relation(connection, "CHN", "BLR")
        of_pair = select(pairs.c.event, pairs.c.number).where(pairs.c.pair == "BLR-CHN", pairs.c.kind == "meeting")
        reports = list(connection.execute(of_pair))
    assert found.pair == "BLR-CHN" and found.documents == 12
    counted = sum(found.counts["meeting"].values())
    assert counted == len({row.event or row.number for row in reports}) < len(reports)
    assert found.meeting is not None and found.meeting.date == "2025-07-08" and len(found.meeting.reports) == 2
    assert found.open == len(states(told, states=(*OPEN, "lapsed"), between=("CHN", "BLR")).keys())
    assert sum(n for _, n in found.sources) == 12


def copy(record: Record, name: str, published: dt.date | None = None) -> Record:
    """The record of the same text, broken into other lines, under another id and from another publisher."""
    again = replace(record.document, id=name, publisher="A mirror", text=record.document.text.replace("\n\n", "\n"))
    entries_of_it = (replace(e, id=f"{name}-{e.id}", document=name) for e in record.entries)
    return Record(replace(again, published=published or again.published), tuple(entries_of_it))


def test_a_copy_of_a_text_is_no_further_source(story: Store, story_records: list[Record]) -> None:
    with story.reading() as connection:
        before, at = relation(connection, "CHN", "BLR"), find(connection, *TALKS).event
        told = event(connection, at)
    assert told.sources == len(told.reports) and told.copies == ()
    earlier = story_records[1].document.published
    assert earlier is not None
    adding.add(story, copy(story_records[1], "another"), RUN)
    adding.add(story, copy(story_records[1], "later", earlier + dt.timedelta(days=1)), RUN)
    with story.reading() as connection:
        after, now = relation(connection, "CHN", "BLR"), event(connection, find(connection, *TALKS).event)
        listed = {row.id: row.copy_of for row in document_list(connection)[0]}
    assert {one.document for one in now.reports} >= {"story-02", "another", "later"}
    assert now.sources == told.sources
    assert dict(now.copies) == {key: of for key, of in listed.items() if of}
    assert dict(now.copies) == {"another": "story-02", "later": "story-02"}
    assert (after.documents, after.counts["meeting"]) == (before.documents, before.counts["meeting"])
    assert dict(after.sources)["A mirror"] == 1


def test_a_relation_that_is_not_there_is_empty(told: Store) -> None:
    with told.reading() as connection:
        found = relation(connection, "CHN", "FRA")
    assert (found.documents, found.counts, found.meeting, found.open) == (0, {}, None, 0)


# --- judging ------------------------------------------------------------------------------------------------------


def link_between(store: Store, a: str, b: str) -> str:
    with store.reading() as connection:
        held = select(links.c.id).where(links.c.a.in_((a, b)), links.c.b.in_((a, b)))
        return str(connection.execute(held).scalar_one())


def taken(store: Store, verb: str) -> Judgement:
    """A judgement of each verb that changes something."""
    talks, theirs, tashkent = (key_of(store, where) for where in (TALKS, THEIRS, TASHKENT))
    promise, opened, buses = (key_of(store, where) for where in (CONSULATE, OPENED, BUSES))
    return {
        "accept": lambda: Judgement("accept", talks),
        "reject": lambda: Judgement("reject", talks),
        "reject a commitment": lambda: Judgement("reject", promise),
        "reject an outcome": lambda: Judgement("reject", opened),
        "reject a link": lambda: Judgement("reject", link_between(store, talks, theirs)),
        "correct": lambda: Judgement("correct", talks, field="actors", value="CHN,RUS"),
        "correct a kind": lambda: Judgement("correct", promise, field="kind", value="position"),
        "correct a date": lambda: Judgement("correct", talks, field="date", value="2023-04-17"),
        "correct a deadline": lambda: Judgement("correct", buses, field="deadline", value="2025-06"),
        "merge": lambda: Judgement("merge", talks, tashkent),
        "split": lambda: Judgement("split", talks),
        "link": lambda: Judgement("link", buses, opened, field="under way"),
        "unlink": lambda: Judgement("unlink", link_between(store, promise, opened)),
    }[verb]()


VERBS = (
    (
        "accept reject|reject a commitment|reject an outcome|reject a link|correct|correct a kind|correct a date|"
        "correct a deadline|merge|split|link|unlink"
    )
    .replace("accept ", "accept|")
    .split("|")
)


@pytest.mark.parametrize("verb", VERBS)
def test_a_withdrawal_restores_what_stood_before(story: Store, verb: str) -> None:
    before = standing(story)
    key = judge(story, replace(taken(story, verb), author="Ada", reason="because"))
    assert standing(story) != before
    with story.reading() as connection:
        row = connection.execute(select(judgements).where(judgements.c.id == key)).one()
        assert (row.verb, row.author, row.reason) == (verb.split()[0], "Ada", "because")
        assert any(key in step.told for step in history(connection, *resolve(connection, row.target)))
    taken_back = judge(story, Judgement("withdraw", key, author="Bea"))
    assert standing(story) == before
    with story.reading() as connection:
        told = list(connection.execute(select(judgements).order_by(judgements.c.number)))
        steps = history(connection, *resolve(connection, row.target))
        assert [step.what for step in steps if taken_back in step.told] == ["withdraw"]
    assert [r.id for r in told] == [key, taken_back] and told[0] == row  # nothing is overwritten
    with pytest.raises(JudgementError, match="withdrawn already"):
        judge(story, Judgement("withdraw", key))


def test_what_is_rejected_vanishes_everywhere_but_in_the_history(story: Store, tmp_path: Path) -> None:
    gone = "set up a trade house in Lanzhou"
    key = key_of(story, TRADE_HOUSE)
    assert states(story)[key] == "lapsed"
    judge(story, Judgement("reject", key, reason="a joke"))
    assert key not in states(story)
    with story.reading() as connection:
        assert key not in {h.entry.id for h in entry_list(connection)}
        assert key not in {hit.id for hit in search(connection, "Lanzhou")}
        assert key not in {e.id for r in records(connection) for e in r.entries}
        assert not any(gone in h.entry.quote.quote for h in entry_list(connection, ("CHN", "BLR"), ("commitment",)))
        from communique.ledger import datasette

        datasette.write(connection, tmp_path / "out.db")
        assert [(s.what, s.told.partition(" (")[0]) for s in history(connection, "entry", key)][-1] == (
            "reject",
            f"{key}: a joke",
        )
    import sqlite3

    with sqlite3.connect(tmp_path / "out.db") as out:
        assert not out.execute("SELECT 1 FROM entries WHERE id = ?", (key,)).fetchall()
        assert not out.execute("SELECT 1 FROM commitments WHERE entry = ?", (key,)).fetchall()


def test_an_accepted_entry_is_told_apart(story: Store) -> None:
    key = key_of(story, TALKS)
    judge(story, Judgement("accept", key[:10]))  # the beginning of an id is enough
    with story.reading() as connection:
        only = [e.id for r in records(connection, judged=("accepted", "corrected")) for e in r.entries]
    assert only == [key]


def test_a_correction_keeps_what_the_machine_read(story: Store) -> None:
    key = key_of(story, TALKS)
    told = judge(story, Judgement("correct", key, field="actors", value="CHN,RUS"))
    with story.reading() as connection:
        row = connection.execute(select(judgements).where(judgements.c.id == told)).one()
        assert set(row.machine.split(",")) <= {"CHN", "BLR"} and row.value == "CHN,RUS"
        body = connection.execute(select(entries.c.body).where(entries.c.entry == key)).scalar_one()
        assert "RUS" not in body
        own = select(pairs.c.pair).join(entries, entries.c.number == pairs.c.number).where(entries.c.entry == key)
        assert "CHN-RUS" in set(connection.execute(own).scalars())
        assert key in {h.entry.id for h in entry_list(connection, ("RUS", "CHN"))}
        (one,) = (h for h in entry_list(connection) if h.entry.id == key)
    assert one.judged == "corrected" and {p.entity.code for p in one.entry.actors} == {"CHN", "RUS"}


def test_the_last_of_several_corrections_stands(story: Store) -> None:
    key = key_of(story, TALKS)
    judge(story, Judgement("correct", key, field="place", value="Xi'an"))
    second = judge(story, Judgement("correct", key, field="place", value="Tianjin"))

    def places() -> list[str]:
        with story.reading() as connection:
            (one,) = (h for h in entry_list(connection) if h.entry.id == key)
        return [d.value for d in one.entry.details if d.name == "place"]

    assert places() == ["Tianjin"]
    judge(story, Judgement("withdraw", second))
    assert places() == ["Xi'an"]


def test_people_join_and_part_reports(story: Store) -> None:
    talks, theirs, tashkent = (key_of(story, where) for where in (TALKS, THEIRS, TASHKENT))

    def event_of(key: str) -> str:
        with story.reading() as connection:
            (one,) = (h for h in entry_list(connection) if h.entry.id == key)
        return one.event

    assert event_of(talks) == event_of(theirs) != "" == event_of(tashkent)
    judge(story, Judgement("split", talks))
    assert event_of(talks) == "" != event_of(theirs)
    judge(story, Judgement("merge", talks, tashkent))
    assert event_of(talks) == event_of(tashkent) not in ("", event_of(theirs))
    with story.reading() as connection:
        events_there = set(connection.execute(select(events.c.id)).scalars())
        used = set(connection.execute(select(entries.c.event).where(entries.c.event.is_not(None))).scalars())
    assert events_there == used


@pytest.mark.parametrize(
    ("field", "misread", "right"), [("kind", "discussion", "meeting"), ("actors", "FRA,KAZ", "BLR,CHN")]
)
def test_a_corrected_entry_is_joined_and_parted_anew(
    empty: Store, story_records: list[Record], field: str, misread: str, right: str
) -> None:
    theirs = next(e for e in story_records[2].entries if THEIRS[1] in e.quote.quote and e.kind == "meeting")
    read = tuple(apply(e, field, misread) if e is theirs else e for e in story_records[2].entries)
    for record in (*story_records[:2], replace(story_records[2], entries=read), *story_records[3:6]):
        adding.add(empty, record, RUN)
    before = standing(empty)
    talks = key_of(empty, TALKS)

    def event_of(key: str) -> str:
        with empty.reading() as connection:
            (one,) = (h for h in entry_list(connection) if h.entry.id == key)
        return one.event

    assert event_of(theirs.id) == ""
    corrected = judge(empty, Judgement("correct", theirs.id, field=field, value=right))
    assert event_of(theirs.id) == event_of(talks) != ""
    judge(empty, Judgement("withdraw", corrected))
    assert event_of(theirs.id) == ""
    assert standing(empty) == before


def test_a_link_that_a_person_judged_outlives_a_correction(story: Store) -> None:
    talks, theirs = key_of(story, TALKS), key_of(story, THEIRS)
    judge(story, Judgement("accept", link_between(story, *sorted((talks, theirs))), author="Ada"))
    before = standing(story)
    corrected = judge(story, Judgement("correct", theirs, field="date", value="1999"))
    with story.reading() as connection:
        (kept,) = link_list(connection, links.c.a.in_((talks, theirs)), links.c.b.in_((talks, theirs)))
        machine = link_list(connection, (links.c.a == theirs) | (links.c.b == theirs), links.c.by == "machine")
    assert (kept.state, kept.by) == ("accepted", "Ada")
    assert not machine
    judge(story, Judgement("withdraw", corrected))
    assert standing(story) == before


def test_people_link_and_unlink(story: Store) -> None:
    promise, opened, buses = (key_of(story, where) for where in (CONSULATE, OPENED, BUSES))
    judge(story, Judgement("unlink", link_between(story, promise, opened)))
    assert states(story)[promise] == "lapsed" or states(story)[promise] == "pledged"
    judge(story, Judgement("link", buses, opened, field="under way"))
    assert states(story)[buses] == "under way"
    with story.reading() as connection:
        (made,) = link_list(connection, links.c.a == buses, links.c.relation == "under way")
    assert (made.state, made.verdict) == ("accepted", "")


def test_a_commitment_that_was_rejected_in_between_is_followed_up(empty: Store, story_records: list[Record]) -> None:
    for record in story_records[:8]:
        adding.add(empty, record, RUN)
    promise = key_of(empty, CONSULATE)
    rejected = judge(empty, Judgement("reject", promise))
    for record in story_records[8:]:
        adding.add(empty, record, RUN)
    assert promise not in states(empty)
    judge(empty, Judgement("withdraw", rejected))
    assert states(empty)[promise] == "fulfilled"


@pytest.mark.parametrize(
    ("judgement", "error", "words"),
    [
        (Judgement("praise", "x"), JudgementError, "no judgement"),
        (Judgement("accept", "zzzz"), UnknownIdError, "no entry is called"),
        (Judgement("accept", ""), UnknownIdError, "no entry is called"),
        (Judgement("unlink", "lzzz"), UnknownIdError, "no link is called"),
        (Judgement("withdraw", "jzzz"), UnknownIdError, "no judgement is called"),
        (Judgement("correct", "TALKS", field="kind", value="party"), JudgementError, "no kind"),
        (Judgement("correct", "TALKS", field="colour", value="red"), JudgementError, "no field"),
        (Judgement("correct", "TALKS", field="date", value="yesterday"), JudgementError, "no date"),
        (Judgement("correct", "TALKS", field="actors", value="CHN,QQQ"), JudgementError, "no code"),
        (Judgement("merge", "TALKS", "TALKS"), JudgementError, "is one report"),
        (Judgement("merge", "TALKS", "CONSULATE"), JudgementError, "correct a kind first"),
        (Judgement("split", "CONSULATE"), JudgementError, "nothing to split"),
        (Judgement("link", "TALKS", "OPENED", field="fulfils"), JudgementError, "no commitment or plan"),
        (Judgement("link", "CONSULATE", "OPENED", field="likes"), JudgementError, "no relation"),
        (Judgement("link", "CONSULATE", "CONSULATE", field="fulfils"), JudgementError, "with itself"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(
    told: Store, judgement: Judgement, error: type[Exception], words: str
) -> None:
    named = {"TALKS": TALKS, "CONSULATE": CONSULATE, "OPENED": OPENED}
    ids = [key_of(told, named[k]) if k in named else k for k in (judgement.target, judgement.other)]
    before = rows(told, frozenset())
    with pytest.raises(error, match=words):
        judge(told, replace(judgement, target=ids[0], other=ids[1]))
    assert rows(told, frozenset()) == before


# --- files for others' tools --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*EXPORTERS, *BINARY_EXPORTERS])
def test_every_format_is_written_from_a_ledger(told: Store, story_records: list[Record], name: str) -> None:
    given = [replace(r, run=RUN.label, entries=tuple(replace(e, run="") for e in r.entries)) for r in story_records]
    out, expected = (io.BytesIO(), io.BytesIO()) if name in BINARY_EXPORTERS else (io.StringIO(), io.StringIO())
    write: Any = (binary_exporter(name) if name in BINARY_EXPORTERS else exporter(name)).write
    with told.reading() as connection:
        write(records(connection), out)
    write(iter(given), expected)
    assert out.getvalue() == expected.getvalue()
    assert out.getvalue()


# --- the store itself ---------------------------------------------------------------------------------------------


def test_a_newer_ledger_is_refused(story: Store) -> None:
    with story.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    where = story.name
    story.close()
    for create in (False, True):
        with pytest.raises(NewerLedgerError, match="newer Communiqué"):
            open_store(where, create)


def test_an_empty_place_is_no_ledger_until_something_is_added(place: Place) -> None:
    where = place()
    with pytest.raises(NoLedgerError, match="communique add"):
        open_store(where)
    open_store(where, create=True).close()
    open_store(where).close()


def test_somebody_elses_database_is_left_alone(empty: Store) -> None:
    with empty.writing() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    where = empty.name
    empty.close()
    for create in (False, True):
        with pytest.raises(NoLedgerError, match="no ledger's"):
            open_store(where, create)


def test_a_reader_sees_one_state_and_does_not_wait(empty: Store, story_records: list[Record]) -> None:
    adding.add(empty, story_records[0], RUN)
    with empty.reading() as reader, empty.writing() as writer:
        assert number_of(reader, documents) == 1
        adding.keep(writer, story_records[1], RUN)
        assert number_of(reader, documents) == 1
    with empty.reading() as reader:
        assert number_of(reader, documents) == 2


def test_an_older_ledger_is_brought_up_to_date(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    where = place()
    with monkeypatch.context() as patch:
        patch.setattr(stores, "VERSION", "0001")
        patch.setattr(stores, "upgrade", partial(stores.upgrade, target="0001"))
        old = open_store(where, create=True)
    with old.writing() as connection:
        for statement in (
            "INSERT INTO documents (number, id, sha256, title, text, publisher, url, source, kept, pair, body)"
            " VALUES (1, 'd', '', 'On zebras', 'Lions too.', '', '', '', '', '', '{}')",
            "INSERT INTO entries (number, observation, entry, document, kind, time, plover, date, quote, start,"
            " speaker, current, first_run, last_run, judged, body)"
            " VALUES (1, 'o', 'e', 'd', 'act', 'done', '', '', 'fed the lions', 0, '', TRUE, '', '', '', '{}')",
        ):
            connection.execute(text(statement))
    old.close()
    new = open_store(where)
    try:
        with new.reading() as connection:
            assert [hit.id for hit in search(connection, "lion")] == ["e", "d"]
            assert [hit.id for hit in search(connection, '"zebra" lion')] == ["d"]
            assert connection.execute(select(documents.c.digest)).scalar_one() == digest("Lions too.")
    finally:
        new.close()


def _searches(_: Any, name: str | None, kind: str, *__: Any) -> bool:
    """Full-text search is each store's own and stands in the migrations alone."""
    if kind == "column":
        return name != "vector"
    return not (kind in ("table", "index") and name and (name.startswith(("entries_search", "documents_search"))))


def test_the_migrations_make_the_tables_of_the_schema(empty: Store, place: Place) -> None:
    with empty.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _searches, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        made = _indexes(connection)
    plain = open_store(place(), create=True)
    try:
        with plain.writing() as connection:
            connection.execute(text("DROP TABLE alembic_version"))
            if plain.sqlite:
                for name in ("entries_search", "documents_search"):
                    connection.execute(text(f"DROP TABLE {name}"))
            metadata.drop_all(connection)
            metadata.create_all(connection)
            assert _indexes(connection) == made
    finally:
        plain.close()
    scripts = ScriptDirectory(str(Path(stores.__file__).parent / "migrations"))
    assert scripts.get_current_head() == stores.VERSION


def _indexes(connection: Connection) -> set[tuple[str, str]]:
    """Each index as it was made, with its condition, which Alembic does not compare."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
    else:
        rows = connection.execute(text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"))
    left = ("alembic_version", "entries_search", "documents_search")
    return {(row[0], " ".join(row[1].split())) for row in rows if not row[0].startswith(left)}
