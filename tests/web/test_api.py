"""The REST API over the story's ledger: the command line's answers, pages of lists, tags, and refusals in one shape."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.ledger.tools import filled
from typer.testing import CliRunner

from communique.cli import app as command_line
from communique.ledger.store import open_store
from communique.ledger.tokens import create_token
from communique.types import Record
from communique.web.app import application
from communique.web.settings import Settings

HOME = "http://127.0.0.1:8000"
LISTS = (
    "/documents",
    "/documents?between=CHN-BLR",
    "/entries",
    "/entries?between=CHN-BLR",
    "/entries?between=CHN-BLR&kind=commitment&kind=meeting&party=BLR",
    "/entries?party=Belarus&since=2022&until=2024-06",
    "/commitments",
    "/commitments?due=2024",
    "/commitments?between=CHN-BLR&on=2024-01-01",
    "/links",
    "/relations",
)
XI = "Minsk, 22 August 2024. Xi Jinping met Alexander Lukashenko. China firmly supports Belarus."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, story_ledger: Path) -> Path:
    """A ledger of the story, which the tests share and write to."""
    return Path(shutil.copyfile(story_ledger, tmp_path_factory.mktemp("ledger") / "story.db"))


@pytest.fixture(scope="module")
def client(ledger: Path) -> Iterator[TestClient]:
    """The app on loopback, as this machine's own programs reach it."""
    with TestClient(application(Settings(ledger=str(ledger))), base_url=HOME) as made:
        yield made


@pytest.fixture
def get(client: TestClient) -> Callable[..., Any]:
    """A path's answer, which must be fine."""

    def answer(path: str, **parameters: Any) -> Any:
        response = client.get(f"/api/v1{path}", params=parameters)
        assert response.status_code == 200, response.text
        return response.json()

    return answer


@pytest.fixture
def told(ledger: Path) -> Callable[..., Any]:
    """What the command line tells as JSON."""

    def answer(*words: str) -> Any:
        result = CliRunner().invoke(command_line, [*words, "--json", "--ledger", str(ledger)])
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return answer


def refused(response: Any, status: int, code: str = "") -> dict[str, str]:
    """The refusal that a response is."""
    assert response.status_code == status, response.text
    assert list(response.json()) == ["error"]
    error: dict[str, str] = response.json()["error"]
    assert error["code"]
    assert error["message"]
    assert set(error) <= {"code", "message", "remedy", "field"}
    assert not code or error["code"] == code
    return error


def test_every_verb_tells_what_the_command_line_tells(
    get: Callable[..., Any], told: Callable[..., Any], client: TestClient
) -> None:
    assert get("/documents", limit=50)["items"] == told("documents")
    assert get("/relations/China/BLR") == told("relation", "CHN", "BLR")
    assert get("/commitments", limit=200)["items"] == told("commitments")
    lapsed = ("--between", "CHN", "BLR", "--state", "lapsed", "--on", "2025-12-31")
    found = get("/commitments", between="CHN-BLR", state="lapsed", on="2025-12-31", limit=200)["items"]
    assert found == told("commitments", *lapsed)
    assert found
    assert get("/commitments", open=True, field="laser")["items"] == told("commitments", "--open", "--field", "laser")
    assert get("/wording", phrase="one-China principle", by="Belarus")["items"] == told(
        "wording", "one-China principle", "--by", "BLR"
    )
    assert get("/wording", between="China,Belarus")["items"] == told("wording", "--between", "CHN", "BLR")
    assert get("/search", q="industrial park", limit=20)["items"] == told("search", "industrial park")
    assert get("/links", limit=500)["items"] == told("links", "--all", "--most", "500")
    assert get("/links", state="proposed")["items"] == told("links")
    document = get("/documents")["items"][0]["id"]
    assert get(f"/documents/{document}", text=True) == told("show", document)
    entry = get("/relations/CHN/BLR")["last_meeting"]["reports"][0]
    assert get(f"/entries/{entry['id']}") == told("show", entry["id"])
    assert get(f"/entries/{entry['id']}/history")["items"] == told("history", entry["id"])
    assert get(f"/events/{entry['event']}") == told("show", entry["event"])


