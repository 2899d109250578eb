"""JSON, JSONL and terminal: what each format promises on its own."""

from __future__ import annotations

import io
import json
from dataclasses import fields
from typing import Any

from tests.publish.samples import BARE, DOCUMENT, HOSTILE, RECORD

from communique.publish import json as json_format
from communique.publish import jsonl, terminal
from communique.types import Entry, Record


def as_json(*records: Record) -> Any:
    out = io.StringIO()
    json_format.write(records, out)
    return json.loads(out.getvalue())


def as_lines(record: Record) -> list[dict[str, Any]]:
    out = io.StringIO()
    jsonl.write([record], out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def printed(record: Record, explain: bool = False) -> str:
    out = io.StringIO()
    terminal.write([record], out, explain)
    return out.getvalue()


def test_json_is_an_object_for_one_and_an_array_for_several() -> None:
    assert as_json(RECORD)["document"]["id"] == "nwa-1"
    assert [record["document"]["id"] for record in as_json(RECORD, BARE)] == ["nwa-1", "bare"]
    assert as_json() == []


def test_json_has_every_field_in_the_order_of_the_types() -> None:
    entry = as_json(RECORD)["entries"][0]
    assert list(entry) == [field.name for field in fields(Entry)]
    assert entry["evidence"][0]["field"] == "time"
    assert as_json(RECORD)["document"]["published"] == "2025-03-04"


def test_jsonl_rows_are_what_the_scorer_reads() -> None:
    rows = as_lines(RECORD)
    assert list(rows[0])[:10] == (
        ["doc", "kind", "quote", "start", "end", "speaker", "actors", "counterparts", "time", "plover"]
    )
    for row in rows:
        assert DOCUMENT.text[row["start"] : row["end"]] == row["quote"]
    assert rows[4]["actors"] == ["NOR"] and rows[4]["counterparts"] == ["KEN"] and rows[4]["speaker"] == "Kari Berg"


def test_jsonl_lists_unresolved_parties_by_their_words() -> None:
    row = as_lines(RECORD)[5]
    assert row["actors"] == [] and row["unresolved"] == ["The ministers"]


def test_terminal_shows_who_when_where_and_source() -> None:
    text = printed(RECORD)
    for told in (
        "Norway and Kenya hold talks in Oslo",
        "Kari Berg",
        "Foreign Minister · Norway (NOR)",
        "United Nations (UN)",
        "Monday 3 March 2025, published Tuesday 4 March 2025",
        "Oslo",
        "Northern <Wire> Agency · https://example.org/a?b=1&c=2",
        "6: 1 meeting, 1 position, 1 request, 1 agreement, 1 launch, 1 act",
        "Norway → Kenya · said by Kari Berg",
        "“We ask Kenya to ratify the treaty”",
        "The ministers (unresolved)",
    ):
        assert told in text


def test_terminal_keeps_to_80_columns_and_has_no_colour_in_a_pipe() -> None:
    text = printed(RECORD) + printed(HOSTILE)
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text and "\u202e" not in text
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_terminal_explains_what_was_left_out_on_demand() -> None:
    assert "The weather was fine." not in printed(RECORD)
    assert "no party acts" in printed(RECORD, explain=True) and "The weather was fine." in printed(RECORD, explain=True)


def test_terminal_says_when_nothing_was_found() -> None:
    assert "none found; --explain tells why" in printed(BARE)
