"""Signing in with a token, and out again, in a browser."""

from __future__ import annotations

import httpx
import pytest
from tests.web.security.tools import Browser, csrf_in, get, serving, sign_in

from communique.web.security.refusals import local_path
from communique.web.security.sessions import Attempts
from communique.web.settings import Settings


def test_signing_in_leads_on_and_signing_out_ends_it(open_: str, tokens: dict[str, str], browser: Browser) -> None:
    client = browser(open_)
    asked = client.get("/person/Li Qiang?since=2020&a=b%26c")
    form = {"csrf": csrf_in(client.get(asked.headers["location"])), "token": f" {tokens['reviewer']}\n"}
    form["next"] = httpx.URL(asked.headers["location"]).params["next"]
    into = client.post("/login", data=form)
    assert (into.status_code, into.headers["location"]) == (303, "/person/Li%20Qiang?since=2020&a=b%26c")
    assert client.get("/page").text.startswith("the reviewer reviewer")
    assert client.get("/login?next=/page").headers["location"] == "/page"
    out = client.get("/logout")
    assert "signed in as the reviewer" in out.text
    assert client.post("/logout", data={"csrf": csrf_in(out)}).headers["location"] == "/login"
    assert client.get("/page").status_code == 303


def test_the_session_is_no_token_and_no_script_reads_it(open_: str, tokens: dict[str, str], browser: Browser) -> None:
    client = browser(open_)
    cookie = sign_in(client, tokens["admin"]).headers["set-cookie"]
    assert tokens["admin"][3:] not in cookie
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; ")) and "Secure" not in cookie
    secure = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.20"}
    client.cookies.delete("cq_session")
    form = {"csrf": csrf_in(client.get("/login")), "token": tokens["admin"], "next": "/"}
    assert "Secure" in client.post("/login", data=form, headers=secure).headers["set-cookie"]


@pytest.mark.parametrize("forged", ["1", "1.aaaa.bbbb", "", "1.\xff", "x" * 4000])
def test_a_session_cannot_be_made_up(open_: str, tokens: dict[str, str], forged: str) -> None:
    sent = {"Cookie": f"cq_session={forged}".encode("latin-1")}
    assert get(f"{open_}/api/v1/me", headers=sent).status_code == 401


def test_a_session_of_another_server_does_not_hold(
    ledger: str, open_: str, tokens: dict[str, str], browser: Browser
) -> None:
    client = browser(open_)
    sign_in(client, tokens["admin"])
    with serving(Settings(ledger, host="0.0.0.0")) as other:
        sent = {"Cookie": f"cq_session={client.cookies['cq_session']}"}
        assert get(f"{other}/api/v1/me", headers=sent).status_code == 401


def test_failed_attempts_are_told_in_one_line_and_slowed(open_: str, tokens: dict[str, str], browser: Browser) -> None:
    client = browser(open_)
    client.headers["X-Forwarded-For"] = "203.0.113.50"
    statuses = [sign_in(client, f"cq_wrong{n}") for n in range(Attempts.FREE)]
    assert {page.status_code for page in statuses} == {401}
    assert "This token is unknown or has been revoked" in statuses[0].text
    slowed = sign_in(client, tokens["admin"])
    assert slowed.status_code == 429 and int(slowed.headers["retry-after"]) >= 1
    assert "try again in" in slowed.text and "cq_session" not in slowed.headers.get("set-cookie", "")
    client.headers["X-Forwarded-For"] = "203.0.113.51"
    assert sign_in(client, tokens["admin"]).status_code == 303


def test_waits_grow_end_and_are_forgotten_after_a_success() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    waits = []
    for _ in range(20):
        now[0] += attempts.wait("a")
        attempts.failed("a")
        waits.append(attempts.wait("a"))
    assert waits[:8] == [0, 0, 0, 0, 1, 2, 4, 8] and waits[-1] == Attempts.LONGEST
    assert attempts.wait("b") == 0
    now[0] += Attempts.LONGEST
    assert attempts.wait("a") == 0
    attempts.passed("a")
    attempts.failed("a")
    assert attempts.wait("a") == 0


def test_only_so_many_addresses_are_remembered() -> None:
    attempts = Attempts(lambda: 0.0)
    for number in range(Attempts.MOST + 10):
        for _ in range(Attempts.FREE if number in (0, Attempts.MOST + 9) else 1):
            attempts.failed(str(number))
    assert len(attempts._failed) == Attempts.MOST
    assert attempts.wait("0") == 0 and attempts.wait(str(Attempts.MOST + 9)) == 1


ELSEWHERE = ("//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example")
ELSEWHERE += ("javascript:alert(1)", "evil.example", "", " /page", "///evil.example", "/\r\nSet-Cookie: a=b", "http:/x")


@pytest.mark.parametrize("onward", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(open_: str, tokens: dict[str, str], browser: Browser, onward: str) -> None:
    client = browser(open_)
    assert sign_in(client, tokens["reader"], onward).headers["location"] == "/"
    assert client.get("/login", params={"next": onward}).headers["location"] == "/"


def test_paths_of_our_own_are_kept() -> None:
    for path in ("/", "/relation/BLR/CHN?since=2020#x", "/person/Łukasz", "/search?q=a%20b&url=https://a.example"):
        assert local_path(path) == path


def test_a_part_of_a_page_does_not_become_the_login_page(open_: str) -> None:
    sent = {"HX-Request": "true", "HX-Current-URL": f"{open_}/person/Li%20Qiang?a=1"}
    refused = get(f"{open_}/page", headers=sent)
    assert (refused.status_code, refused.headers["hx-redirect"]) == (401, "/login?next=/person/Li%2520Qiang%3Fa%3D1")