def test_who_and_classify_tell_what_the_command_line_tells(get: Callable[..., Any], client: TestClient) -> None:
    def run(*words: str) -> Any:
        return json.loads(CliRunner().invoke(command_line, [*words, "--json"]).stdout)

    day = "2024-08-22"
    assert get("/who", name="premier of China", on=day)["items"] == run("who", "premier of China", "--on", day)
    sentence = {"sentence": "Kenya will send doctors to Malawi.", "actor": "Kenya", "recipient": "Malawi"}
    found = client.post("/api/v1/classify", json={"sentences": [sentence, sentence]}).json()["items"]
    words = (sentence["sentence"], "--actor", "Kenya", "--recipient", "Malawi")
    assert found == [run("classify", *words)] * 2


def test_a_text_is_read_and_nothing_is_kept(client: TestClient, get: Callable[..., Any], tmp_path: Path) -> None:
    before = get("/documents")["total"]
    record = client.post("/api/v1/read", json={"text": XI}).json()
    file = tmp_path / "text.txt"
    file.write_text(XI, encoding="utf-8")
    same = json.loads(CliRunner().invoke(command_line, ["read", str(file), "--json"]).stdout)
    assert record["entries"] == same["entries"]
    assert record["document"]["id"] == same["document"]["id"]
    assert get("/documents")["total"] == before
    known = {"title": "Talks in Minsk", "date": "2024-08-22", "publisher": "Minsk Wire", "url": "https://x.test/1"}
    document = client.post("/api/v1/read", json={"text": XI, **known}).json()["document"]
    assert (document["title"], document["published"]) == (known["title"], known["date"])
    assert (document["publisher"], document["url"]) == (known["publisher"], known["url"])


@pytest.mark.parametrize("text", ["\u009d", "Xi met Lukashenko. \u009d", "\u202e.", "a" * 9_000, "\U0001f600!" * 200])
def test_the_strangest_text_has_a_record(client: TestClient, text: str) -> None:
    response = client.post("/api/v1/read", json={"text": text, "title": "Talks in Minsk"})
    assert response.status_code == 200, response.text
    assert text.strip() in response.json()["document"]["text"]


