"""`communique who`: a quick look-up with evidence and alternatives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app

RUN = CliRunner()


def who(*arguments: str) -> list[dict[str, object]]:
    result = RUN.invoke(app, ["who", *arguments, "--json"])
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, object]] = json.loads(result.stdout)
    return rows


def chosen(*arguments: str) -> str:
    """The person or entity that is the answer, "" where there is none."""
    for row in who(*arguments):
        if row["chosen"]:
            person, entity = row.get("person"), row["entity"]
            told = person if isinstance(person, dict) else entity
            assert isinstance(told, dict)
            return str(told["name"])
    return ""


@pytest.mark.parametrize(
    ("query", "on", "name"),
    [("Golovchenko", "2024-08-22", "Roman Golovchenko"), ("premier of China", "2015-01-01", "Li Keqiang"),
     ("the Chinese premier", "2024-08-22", "Li Qiang"), ("China’s premier", "2010-01-01", "Wen Jiabao"),
     ("Foreign Minister of Russia", "2020-01-01", "Sergei Lavrov"),
     ("UN Secretary-General", "2010-01-01", "Ban Ki-moon"),
     ("President Macron", "2023-01-01", "Emmanuel Macron"), ("NATO chief", "2022-01-01", "Jens Stoltenberg"),
     ("Belarus", "2024-01-01", "Belarus"), ("BLR", "2024-01-01", "Belarus"), ("白俄罗斯", "2024-01-01", "Belarus"),
     ("Kim", "2018-05-01", "")],
)  # fmt: skip
def test_look_ups(query: str, on: str, name: str) -> None:
    assert chosen(query, "--on", on) == name


def test_the_page_tells_dates_source_and_alternatives() -> None:
    result = RUN.invoke(app, ["who", "premier of China", "--on", "2015-01-01"])
    assert result.exit_code == 0
    assert "▸ Li Keqiang" in result.stdout and "Premier of China (CHN)" in result.stdout
    assert "Others" in result.stdout and "Wen Jiabao" in result.stdout and "compiled" in result.stdout


def test_explain_prints_the_weights() -> None:
    result = RUN.invoke(app, ["who", "Golovchenko", "--on", "2024-08-22", "--explain"])
    assert "name surname +1.5" in result.stdout and "date in_office +1.5" in result.stdout


def test_nobody_is_told_in_one_line() -> None:
    result = RUN.invoke(app, ["who", "Zork Blahblah"])
    assert result.exit_code == 2 and result.stdout == ""
    assert result.stderr.count("\n") == 1 and "'Zork Blahblah'" in result.stderr


def test_a_name_that_is_nearly_one_gets_a_hint() -> None:
    assert "Volodymyr Zelensky" in RUN.invoke(app, ["who", "Volodymyr Quelensk"]).stderr


def test_an_impossible_day() -> None:
    result = RUN.invoke(app, ["who", "Kim", "--on", "2024-13-01"])
    assert result.exit_code == 2 and "2024-13-01" in result.stderr and "YYYY-MM-DD" in result.stderr


def test_own_actors_are_asked_too(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("person,body,office,since\nZork Blahblah,NOR,Harbour Master,2020\n", "utf-8")
    assert chosen("Zork Blahblah", "--on", "2024-01-01", "--actors", str(file)) == "Zork Blahblah"
