"""What people do on the pages, in a real browser: look, read, keep, judge, filter, compare, copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.web.tools import PLEDGE, TEXT, Watch, number_in, overflow, path, window
from tools.browsing import FIXED, FOUND

ALL = (*FIXED, *FOUND)
RELATION = "/relation/BLR/CHN"
HARBIN = "Belarus will build a tractor assembly plant in Harbin together with Chinese partners"
TRADE_HOUSE = "Belarus plans to set up a trade house in Lanzhou by the end of 2023"
SANYA = "restore direct flights between Minsk and Sanya"


@pytest.fixture(scope="module")
def scriptless(chromium: Browser, site: str) -> Iterator[tuple[Page, Watch]]:
    with window(chromium, site, java_script_enabled=False) as opened:
        yield opened


@pytest.fixture
def plain(scriptless: tuple[Page, Watch]) -> Iterator[Page]:
    """A window that runs no scripts."""
    yield scriptless[0]
    scriptless[1].check()


def entry_of(page: Page, words: str) -> str:
    """The address of the entry whose quote has these words, from the search."""
    page.goto("/")
    page.get_by_role("searchbox").fill(f'"{words}"')
    page.keyboard.press("Enter")
    return page.locator(".words a").first.get_attribute("href") or ""


# ---- every page ----


@pytest.mark.parametrize("name", ALL)
def test_a_page_shows_its_content_and_fits_a_small_phone(page: Page, pages: dict[str, str], name: str) -> None:
    answer = page.goto(pages[name])
    assert answer is not None and answer.status == (404 if name == "absent" else 200)
    expect(page.locator("h1")).to_have_count(1)
    assert len(page.locator("main").inner_text()) > 40
    assert page.title().endswith("· Communiqué") and not page.title().startswith("·")
    for chart in page.locator("[data-chart]").all():
        expect(chart.locator("svg a").first).to_be_attached()
    page.set_viewport_size({"width": 360, "height": 740})
    assert overflow(page) <= 0


@pytest.mark.parametrize("name", ALL)
def test_a_page_holds_its_content_without_scripts(plain: Page, pages: dict[str, str], name: str) -> None:
    plain.goto(pages[name])
    assert len(plain.locator("main").inner_text()) > 40
    for form in plain.locator("form:not([method='dialog'])").all():
        assert form.get_attribute("action") or form.get_attribute("method") == "get"


# ---- reading and keeping ----


def test_a_text_is_read_shown_kept_and_found(page: Page, plain: Page) -> None:
    page.goto("/add")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Title").fill("Belarus and China agree on a rail museum")
    page.get_by_label("Published").fill("2026-03-04")
    page.get_by_label("Publisher").fill("Minsk Wire")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
    expect(page.locator(".records .commitment blockquote").first).to_contain_text(PLEDGE)
    plain.goto("/search?q=locomotives")
    expect(plain.get_by_text("No quote and no document holds")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Belarus and China agree on a rail museum")
    assert path(page).startswith("/document/")
    page.get_by_role("searchbox").fill("locomotives")
    page.keyboard.press("Enter")
    expect(page.locator(".words").first).to_contain_text(PLEDGE)
    page.goto(RELATION)
    expect(page.get_by_role("region", name="Open commitments")).to_contain_text(PLEDGE)


def test_a_text_is_read_and_kept_without_scripts(plain: Page) -> None:
    plain.goto("/add")
    plain.get_by_label("Text", exact=True).fill(TEXT.replace("sixty", "seventy"))
    plain.get_by_role("button", name="Read").click()
    plain.get_by_role("button", name="Keep it").click()
    expect(plain.locator("article.text")).to_contain_text("seventy historic locomotives")


# ---- judging ----


def test_the_queue_is_judged_with_keys_and_a_judgement_is_taken_back(page: Page) -> None:
    page.goto("/review?what=entries")
    items = page.locator("[data-review-item]")
    first, second = (items.nth(n).get_attribute("id") for n in range(2))
    page.keyboard.press("j")
    expect(page.locator("[aria-current=true]")).to_have_id(first or "")
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="Accepted")).to_be_visible()
    expect(page.locator("[aria-current=true]")).to_have_id(second or "")
    page.keyboard.press("r")
    expect(page.get_by_role("status").filter(has_text="Rejected")).to_be_visible()
    page.reload()
    expect(page.locator(f"[id='{first}'], [id='{second}']")).to_have_count(0)
    page.goto(f"/entry/{first}")
    expect(page.get_by_role("region", name="History")).to_contain_text("accept")


def test_undo_brings_an_item_back(page: Page) -> None:
    page.goto("/review?what=entries")
    first = page.locator("[data-review-item]").first.get_attribute("id") or ""
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"[id='{first}']")).to_be_visible()


def test_the_keys_are_told_and_can_be_switched_off(page: Page) -> None:
    page.goto("/review?what=entries")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("next, previous")
    page.get_by_label("single keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(page.locator("[aria-current=true]")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_proposed_link_is_judged_without_scripts(plain: Page) -> None:
    plain.goto("/review?what=links")
    waiting = plain.locator("[data-review-item]").count()
    plain.get_by_role("button", name="Accept this link").first.click()
    assert path(plain) == "/review?what=links"
    expect(plain.locator("[data-review-item]")).to_have_count(waiting - 1)


def test_a_corrected_field_shows_everywhere_and_keeps_the_machines_value(page: Page) -> None:
    page.goto(entry_of(page, "Belarus will abolish import duties on Chinese electric buses"))
    entry = path(page)
    form = page.locator("#correct")
    form.get_by_label("Field").select_option("deadline")
    form.get_by_label("It is").fill("2031")
    form.get_by_label("Reason").fill("the annex says so")
    form.get_by_role("button", name="Correct").click()
    expect(page.get_by_role("region", name="Fields")).to_contain_text("2031")
    expect(page.get_by_role("region", name="History")).to_contain_text("the annex says so")
    page.goto("/commitments?due=2031")
    expect(page.locator(".board .card")).to_have_count(1)
    expect(page.locator(".board .card a").first).to_have_attribute("href", entry)
    page.goto(entry)
    form.get_by_label("Field").select_option("counterparts")
    form.get_by_label("It is").fill("LTU")
    form.get_by_role("button", name="Correct").click()
    page.goto("/relation/BLR/LTU")
    expect(page.get_by_role("region", name="Open commitments")).to_contain_text("electric buses")
    page.goto(entry)
    expect(page.get_by_role("region", name="History")).to_contain_text("counterparts is 'LTU', not 'CHN'")


def test_a_rejected_entry_leaves_the_relation(page: Page) -> None:
    entry = entry_of(page, "China intends to open a consulate general in Brest")
    page.goto(RELATION)
    expect(page.get_by_role("main")).to_contain_text("consulate general in Brest")
    open_before = number_in(page.get_by_role("heading", name="Open commitments"))
    page.goto(entry)
    page.get_by_role("button", name="This entry is wrong").click()
    expect(page.get_by_text("rejected", exact=True)).to_be_visible()
    page.goto(RELATION)
    expect(page.get_by_role("main")).not_to_contain_text("consulate general in Brest")
    assert number_in(page.get_by_role("heading", name="Open commitments")) == open_before - 1


# ---- looking ----


def test_two_readouts_are_compared_and_their_rows_filtered(page: Page) -> None:
    page.goto("/compare")
    page.get_by_role("link", name="Wang Yi Holds Talks").click()
    rows = page.locator(".rows > li:visible")
    whole = rows.count()
    box = page.get_by_label("Only in A")
    only_a = number_in(page.locator("label").filter(has=box))
    assert 0 < only_a < whole
    box.uncheck()
    expect(rows).to_have_count(whole - only_a)
    box.check()
    expect(rows).to_have_count(whole)


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name).locator(".card")


def test_commitments_are_filtered_and_seen_as_of_a_day(page: Page) -> None:
    page.goto("/commitments")
    expect(column(page, "Lapsed").filter(has_text=TRADE_HOUSE)).to_be_visible()
    page.get_by_label("As of").fill("2023-05-01")
    page.get_by_role("button", name="Show").click()
    expect(column(page, "Open").filter(has_text=TRADE_HOUSE)).to_be_visible()
    expect(column(page, "Open").filter(has_text=HARBIN)).to_be_visible()
    expect(page.get_by_text(SANYA)).to_have_count(0)
    page.goto("/commitments?between=China+and+Belarus")
    expect(page.get_by_role("heading", level=1)).to_contain_text("China – Belarus")
    page.get_by_label("About").fill("tractor")
    page.get_by_role("button", name="Show").click()
    for card in page.locator(".board .card").all():
        expect(card).to_contain_text("tractor")
    page.get_by_label("About").fill("")
    page.get_by_label("Due").fill("2025")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".board .card").filter(has_text=SANYA)).to_be_visible()
    expect(page.locator(".board .card").filter(has_not_text=re.compile("due .*2025"))).to_have_count(0)
    page.get_by_label("open only").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("region", name="Fulfilled")).to_have_count(0)


def test_the_timeline_hides_kinds_and_zooms(page: Page) -> None:
    page.goto(RELATION)
    chart = page.locator("[data-chart=timeline]")
    meetings = chart.locator("a.k-meeting")
    expect(meetings.first).to_be_attached()
    page.locator("[data-timeline-kind=meeting]").uncheck()
    expect(meetings).to_have_count(0)
    expect(chart.locator("a.k-commitment").first).to_be_attached()
    page.locator("[data-timeline-kind=meeting]").check()
    expect(meetings.first).to_be_attached()

    def years() -> list[str]:
        return chart.locator(".chart-axis .is-year text").all_inner_texts()

    whole = years()
    for _ in range(4):
        chart.get_by_role("button", name="Zoom in").click()
    assert len(years()) < len(whole)
    chart.get_by_role("button", name="show the whole period").click()
    assert years() == whole


def test_the_theme_is_kept_from_page_to_page(page: Page) -> None:

    def paper() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page.emulate_media(color_scheme="light")
    page.goto("/")
    light = paper()
    button = page.locator("#theme")
    button.click()
    expect(button).to_have_accessible_name("Colours: light")
    button.click()
    expect(button).to_have_accessible_name("Colours: dark")
    dark = paper()
    assert dark != light
    page.goto("/documents")
    assert paper() == dark
    button.click()
    assert paper() == light


def test_a_citation_is_copied(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page.goto(entry_of(page, HARBIN))
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    told = page.evaluate("navigator.clipboard.readText()")
    assert told.endswith(f": “{HARBIN}”")
    for part in ("Ministry of Foreign Affairs", "On the talks between the heads of government", "18 April 2023"):
        assert part in told
    assert "<https://example.org/story/03>" in told


def test_quotes_and_entries_light_each_other(page: Page) -> None:
    page.goto("/document/story-10")
    mark = page.locator("mark.commitment").first
    card = page.locator(f"[data-card='{mark.get_attribute('data-entry')}']")
    mark.hover()
    expect(card).to_have_class(re.compile(r"\blit\b"))
    other = page.locator("[data-card]").first
    other.hover()
    expect(card).not_to_have_class(re.compile(r"\blit\b"))
    expect(page.locator(f"mark[data-entry='{other.get_attribute('data-card')}']").first).to_have_class(
        re.compile(r"\blit\b")
    )


def test_kinds_are_hidden_on_a_document(page: Page) -> None:
    page.goto("/document/story-10")
    page.locator("[data-filter=commitment]").uncheck()
    expect(page.locator(".records .commitment").first).to_be_hidden()
    expect(page.locator("mark.commitment").first).to_have_class(re.compile(r"\boff\b"))
    expect(page.locator(".records .meeting").first).to_be_visible()


def test_an_address_leads_to_its_words(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    page.goto("/document/story-10")
    last = page.locator("mark.q").last.get_attribute("data-entry")
    page.goto("/")
    page.goto(f"/document/story-10#e-{last}")
    expect(page.locator(f"mark[data-entry='{last}']").first).to_be_in_viewport()
    expect(page.locator(f"[data-card='{last}']")).to_have_class(re.compile(r"\blit\b"))
    page.goto("/")
    page.goto("/document/story-10#s-40-60")
    expect(page.locator("#asked").first).to_be_in_viewport()
    text = page.locator("article.text").text_content() or ""
    assert "".join(page.locator(".asked").all_text_contents()) == text[40:60]
