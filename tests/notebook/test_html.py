"""What a notebook shows: self-contained, escaped, bounded."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from communique import Ledger, read_document
from communique.publish import notebook
from communique.types import Detail, Entity, Party, Record

HOSTILE = (
    '<script>alert(1)</script> Talks & "more"\n\n'
    "China pledged to provide <img src=x onerror=alert(1)> 10 million yuan in aid to Belarus by 2025. "
    "Belarus and China signed an agreement on <b>trade</b> & tariffs in Minsk.\n"
)


class Page(HTMLParser):
    """The elements of a fragment, and the words of its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.depth = 0
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "div" and (self.depth or dict(attrs).get("class") == "cq-text"):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "div" and self.depth > 0

    def handle_data(self, data: str) -> None:
        self.text += data if self.depth else ""

    def names(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    def values(self, attribute: str) -> list[str | None]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


def inert(html: str) -> Page:
    """The fragment, once it is sure that nothing in it runs, loads, or styles what is not its own."""
    page = Page(html)
    assert not page.names() & {"script", "img", "iframe", "object", "link", "form", "base", "meta"}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert all(str(address).startswith(("http://", "https://")) for address in page.values("href"))
    assert not page.values("src") and not page.values("style") and not page.values("id")
    style = re.sub(r"/\*.*?\*/", "", html[html.index("<style>") + 7 : html.index("</style>")], flags=re.DOTALL)
    assert "url(" not in style and "@" not in style
    selectors = [one.strip() for group in re.findall(r"([^{}]+)\{", style) for one in group.split(",")]
    assert selectors and all(selector.startswith(".cq") for selector in selectors)
    return page


@pytest.fixture(scope="module")
def hostile() -> Record:
    record = read_document(HOSTILE, publisher='"><script>', url="javascript:alert(1)")
    who = Party(Entity("person", "<script>"), person="<img src=x onerror=alert(1)>", how="document")
    what = Detail("<script>", "</li><iframe>")
    hostile = (replace(e, speaker=who, actors=(who,), counterparts=(who,), details=(what,)) for e in record.entries)
    return replace(record, entries=tuple(hostile))


def test_a_hostile_record_is_shown_inert_and_whole(hostile: Record) -> None:
    page = inert(hostile._repr_html_())
    assert page.text == hostile.document.text
    assert page.values("href") == []
    marks = [attributes for tag, attributes in page.elements if tag == "mark"]
    assert {f"cq-quote cq-{entry.kind}" for entry in hostile.entries} == {mark["class"] for mark in marks}
    assert len(hostile.entries) >= 2


def test_every_entry_stands_beside_the_text(story_records: list[Record]) -> None:
    for record in story_records:
        page = inert(record._repr_html_())
        assert page.text == record.document.text
        assert len([tag for tag, _ in page.elements if tag == "li"]) == len(record.entries)
        assert len(record._repr_html_()) < 20_000
        assert page.values("href") == [record.document.url]


def test_a_long_record_is_cut_and_says_so(story_records: list[Record]) -> None:
    record = story_records[0]
    text = record.document.text + "word " * 200_000
    long = replace(record, document=replace(record.document, text=text), entries=record.entries * 40)
    html = long._repr_html_()
    assert len(html) < 200_000
    assert f"and {len(long.entries) - notebook.MOST_ENTRIES:,} more entries" in html
    assert "The text goes on for" in html


def test_a_ledger_and_its_lists_are_shown_inert(tmp_path: Path, hostile: Record, story_records: list[Record]) -> None:
    with Ledger(tmp_path / "shown.db", create=True) as ledger:
        empty = inert(ledger._repr_html_())
        kept = ledger.add(hostile)
        for record in story_records[:3]:
            ledger.add(record)
        html = ledger._repr_html_()
        lists = [ledger.entries(frame=None), ledger.commitments(frame=None), ledger.documents(frame=None)]
        for shown in (kept, *lists, ledger.search("Belarus"), ledger.wording("one-China principle")):
            assert len(inert(shown._repr_html_()).elements) > 10
    page = inert(html)
    assert "4 documents" in html and "BLR – CHN" in html and story_records[0].document.id in html
    assert "<script>alert" not in html and "&lt;script&gt;" in html
    assert "table" in page.names() and "table" not in empty.names()


def test_a_long_list_shows_its_beginning_and_tells_how_many_there_are(
    tmp_path: Path, story_records: list[Record]
) -> None:
    with Ledger(tmp_path / "long.db", create=True) as ledger:
        for record in story_records:
            ledger.add(record)
        found = ledger.entries(frame=None)
    html = found._repr_html_()
    assert html.count("<tr>") == 51
    assert f"and {len(found) - 50} more" in html


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import sys, communique\n"
        "heavy = {'spacy', 'sqlalchemy', 'pandas', 'polars', 'mcp', 'communique.notebook'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "from communique import Ledger, read_document\n"
        "assert not {'spacy', 'pandas', 'polars', 'mcp'} & set(sys.modules)\n"
        "import communique.read; assert communique.read.open_sources and communique.Ledger is Ledger\n"
        "from communique import nothing_of_the_kind\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert "cannot import name 'nothing_of_the_kind'" in done.stderr, done.stderr
