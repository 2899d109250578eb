"""Who comes in: this machine's user on loopback, from elsewhere the holders of tokens, each with a role."""

from __future__ import annotations

import contextlib
import getpass
import re
import socket
from pathlib import Path

import pytest
from tests.web.security.tools import ROLES, Browser, bearer, error, get, post, serving, sign_in

from communique.ledger.store import open_store
from communique.ledger.tokens import create_token, revoke_token, token_list
from communique.web.security import require
from communique.web.settings import Settings


def test_this_machines_user_needs_no_token(local: str) -> None:
    assert get(f"{local}/api/v1/me").json() == {"name": getpass.getuser(), "role": "admin", "local": True}
    assert get(f"{local}/login", params={"next": "/page"}).headers["location"] == "/page"


def test_from_elsewhere_everything_asks_for_a_token(open_: str) -> None:
    for path in ("/api/v1/me", "/api/v1/nothing", "/api/v1/health/x"):
        refused = get(open_ + path)
        assert (refused.status_code, error(refused)["code"]) == (401, "unauthorised")
        assert refused.headers["www-authenticate"].startswith("Bearer")
    for path in ("/", "/page", "/nothing", "/broken", "/staticx", "/login%3F/secret", "/login/secret", "//static/x"):
        to = get(open_ + path)
        assert (to.status_code, to.headers["location"].partition("?")[0]) == (303, "/login"), path
    assert post(f"{open_}/judge").headers["location"] == "/login"


def test_what_anybody_may_see(open_: str) -> None:
    for path in ("/static/base.css", "/login", "/api/v1/health"):
        assert get(open_ + path).status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_a_token_opens_the_api(open_: str, tokens: dict[str, str], role: str) -> None:
    found = get(f"{open_}/api/v1/me", headers=bearer(tokens[role]))
    assert found.json() == {"name": f"the {role}", "role": role, "local": False}


@pytest.mark.parametrize("sent", ["Bearer cq_wrong", "Bearer", "bearer \xe9", "Basic YTpi"])
def test_a_wrong_token_opens_nothing(open_: str, sent: str) -> None:
    refused = get(f"{open_}/api/v1/me", headers={"Authorization": sent.encode("latin-1")})
    assert (refused.status_code, error(refused)["code"]) == (401, "unauthorised")


def test_a_wrong_token_is_refused_on_loopback_too(local: str, tokens: dict[str, str]) -> None:
    assert get(f"{local}/api/v1/me", headers=bearer("cq_wrong")).status_code == 401
    assert get(f"{local}/page", headers=bearer("cq_wrong")).status_code == 401
    assert get(f"{local}/page", headers={"Authorization": "Bearer"}).status_code == 401
    assert get(f"{local}/api/v1/me", headers=bearer(tokens["reader"])).json()["name"] == "the reader"


def test_a_revoked_token_closes_at_once(ledger: str, open_: str, browser: Browser) -> None:
    store, client = open_store(ledger), browser(open_)
    with store.writing() as connection:
        token = create_token(connection, "guest", "reader")
    assert sign_in(client, token).status_code == 303
    assert client.get("/page").text.startswith("guest reader")
    assert get(f"{open_}/api/v1/me", headers=bearer(token)).status_code == 200
    with store.writing() as connection:
        revoke_token(connection, "guest")
    store.close()
    assert client.get("/page").status_code == 303
    assert "unknown or has been revoked" in error(get(f"{open_}/api/v1/me", headers=bearer(token)))["message"]


def test_the_day_of_use_is_noted(ledger: str, open_: str, tokens: dict[str, str]) -> None:
    store = open_store(ledger)
    with store.writing() as connection:
        token = create_token(connection, "counted", "reader")

    def used() -> str:
        with store.reading() as connection:
            return next(t.used for t in token_list(connection) if t.name == "counted")

    assert used() == ""
    assert get(f"{open_}/api/v1/me", headers=bearer(token)).status_code == 200
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", used())
    store.close()


def test_a_proxy_on_this_machine_lets_nobody_in_without_a_token(local: str, tokens: dict[str, str]) -> None:
    """What comes through a proxy comes from anywhere."""
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "X-Forwarded-Host"):
        assert get(f"{local}/api/v1/me", headers={header: "203.0.113.9"}).status_code == 401
    passed_on = {"X-Forwarded-For": "203.0.113.9", **bearer(tokens["reader"])}
    assert get(f"{local}/api/v1/me", headers=passed_on).json()["role"] == "reader"


def test_a_server_that_listens_elsewhere_than_it_was_told_asks_for_a_token(tmp_path: Path) -> None:
    """`uvicorn --host 0.0.0.0` by hand: what comes in by another address than loopback is no local user's."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        with contextlib.suppress(OSError):
            probe.connect(("192.0.2.1", 9))  # sends nothing: tells which address of ours would be used
        own = probe.getsockname()[0]
    if own.startswith(("127.", "0.")):
        pytest.skip("this machine has no address but loopback")
    path = str(tmp_path / "c.db")
    open_store(path, create=True).close()
    with serving(Settings(path), own) as address:
        assert get(f"{address}/api/v1/me", headers={"Host": "127.0.0.1"}).status_code == 401


@pytest.mark.parametrize(("path", "least"), [("/api/v1/judge", 1), ("/settings", 2)])
def test_each_role_may_do_what_is_its_own(open_: str, tokens: dict[str, str], path: str, least: int) -> None:
    for place, role in enumerate(ROLES):
        answered = post(open_ + path, headers=bearer(tokens[role]))
        assert answered.status_code == (200 if place >= least else 403)
        if place < least:
            assert f"the {role} is a {role}" in answered.text
            assert f"token create NAME --role {ROLES[least]}" in answered.text


def test_an_unknown_role_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="'owner' is no role"):
        require("owner")
