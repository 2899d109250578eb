"""Under which names a server answers."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from tests.web.security.tools import bearer, error, get, guarded, serving

from communique.web.settings import Settings

REBOUND = ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "[::2]", "127.0.0.2")


@pytest.mark.parametrize("host", REBOUND)
def test_loopback_answers_under_its_own_names_only(local: str, host: str) -> None:
    refused = get(f"{local}/api/v1/health", headers={"Host": host})
    assert (refused.status_code, error(refused)["code"]) == (421, "wrong_host")
    assert get(f"{local}/page", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8000", "[::1]", "[::1]:8000", "127.0.0.1:1"])
def test_the_names_of_loopback(local: str, host: str) -> None:
    assert get(f"{local}/api/v1/me", headers={"Host": host}).json()["local"] is True


@pytest.mark.parametrize("host", ["", "a/b", "x/static/", "a b", "a@b", "localhost:x", "[::1", "localhost:8000:1"])
def test_what_is_no_host_is_refused(local: str, open_: str, host: str) -> None:
    for address in (local, open_):
        assert get(f"{address}/page", headers={"Host": host}).status_code == 400


def test_two_hosts_are_refused(ledger: str) -> None:
    client = TestClient(guarded(Settings(ledger)))
    for hosts in (["localhost", "evil.example"], ["localhost", "localhost"]):
        assert client.get("/page", headers=[("Host", host) for host in hosts]).status_code == 400


def test_other_servers_answer_to_the_hosts_that_they_are_given(ledger: str, open_: str, tokens: dict[str, str]) -> None:
    sent = bearer(tokens["reader"])
    assert get(f"{open_}/api/v1/me", headers={**sent, "Host": "any.example"}).status_code == 200
    with serving(Settings(ledger, host="0.0.0.0", allow_hosts=("Ledger.example",))) as given:
        assert get(f"{given}/api/v1/me", headers={**sent, "Host": "ledger.example:443"}).status_code == 200
        assert get(f"{given}/api/v1/health").status_code == 200  # a health check by address
        refused = get(f"{given}/api/v1/me", headers={**sent, "Host": "any.example"})
        assert refused.status_code == 421 and "--allow-host any.example" in error(refused)["remedy"]


def test_a_name_given_to_a_loopback_server_is_a_proxys_and_asks_for_a_token(
    ledger: str, tokens: dict[str, str]
) -> None:
    with serving(Settings(ledger, allow_hosts=("ledger.example",))) as given:
        named = {"Host": "ledger.example"}
        assert get(f"{given}/api/v1/me", headers=named).status_code == 401
        assert get(f"{given}/api/v1/me", headers=named | bearer(tokens["reader"])).status_code == 200
        assert get(f"{given}/api/v1/me").json()["local"] is True


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("[::1]", True), ("LocalHost", True)]
    + [(host, False) for host in ("0.0.0.0", "::", "", "192.168.1.2", "ledger.example", "localhost.example")],
)
def test_which_addresses_are_loopback(host: str, loopback: bool) -> None:
    assert Settings("c.db", host=host).loopback is loopback
