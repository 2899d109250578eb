"""The story's ledger on a real server, seen through a real Chromium."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.conftest import _refuse
from tests.web.tools import Watch, window
from tools.browsing import CHROMIUM, QUIET, addresses, serving

from communique.config import Config
from communique.ledger import adding
from communique.ledger.store import open_store


@pytest.fixture(scope="session")
def story_ledger(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The story as a ledger, which nobody writes to; made once for all of pytest's processes."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    path = folder / "story.db"
    with (folder / "story.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            unfinished = folder / "story.part"
            store = open_store(str(unfinished), create=True)
            for record in request.getfixturevalue("story_records"):
                adding.add(store, record, adding.run_of("test", Config()))
            store.close()
            unfinished.rename(path)
    return path


@pytest.fixture(scope="module")
def site(story_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a copy of the story, which a file's tests may write to."""
    copy = tmp_path_factory.mktemp("site") / "story.db"
    shutil.copyfile(story_ledger, copy)
    with serving(copy) as address:
        yield address


@pytest.fixture(scope="module")
def pages(site: str) -> dict[str, str]:
    """The name of every page → an address of it."""
    return addresses(site)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        _refuse("there is no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk(chromium: Browser, site: str) -> Iterator[tuple[Page, Watch]]:
    with window(chromium, site) as opened:
        yield opened


@pytest.fixture
def page(desk: tuple[Page, Watch]) -> Iterator[Page]:
    """A window of a desk's size, as if nobody had been there before; nothing may go wrong in it."""
    page, watch = desk
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    yield page
    watch.check()
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear()")
