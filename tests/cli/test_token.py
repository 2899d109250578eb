"""`communique token`, as an admin uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.ledger.store import open_store
from communique.ledger.tokens import token_of

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Words of the command → its result, on a ledger without documents."""
    path = str(tmp_path / "c.db")
    open_store(path, create=True).close()
    monkeypatch.setenv("COMMUNIQUE_LEDGER", path)
    return lambda *words: CliRunner().invoke(app, ["token", *words])


def test_a_token_is_printed_once_and_alone(run: Run, tmp_path: Path) -> None:
    made = run("create", "Jana Novák", "--role", "reviewer")
    assert (made.exit_code, made.stdout.count("\n")) == (0, 1)
    assert "shown this once" in made.stderr
    store = open_store(str(tmp_path / "c.db"))
    with store.reading() as connection:
        held = token_of(connection, made.stdout.strip())
    store.close()
    assert held is not None and (held.name, held.role) == ("Jana Novák", "reviewer")
    listed = run("list").stdout
    assert "Jana Novák" in listed and made.stdout.strip() not in listed + run("list", "--json").stdout


def test_the_list_as_json_and_after_a_revocation(run: Run) -> None:
    assert "no tokens; make one with: communique token create NAME" in run("list").stderr
    assert json.loads(run("list", "--json").stdout) == []
    run("create", "Ann")
    assert run("revoke", "Ann").exit_code == 0
    (row,) = json.loads(run("list", "--json").stdout)
    assert set(row) == {"name", "role", "created", "used", "revoked"}
    assert (row["name"], row["role"], row["used"]) == ("Ann", "reader", "") and row["revoked"] >= row["created"]


def test_mistakes_are_told_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("create", "Ann")
    for words, told in (
        (("create", "Ann"), "'Ann' has a token already"),
        (("create", "Bo", "--role", "boss"), "'boss' is no role; give --role reader, reviewer or admin"),
        (("revoke", "Bo"), "no token that stands is called 'Bo'; there is one for Ann"),
    ):
        refused = run(*words)
        assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
        assert told in refused.stderr
    monkeypatch.setenv("COMMUNIQUE_LEDGER", "/nowhere/c.db")
    assert run("create", "Ann").exit_code == 2
