"""`communique read` as a person starts it: a real process, real files, the whole way through."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STORY = """Norway and Kenya hold talks

OSLO, March 3 (NWA) -- Norwegian Prime Minister Kari Berg held talks with Kenyan President Amos Otieno on Monday.

Berg said that Norway is ready to work with Kenya to deepen cooperation in fisheries and expand exchanges in education.

Following the talks, the two leaders signed a memorandum of understanding on renewable energy.
"""

COMMAND = [sys.executable, "-m", "communique", "read"]


def run(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, input=stdin, env=environment, timeout=120, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


def one_line_of_refusal(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("communique: ")
    return line


def test_prints_a_record_for_a_person(story: Path) -> None:
    done = run(story)
    assert done.returncode == 0, done.stderr
    for told in ("Norway and Kenya hold talks", "Kari Berg", "Amos Otieno", "Meetings", "Commitments", "Agreements"):
        assert told in done.stdout
    assert "\x1b" not in done.stdout and max(map(len, done.stdout.splitlines())) <= 80
    assert done.stderr == ""


def test_json_and_jsonl_tell_the_same_entries(story: Path) -> None:
    record = json.loads(run(story, "--json").stdout)
    rows = [json.loads(line) for line in run(story, "--jsonl").stdout.splitlines()]
    assert [entry["id"] for entry in record["entries"]] == [row["id"] for row in rows] != []
    text = record["document"]["text"]
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)
    assert {"meeting", "commitment", "agreement"} <= {row["kind"] for row in rows}


def test_reading_twice_gives_the_same_bytes(story: Path) -> None:
    assert run(story, "--json").stdout == run(story, "--json").stdout


def test_a_pipe_gets_utf_8_in_any_locale(story: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    story.write_text(STORY.replace("Kari Berg", "Kåri Bjørn"), encoding="utf-8")
    done = subprocess.run([*COMMAND, str(story)], capture_output=True, env=environment, timeout=120, check=False)
    assert "Kåri Bjørn" in done.stdout.decode("utf-8")


def test_html_goes_to_its_file_and_the_note_to_stderr(story: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run(story, "--html", page)
    assert done.returncode == 0 and done.stdout == ""
    assert done.stderr.startswith(f"communique: wrote {page}: ") and "of 1 document" in done.stderr
    assert "<article" in page.read_text(encoding="utf-8")


def test_html_beside_jsonl(story: Path, tmp_path: Path) -> None:
    done = run(story, "--jsonl", "--html", tmp_path / "page.html")
    assert json.loads(done.stdout.splitlines()[0])["kind"] and (tmp_path / "page.html").is_file()


def test_standard_input() -> None:
    done = run("-", "--jsonl", stdin=STORY.encode())
    assert done.returncode == 0 and '"meeting"' in done.stdout


def test_explain_lists_what_gave_no_entry(story: Path) -> None:
    story.write_text(STORY + "\nThe weather in the city was mild and the streets were empty.\n", encoding="utf-8")
    assert "Left out" in run(story, "--explain").stdout
    machine = run(story, "--explain", "--jsonl")
    assert "The weather in the city" in machine.stderr and "The weather in the city" not in machine.stdout


def test_other_field_names_in_jsonl(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text(json.dumps({"key": "k1", "body": STORY, "day": "2025-03-03"}) + "\n", encoding="utf-8")
    done = run(file, "--json", "--id-field", "key", "--text-field", "body", "--date-field", "day", "--publisher", "NWA")
    document = json.loads(done.stdout)["document"]
    assert (document["id"], document["published"], document["publisher"]) == ("k1", "2025-03-03", "NWA")


def test_one_bad_document_never_stops_the_rest(story: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    other = tmp_path / "other.txt"
    other.write_text(STORY.replace("Kenya", "Ghana").replace("Kenyan", "Ghanaian"), encoding="utf-8")
    done = run(story, empty, tmp_path / "absent.txt", other, "--json")
    assert done.returncode == 2
    assert len(json.loads(done.stdout)) == 2
    failures = done.stderr.splitlines()
    assert "empty.txt" in failures[0] and "absent.txt" in failures[1]
    assert failures[2] == "communique: 2 failed, 2 read"


def test_a_folder_tells_what_it_ignored(story: Path) -> None:
    (story.parent / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = run(story.parent, "--jsonl")
    assert done.returncode == 0 and done.stdout
    assert "ignored" in done.stderr and "picture.png" in done.stderr


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text(json.dumps({"text": STORY}) + "\n{broken\n", encoding="utf-8")
    done = run(file, "--jsonl")
    assert done.returncode == 2 and "corpus.jsonl:2" in done.stderr and done.stdout


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t"),
        ("binary.txt", bytes(range(256)) * 40),
        ("scan.pdf", b"%PDF-1.7\n" + bytes(range(256))),
        ("page.html", b"<html><head><script>var x = 1</script></head><body><img src=x></body></html>"),
        ("big.txt", b"Norway met Kenya. " * 3_000_000),
        ("endless.txt", b"and so on " * 10_000),
        ("french.txt", "Le ministre des affaires étrangères a reçu son homologue à Paris mardi dernier. ".encode() * 9),
        ("absent.txt", None),
    ],
)
def test_bad_input_is_one_line_and_status_2(tmp_path: Path, name: str, data: bytes | None) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    assert name in one_line_of_refusal(run(file))


def test_an_unknown_encoding_is_refused(story: Path) -> None:
    assert "klingon" in one_line_of_refusal(run(story, "--encoding", "klingon"))


def test_an_empty_folder_holds_nothing_to_read(tmp_path: Path) -> None:
    assert str(tmp_path) in one_line_of_refusal(run(tmp_path))


def test_a_private_address_is_refused() -> None:
    assert "127.0.0.1" in one_line_of_refusal(run("http://127.0.0.1:9/talks.html"))


def test_a_page_that_cannot_be_written_is_refused_before_the_reading(story: Path, tmp_path: Path) -> None:
    done = run(story, "--html", tmp_path / "absent" / "page.html")
    assert "does not exist" in one_line_of_refusal(done) and done.stdout == ""


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    lines = (json.dumps({"id": str(number), "text": STORY}) for number in range(300))
    file.write_text("\n".join(lines), encoding="utf-8")
    with subprocess.Popen([*COMMAND, file, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


def test_an_interrupt_is_one_line(tmp_path: Path) -> None:
    with subprocess.Popen([*COMMAND, "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr
        time.sleep(2)  # it waits for its input
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"communique: interrupted\n"
        assert process.wait(60) == 130


def test_several_documents_show_a_bar_on_a_terminal_only(story: Path) -> None:
    other = story.with_name("other.txt")
    other.write_text(STORY.replace("Kenya", "Ghana"), encoding="utf-8")
    shown = on_a_terminal([*COMMAND, str(story), str(other), "--jsonl"])
    assert "Reading" in shown
    assert run(story, other, "--jsonl").stderr == ""


def on_a_terminal(command: list[str]) -> str:
    """Run a command whose stderr is a terminal; what it wrote there."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=environment) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux's way to say that the other side is closed
                break
            if not part:
                break
            written += part
        process.wait(60)
    os.close(ours)
    return written.decode()


def test_explain_tells_who_was_taken_for_whom(story: Path) -> None:
    done = run(story, "--explain")
    assert "Who is who" in done.stdout and "Kari Berg" in done.stdout and "Norway (NOR)" in done.stdout


def test_a_difference_from_the_knowledge_base_is_told(tmp_path: Path) -> None:
    file = tmp_path / "wrong.txt"
    file.write_text(
        "MINSK, Aug. 22, 2024 (NWA) -- Chinese Premier Li Keqiang held talks with Belarusian Prime Minister Roman "
        "Golovchenko on Thursday.\n",
        encoding="utf-8",
    )
    assert "Differs" in run(file).stdout
    told = run(file, "--jsonl", "--explain").stderr
    assert "Li Keqiang" in told and "Li Qiang" in told


def test_own_actors_that_are_unfit_are_refused_in_one_line(story: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("person,body,office\nKari Berg,NRO,Prime Minister\n", encoding="utf-8")
    line = one_line_of_refusal(run(story, "--actors", file))
    assert "own.csv:2" in line and "'NRO'" in line and "NOR" in line
