"""The JSON text that the ledger keeps says what the core types say, and reading it gives them back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from communique.plain import entry as entry_of
from communique.plain import lean_json, plain
from communique.types import Coding, Record


def full(value: Any, name: str = "") -> Any:
    """What `plain` gives without what is empty, made in the plainest way."""
    if isinstance(value, dict):
        held = {key: full(item, key) for key, item in value.items()}
        return {key: item for key, item in held.items() if item or (key == "scale" and item == 0.0)}
    return [full(item) for item in value] if isinstance(value, list) else value


def test_lean_json_leaves_out_what_is_empty_and_nothing_else(story_records: list[Record]) -> None:
    for record in story_records:
        assert json.loads(lean_json(record)) == full(plain(record))
        for entry in record.entries:
            written = lean_json(entry)
            assert entry_of(json.loads(written)) == entry
            assert written == json.dumps(json.loads(written), ensure_ascii=False, separators=(",", ":"))


def test_lean_json_of_signs_zeros_and_chosen_fields(story_records: list[Record]) -> None:
    entry = replace(story_records[0].entries[0], plover='a "b" \\ \n ü', confidence=0.5, coding=Coding(scale=0.0))
    held = json.loads(lean_json(entry, ("run", "confidence")))
    assert (held["plover"], held["coding"]) == ('a "b" \\ \n ü', {"scale": 0.0})
    assert "confidence" not in held
    assert json.loads(lean_json(entry))["confidence"] == 0.5
