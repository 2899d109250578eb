"""What the ledger makes of the twelve documents of tests/golden/story, against what is written beside them."""

from __future__ import annotations

import datetime as dt
import tomllib
from itertools import combinations
from typing import Any

import pytest
from tests.conftest import STORY
from tests.ledger.tools import closest, filled

from communique.ledger.commitments import Commitment, commitment_list
from communique.ledger.queries import Held, held, link_list
from communique.ledger.relation import event
from communique.ledger.store import Store, open_store
from communique.types import Record

EXPECTED: dict[str, Any] = tomllib.loads((STORY / "expected.toml").read_text(encoding="utf-8"))
DAY = dt.date.fromisoformat(EXPECTED["day"])
# The answer to this one is found, and left to a person: "eleven cardiologists have started work", in Gomel.
PROPOSED = {"China will send a team of cardiologists to Gomel"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, story_records: list[Record]) -> Store:
    path = str(tmp_path_factory.mktemp("story") / "communique.db")
    filled(path, story_records)
    return open_store(path)


@pytest.fixture(scope="module")
def all_held(ledger: Store) -> list[Held]:
    with ledger.reading() as connection:
        return held(connection)


def entry(all_held: list[Held], told: dict[str, str], *kinds: str) -> Held:
    """The entry that a document and a quote mean."""
    found = closest(all_held, told["document"], told["quote"], *kinds) or closest(
        all_held, told["document"], told["quote"]
    )
    assert found is not None, f"{told} was not read"
    return found


def reports(all_held: list[Held]) -> dict[str, int]:
    """Entry → the number of the event that it reports."""
    return {
        entry(all_held, told, one["kind"]).entry.id: number
        for number, one in enumerate(EXPECTED["event"])
        for told in one["reports"]
    }


def test_reports_of_one_event_are_joined(all_held: list[Held]) -> None:
    missed = []
    for one in EXPECTED["event"]:
        told = one["reports"]
        for a, b in combinations(told, 2):
            left, right = entry(all_held, a, one["kind"]), entry(all_held, b, one["kind"])
            if not left.event or left.event != right.event:
                missed.append((a["document"], b["document"], a["quote"]))
    assert missed == []


def test_reports_of_two_events_are_not(all_held: list[Held]) -> None:
    events = reports(all_held)
    joined: dict[str, list[str]] = {}
    for one in all_held:
        if one.event:
            joined.setdefault(one.event, []).append(one.entry.id)
    wrong = [
        (a, b)
        for members in joined.values()
        for a, b in combinations(members, 2)
        if events.get(a) is None or events.get(a) != events.get(b)
    ]
    assert wrong == []


@pytest.mark.parametrize("trap", EXPECTED["apart"], ids=[trap["why"][:40] for trap in EXPECTED["apart"]])
def test_what_looks_alike_stays_apart(all_held: list[Held], trap: dict[str, Any]) -> None:
    a, b = (entry(all_held, trap[end], "meeting", "agreement", "launch") for end in ("a", "b"))
    assert a.entry.id != b.entry.id
    assert not a.event or a.event != b.event


def test_what_came_of_promises_is_found_and_little_else(ledger: Store, all_held: list[Held]) -> None:
    with ledger.reading() as connection:
        rows = [row for row in link_list(connection, most=10_000) if row.relation != "same event"]
    there = {(row.a, row.b, row.relation) for row in rows}
    accepted = {(row.a, row.b, row.relation) for row in rows if row.state == "accepted"}
    right, missed = set(), []
    for one in EXPECTED["follow"]:
        promise = entry(all_held, one["commitment"], "commitment").entry.id
        answers = {entry(all_held, one[end]).entry.id for end in ("by", "or") if end in one}
        shown = {(promise, answer, one["relation"]) for answer in answers}
        right |= shown
        if not shown & (there if one["commitment"]["quote"] in PROPOSED else accepted):
            missed.append((one["relation"], one["commitment"]["quote"], one["by"]["quote"]))
    assert missed == []
    assert len(accepted & right) / len(accepted) >= 0.8


@pytest.fixture(scope="module")
def standing(ledger: Store) -> dict[str, Commitment]:
    with ledger.reading() as connection:
        return {one.held.entry.id: one for one in commitment_list(connection, on=DAY)}


@pytest.mark.parametrize("one", EXPECTED["state"], ids=[one["commitment"]["quote"][:40] for one in EXPECTED["state"]])
def test_where_a_commitment_stands(all_held: list[Held], standing: dict[str, Commitment], one: dict[str, Any]) -> None:
    found = standing[entry(all_held, one["commitment"], "commitment").entry.id]
    expected = "pledged" if one["commitment"]["quote"] in PROPOSED else one["state"]
    assert found.state == found.changes[-1][0] == expected
    shown_by = {step for _, _, step in found.changes if step}
    assert shown_by <= {h.entry.id for h in all_held}  # each state rests on an entry with its quote


def test_the_sources_numbers_of_documents_are_shown_to_differ(ledger: Store, all_held: list[Held]) -> None:
    told = [one for one in EXPECTED["differ"] if one["what"].startswith("the number of documents")]
    assert told
    for one in told:
        a, b = entry(all_held, one["a"], "agreement"), entry(all_held, one["b"], "agreement")
        with ledger.reading() as connection:
            differing = dict(event(connection, a.event).differences)
        assert "count" in differing
        by = {key: value for value, ids in differing["count"] for key in ids}
        assert by[a.entry.id] != by[b.entry.id]


def test_every_quote_of_the_story_stands_once_in_its_document(story_records: list[Record]) -> None:
    texts = {record.document.id: record.document.text for record in story_records}
    for one in EXPECTED["event"]:
        for told in one["reports"]:
            assert texts[told["document"]].count(told["quote"]) == 1