def test_what_is_to_be_read_may_be_refused_with_a_reason(client: TestClient) -> None:
    def sent(**body: Any) -> Any:
        return client.post("/api/v1/read", json=body)

    assert "private address" in refused(sent(url="http://127.0.0.1:1/"), 422, "address")["message"]
    assert "private address" in refused(sent(url="http://[::ffff:10.0.0.1]/"), 422, "address")["message"]
    for address in ("/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "ftp://host.test/a"):
        assert "https://" in refused(sent(url=address), 422, "address")["remedy"]
    refused(sent(text="  "), 422, "empty")
    refused(sent(text="Le président a rencontré son homologue chinois à Paris. " * 9), 422, "language")
    refused(sent(text="Xi met Lukashenko.\x00"), 422, "invalid")
    refused(sent(text="x" * 10_000_001), 413, "too_large")
    assert refused(sent(), 422)["remedy"].startswith("give text")
    refused(sent(text=XI, date="someday"), 422, "format")
    lone = client.post(
        "/api/v1/read", content=b'{"text": "half \\ud800"}', headers={"Content-Type": "application/json"}
    )
    refused(lone, 422, "invalid")


def test_a_document_is_kept_once(client: TestClient, get: Callable[..., Any]) -> None:
    body = {"text": XI, "title": "Kept once", "date": "2024-08-22", "publisher": "Minsk Wire"}
    first = client.post("/api/v1/documents", json=body)
    assert first.status_code == 201
    kept = first.json()
    assert kept["first"]
    assert kept["entries"] == kept["added"] > 0
    assert client.get(first.headers["location"]).json()["document"]["title"] == "Kept once"
    again = client.post("/api/v1/documents", json=body)
    assert again.status_code == 200
    assert again.json() == {**kept, "known": True, "first": False, "added": 0, "links": 0}
    assert [row["id"] for row in get("/documents", limit=100)["items"]].count(kept["document"]) == 1


def test_the_same_id_with_another_text_is_a_conflict(client: TestClient, ledger: Path) -> None:
    body = {"text": XI + " They signed an agreement."}
    key = client.post("/api/v1/documents", json=body).json()["document"]
    with sqlite3.connect(ledger) as direct:
        direct.execute("UPDATE documents SET text = 'Another text.' WHERE id = ?", (key,))
    refused(client.post("/api/v1/documents", json=body), 409, "other_text")


@pytest.mark.parametrize("path", [*LISTS, "/search?q=Belarus"])
def test_a_list_in_parts_is_the_list(client: TestClient, path: str) -> None:
    joint = "&" if "?" in path else "?"
    whole = client.get(f"/api/v1{path}{joint}limit=500").json()
    assert whole["next"] is None
    size = len(whole["items"]) // 4 or 1
    assert len(whole["items"]) > size
    parts, cursor = [], ""
    for _ in whole["items"]:
        part = client.get(f"/api/v1{path}{joint}limit={size}&cursor={cursor}").json()
        parts += part["items"]
        if (cursor := part["next"]) is None:
            break
    assert parts == whole["items"]


def test_both_stores_answer_alike(story_records: list[Record], tmp_path: Path, postgresql: Callable[..., str]) -> None:
    answers = []
    for where in (str(tmp_path / "story.db"), postgresql()):
        filled(where, story_records)
        with TestClient(application(Settings(ledger=where)), base_url=HOME) as client:
            found: dict[str, Any] = {}
            for path in LISTS:
                part = found[path] = client.get(f"/api/v1{path}{'&' if '?' in path else '?'}limit=5").json()
                rest = {"cursor": part["next"] or "", "limit": 500}
                found[path + " on"] = client.get(f"/api/v1{path}", params=rest).json()
            for path in ("/relations/CHN/BLR", "/wording?phrase=one-China", "/who?name=Xi%20Jinping", "/judgements"):
                found[path] = client.get(f"/api/v1{path}").json()
            for document in found["/documents"]["items"]:
                found[document["id"]] = client.get(f"/api/v1/documents/{document['id']}?text=true").json()
            for path in ("/entries/%00", "/entries?party=%00", "/documents?between=CHN-%ED%A0%80"):
                refused(client.get(f"/api/v1{path}"), 404 if "%ED" in path else 422)
            answers.append(found)
    assert _timeless(answers[0]) == _timeless(answers[1])


def _timeless(value: Any) -> Any:
    """An answer without when it was worked out."""
    if isinstance(value, dict):
        return {key: _timeless(held) for key, held in value.items() if key != "at"}
    return [_timeless(held) for held in value] if isinstance(value, list) else value


def test_entries_are_those_that_were_asked_for(get: Callable[..., Any]) -> None:
    every = get("/entries", limit=500)["items"]
    assert [row["date"] for row in every] == sorted((row["date"] for row in every), reverse=True)

    def of(**asked: Any) -> list[str]:
        return sorted(row["id"] for row in get("/entries", limit=500, **asked)["items"])

    def those(wanted: Callable[[dict[str, Any]], bool]) -> list[str]:
        return sorted(row["id"] for row in every if wanted(row))

    assert of(kind="agreement") == those(lambda row: row["kind"] == "agreement") != []
    assert of(since="2023-05", until="2024") == those(lambda row: "2023-05" <= row["date"] <= "2024~") != []
    assert of(party="BLR") == those(lambda row: "BLR" in row["actors"] + row["counterparts"]) != []
    one = every[0]["doc"]
    assert of(document=one) == those(lambda row: row["doc"] == one) != []
    both = of(between="CHN-BLR", kind="meeting")
    assert both
    assert set(both) <= set(of(party="China")) & set(of(party="Belarus")) & set(of(kind="meeting"))


def test_a_tag_saves_the_answer_until_the_ledger_changes(client: TestClient, get: Callable[..., Any]) -> None:
    path = "/api/v1/relations/CHN/BLR"
    first = client.get(path)
    tag = {"If-None-Match": f'"other", {first.headers["etag"]}'}
    unchanged = client.get(path, headers=tag)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["etag"] == first.headers["etag"]
    assert client.get(path + "?", headers=tag).status_code == 304
    assert client.get("/api/v1/relations/BLR/CHN", headers=tag).status_code == 200
    entry = get("/entries", kind="position")["items"][0]["id"]
    client.post("/api/v1/judgements", json={"verb": "accept", "target": entry})
    changed = client.get(path, headers=tag)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


def test_judgements_are_taken_seen_and_withdrawn(client: TestClient, get: Callable[..., Any]) -> None:
    entry = get("/entries", kind="discussion")["items"][0]

    def judged(**body: str) -> Any:
        return client.post("/api/v1/judgements", json=body)

    made = judged(verb="reject", target=entry["id"][:12], reason="a heading")
    assert made.status_code == 201
    assert made.json()["target"] == entry["id"]
    assert made.json()["reason"] == "a heading"
    assert made.json()["author"]
    assert get("/judgements")["items"][0] == made.json()
    assert get("/judgements", target=entry["id"])["items"] == [made.json()]
    assert get(f"/entries/{entry['id']}")["judged"] == "rejected"
    assert entry["id"] not in [row["id"] for row in get("/entries", kind="discussion", limit=500)["items"]]
    assert judged(verb="withdraw", target=made.json()["id"]).status_code == 201
    assert get(f"/entries/{entry['id']}") == {**entry, "links": []}
    refused(judged(verb="withdraw", target=made.json()["id"]), 422, "judgement")
    refused(judged(verb="correct", target=entry["id"], field="kind", value="party"), 422, "judgement")
    refused(judged(verb="accept", target="ffffffffffff"), 404, "unknown_id")
    assert refused(judged(verb="bless", target=entry["id"]), 422)["field"] == "verb"


def test_who_may_write_is_told_by_the_token(ledger: Path, client: TestClient) -> None:
    store = open_store(str(ledger))
    with store.writing() as connection:
        secrets = {role: create_token(connection, f"a {role}", role) for role in ("reader", "reviewer")}
    store.close()

    def judged(secret: str) -> Any:
        key = client.get("/api/v1/entries?limit=1").json()["items"][0]["id"]
        return client.post(
            "/api/v1/judgements",
            json={"verb": "accept", "target": key},
            headers={"Authorization": f"Bearer {secret}"},
        )

    refused(judged(secrets["reader"]), 403, "forbidden")
    refused(judged("wrong"), 401)
    assert judged(secrets["reviewer"]).json()["author"] == "a reviewer"
    sent = client.post("/api/v1/documents", json={"text": XI}, headers={"Authorization": f"Bearer {secrets['reader']}"})
    refused(sent, 403, "forbidden")


def test_two_readouts_side_by_side(client: TestClient, get: Callable[..., Any], ledger: Path) -> None:
    meeting = get("/relations/CHN/BLR")["last_meeting"]
    a, b = (report["doc"] for report in meeting["reports"][:2])
    result = CliRunner().invoke(command_line, ["compare", a, b, "--json", "--ledger", str(ledger)])
    assert get("/compare", a=a, b=b) == json.loads(result.stdout)
    body = {"a": {"text": XI}, "b": {"id": b}}
    told = client.post("/api/v1/compare", json=body).json()
    assert told["b"]["id"] == b
    assert sum(told["counts"].values()) == len(told["rows"]) > 0
    refused(client.get(f"/api/v1/compare?a={a}&b=nothing"), 404, "unknown_id")
    refused(client.post("/api/v1/compare", json={"a": {"text": XI, "id": b}, "b": {"id": b}}), 422, "invalid")


def test_a_ledger_is_exported_in_every_format(client: TestClient, ledger: Path, tmp_path: Path) -> None:
    told = client.get("/api/v1/exports/csv", params={"between": "CHN-BLR"})
    assert told.headers["content-type"].startswith("text/csv")
    assert "attachment" in told.headers["content-disposition"]
    words = ["export", "csv", "--between", "CHN", "BLR", "--ledger", str(ledger)]
    assert list(csv.reader(io.StringIO(told.text))) == list(
        csv.reader(io.StringIO(CliRunner().invoke(command_line, words).stdout))
    )
    copy = tmp_path / "datasette.db"
    copy.write_bytes(client.get("/api/v1/exports/datasette").content)
    with sqlite3.connect(copy) as tables:
        assert tables.execute("SELECT count(*) FROM entries").fetchone()[0] > 100
    assert client.get("/api/v1/exports/parquet").content.startswith(b"PAR1")
    assert client.get("/api/v1/exports/json?judged=true").status_code == 200
    assert "csv" in refused(client.get("/api/v1/exports/docx"), 422, "question")["remedy"]
    refused(client.get("/api/v1/exports/datasette?between=CHN-BLR"), 422, "question")


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/nothing", 404, ""),
        ("/entries/ffffffffffffffff", 404, ""),
        ("/entries/ffffffffffffffff/history", 404, ""),
        ("/events/ev-none", 404, ""),
        ("/documents/none", 404, ""),
        ("/documents?between=CHN-Atlantis", 404, ""),
        ("/relations/CHN/FJI", 404, ""),
        ("/relations/CHN/China", 422, ""),
        ("/wording?phrase=zzz", 404, ""),
        ("/wording", 422, ""),
        ("/wording?phrase=peace&between=CHN-BLR", 422, ""),
        ("/who?name=Zzyzx%20Qwfp", 404, ""),
        ("/entries?knid=meeting", 422, "knid"),
        ("/entries/ffffffffffffffff?links=no", 422, "links"),
        ("/entries?kind=party", 422, "kind.0"),
        ("/entries?limit=0", 422, "limit"),
        ("/entries?limit=501", 422, "limit"),
        ("/entries?limit=many", 422, "limit"),
        ("/entries?since=yesterday", 422, "since"),
        ("/entries?until=2023-02-29", 422, "until"),
        ("/entries?between=CHN", 422, ""),
        ("/entries?party=%00", 422, "party"),
        ("/entries?document=a%00b", 422, "document"),
        ("/entries/%00", 422, "id"),
        ("/documents/%00", 422, "id"),
        ("/entries?cursor=abc", 422, ""),
        ("/entries?cursor=WyJhIl0=", 422, ""),
        ("/entries?cursor=WzEsMl0=", 422, ""),
        ("/links?cursor=W05hTiwgImEiXQ==", 422, ""),
        ("/judgements?cursor=Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTld", 422, ""),
        ("/search", 422, "q"),
        ("/search?q=" + "x" * 301, 422, "q"),
        ("/commitments?state=done", 422, "state"),
        ("/commitments?on=2024", 422, "on"),
        ("/commitments?on=0", 422, "on"),
    ],
)
def test_a_question_that_has_no_answer_is_refused_in_one_shape(
    client: TestClient, path: str, status: int, field: str
) -> None:
    error = refused(client.get(f"/api/v1{path}"), status)
    assert error.get("field", "") == field


