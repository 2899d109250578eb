"""General news: deeds between any actors become entries, what is no deed does not."""

from __future__ import annotations

import pytest

from communique.config import Config
from communique.pipeline import Pipeline
from communique.types import Document, Entry


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Config())


def acts(pipeline: Pipeline, text: str) -> list[Entry]:
    return list(pipeline.read(Document("x", text)).entries)


@pytest.mark.parametrize(
    ("text", "plover", "actor", "recipient"),
    [
        ("Turkish police detained 110 soldiers suspected of links to the plot.", "COERCE", "TUR", "110 soldiers"),
        ("Russian warplanes bombed rebel positions near Idlib on Tuesday.", "ASSAULT", "RUS", ""),
        ("The European Union imposed sanctions on two Belarusian companies.", "SANCTION", "EU", "BLR"),
        ("Thousands of protesters marched against the government in Lima.", "PROTEST", "Thousands of protesters", ""),
        ("Greece summoned the Turkish ambassador and lodged a formal protest.", "ACCUSE", "GRC", "TUR"),
        ("The United States suspended military aid to Mali.", "SANCTION", "USA", "MLI"),
        ("Israel released 40 prisoners on Thursday.", "RETREAT", "ISR", "40 prisoners"),
    ],
)  # fmt: skip
def test_deeds_of_any_actors(pipeline: Pipeline, text: str, plover: str, actor: str, recipient: str) -> None:
    found = acts(pipeline, text)
    assert found, text
    first = found[0]
    named = [p.entity.code or p.entity.name for p in first.actors]
    struck = [p.entity.code or p.entity.name for p in first.counterparts]
    assert first.plover == plover and actor in named
    assert recipient in struck if recipient else True
    assert first.coding.cameo and first.coding.quad and dict(first.coding.how)["cameo"]


@pytest.mark.parametrize(
    "text",
    ["The football team of Portugal beat Spain 2-1 in Lisbon.", "Heavy rain fell on Kenya and Tanzania on Sunday."],
)
def test_what_is_no_deed_is_left_out_with_a_reason(pipeline: Pipeline, text: str) -> None:
    record = pipeline.read(Document("x", text))
    assert record.entries == ()
    assert [s.span.quote for s in record.skips] == [text] and record.skips[0].reason


WIRE = (
    "Sudan: fighting spreads as talks stall\n\nThe army of Sudan bombed the eastern suburbs on Monday. Gunmen abducted "
    "three aid workers near Nyala. Saudi Arabia suspended its mediation after the army walked out of the Jeddah talks."
)


def test_nameless_people_are_not_taken_for_the_state_of_the_story(pipeline: Pipeline) -> None:
    abduction = next(e for e in acts(pipeline, WIRE) if "abducted" in e.quote.quote)
    assert [p.entity.name for p in abduction.actors] == ["Gunmen"]
    assert abduction.actors[0].entity.code == "" and abduction.actors[0].entity.kind == "unresolved"
    assert [p.entity.name for p in abduction.counterparts] == ["three aid workers"]


def test_a_deed_in_a_wire_falls_on_nobody_whom_it_does_not_name(pipeline: Pipeline) -> None:
    strikes = next(e for e in acts(pipeline, WIRE) if "bombed" in e.quote.quote)
    assert strikes.plover == "ASSAULT" and strikes.counterparts == ()
