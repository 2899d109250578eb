"""`communique actors lint`: the shipped tables load, and what a person should look at is told."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from communique.cli import app

RUN = CliRunner()


def test_the_shipped_tables_have_no_error() -> None:
    result = RUN.invoke(app, ["actors", "lint"])
    assert result.exit_code == 0
    assert " 0 errors" in result.stdout
    assert "error " not in result.stdout


def test_overlaps_and_gaps_are_told(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(
        "person,body,office,since,until\nA Anders,VAT,King,2015-01-01,2018-06-30\n"
        "B Berg,VAT,King,2018-01-01,2019-01-01\n"
        "C Carl,VAT,King,2022-01-01,2023-01-01\n",
        "utf-8",
    )
    lines = [line for line in RUN.invoke(app, ["actors", "lint", str(file)]).stdout.splitlines() if "t.csv" in line]
    assert any("A Anders" in line and "overlaps B Berg" in line for line in lines)
    assert any("gap" in line and "C Carl" in line for line in lines)
    assert RUN.invoke(app, ["actors", "lint", str(file), "--strict"]).exit_code == 2


def test_every_error_is_listed_and_the_status_is_2(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("person,body,office,since\nA B,QQQ,King,2020\nC D,BLR,King,20-20\n", "utf-8")
    result = RUN.invoke(app, ["actors", "lint", str(file)])
    assert result.exit_code == 2
    assert "t.csv:2" in result.stdout and "t.csv:3" in result.stdout and "2 errors" in result.stdout