def test_a_body_that_is_none_is_refused_in_one_shape(client: TestClient, ledger: Path) -> None:
    store = open_store(str(ledger))
    with store.writing() as connection:
        secret = create_token(connection, "sender", "admin")
    store.close()

    def sent(body: bytes, media: str = "application/json") -> Any:
        headers = {"Content-Type": media, "Authorization": f"Bearer {secret}"}
        return client.post("/api/v1/read", content=body, headers=headers)

    refused(sent(b"{"), 400)
    refused(sent(b"\xff\xfe"), 400)
    refused(sent(b"[" * 100_000), 400)
    refused(sent(b"[]"), 422)
    refused(sent(b"null"), 422)
    refused(sent(b'{"text": 1}'), 422)
    refused(sent(b'{"text": "a", "txet": "b"}'), 422)
    assert refused(sent(b"text=a", "application/x-www-form-urlencoded"), 415)["remedy"] == "send application/json"
    refused(sent(b"x" * 12_000_001), 413)
    refused(client.put("/api/v1/read", json={}), 405)


def test_a_ledger_that_is_at_fault_is_told_as_unavailable(ledger: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    with sqlite3.connect(ledger) as source, sqlite3.connect(broken) as copy:
        source.backup(copy)
    with TestClient(application(Settings(ledger=str(broken))), base_url=HOME) as client:
        assert client.get("/api/v1/health").json()["status"] == "ok"
        with sqlite3.connect(broken) as direct:
            direct.execute("ALTER TABLE readings RENAME TO gone")
        refused(client.get("/api/v1/entries"), 503)
        refused(client.get("/api/v1/health"), 503)
