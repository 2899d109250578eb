"""Entries as event data: who is actor and who recipient, and other people's columns."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from tests.publish.samples import BARE, HOSTILE, KENYA, NORWAY, RECORD, entry, party

from communique.publish import exporter
from communique.publish.events import dyads, events
from communique.types import Coding, Detail, Entity, Entry, Record

# The columns as POLECAT, ICEWS and Phoenix have them.
COLUMNS = {
    "polecat": """
        Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country,
        Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID,
        Recipient Name, Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient
        Title, Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country,
        Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People,
        Story Organizations, Story Locations, Language, Version""",
    "icews": """Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity,
        Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District,
        Province, Country, Latitude, Longitude""",
    "phoenix": """EventID, Date, Year, Month, Day, SourceActorFull, SourceActorEntity, SourceActorRole,
        SourceActorAttribute, TargetActorFull, TargetActorEntity, TargetActorRole, TargetActorAttribute,
        EventCode, EventRootCode, QuadClass, GoldsteinScore, Issues, Lat, Lon, LocationName, StateName,
        CountryCode, SentenceID, URLs, NewsSources""",
}  # fmt: skip


def rows(name: str, *records: Record) -> list[dict[str, str]]:
    out = io.StringIO()
    exporter(name).write(iter(records), out)
    out.seek(0)
    return list(csv.DictReader(out, delimiter="\t", quoting=csv.QUOTE_NONE))


def record(*entries: Entry) -> Record:
    return replace(RECORD, entries=entries)


VISIT = replace(
    entry("meeting", "met her Kenyan counterpart Amos Otieno", plover="CONSULT"),
    details=(Detail("form", "visit"), Detail("host", "KEN")),
    coding=Coding("042", 1.9, "1", "visit", ("diplomatic",)),
)


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_are_exact(name: str) -> None:
    out = io.StringIO()
    exporter(name).write(iter([RECORD, HOSTILE, BARE]), out)
    lines = out.getvalue().splitlines()
    wanted = [" ".join(column.split()) for column in COLUMNS[name].split(",")]
    assert lines[0].split("\t") == wanted
    assert {len(line.split("\t")) for line in lines} == {len(wanted)}
    assert len(lines) > 3


def test_who_visits_is_the_actor_and_who_hosts_the_recipient() -> None:
    (event,) = events([record(VISIT)])
    assert [p.entity.code for p in event.actors] == ["NOR"] and [p.entity.code for p in event.recipients] == ["KEN"]
    assert not event.mutual


def test_who_meets_is_met() -> None:
    (event,) = events([record(replace(VISIT, details=(), coding=Coding("046", 7.0, "1")))])
    assert event.mutual
    assert [(d.actor.entity.code, d.recipient and d.recipient.entity.code) for d in dyads(event)] == [
        ("NOR", "KEN"),
        ("KEN", "NOR"),
    ]


def test_of_three_who_meet_each_meets_both_others() -> None:
    peru = party(Entity("state", "Peru", "PER"))
    met = replace(VISIT, details=(), actors=(*VISIT.actors, peru), coding=Coding("040", 1.0, "1"))
    (event,) = events([record(met)])
    pairs = {(d.actor.entity.code, d.recipient.entity.code) for d in dyads(event) if d.recipient}
    assert len(pairs) == 6 and ("KEN", "PER") in pairs and len({d.id for d in dyads(event)}) == 6


def test_several_of_one_side_are_one_compound_actor() -> None:
    joint = entry("position", "The weather was fine", plover="ACCUSE")
    (event,) = events([record(joint)])
    assert [p.entity.code for p in event.actors] == ["NOR", "KEN"] and event.recipients == () and not event.mutual
    assert [d.recipient for d in dyads(event)] == [None, None]


def test_a_party_that_stands_twice_is_one() -> None:
    twice = entry("position", "The weather was fine", actors=(party(NORWAY), party(NORWAY, "Berg", "Kari Berg")))
    (event,) = events([record(twice)])
    assert len(event.actors) == 1


FACTUALITY = [("future", "future"), ("conditional", "hypothetical"), ("past", "historical"), ("negated", "negated")]


@pytest.mark.parametrize(("time", "word"), FACTUALITY)
def test_time_and_factuality_come_along(time: str, word: str) -> None:
    told = replace(VISIT, time=time)  # type: ignore[arg-type]
    assert word in rows("polecat", record(told))[0]["Contexts"].split("; ")
    assert word in rows("phoenix", record(told))[0]["Issues"].split(";")
    assert f"({word})" in rows("icews", record(told))[0]["Event Text"]
    out = io.StringIO()
    exporter("plover").write(iter([record(told)]), out)
    assert json.loads(out.getvalue())["time"] == time


def test_what_plover_drops_keeps_its_cameo_statement() -> None:
    dropped = entry("relation", "The weather was fine", plover="", time="ongoing")
    assert rows("polecat", record(dropped)) == []
    assert rows("icews", record(dropped))[0]["CAMEO Code"] == "010"
    assert rows("phoenix", record(dropped))[0]["QuadClass"] == "0"
    out = io.StringIO()
    exporter("plover").write(iter([record(dropped)]), out)
    assert json.loads(out.getvalue())["type"] is None and json.loads(out.getvalue())["cameo"] == "010"


def test_phoenix_takes_actor_codes_apart() -> None:
    army = replace(party(KENYA), cameo="KENGOVMIL")
    strike = entry("act", "The weather was fine", actors=(army,), counterparts=(), plover="ASSAULT")
    row = rows("phoenix", record(strike))[0]
    assert [row[f"SourceActor{part}"] for part in ("Full", "Entity", "Role", "Attribute")] == [
        "KENGOVMIL", "KEN", "GOV", "MIL",
    ]  # fmt: skip


def test_codes_stay_strings_in_csv_and_parquet() -> None:
    import pyarrow.parquet as parquet

    from communique.publish import binary_exporter

    out = io.StringIO()
    exporter("csv").write(iter([record(VISIT)]), out)
    assert next(csv.DictReader(io.StringIO(out.getvalue())))["cameo"] == "042"
    raw = io.BytesIO()
    binary_exporter("parquet").write(iter([RECORD, record(VISIT)]), raw)
    table = parquet.read_table(io.BytesIO(raw.getvalue()))
    assert table.column("cameo").to_pylist()[-1] == "042" and table.num_rows == len(RECORD.entries) + 1
    assert table.column("start").to_pylist()[-1] == VISIT.quote.start
