"""A browser's page that is watched: whatever it complains of, fails to load or asks of others is kept for the end."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response

# Two sides that the story knows, on a matter that it does not.
TEXT = """Belarus and China agree on a rail museum

On March 3, 2026, Chinese Premier Li Qiang met with Belarusian Prime Minister Roman Golovchenko in Beijing.

Li Qiang said that China will lend Belarus sixty historic locomotives by the end of 2027.

The two governments signed an agreement on a railway museum in Orsha.
"""
PLEDGE = "China will lend Belarus sixty historic locomotives"


class Watch:
    """What went wrong in a browser's pages: `faults` is empty where all is well.

    A page that is refused (4xx) is no fault, a part of a page that is refused is one.
    """

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.faults: list[str] = []
        self.pages: set[str] = set()
        context.on("console", self._told)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("requestfailed", self._failed)

    def _told(self, message: ConsoleMessage) -> None:
        refused_page = "Failed to load resource" in message.text and message.location["url"] in self.pages
        if message.type in ("error", "warning") and not refused_page:
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if request.is_navigation_request():
            self.pages.add(request.url)
        if not request.url.startswith((f"{self.site}/", "data:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not page):
            self.faults.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # as when the next page is asked for, or a file comes
            self.faults.append(f"{request.failure}: {request.url}")

    def check(self) -> None:
        """Nothing has gone wrong since the last time."""
        faults, self.faults = self.faults, []
        assert not faults, "\n".join(faults)


@contextlib.contextmanager
def window(browser: Browser, site: str, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """A window of its own (with its own cookies and choices) at a site, and what goes wrong in it."""
    context = browser.new_context(base_url=site, **options)
    context.set_default_timeout(10_000)
    try:
        watch = Watch(context, site)
        yield context.new_page(), watch
    finally:
        context.close()


def path(page: Page) -> str:
    """Where a page is, without the server's name."""
    at = urlsplit(page.url)
    return at.path + (f"?{at.query}" if at.query else "") + (f"#{at.fragment}" if at.fragment else "")


def overflow(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def number_in(part: Locator) -> int:
    """The first number of a part's words."""
    found = re.search(r"\d[\d,]*", part.inner_text())
    assert found, part.inner_text()
    return int(found[0].replace(",", ""))
