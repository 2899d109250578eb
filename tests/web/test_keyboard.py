"""The pages without a mouse: everything is reached with Tab, can be seen to be reached, and does its work on Enter."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.web.tools import PLEDGE, TEXT, path
from tools.browsing import FIXED, FOUND

PARTS = 4  # stops within one field: a date's day, month, year and calendar
MOST = 80  # presses of Tab until something must be found

# What has the focus: its name for assistive technology, roughly, and whether somebody sees that it has.
FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  window.presses = it === window.before ? window.presses + 1 : 1;  // of Tab, since it came here
  window.before = it;
  return {
    presses: window.presses,
    words: (it.ariaLabel || it.labels?.[0]?.textContent || it.textContent).replace(/\\s+/g, " ").trim(),
    tag: it.tagName.toLowerCase(),
    drawn: Boolean(it.closest("svg")),  // a chart shows it in its own way
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    inside: box.width > 0 && box.right > 0 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth,
  };
}"""


def focused(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(FOCUSED)
    return found


@pytest.fixture
def page(page: Page) -> Page:
    """Pages jump to what has the focus, so that it can be asked at once whether it is in sight."""
    page.emulate_media(reduced_motion="reduce")
    return page


def enter(page: Page) -> None:
    """Press Enter on what leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus begins with these words."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if focused(page)["words"].startswith(words):
            return
    raise AssertionError(f"{words!r} is not reached by {MOST} presses of Tab on {path(page)}")


def test_the_first_stop_leads_past_the_bar(page: Page) -> None:
    page.goto("/documents")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="To the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link", name="CSV")).to_be_focused()


def test_a_text_is_read_kept_and_found(page: Page) -> None:
    page.goto("/")
    tab_to(page, "Add")
    enter(page)
    tab_to(page, "Text")
    page.keyboard.insert_text(TEXT)
    tab_to(page, "Title")
    page.keyboard.type("A rail museum")
    tab_to(page, "Read")
    enter(page)
    expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
    tab_to(page, "Keep it")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("A rail museum")
    tab_to(page, "Search quotes and documents")
    page.keyboard.type("locomotives")
    enter(page)
    expect(page.locator(".words").first).to_contain_text(PLEDGE)
    tab_to(page, PLEDGE)
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(PLEDGE)
    tab_to(page, "In its text")
    enter(page)
    expect(page.locator("mark.lit")).to_contain_text(PLEDGE)


def test_a_field_is_corrected(page: Page) -> None:
    page.goto("/review?what=entries")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator("#correct")).to_be_in_viewport()
    assert path(page).endswith("#correct")
    tab_to(page, "Field")
    page.keyboard.type("time")
    tab_to(page, "It is")
    page.keyboard.type("past")
    enter(page)
    expect(page.get_by_role("region", name="History")).to_contain_text("time is 'past'")


def test_the_queue_is_left_and_entered_by_tab(page: Page) -> None:
    page.goto("/review?what=entries")
    second = page.locator("[data-review-item]").nth(1)
    second.locator("button").first.focus()
    expect(page.locator("[aria-current=true]")).to_have_id(second.get_attribute("id") or "")
    page.keyboard.press("k")
    expect(page.locator("[data-review-item]").first).to_be_focused()
    page.get_by_role("searchbox").focus()
    page.keyboard.type("jar")  # in a field, letters are letters
    expect(page.get_by_role("searchbox")).to_have_value("jar")
    expect(page.get_by_role("status").filter(has_text="ed.")).to_have_count(0)


def test_filters_and_charts_are_used(page: Page) -> None:
    page.goto("/relation/BLR/CHN")
    expect(page.locator("[data-chart=timeline] a").first).to_be_attached()
    tab_to(page, "Meetings")
    page.keyboard.press("Space")
    expect(page.locator("[data-chart=timeline] a.k-meeting")).to_have_count(0)
    tab_to(page, "Zoom in")
    page.keyboard.press("Enter")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-chart=timeline] a.k-commitment')"):
            break
    expect(page.locator("[data-chart=timeline] .chart-tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-chart=timeline] .chart-tip")).to_be_hidden()
    enter(page)
    assert path(page).startswith(("/entry/", "/event/"))


@pytest.mark.parametrize("name", [*FIXED, *FOUND])
def test_whoever_tabs_through_a_page_sees_where(page: Page, pages: dict[str, str], name: str) -> None:
    page.goto(pages[name])
    for chart in page.locator("[data-chart]").all():
        expect(chart.locator("svg").first).to_be_attached()
    for _ in range(35):
        page.keyboard.press("Tab")
        found = focused(page)
        if found["tag"] == "body":  # after the last stop
            break
        assert found["words"], f"a {found['tag']} has no name"
        assert found["inside"], f"{found['words']} is out of sight"
        assert found["outlined"] or found["drawn"], f"{found['words']} does not show that it has the focus"
        assert found["presses"] <= PARTS, f"{found['words']} is not left by Tab"
