"""What the documents say is there: every option is documented, and no document names what does not exist."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command

from communique.cli import app
from communique.language import parser

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CLI = ROOT / "docs" / "cli.md"
SOURCES = ROOT / "src/communique/data/SOURCES.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md")), ROOT / "bench/README.md", ROOT / "training/README.md", SOURCES]
FILE = re.compile(r"[\w.-]+\.(?:py|md|toml|json|jsonl|txt|html|onnx|png|css)")
WRITTEN = ("--html", ">", ">>")  # what follows names a file that the command writes
CODE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)


# ---- the command line ----


def commands(command: Any = None, path: str = "communique") -> Iterator[tuple[str, Any]]:
    """Every command of the Typer app with its full name, groups included."""
    command = command or get_command(app)
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{path} {name}")


COMMANDS = dict(commands())


def options(command: Any) -> set[str]:
    """All spellings of a command's options; arguments are none."""
    return {opt for param in command.params for opt in (*param.opts, *param.secondary_opts) if opt.startswith("-")}


def section(name: str) -> str:
    """The part of docs/cli.md on a command."""
    parts = re.split(r"^## (.+)$", CLI.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(name, "")


def rows(text: str) -> set[str]:
    """The options that a section's tables describe: those in the first cell of a row."""
    cells = re.findall(r"^\| (`-[^|]*) \|", text, re.MULTILINE)
    return {option for cell in cells for option in re.findall(r"(?<![\w-])--?[a-z][\w-]*", cell)}


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if not getattr(command, "commands", {})])
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    told = section(name)
    assert told, f"docs/cli.md has no section '## {name}'"
    assert options(COMMANDS[name]) - {"--help", "-h"} == rows(told)


def test_the_options_of_the_program_itself_are_in_the_reference() -> None:
    assert options(COMMANDS["communique"]) | {"--help", "-h"} == rows(section("communique"))


def test_metavars_are_as_in_the_help() -> None:
    for name, command in COMMANDS.items():
        for param in command.params:
            if param.metavar and param.opts[0].startswith("--"):
                assert f"`{param.opts[0]} {param.metavar}`" in section(name), f"{name} {param.opts[0]}"


# ---- what documents name ----


def code_blocks(page: Path, language: str) -> list[str]:
    return [body for tag, body in CODE.findall(page.read_text("utf-8")) if tag == language]


def shell_words(page: Path) -> Iterator[list[str]]:
    """Each command of a page's shell blocks as words, comments off, pipes apart."""
    for block in code_blocks(page, "sh"):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            while "|" in words:
                yield words[: words.index("|")]
                words = words[words.index("|") + 1 :]
            if words:
                yield words


@pytest.mark.parametrize("page", [README, CLI], ids=lambda p: p.name)
def test_commands_in_the_documents_exist(page: Path) -> None:
    asked = [words for words in shell_words(page) if words[0] == "communique"]
    assert asked
    for words in asked:
        name = max((n for n in COMMANDS if words[: len(n.split())] == n.split()), key=len)
        assert name != "communique", f"no such command: {' '.join(words)}"
        given = {word for word in words if re.match(r"--?[a-z]", word)}
        assert given <= options(COMMANDS[name]) | {"--help", "-h"}, " ".join(words)


def test_files_that_the_readme_reads_exist() -> None:
    for words in shell_words(README):
        if words[0] != "communique":
            continue
        for before, word in pairwise(words):
            if before not in WRITTEN and ("/" in word or FILE.fullmatch(word)):
                assert (ROOT / word).exists(), f"{word} in {' '.join(words)}"


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    asked = {
        (page.name, name)
        for page in PAGES
        for name in re.findall(r"(?:^|`)make ([a-z]+)\b", page.read_text("utf-8"), re.MULTILINE)
    }
    assert ("README.md", "demo") in asked and ("README.md", "test") in asked
    assert {(page, name) for page, name in asked if name not in targets} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_and_paths_exist(page: Path) -> None:
    """Links hold from the page; a path in code font holds from the root, or from the page where it is a bare name."""
    prose = CODE.sub("", page.read_text("utf-8"))
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", prose) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
    absent = []
    for quoted in re.findall(r"`([^`\n]+)`", prose):
        word = quoted.split()[-1] if quoted.startswith("python ") and "--" not in quoted else quoted
        if re.fullmatch(r"[a-z][\w.-]*(?:/[\w.-]+)*/[\w.-]*", word) and not (ROOT / word).exists():
            absent.append(word)
    assert absent == []


def test_the_example_of_a_line_is_verbatim() -> None:
    (block,) = code_blocks(README, "json")
    row = json.loads(block)
    text = (ROOT / "examples/talks.txt").read_text("utf-8")
    assert text[row["start"] : row["end"]] == row["quote"]


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = code_blocks(README, "python")
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block, str(README), "exec"), {})
    assert len(printed.getvalue().splitlines()) > 5


def test_the_picture_is_small() -> None:
    assert (ROOT / "docs/page.png").stat().st_size < 300_000


def test_every_data_file_has_its_source() -> None:
    told = SOURCES.read_text("utf-8")
    data = SOURCES.parent
    files = [f for f in data.rglob("*") if f.is_file() and f.suffix not in (".py", ".pyc") and f != SOURCES]
    files += [f for f in data.parent.rglob("*.toml") if data not in f.parents]
    assert len(files) > 8
    assert [str(f.relative_to(data.parent)) for f in files if f"{f.name}`" not in told] == []


# ---- the tour ----


def stops() -> ModuleType:
    """docs/stops.py, which is no package."""
    spec = importlib.util.spec_from_file_location("stops", ROOT / "docs/stops.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tour_shows_what_the_code_gives() -> None:
    """The stops before the judge, whose scores differ from one processor to the next in the last digit."""
    module = stops()
    shown = {name: body for _, name, body, _ in module.BLOCK.findall((ROOT / "docs/tour.md").read_text("utf-8"))}
    assert set(shown) == set(module.STOPS)
    if not parser("en").name.startswith("en_core_web_sm"):
        pytest.skip(f"the tour was taken with en_core_web_sm; {parser('en').name} is installed")
    for name in module.WITHOUT_JUDGE:
        assert shown[name] == module.STOPS[name]() + "\n", f"{name}: run `python docs/stops.py --write`"
