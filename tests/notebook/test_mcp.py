"""`communique mcp` as an assistant's program meets it: the real program, over stdio, by the SDK's own client."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, StdioServerParameters

from communique import Ledger
from communique.assistant.bounds import LONGEST, fitted
from communique.types import Record

PROGRAM = [sys.executable, "-m", "communique", "mcp"]
TALKS = "Chinese Premier Li Qiang met with Belarusian Prime Minister Roman Golovchenko in Minsk on Thursday.\n"
READING = {"search", "documents", "show", "relation", "commitments", "compare", "wording", "who", "read"}


class Assistant:
    """A connection to the program: calls a tool and gives its answer, or the words of its refusal."""

    def __init__(self, portal: Any, client: Client) -> None:
        self.portal, self.client = portal, client

    def tools(self) -> dict[str, Any]:
        return {tool.name: tool for tool in self.portal.call(self.client.list_tools).tools}

    def ask(self, name: str, **given: Any) -> dict[str, Any]:
        answer = self.portal.call(self.client.call_tool, name, given)
        assert not answer.is_error, answer.content[0].text
        assert json.loads(answer.content[0].text) == answer.structured_content
        assert len(answer.content[0].text) <= LONGEST
        return dict(answer.structured_content)

    def refusal(self, name: str, **given: Any) -> str:
        answer = self.portal.call(self.client.call_tool, name, given)
        assert answer.is_error, answer.content[0].text
        return str(answer.content[0].text)


@contextmanager
def connected(*options: str) -> Iterator[Assistant]:
    program = StdioServerParameters(command=PROGRAM[0], args=[*PROGRAM[1:], *options])
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(program)) as client:
        yield Assistant(portal, client)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, story_records: list[Record]) -> Path:
    path = tmp_path_factory.mktemp("assistant") / "story.db"
    with Ledger(path, create=True) as ledger:
        for record in story_records:
            ledger.add(record)
    return path


@pytest.fixture(scope="module")
def assistant(story: Path) -> Iterator[Assistant]:
    with connected("--ledger", str(story)) as made:
        yield made


def quotes(answer: Any) -> Iterator[tuple[str, str, str]]:
    """Every (entry id, document id, quote) that an answer holds, however deep."""
    if isinstance(answer, dict):
        if {"id", "doc", "quote"} <= answer.keys():
            yield answer["id"], answer["doc"], answer["quote"]
        answer = list(answer.values())
    if isinstance(answer, list):
        for item in answer:
            yield from quotes(item)


# ---- what is offered ----


def test_without_write_there_are_only_tools_that_read(assistant: Assistant) -> None:
    tools = assistant.tools()
    assert set(tools) == READING
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert len(tool.description) > 80
        for name, parameter in tool.input_schema["properties"].items():
            assert parameter.get("description"), f"{tool.name} does not tell what {name} is"
    assert "Unknown tool" in assistant.refusal("judge", verb="reject", target="x", reason="none")
    assert "instructions" in assistant.client.instructions


# ---- what is answered ----


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("relation", {"a": "China", "b": "BLR"}),
        ("commitments", {"a": "CHN", "b": "Belarus", "open_only": True}),
        ("compare", {"a": "story-10", "b": "story-11"}),
    ],
)
def test_every_quote_stands_in_the_document_that_is_cited(
    assistant: Assistant, story_records: list[Record], name: str, given: dict[str, Any]
) -> None:
    texts = {record.document.id: record.document.text for record in story_records}
    found = list(quotes(assistant.ask(name, **given)))
    assert len(found) > 5
    for _, document, quote in found:
        assert quote in texts[document]
    key, document, quote = found[0]
    shown = assistant.ask("show", id=key[:10])
    assert (shown["sort"], shown["id"], shown["doc"], shown["quote"]) == ("entry", key, document, quote)


def test_findings_wordings_and_persons_are_told(assistant: Assistant) -> None:
    hit = assistant.ask("search", query='"one-China principle"')["found"][0]
    assert "one-China principle" in hit["text"] and hit["document"].startswith("story-")
    wording = assistant.ask("wording", phrase="one-China principle", by="Belarus")["formulations"]
    assert {one["party"] for one in wording} == {"BLR"}
    assert wording[0]["uses"][0]["document"].startswith("story-")
    answers = assistant.ask("who", query="premier of China", on="2024-08-22")["answers"]
    assert [one["person"]["name"] for one in answers if one["chosen"]] == ["Li Qiang"]


def test_a_list_that_is_cut_says_how_many_there_are_beyond(assistant: Assistant) -> None:
    listed = assistant.ask("documents", most=2)
    assert (len(listed["documents"]), listed["documents_more"]) == (2, 10)
    few, every = assistant.ask("commitments", most=3), assistant.ask("commitments", most=100)
    assert len(few["commitments"]) == 3
    assert few["commitments_more"] + 3 == len(every["commitments"]) + every.get("commitments_more", 0) > 20


def test_an_answer_that_is_too_long_is_cut_until_it_fits() -> None:
    long = {"found": [{"id": n, "text": "word " * 200, "ids": list(range(50))} for n in range(300)], "found_more": 7}
    told = fitted(long)
    assert len(json.dumps(told)) <= LONGEST
    assert len(told["found"]) + told["found_more"] == 307
    assert len(told["found"][0]["ids"]) + told["found"][0]["ids_more"] == 50


def test_a_text_is_read_and_not_kept(assistant: Assistant, story: Path) -> None:
    read = assistant.ask("read", text=TALKS, date="2024-08-22", publisher="BelTA")
    (entry,) = read["entries"]
    assert TALKS[entry["start"] : entry["end"]] == entry["quote"]
    assert (entry["kind"], entry["actors"], entry["details"]["date"]) == ("meeting", ["CHN", "BLR"], "2024-08-22")
    assert read["document"]["published"] == "2024-08-22"
    assert len(assistant.ask("documents")["documents"]) == 12


# ---- what is refused ----


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("relation", {"a": "China", "b": "Atlantis"}, "'Atlantis' is no state"),
        ("relation", {"a": "France", "b": "Germany"}, "holds nothing"),
        ("show", {"id": "nowhere"}, "nowhere"),
        ("commitments", {"a": "China"}, "two parties"),
        ("commitments", {"most": 1000}, "most: Input should be less than or equal to 100"),
        ("search", {}, "query: Field required"),
        ("who", {"query": "Nobody Atall"}, "nobody"),
        ("read", {}, "either a text or the url"),
        ("read", {"url": "/etc/passwd"}, "no address"),
        ("read", {"url": "http://127.0.0.1:9/"}, "private address"),
        ("read", {"text": TALKS, "date": "Thursday"}, "YYYY-MM-DD"),
    ],
)
def test_a_refusal_is_a_tool_error_of_one_line(
    assistant: Assistant, name: str, given: dict[str, Any], told: str
) -> None:
    refused = assistant.refusal(name, **given)
    assert told in refused
    assert "\n" not in refused


# ---- what is changed ----


def test_with_write_a_text_is_kept_judged_and_found_again_in_parts(tmp_path: Path) -> None:
    text = TALKS + "The parties stated nothing else. " * 1_000
    with connected("--ledger", str(tmp_path / "new.db"), "--write") as assistant:
        assert set(assistant.tools()) == READING | {"add", "judge"}
        kept = assistant.ask("add", text=text, date="2024-08-22", title="Talks in Minsk")
        assert kept["first"] and kept["entries"] >= 1
        shown = [assistant.ask("show", id=kept["document"])]
        while shown[-1].get("text_more"):
            shown.append(assistant.ask("show", id=kept["document"], start=sum(len(part["text"]) for part in shown)))
        assert "".join(part["text"] for part in shown).endswith(text) and len(shown) == 3
        meeting = next(entry["id"] for entry in shown[0]["entries"] if entry["kind"] == "meeting")
        judgement = assistant.ask("judge", verb="reject", target=meeting, reason="a test")["judgement"]
        assert meeting not in [hit["id"] for hit in assistant.ask("search", query="Golovchenko")["found"]]
        steps = assistant.ask("show", id=judgement)["found"]
        assert [(step["what"], step["by"]) for step in steps] == [("reject", "assistant")]
        assert "no judgement" in assistant.refusal("judge", verb="burn", target=meeting, reason="a test")


# ---- the program ----


def test_nothing_but_the_protocol_goes_to_standard_output(story: Path) -> None:
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    read = {"name": "read", "arguments": {"text": TALKS}}
    sent = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": read},
    ]
    with subprocess.Popen(
        [*PROGRAM, "--ledger", str(story)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin and program.stdout
        program.stdin.write("".join(json.dumps(message) + "\n" for message in sent))
        program.stdin.flush()
        answers = [json.loads(program.stdout.readline()) for _ in range(2)]
        program.stdin.close()
        assert program.stdout.read() == ""
        assert program.wait(timeout=30) == 0
    assert [answer["id"] for answer in answers] == [1, 2]
    assert "Li Qiang" in answers[1]["result"]["content"][0]["text"]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ([*PROGRAM, "--ledger", "nowhere.db"], "there is no ledger nowhere.db"),
        (
            [sys.executable, "-c", "import sys; sys.modules['mcp'] = None; from communique.cli import main; main()"],
            "pip install 'communique[mcp]'",
        ),
    ],
)
def test_what_keeps_it_from_starting_is_told_in_one_line(start: list[str], told: str, tmp_path: Path) -> None:
    if "-c" in start:
        start = [*start, "mcp", "--write", "--ledger", str(tmp_path / "new.db")]
    done = subprocess.run(start, capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr and done.stderr.count("\n") == 1
