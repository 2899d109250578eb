"""What came of a promise: which later entries answer it, and what state that leaves it in."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique.config import Config
from communique.joining.followups import OUTCOMES, due, relation, score, states, verdict
from communique.joining.traits import Traits, setting, traits
from communique.pipeline import Pipeline
from communique.read import open_sources
from communique.types import Document, Record

STORY = Path(__file__).parents[1] / "golden" / "story"
TALKS = "Premier Li Qiang held talks with Prime Minister of Belarus Roman Golovchenko in Beijing. "
PROMISED, LATER = dt.date(2023, 4, 18), dt.date(2024, 6, 14)

Tell = Callable[..., list[Traits]]


@pytest.fixture(scope="session")
def tell(read: Callable[..., Record]) -> Tell:
    """Text of one document and its day → the traits of its entries after the talks that it begins with."""

    def told(text: str, day: dt.date) -> list[Traits]:
        record = read(TALKS + text, published=day)
        document = replace(record.document, id=f"{day} {text}")
        return [traits(e, document, setting(record.entries)) for e in record.entries if e.quote.start >= len(TALKS)]

    return told


@pytest.fixture(scope="session")
def judge(tell: Tell) -> Callable[..., tuple[str, str]]:
    """Promise and later text → what the later one shows and the verdict on it, of the best of its entries."""

    def judged(promise: str, later: str, after: dt.date = LATER) -> tuple[str, str]:
        (first,) = (t for t in tell(promise, PROMISED) if t.kind == "commitment")
        found = [(score(first, t), relation(first, t)) for t in tell(later, after)]
        best, shows = max(found, key=lambda f: (not f[0].never, f[0].points))
        return shows, verdict(best, shows)

    return judged


PLANT = "China will build a battery plant in Borisov. "


@pytest.mark.parametrize(
    ("promise", "later", "shows"),
    [
        (PLANT, "China and Belarus opened a battery plant in Borisov.", "fulfils"),
        (PLANT, "China has begun construction of the battery plant in Borisov.", "under way"),
        (PLANT, "China will build the battery plant in Borisov by 2026.", "repeats"),
        (PLANT, "China will no longer build a battery plant in Borisov.", "withdraws"),
        (
            "China will supply 300 trolleybuses to Belarus.",
            "China has supplied 300 trolleybuses to Belarus.",
            "fulfils",
        ),
        (
            "Belarus promised to conclude an agreement with China on extradition of smugglers.",
            "China and Belarus signed an agreement on extradition of smugglers.",
            "fulfils",
        ),
        (
            "China intends to open a consulate general in Brest.",
            "China opened its consulate general in Brest.",
            "fulfils",
        ),
    ],
)
def test_a_later_entry_answers_a_promise(
    judge: Callable[..., tuple[str, str]], promise: str, later: str, shows: str
) -> None:
    assert judge(promise, later) == (shows, "accepted")


@pytest.mark.parametrize(
    ("promise", "later"),
    [
        (PLANT, "China and Belarus opened a battery plant in Orsha."),  # another town
        (PLANT, "China and Belarus opened a tannery in Borisov."),  # another thing
        (
            "The parties expressed readiness to create a working group on agriculture.",
            "China and Belarus established a working group on digital economy.",
        ),
        (
            "China promised to host the third meeting of the Intergovernmental Committee in Beijing.",
            "The two sides held the fourth meeting of the Intergovernmental Committee in Beijing.",
        ),
        (
            "China will deepen cooperation with Belarus in trade and investment.",
            "China and Belarus signed an agreement on trade and investment cooperation.",
        ),
        (
            "China is ready to strengthen practical cooperation with Belarus.",
            "China is ready to strengthen practical cooperation with Belarus.",
        ),
    ],
)
def test_what_only_looks_alike_is_not_accepted(judge: Callable[..., tuple[str, str]], promise: str, later: str) -> None:
    assert judge(promise, later)[1] != "accepted"


def test_a_welcome_is_proposed_at_most(judge: Callable[..., tuple[str, str]]) -> None:
    shows, found = judge(PLANT, "China welcomed the opening of the battery plant in Borisov.")
    assert shows == "fulfils"
    assert found != "accepted"


def test_nothing_answers_a_promise_before_it_is_made(tell: Tell) -> None:
    (promise,) = tell(PLANT, PROMISED)
    (opened,) = tell("China and Belarus opened a battery plant in Borisov.", dt.date(2023, 4, 17))
    (told_late,) = tell("China and Belarus opened a battery plant in Borisov on March 14, 2023.", LATER)
    assert "promised on 2023-04-18" in score(promise, opened).never
    assert "done on 2023-03-14" in score(promise, told_late).never
    assert score(promise, replace(opened, published=LATER, document=promise.document)).never


def test_other_parties_answer_nothing(tell: Tell) -> None:
    (promise,) = tell(PLANT, PROMISED)
    (opened,) = tell("China and Belarus opened a battery plant in Borisov.", LATER)
    assert not score(promise, opened).never
    fake = replace(opened, entry=replace(opened.entry, actors=(), counterparts=()), setting=frozenset({"DEU", "FRA"}))
    others = replace(fake, parties=frozenset(), pairs=("DEU-FRA",))
    assert score(promise, others).never.startswith("parties")


def test_the_same_talks_told_again_are_no_repetition(tell: Tell) -> None:
    (promise,) = tell(PLANT, PROMISED)
    (again,) = tell("China will build the battery plant in Borisov.", PROMISED + dt.timedelta(days=2))
    assert score(promise, again).never == "told again of the same occasion"


# --- states --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def promise(tell: Tell) -> Traits:
    (found,) = tell("China will build a battery plant in Borisov by the end of 2024.", PROMISED)
    return found


def _course(promise: Traits, later: list[tuple[dt.date, str]], on: dt.date) -> list[tuple[str, str]]:
    found = [(replace(promise, published=day, days=None), shows) for day, shows in later]
    return [(c.state, c.date.isoformat()) for c in states(promise, found, on)]


def test_a_deadline_that_passes_lapses(promise: Traits) -> None:
    assert due(promise) == "2024"
    assert _course(promise, [], dt.date(2024, 12, 31)) == [("pledged", "2023-04-18")]
    assert _course(promise, [], dt.date(2025, 1, 1)) == [("pledged", "2023-04-18"), ("lapsed", "2025-01-01")]


def test_a_late_fulfilment_is_one(promise: Traits) -> None:
    course = _course(promise, [(dt.date(2025, 3, 1), "fulfils")], dt.date(2025, 12, 31))
    assert [state for state, _ in course] == ["pledged", "lapsed", "fulfilled"]
    assert _course(promise, [(dt.date(2025, 3, 1), "fulfils")], dt.date(2025, 2, 1))[-1][0] == "lapsed"


def test_states_in_the_order_of_their_days(promise: Traits) -> None:
    later = [
        (dt.date(2024, 11, 1), "fulfils"),
        (dt.date(2023, 9, 1), "repeats"),
        (dt.date(2024, 2, 1), "under way"),
        (dt.date(2024, 5, 1), "repeats"),
    ]
    course = _course(promise, later, dt.date(2025, 12, 31))
    assert [state for state, _ in course] == ["pledged", "repeated", "under way", "fulfilled"]


def test_what_is_withdrawn_does_not_lapse(promise: Traits) -> None:
    course = _course(promise, [(dt.date(2024, 2, 1), "withdraws")], dt.date(2025, 12, 31))
    assert [state for state, _ in course] == ["pledged", "withdrawn"]


# --- the story -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def story() -> dict[str, list[Traits]]:
    """Document → the traits of its entries."""
    pipeline, found = Pipeline(Config()), {}
    for number, item in enumerate(open_sources([str(STORY / "documents.jsonl")], Config()), 1):
        assert isinstance(item, Document)
        entries = pipeline.read(item).entries
        found[f"story-{number:02}"] = [traits(e, item, setting(entries)) for e in entries]
    return found


def _meant(story: dict[str, list[Traits]], ref: dict[str, str]) -> Traits | None:
    """The entry that covers most of the quote."""
    entries = story[ref["document"]]
    start = entries[0].document.text.index(ref["quote"])
    end = start + len(ref["quote"])

    def overlap(t: Traits) -> int:
        return min(end, t.entry.quote.end) - max(start, t.entry.quote.start)

    best = max(entries, key=overlap)
    return best if overlap(best) > 0.3 * (end - start) else None


def test_the_story(story: dict[str, list[Traits]]) -> None:
    gold: dict[str, Any] = tomllib.loads((STORY / "expected.toml").read_text("utf-8"))
    every = [t for entries in story.values() for t in entries]
    judged = {}
    for promise in (t for t in every if t.kind == "commitment"):
        for later in (t for t in every if t.kind in OUTCOMES):
            shows = relation(promise, later)
            if found := verdict(score(promise, later), shows):
                judged[promise.id, later.id] = (found, shows)
    right, missed = set(), []
    for follow in gold["follow"]:
        made, *answers = (_meant(story, follow[key]) for key in ("commitment", "by", "or") if key in follow)
        pairs = [(made.id, t.id) for t in answers if made and t]
        right |= set(pairs)
        if not any(judged.get(pair, ("", ""))[1] == follow["relation"] for pair in pairs):
            missed.append(follow["by"]["quote"])
    assert len(missed) <= 1, missed
    accepted = [pair for pair, (found, _) in judged.items() if found == "accepted"]
    assert sum(pair in right for pair in accepted) >= 0.9 * len(accepted)
    by_id, wrong = {t.id: t for t in every}, []
    for row in gold["state"]:
        pledge = _meant(story, row["commitment"])
        assert pledge
        followed = [(by_id[b], judged[a, b][1]) for a, b in accepted if a == pledge.id]
        state = states(pledge, followed, dt.date.fromisoformat(gold["day"]))[-1].state
        if state != row["state"]:
            wrong.append((row["commitment"]["quote"], state))
    assert len(wrong) <= 1, wrong
