"""Two guarded servers over one ledger, tokens for them, and browsers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import httpx
import pytest
from tests.web.security.tools import ROLES, Browser, serving, sign_in

from communique.ledger.store import open_store
from communique.ledger.tokens import create_token
from communique.web.settings import Settings


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("web") / "c.db")
    open_store(path, create=True).close()
    return path


@pytest.fixture(scope="module")
def tokens(ledger: str) -> dict[str, str]:
    store = open_store(ledger)
    with store.writing() as connection:
        made = {role: create_token(connection, f"the {role}", role) for role in ROLES}
    store.close()
    return made


@pytest.fixture(scope="module")
def local(ledger: str) -> Iterator[str]:
    """A server for this machine alone."""
    with serving(Settings(ledger, body_limit=200_000)) as address:
        yield address


@pytest.fixture(scope="module")
def open_(ledger: str, tokens: dict[str, str]) -> Iterator[str]:
    """A server for other machines."""
    with serving(Settings(ledger, host="0.0.0.0", body_limit=200_000)) as address:
        yield address


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Address → a browser with no cookies yet."""
    with contextlib.ExitStack() as stack:

        def opened(address: str) -> httpx.Client:
            return stack.enter_context(httpx.Client(base_url=address, verify=False))

        yield opened


@pytest.fixture(params=["local", "open_"])
def page(request: pytest.FixtureRequest, tokens: dict[str, str], browser: Browser) -> httpx.Client:
    """A browser that has our page open: without a token on loopback, signed in elsewhere."""
    client = browser(request.getfixturevalue(request.param))
    if request.param == "open_":
        sign_in(client, tokens["reviewer"])
    client.headers["Origin"] = str(client.base_url).rstrip("/")
    client.headers["Sec-Fetch-Site"] = "same-origin"
    return client
