"""What a ledger's tokens must do, whichever store it lives in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from communique.errors import LedgerError, QuestionError, UnknownIdError
from communique.ledger.schema import metadata
from communique.ledger.store import Store, open_store
from communique.ledger.tokens import create_token, note_use, revoke_token, token_list, token_numbered, token_of


@pytest.fixture(params=("sqlite", "postgresql"))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A ledger without documents."""
    sqlite = request.param == "sqlite"
    made = open_store(str(tmp_path / "c.db") if sqlite else request.getfixturevalue("postgresql")(), create=True)
    yield made
    made.close()


def made(store: Store, name: str, role: str = "reader") -> str:
    with store.writing() as connection:
        return create_token(connection, name, role)


def revoke(store: Store, name: str) -> None:
    with store.writing() as connection:
        revoke_token(connection, name)


def test_a_token_says_who_comes_and_as_what(store: Store) -> None:
    secrets = {name: made(store, name, role) for name, role in (("Ann", "reader"), ("Bo", "reviewer"), ("Ců", "admin"))}
    with store.reading() as connection:
        found = {name: token_of(connection, secret) for name, secret in secrets.items()}
        assert {name: (t.name, t.role) for name, t in found.items() if t} == {
            "Ann": ("Ann", "reader"),
            "Bo": ("Bo", "reviewer"),
            "Ců": ("Ců", "admin"),
        }
        for wrong in ("", "cq_", secrets["Ann"][:-1], secrets["Ann"] + " ", secrets["Ann"].upper(), "\x00", "é"):
            assert token_of(connection, wrong) is None


def test_tokens_are_long_and_differ(store: Store) -> None:
    secrets = [made(store, f"user {n}") for n in range(20)]
    assert len(set(secrets)) == 20
    assert all(secret.startswith("cq_") and len(secret) == 3 + 43 for secret in secrets)


def test_the_ledger_does_not_hold_the_token(store: Store) -> None:
    secret = made(store, "Ann", "admin")
    with store.reading() as connection:
        held = repr([connection.execute(select(table)).all() for table in metadata.tables.values()])
    assert "Ann" in held
    assert secret not in held and secret.removeprefix("cq_") not in held


def test_a_revoked_token_opens_nothing_and_stays_in_the_list(store: Store) -> None:
    old, other = made(store, "Ann", "admin"), made(store, "Bo")
    revoke(store, "Ann")
    with store.reading() as connection:
        assert token_of(connection, old) is None
        assert token_of(connection, other) is not None
        ann, bo = token_list(connection)
        assert token_numbered(connection, ann.number) is None
        assert token_numbered(connection, bo.number) == bo
        assert (ann.name, bool(ann.revoked), bo.name, bo.revoked) == ("Ann", True, "Bo", "")


def test_a_name_has_one_token_at_a_time(store: Store) -> None:
    old = made(store, "Ann", "admin")
    with pytest.raises(LedgerError, match=r"'Ann' has a token already.*token revoke"):
        made(store, "Ann")
    with pytest.raises(LedgerError, match="'Ann' has a token already"):
        made(store, "  Ann ")
    revoke(store, "Ann")
    new = made(store, "Ann", "reader")
    with pytest.raises(UnknownIdError, match="'Bo'; there is one for Ann"):
        revoke(store, "Bo")
    with store.reading() as connection:
        assert token_of(connection, old) is None
        held = token_of(connection, new)
        assert held is not None and held.role == "reader"
        assert [bool(token.revoked) for token in token_list(connection)] == [False, True]


def test_the_database_itself_keeps_names_apart(store: Store) -> None:
    made(store, "Ann")
    again = text("INSERT INTO tokens SELECT number + 1, name, role, digest || 'x', created, used, revoked FROM tokens")
    with pytest.raises(LedgerError), store.writing() as connection:
        connection.execute(again)


def test_what_makes_no_sense_is_refused_in_one_line(store: Store) -> None:
    for name, role, told in (
        ("Ann", "boss", "'boss' is no role; give --role reader, reviewer or admin"),
        ("", "reader", "'' is no name"),
        (" \n", "reader", "is no name"),
        ("a\x1b[2J", "reader", "is no name"),
        ("\u202eevil", "reader", "is no name"),
        ("x" * 81, "reader", "1 to 80"),
    ):
        with pytest.raises(QuestionError) as refused:
            made(store, name, role)
        assert told in str(refused.value) and "\n" not in str(refused.value)
    with pytest.raises(UnknownIdError, match="'Ann'; there is none at all"):
        revoke(store, "Ann")
    with store.reading() as connection:
        assert token_list(connection) == []


def test_the_last_day_of_use_is_kept(store: Store) -> None:
    secret = made(store, "Ann")
    with store.writing() as connection:
        (token,) = token_list(connection)
        assert token.used == ""
        note_use(connection, token.number, "2026-03-01")
    with store.reading() as connection:
        held = token_of(connection, secret)
        assert held is not None and held.used == "2026-03-01"
