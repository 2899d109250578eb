"""Who may come in from another machine: tokens, each with a person's name and a role.

A token is 32 random bytes, so that nobody finds one by trying, and a plain SHA-256 of it suffices where a password
would need a slow, salted hash. The ledger keeps that hash alone: with what stands there nobody can come in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from ..errors import LedgerError, QuestionError, UnknownIdError
from . import rows
from .schema import tokens

# Each may do what those before it may.
ROLES = ("reader", "reviewer", "admin")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret. `used` is a day, the others moments; "" for what has not happened."""

    number: int
    name: str
    role: str
    created: str
    used: str
    revoked: str


def create_token(connection: Connection, name: str, role: str) -> str:
    """A new token, told this once. A name is free again when its token is revoked: the person lost it, say."""
    name = _checked(name)
    if role not in ROLES:
        raise QuestionError(f"{role!r} is no role; give --role {', '.join(ROLES[:-1])} or {ROLES[-1]}")
    if _standing(connection, name):
        raise LedgerError(
            f"{name!r} has a token already; give another name, or take that one back first: communique token revoke"
        )
    secret = "cq_" + secrets.token_urlsafe(32)
    row = {"number": rows.next_number(connection, tokens), "name": name, "role": role, "digest": _digest(secret)}
    connection.execute(insert(tokens), {**row, "created": _now(), "used": "", "revoked": ""})
    return secret


def token_list(connection: Connection) -> list[Token]:
    """All that were ever made, by name, the newest of a name first."""
    return [_token(row) for row in connection.execute(_select().order_by(tokens.c.name, tokens.c.number.desc()))]


def revoke_token(connection: Connection, name: str) -> None:
    """From now on nobody comes in with it; it stays in the list."""
    if not _standing(connection, name):
        held = ", ".join(token.name for token in token_list(connection) if not token.revoked)
        told = f"there is one for {held}" if held else "there is none at all"
        raise UnknownIdError(f"no token that stands is called {name!r}; {told}")
    changed = update(tokens).where(tokens.c.name == name, tokens.c.revoked == "")
    connection.execute(changed.values(revoked=_now()))


def token_of(connection: Connection, secret: str) -> Token | None:
    """The token that is shown at the door; None where it is unknown or revoked."""
    return _first(connection, _select().where(tokens.c.digest == _digest(secret), tokens.c.revoked == ""))


def token_numbered(connection: Connection, number: int) -> Token | None:
    """The token with which somebody signed in earlier; None where it has been revoked since."""
    return _first(connection, _select().where(tokens.c.number == number, tokens.c.revoked == ""))


def note_use(connection: Connection, number: int, day: str) -> None:
    """The last day on which a token was used: enough to see which ones nobody needs any more."""
    connection.execute(update(tokens).where(tokens.c.number == number).values(used=day))


def _checked(name: str) -> str:
    """The name as it will stand beside judgements."""
    tidy = " ".join(name.split())
    if not tidy or not tidy.isprintable() or len(tidy) > LONGEST_NAME:
        raise QuestionError(f"{name!r} is no name for a token; give 1 to {LONGEST_NAME} printable characters")
    return tidy


def _standing(connection: Connection, name: str) -> bool:
    return _first(connection, _select().where(tokens.c.name == name, tokens.c.revoked == "")) is not None


def _select() -> Select[Any]:
    return select(*(tokens.c[name] for name in Token.__slots__))


def _first(connection: Connection, wanted: Select[Any]) -> Token | None:
    row = connection.execute(wanted).first()
    return _token(row) if row else None


def _token(row: Row[Any]) -> Token:
    return Token(**row._mapping)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
