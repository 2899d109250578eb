"""What our own page changes, other sites' pages do not."""

from __future__ import annotations

import getpass

import httpx
import pytest
from tests.web.security.tools import Browser, bearer, csrf_in, error, post, sign_in


def test_our_own_page_changes_things(page: httpx.Client) -> None:
    csrf = csrf_in(page.get("/page"))
    assert page.post("/judge", data={"csrf": csrf}).status_code == 200
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert page.request(method, "/judge", headers={"X-CSRF-Token": csrf}).status_code == 200
    assert page.post("/upload", data={"csrf": csrf}, files={"file": ("a.txt", b"abc")}).json() == 3
    assert page.post("/paste", data={"csrf": csrf, "text": "wörter"}).json() == 6
    del page.headers["Origin"], page.headers["Sec-Fetch-Site"]  # an old browser
    assert page.post("/judge", data={"csrf": csrf}).status_code == 200


@pytest.mark.parametrize("path", ["/judge", "/api/v1/judge"])
@pytest.mark.parametrize("csrf", ["", "0" * 64, "é"])
def test_without_the_pages_csrf_nothing_changes(page: httpx.Client, path: str, csrf: str) -> None:
    page.get("/page")
    assert page.post(path, data={"csrf": csrf}).status_code == 403
    assert page.post(path, headers={"X-CSRF-Token": csrf.encode("latin-1")}).status_code == 403
    assert page.post(path, files={"csrf": ("csrf", b"x")}).status_code == 403
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert page.request(method, "/judge").status_code == 403


def test_the_csrf_of_another_browser_does_not_hold(page: httpx.Client, browser: Browser) -> None:
    page.get("/page")
    other = browser(str(page.base_url))
    page.headers["X-CSRF-Token"] = csrf_in(other.get("/login" if "cq_session" in page.cookies else "/page"))
    assert page.post("/judge").status_code == 403


def test_the_csrf_of_another_session_does_not_hold(open_: str, tokens: dict[str, str], browser: Browser) -> None:
    """A hostile neighbour plants a cookie of their own: with it they know no form of ours."""
    victim, neighbour = browser(open_), browser(open_)
    sign_in(victim, tokens["reviewer"])
    sign_in(neighbour, tokens["reader"])
    known = csrf_in(neighbour.get("/page"))
    victim.cookies.set("cq_csrf", neighbour.cookies["cq_csrf"], domain="127.0.0.1", path="/")
    assert victim.post("/judge", data={"csrf": known}).status_code == 403


HOSTILE: list[dict[str, str]] = [
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null"},
    {"Origin": "http://[evil"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("told", HOSTILE)
def test_another_sites_page_changes_nothing(page: httpx.Client, told: dict[str, str]) -> None:
    """Not even if it knew the csrf."""
    csrf = csrf_in(page.get("/page"))
    for name in ("Origin", "Sec-Fetch-Site"):
        page.headers.pop(name, None)
    assert page.post("/judge", data={"csrf": csrf}, headers=told).status_code == 403
    refused = page.post("/api/v1/judge", json={}, headers={"X-CSRF-Token": csrf, **told})
    assert (refused.status_code, error(refused)["code"]) == (403, "forged")


def test_programs_on_this_machine_send_json(local: str) -> None:
    assert post(f"{local}/api/v1/judge", json={}).json() == getpass.getuser()
    typed = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert post(f"{local}/api/v1/judge", content=b"{}", headers=typed).status_code == 200


@pytest.mark.parametrize(
    "told",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "text/plain; application/json"},
        {"Content-Type": "application/json", "Origin": "https://evil.example"},
        {"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "application/json", "Cookie": "a=b"},
        {},
    ],
)
def test_what_a_browser_could_send_for_another_page_is_no_programs(local: str, told: dict[str, str]) -> None:
    refused = post(f"{local}/api/v1/judge", content=b"{}", headers=told)
    assert (refused.status_code, error(refused)["code"]) == (403, "forged")


def test_a_shown_token_needs_no_csrf_unless_cookies_come_along(open_: str, tokens: dict[str, str]) -> None:
    sent = bearer(tokens["reviewer"])
    assert post(f"{open_}/api/v1/judge", headers=sent).status_code == 200
    assert post(f"{open_}/api/v1/judge", headers={**sent, "Cookie": "a=b"}).status_code == 403


def test_signing_in_is_guarded_too(open_: str, tokens: dict[str, str]) -> None:
    """Another site's page must not sign a person in as somebody else."""
    assert post(f"{open_}/login", data={"token": tokens["admin"]}).status_code == 403
    assert post(f"{open_}/login", json={"token": tokens["admin"]}).status_code == 403


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=x; charset=no-such"])
def test_a_broken_form_is_refused(local: str, content_type: str) -> None:
    for body in (b"", b"--x\r\n", b"--x\r\n\r\n\xff", b"%ff=%zz&csrf"):
        answered = post(f"{local}/judge", content=body, headers={"Content-Type": content_type})
        assert answered.status_code in (400, 403)
