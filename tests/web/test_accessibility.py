"""No page has a serious accessibility problem that axe-core knows: light and dark, at a desk's and a phone's width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.tools import TEXT, window
from tools.browsing import FIXED, FOUND, serving

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text("utf-8")
ASKED = """(only) => axe.run(document, {
  resultTypes: ["violations"],
  ...(only ? {runOnly: {type: "rule", values: [only]}} : {}),
})"""
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="module", params=SIZES)
def sized(chromium: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = SIZES[request.param]
    with window(chromium, site, viewport={"width": width, "height": height}, reduced_motion="reduce") as (page, _):
        yield page


def violations(page: Page, rule: str = "") -> list[str]:
    """What axe-core finds serious: the rule, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(ASKED, rule)["violations"]
    return [
        f"{one['id']} at {node['target'][-1]}: {node['html'][:120]} ({node['failureSummary'][:300]})"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """By all rules in the light, and by the one that asks for colours in the dark."""
    for chart in page.locator("[data-chart]").all():
        expect(chart.locator("svg a").first).to_be_attached()
    for scheme, rule in (("light", ""), ("dark", "color-contrast")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page, rule) == [], scheme


@pytest.mark.parametrize("name", [*FIXED, *FOUND])
def test_a_page_is_accessible(sized: Page, pages: dict[str, str], name: str) -> None:
    sized.goto(pages[name])
    for fold in sized.locator("details").all():
        fold.evaluate("fold => (fold.open = true)")
    assert_accessible(sized)


def test_a_reading_before_it_is_kept_is_accessible(sized: Page) -> None:
    sized.goto("/add")
    sized.get_by_label("Text", exact=True).fill(TEXT)
    sized.get_by_role("button", name="Read").click()
    expect(sized.get_by_text("Nothing is kept yet")).to_be_visible()
    assert_accessible(sized)


def test_what_opens_and_changes_is_accessible(sized: Page) -> None:
    sized.goto("/add")
    sized.get_by_role("button", name="Read").click()
    expect(sized.get_by_role("alert")).to_be_visible()
    assert_accessible(sized)
    sized.goto("/review?what=entries")
    sized.keyboard.press("j")
    sized.keyboard.press("a")
    expect(sized.get_by_role("button", name="Undo").first).to_be_visible()
    assert_accessible(sized)
    sized.keyboard.press("?")
    expect(sized.get_by_role("dialog")).to_be_visible()
    assert_accessible(sized)


def test_a_judged_entry_is_accessible(sized: Page, pages: dict[str, str]) -> None:
    sized.goto(pages["entry"])
    sized.get_by_role("button", name="This entry is wrong").click()
    expect(sized.get_by_text("rejected", exact=True)).to_be_visible()
    assert_accessible(sized)


def test_signing_in_is_accessible(chromium: Browser, story_ledger: Path) -> None:
    with serving(story_ledger, "--host", "0.0.0.0") as address, window(chromium, address) as (page, _):
        page.goto("/")
        page.get_by_label("Token").fill("cq_wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert_accessible(page)
