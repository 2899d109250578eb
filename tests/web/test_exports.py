"""What the pages give away as files: each link brings one, and it is what its ending says."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from tests.web.tools import number_in
from tools.browsing import FIXED, FOUND

GEXF = {"g": "http://gexf.net/1.3"}


def as_csv(text: str) -> int:
    rows = list(csv.DictReader(io.StringIO(text)))
    assert all(None not in row and None not in row.values() for row in rows), "every row has the header's columns"
    return len(rows)


def as_json(text: str) -> int:
    held = json.loads(text)
    return len(held)


def as_gexf(text: str) -> int:
    graph = ET.fromstring(text)
    nodes = {node.get("id") for node in graph.iterfind(".//g:node", GEXF)}
    edges = graph.findall(".//g:edge", GEXF)
    assert all({edge.get("source"), edge.get("target")} <= nodes for edge in edges), "every edge ends at a node"
    return len(edges)


def as_html(text: str) -> int:
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)

    Tags().feed(text)
    return tags.count("mark")


READ: dict[str, Callable[[str], int]] = {"csv": as_csv, "json": as_json, "gexf": as_gexf, "html": as_html}


@pytest.mark.parametrize("name", [*FIXED, *FOUND])
def test_every_link_to_a_file_brings_what_it_says(page: Page, pages: dict[str, str], name: str) -> None:
    page.goto(pages[name])
    for link in page.locator("a[download]").all():
        with page.expect_download() as coming:
            link.click()
        file = coming.value.suggested_filename
        ending = file.rpartition(".")[2]
        text = coming.value.path().read_text("utf-8")
        assert READ[ending](text) > 0, file
    for link in page.locator(".exports a:not([download])").all():  # the API's answer to the same question
        answer = page.request.get(link.get_attribute("href") or "")
        assert answer.ok and answer.json()


def test_the_file_of_a_list_holds_the_list(page: Page) -> None:
    page.goto("/entries?kind=commitment&between=BLR-CHN&since=2024")
    shown = page.locator("#lines > li").count()
    assert 0 < shown < 50
    for ending in ("CSV", "JSON"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=ending).click()
        assert READ[ending.lower()](coming.value.path().read_text("utf-8")) == shown


def test_the_file_of_the_board_holds_what_the_board_was_asked_for(page: Page) -> None:
    page.goto("/commitments?between=BLR-CHN&open=1")
    shown = sum(number_in(heading) for heading in page.locator(".board h2").all())
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV", exact=True).click()
    rows = list(csv.DictReader(io.StringIO(coming.value.path().read_text("utf-8"))))
    assert len(rows) == shown
    assert {row["state"] for row in rows} <= {"pledged", "repeated", "under way"}


def test_a_network_is_the_relations_that_its_page_lists(page: Page) -> None:
    page.goto("/network")
    listed = page.locator("table tbody tr").count()
    with page.expect_download() as coming:
        page.get_by_role("link", name="GEXF").click()
    graph = ET.fromstring(coming.value.path().read_text("utf-8"))
    assert len(graph.findall(".//g:edge", GEXF)) == listed
    assert {"Belarus", "China"} <= {node.get("label") for node in graph.iterfind(".//g:node", GEXF)}


def test_files_have_names_of_their_own(page: Page) -> None:
    names: set[str] = set()
    for at in ("/relation/BLR/CHN", "/documents", "/entries", "/commitments", "/network", "/document/story-10"):
        page.goto(at)
        with page.expect_download() as coming:
            page.get_by_role("link", name="CSV", exact=True).click()
        names.add(coming.value.suggested_filename)
        assert urlsplit(coming.value.url).path.endswith("export.csv")
    assert len(names) == 6
