"""What every output format must do, whatever its shape."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from tests.publish.samples import BARE, HOSTILE, RECORD

from communique.publish import EXPORTERS, exporter
from communique.types import Record

CASES = {
    "none": [],
    "one": [RECORD],
    "bare": [BARE],
    "hostile": [HOSTILE],
    "several": [RECORD, BARE, HOSTILE, RECORD],
}


def written(name: str, records: list[Record]) -> str:
    out = io.StringIO()
    exporter(name).write(iter(records), out)
    return out.getvalue()


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("case", CASES)
def test_writes_the_same_whole_lines_every_time(name: str, case: str) -> None:
    text = written(name, CASES[case])
    assert text == written(name, CASES[case])
    assert not text or text.endswith("\n")


# Other people's columns have no place for words; what they must hold is in tests/publish/test_events.py. A network has
# none for an entry with a single party, and the gold's texts none for entries: those are in test_exports.py.
WITH_WORDS = [name for name in EXPORTERS if name not in ("polecat", "icews", "phoenix", "gexf", "gold-texts")]


@pytest.mark.parametrize("name", WITH_WORDS)
def test_holds_every_quote_and_field(name: str) -> None:
    text = " ".join(written(name, [RECORD]).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split())
    for entry in RECORD.entries:
        last_words = " ".join(entry.quote.quote.split()[-2:])
        assert last_words in text
        assert entry.time in text and entry.plover in text and entry.kind in text.lower()
    assert "Kari Berg" in text


@pytest.mark.parametrize("name", EXPORTERS)
def test_takes_records_one_at_a_time(name: str) -> None:
    """A generator is consumed once; what it does after its last record (telling of failures) happens too."""
    finished = []

    def records() -> Iterator[Record]:
        yield RECORD
        yield BARE
        finished.append(True)

    exporter(name).write(records(), io.StringIO())
    assert finished == [True]


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        exporter("docx")
