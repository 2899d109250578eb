"""`Ledger` as someone in a notebook uses it: on the story of twelve documents."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique import Ledger, read_document
from communique.errors import (
    CommuniqueError,
    MissingPackageError,
    NoLedgerError,
    QuestionError,
    SourceError,
    UnknownIdError,
    UnknownPartyError,
)
from communique.types import Record

ROOT = Path(__file__).resolve().parents[2]
TALKS = "Chinese Premier Li Qiang met with Belarusian Prime Minister Roman Golovchenko in Minsk on Thursday.\n"
COLUMNS = (
    "id document published date kind time speaker actors counterparts quote start end plover mode contexts cameo scale "
    "details confidence title publisher url judged event"
).split()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, story_records: list[Record]) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("notebook") / "story.db", create=True) as made:
        for record in story_records:
            made.add(record)
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "own.db", create=True) as made:
        yield made


# ---- frames ----


def test_a_row_of_the_frame_leads_back_to_its_words(ledger: Ledger) -> None:
    frame = ledger.entries(between=("China", "BLR"))
    assert list(frame.columns) == COLUMNS
    assert len(frame) > 50
    assert str(frame.dtypes["start"]) == "int64" and str(frame.dtypes["scale"]) == "float64"
    for row in frame.head(10).itertuples():
        assert ledger.record(row.document).document.text[row.start : row.end] == row.quote
        assert {"CHN", "BLR"} & set(f"{row.actors}; {row.counterparts}".split("; "))
        assert isinstance(json.loads(row.details), dict)


def test_pandas_polars_and_the_list_hold_the_same(ledger: Ledger) -> None:
    asked: dict[str, Any] = {"between": ("BLR", "China"), "kind": "commitment"}
    pandas = ledger.entries(**asked)
    polars = ledger.entries(**asked, frame="polars")
    listed = ledger.entries(**asked, frame=None)
    assert polars.columns == COLUMNS
    assert str(polars.schema["start"]) == "Int64" and str(polars.schema["scale"]) == "Float64"
    assert list(pandas["id"]) == polars["id"].to_list() == [one.entry.id for one in listed]
    assert set(pandas["kind"]) == {"commitment"}
    assert pandas["scale"].tolist() == polars["scale"].to_list()


def test_entries_of_a_period_include_its_ends(ledger: Ledger) -> None:
    every = ledger.entries()
    within = ledger.entries(since="2023-04-24", until="2023-04")
    assert set(within["date"]) == {day for day in every["date"] if "2023-04-24" <= day <= "2023-04-30"}
    assert len(within) > 5
    assert list(ledger.entries(since="2023-04-24", until="2023-04", most=3)["id"]) == list(within["id"][:3])


@pytest.mark.parametrize("frame", ["pandas", "polars"])
def test_a_frame_of_nothing_has_its_columns(ledger: Ledger, frame: str) -> None:
    nothing = ledger.entries(between=("FRA", "DEU"), frame=frame)
    assert (len(nothing), list(nothing.columns)) == (0, COLUMNS)
    assert str(nothing["scale"].dtype).lower() == "float64"


def test_commitments_have_their_states(ledger: Ledger) -> None:
    frame = ledger.commitments(between=("China", "Belarus"))
    assert {"pledged", "fulfilled"} <= set(frame["state"])
    fulfilled = frame[frame["state"] == "fulfilled"].iloc[0]
    assert fulfilled["shown_by"] in set(ledger.entries()["id"])
    still = ledger.commitments(open_only=True, frame="polars")
    assert set(still["state"]) <= {"pledged", "repeated", "under way"}
    assert 0 < len(ledger.commitments(on="2023-05-01")) < len(frame)


def test_documents_are_listed_newest_first(ledger: Ledger) -> None:
    frame = ledger.documents()
    assert len(frame) == 12
    assert list(frame["published"]) == sorted(frame["published"], reverse=True)
    assert len(ledger.documents(between=("China", "Belarus"), most=3)) == 3


# ---- single things ----


def test_relation_wording_search_and_comparison_take_names_and_ids(ledger: Ledger) -> None:
    assert ledger.relation("Belarus", "China").documents == 12
    assert ledger.wording("one-China principle", by="Belarus")[0].party == "BLR"
    hit = ledger.search("one-China principle")[0]
    assert "one-China" in hit.text
    a, b = ledger.documents(frame=None)[:2]
    assert ledger.compare(a.id, ledger.record(b.id)).b.document.id == b.id


def test_judgements_are_taken_and_withdrawn(own: Ledger) -> None:
    own.add(TALKS, date="2024-08-22")
    key = own.entries()["id"][0]
    before = len(own.entries())
    judgement = own.judge("reject", key, author="reader", reason="a test")
    assert len(own.entries()) == before - 1
    own.judge("withdraw", judgement, author="reader")
    assert len(own.entries()) == before


# ---- what is added and read ----


def test_a_text_is_kept_once_with_what_is_told_of_it(own: Ledger) -> None:
    (kept,) = own.add(TALKS, title="Talks in Minsk", date="2024-08-22", publisher="BelTA", url="https://example.org/1")
    assert kept.first and kept.entries > 0
    (again,) = own.add(TALKS, title="Talks in Minsk", date="2024-08-22", publisher="BelTA", url="https://example.org/1")
    assert again.known and again.entries == kept.entries
    (row,) = own.documents(frame=None)
    assert (row.title, row.published, row.publisher) == ("Talks in Minsk", "2024-08-22", "BelTA")
    assert set(own.entries()["url"]) == {"https://example.org/1"}


def test_of_a_folder_what_can_be_read_is_kept_and_the_rest_is_warned_of(own: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "talks.txt").write_text(TALKS, encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 400)
    with pytest.warns(UserWarning, match=r"broken\.txt"):
        kept = own.add(folder)
    assert [one.first for one in kept] == [True]
    (folder / "talks.txt").unlink()
    with pytest.raises(SourceError, match=r"broken\.txt"):
        own.add(folder)


def test_a_text_and_its_file_are_one_document(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(TALKS, encoding="utf-8")
    records = [read_document(TALKS), read_document(path), read_document(str(path))]
    assert {record.document.id for record in records} == {records[0].document.id}
    assert [entry.kind for entry in records[0].entries] == ["meeting"]
    dated = read_document(path, date="2024-08-22", publisher="Xinhua")
    assert str(dated.document.published) == "2024-08-22" and dated.document.publisher == "Xinhua"
    assert next(d.value for d in dated.entries[0].details if d.name == "date") == "2024-08-22"


# ---- what is refused ----


@pytest.mark.parametrize(
    ("ask", "error", "told"),
    [
        (lambda ledger: ledger.entries(between=("CHN", "Atlantis")), UnknownPartyError, "Atlantis"),
        (lambda ledger: ledger.entries(kind="treaty"), QuestionError, "agreement"),
        (lambda ledger: ledger.entries(frame="excel"), QuestionError, "pandas, polars"),
        (lambda ledger: ledger.commitments(state="kept"), QuestionError, "fulfilled"),
        (lambda ledger: ledger.record("nowhere"), UnknownIdError, "nowhere"),
        (lambda ledger: ledger.add("tal ks.txt"), SourceError, "tal ks.txt"),
        (lambda ledger: ledger.add("http://127.0.0.1:1/page"), SourceError, "private address"),
        (lambda ledger: ledger.add(TALKS, date="Thursday"), QuestionError, "YYYY-MM-DD"),
        (lambda ledger: Ledger("/nowhere/at/all.db"), NoLedgerError, "communique add"),
    ],
)
def test_a_mistake_is_told_in_one_line(ledger: Ledger, ask: Any, error: type[CommuniqueError], told: str) -> None:
    with pytest.raises(error, match=told) as refused:
        ask(ledger)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_package_that_is_absent_is_told_with_its_remedy(
    ledger: Ledger, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingPackageError, match=rf"pip install 'communique\[{name}\]'") as refused:
        ledger.entries(frame=name)
    assert "\n" not in str(refused.value)


def test_the_python_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs/notebook.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block.replace("minsk.db", str(tmp_path / "minsk.db")), "docs/notebook.md", "exec"), names)
    assert len(blocks) == 3
    assert set(names["frame"]["kind"]) == {"commitment"}
    assert str(names["doc"]._.communique.document.published) == "2024-08-22"
