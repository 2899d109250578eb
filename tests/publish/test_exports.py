"""Graphs, annotations and gold: what the tool that reads each format would find."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.publish.samples import BARE, DOCUMENT, ENTRIES, HOSTILE, KENYA, NORWAY, RECORD, entry, party

from communique import measure
from communique.coding.ontology import load
from communique.publish import exporter, labelstudio
from communique.types import KINDS, TIMES, Codes, Document, Entity, Entry, Party, Record, Span, Tenure

GEXF = "{http://gexf.net/1.3}"
MODEL = json.loads(Path(__file__).with_name("ftm_schema.json").read_text("utf-8"))["schemata"]
ASTRAL_TEXT = "🕊️𝒜 peace. 🇳🇴 Norway thanked 🇰🇪 Kenya 🤝 warmly."
_START = ASTRAL_TEXT.index("thanked")
ASTRAL = Record(
    Document("astral", ASTRAL_TEXT),
    (
        Entry(
            "a1",
            "astral",
            "position",
            Span.of(ASTRAL_TEXT, _START, ASTRAL_TEXT.index(" warmly")),
            None,
            (Party(NORWAY),),
            (Party(KENYA),),
            "done",
            "SUPPORT",
        ),
    ),
)


def written(name: str, *records: Record) -> str:
    out = io.StringIO()
    exporter(name).write(iter(records), out)
    return out.getvalue()


def lines(name: str, *records: Record) -> list[Any]:
    return [json.loads(line) for line in written(name, *records).splitlines()]


# ---- FollowTheMoney ----


def entities(*records: Record) -> dict[str, Any]:
    rows = lines("ftm", *records)
    held = {row["id"]: row for row in rows}
    assert len(held) == len(rows), "an id is written once"
    return held


def of_schema(held: dict[str, Any], schema: str) -> list[dict[str, list[str]]]:
    return [row["properties"] for row in held.values() if row["schema"] == schema]


def test_ftm_has_only_what_the_model_has() -> None:
    held = entities(RECORD, BARE, HOSTILE, RECORD, ASTRAL)
    for row in held.values():
        assert set(row["properties"]) <= set(MODEL[row["schema"]]), row["schema"]
        for name, values in row["properties"].items():
            assert values and all(isinstance(value, str) and value for value in values)
            if MODEL[row["schema"]][name] == "entity":
                assert set(values) <= set(held), f"{name} refers to what is not there"
            if MODEL[row["schema"]][name] == "url":
                assert all(value.startswith("http") for value in values)


def test_ftm_keeps_who_did_what_to_whom_and_its_proof() -> None:
    held = entities(RECORD)
    request = held["entry-request-244"]["properties"]
    assert request["summary"] == ["We ask Kenya to ratify the treaty"] and request["proof"] == ["document-nwa-1"]
    assert request["organizer"] == ["state-NOR"] and request["involved"][0] == "state-KEN"
    assert held[request["involved"][1]]["properties"]["name"] == ["Kari Berg"]
    assert {"request", "future", "REQUEST"} <= set(request["keywords"])
    assert of_schema(held, "PlainText")[0]["bodyText"] == [DOCUMENT.text]
    assert held["entry-meeting-61"]["properties"]["date"] == ["2025-03-03"]
    assert of_schema(held, "LegalEntity")[0]["name"] == ["The ministers"]


def test_ftm_keeps_every_office_of_a_person_with_its_days_and_the_country_code() -> None:
    norway = Entity("state", "Norway", "NOR", Codes(alpha2="NO"))
    tenure = Tenure("Kari Berg", "NOR", "Prime Minister", "2025-02-01", source="factbook")
    offices = (
        Party(norway, None, "Kari Berg", "Foreign Minister"),
        Party(norway, None, "Kari Berg", "Prime Minister", tenure=tenure),
    )
    entries = tuple(replace(ENTRIES[1], id=f"e{i}", speaker=speaker) for i, speaker in enumerate(offices))
    held = entities(Record(DOCUMENT, entries))
    assert len(of_schema(held, "Person")) == 1 and of_schema(held, "Person")[0]["country"] == ["no"]
    posts = [held[o["post"][0]]["properties"]["name"][0] for o in of_schema(held, "Occupancy")]
    assert posts == ["Foreign Minister, Norway", "Prime Minister, Norway"]
    assert of_schema(held, "Occupancy")[1]["startDate"] == ["2025-02-01"]


# ---- GEXF ----


def network(*records: Record) -> tuple[ET.Element, list[ET.Element], list[ET.Element]]:
    root = ET.fromstring(written("gexf", *records))
    return root, root.findall(f".//{GEXF}node"), root.findall(f".//{GEXF}edge")


def values(element: ET.Element) -> dict[str, str]:
    return {v.attrib["for"].partition("-")[2]: v.attrib["value"] for v in element.iter(f"{GEXF}attvalue")}


def test_gexf_has_an_edge_for_each_pair_and_counts_the_rest() -> None:
    root, nodes, edges = network(RECORD)
    assert [node.attrib["label"] for node in nodes] == ["Norway", "Kenya", "The ministers"]
    assert [edge.attrib["id"] for edge in edges] == ["meeting-61", "launch-179", "agreement-192", "request-244"]
    description = root.findtext(f".//{GEXF}description") or ""
    assert "4 edges of 4 entries; 2 entries with a single party or none gave no edge" in description
    assert [values(node)["alone"] for node in nodes] == ["1", "0", "1"]
    known = {node.attrib["id"] for node in nodes}
    assert all({edge.attrib["source"], edge.attrib["target"]} <= known for edge in edges)
    declared = {a.attrib["id"] for a in root.iter(f"{GEXF}attribute")}
    assert {v.attrib["for"] for v in root.iter(f"{GEXF}attvalue")} <= declared


def test_gexf_tells_the_entry_on_its_edge() -> None:
    _, _, edges = network(RECORD)
    told = values(edges[3])
    assert told["quote"] == "We ask Kenya to ratify the treaty" and told["speaker"] == "Kari Berg"
    assert (told["kind"], told["time"], told["plover"], told["mutual"]) == ("request", "future", "REQUEST", "false")
    assert edges[0].attrib["start"] == edges[0].attrib["end"] == "2025-03-03"
    assert values(edges[0])["mutual"] == "true"


def test_gexf_of_three_who_meet_has_each_pair_once_and_a_document_given_twice_counts_once() -> None:
    three = entry("meeting", "met", actors=(party(NORWAY), party(KENYA), Party(Entity("state", "Chile", "CHL"))))
    _, _, edges = network(Record(DOCUMENT, (three,)), Record(DOCUMENT, (three,)))
    assert len(edges) == 3 and len({edge.attrib["id"] for edge in edges}) == 3
    assert len({frozenset((edge.attrib["source"], edge.attrib["target"])) for edge in edges}) == 3


def test_gexf_escapes_markup_and_what_xml_cannot_hold() -> None:
    _, nodes, _ = network(HOSTILE)
    assert "<script>alert(1)</script>" in nodes[0].attrib["label"] and "\x1b" not in nodes[0].attrib["label"]


# ---- Web Annotations ----


def selected(text: str, place: dict[str, Any]) -> None:
    """Both selectors of a target or body point to the same words."""
    position, quoted = place["selector"]
    start, end = position["start"], position["end"]
    assert text[start:end] == quoted["exact"]
    assert text[:start].endswith(quoted["prefix"]) and text[end:].startswith(quoted["suffix"])
    assert len(quoted["prefix"]) == min(32, start) and len(quoted["suffix"]) == min(32, len(text) - end)


@pytest.mark.parametrize("record", [RECORD, HOSTILE, ASTRAL], ids=lambda r: r.document.id)
def test_annotations_point_to_the_words(record: Record) -> None:
    collection = json.loads(written("annotations", record))
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(record.entries)
    for item, read in zip(items, record.entries, strict=True):
        selected(record.document.text, item["target"])
        assert item["target"]["selector"][1]["exact"] == read.quote.quote
        for body in item["body"]:
            if body["type"] == "SpecificResource":
                selected(record.document.text, body)
        assert [b["value"] for b in item["body"] if b.get("cq:role") == "kind"] == [read.kind]


def test_annotations_have_the_address_as_source_only_where_it_is_one() -> None:
    items = json.loads(written("annotations", RECORD, HOSTILE))["first"]["items"]
    assert items[0]["target"]["source"] == DOCUMENT.url
    assert items[-1]["target"]["source"] == "urn:communique:document:evil"
    request = items[4]["body"]
    assert [(b["cq:role"], b["cq:code"]) for b in request if "cq:code" in b] == [
        ("actor", "NOR"),
        ("counterpart", "KEN"),
        ("speaker", "NOR"),
    ]
    assert any(b.get("cq:role") == "evidence for time" for b in request)


def test_annotations_of_nothing_are_an_empty_collection() -> None:
    assert json.loads(written("annotations"))["total"] == 0
    assert json.loads(written("annotations", BARE))["first"]["items"] == []


# ---- Label Studio ----


@pytest.mark.parametrize("record", [RECORD, HOSTILE, ASTRAL], ids=lambda r: r.document.id)
def test_labelstudio_regions_count_code_points(record: Record) -> None:
    (task,) = json.loads(written("labelstudio", record))
    results = task["predictions"][0]["result"]
    labels = [result["value"] for result in results if result["type"] == "labels"]
    assert [value["labels"] for value in labels] == [[entry.kind] for entry in record.entries]
    for value in labels:
        assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


def test_labelstudio_tasks_fit_their_config() -> None:
    config = ET.fromstring(labelstudio.labelling_config())
    tags = {tag.attrib["name"]: tag for tag in config if "name" in tag.attrib}
    offered = {name: {choice.attrib["value"] for choice in tag} for name, tag in tags.items()}
    assert offered["kind"] == set(KINDS) and offered["time"] == set(TIMES) and offered["plover"] == set(load().types)
    kinds = {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}
    tasks = json.loads(written("labelstudio", RECORD, BARE, HOSTILE))
    assert len(tasks) == 3 and tasks[1]["predictions"][0]["result"] == []
    for task in tasks:
        for result in task["predictions"][0]["result"]:
            assert tags[result["from_name"]].tag == kinds[result["type"]] and result["to_name"] in tags
            if result["type"] == "choices":
                assert set(result["value"]["choices"]) <= offered[result["from_name"]]


def test_labelstudio_regions_hold_parties_and_speaker() -> None:
    (task,) = json.loads(written("labelstudio", RECORD))
    request = {r["from_name"]: r["value"] for r in task["predictions"][0]["result"] if r["id"] == "request-244"}
    assert request["actors"]["text"] == ["NOR"] and request["counterparts"]["text"] == ["KEN"]
    assert request["speaker"]["text"] == ["Kari Berg"] and request["evidence"]["text"] == ["time: on Monday"]


# ---- gold ----


def test_gold_is_what_the_scorer_loads(tmp_path: Path) -> None:
    (tmp_path / "entries.jsonl").write_text(written("gold", RECORD, ASTRAL), encoding="utf-8")
    (tmp_path / "texts.jsonl").write_text(written("gold-texts", RECORD, ASTRAL, BARE), encoding="utf-8")
    gold = measure.load(tmp_path)
    assert gold.texts["astral"] == ASTRAL_TEXT and gold.publishers["nwa-1"] == DOCUMENT.publisher
    score = measure.score(measure.match(gold.texts, gold.entries, gold.entries))
    assert score.gold == len(ENTRIES) + 1 and score.f1_all == 1
    for row in gold.entries:
        assert gold.texts[row["doc"]][row["start"] : row["end"]] == row["quote"]
