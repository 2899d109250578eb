"""What every answer carries, and what is told when something fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from tests.web.security.tools import Browser, bearer, csrf_in, error, get, guarded, router, serving

from communique.ledger.store import open_store
from communique.web.security.headers import ALWAYS
from communique.web.settings import Settings

EVERY = (
    "/page",
    "/nothing",
    "/static/base.css",
    "/static/none.css",
    "/login",
    "/broken",
    "/api/v1/me",
    "/api/v1/broken",
)


@pytest.mark.parametrize("path", EVERY)
def test_every_answer_carries_the_headers(local: str, open_: str, path: str) -> None:
    for response in (
        get(local + path),
        get(open_ + path),
        get(local + path, headers={"Host": "evil"}),
    ):
        assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS


def test_nothing_is_loaded_from_elsewhere_and_nothing_inline_runs() -> None:
    policy = dict(part.strip().split(" ", 1) for part in ALWAYS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "form-action")} == {"'self'"}
    assert "unsafe" not in ALWAYS["Content-Security-Policy"]


def test_what_a_cache_may_keep(local: str, open_: str, tokens: dict[str, str]) -> None:
    def cached(address: str, path: str, **headers: str) -> str:
        return str(get(address + path, headers=headers).headers["cache-control"])

    assert cached(local, "/static/base.css?v=1") == "public, max-age=31536000, immutable"
    assert cached(open_, "/static/base.css") == "public, max-age=3600"
    assert cached(open_, "/static/none.css?v=1") == "no-cache"
    assert cached(local, "/page") == "private, no-cache"
    for path in ("/login", "/page"):
        assert cached(open_, path) == cached(open_, path, **bearer(tokens["reader"])) == "no-store"
    assert cached(open_, "/api/v1/me", **bearer(tokens["reader"])) == "private, no-cache"
    vary = get(f"{local}/page").headers["vary"]
    assert "Cookie" in vary and "Authorization" in vary
    assert "vary" not in get(f"{local}/static/base.css").headers


def test_a_browser_is_given_one_seed(local: str, browser: Browser) -> None:
    client = browser(local)
    first = client.get("/page")
    assert {"HttpOnly", "SameSite=lax"} <= set(first.headers["set-cookie"].split("; "))
    second = client.get("/page")
    assert "set-cookie" not in second.headers and csrf_in(second) == csrf_in(first)
    assert "set-cookie" not in get(f"{local}/api/v1/me").headers
    client.cookies.set("cq_csrf", "<script>", domain="127.0.0.1", path="/")
    assert "cq_csrf=" in client.get("/page").headers["set-cookie"]


def test_our_own_faults_are_told_without_their_inside(local: str) -> None:
    failed = get(f"{local}/api/v1/broken")
    assert (failed.status_code, error(failed)["code"]) == (500, "failed")
    assert get(f"{local}/broken").status_code == 500
    for answered in (failed, get(f"{local}/broken")):
        assert "fault of ours" not in answered.text and "Zero" not in answered.text


def test_a_ledger_that_does_not_answer_is_told(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    open_store(str(path), create=True).close()
    with serving(Settings(str(path), host="0.0.0.0")) as address:
        store = open_store(str(path))
        with store.writing() as connection:
            connection.exec_driver_sql("DROP TABLE tokens")
        store.close()
        refused = get(f"{address}/api/v1/me", headers=bearer("cq_any"))
        assert (refused.status_code, error(refused)["code"]) == (503, "ledger")
        assert str(tmp_path) not in refused.text


def test_an_unguarded_app_answers_nobody() -> None:
    app = FastAPI()
    app.include_router(router)
    with pytest.raises(RuntimeError, match="protect"):
        TestClient(app).get("/api/v1/me")


def test_other_protocols_are_turned_away(ledger: str) -> None:
    with pytest.raises(WebSocketDisconnect) as away, TestClient(guarded(Settings(ledger))).websocket_connect("/live"):
        pass
    assert away.value.code == 1008
