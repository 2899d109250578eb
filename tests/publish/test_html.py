"""The page: self-contained, escaped, true to the text; opened in a real browser."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.publish.samples import BARE, DOCUMENT, HOSTILE, RECORD

from communique.publish import html
from communique.types import Record

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def page(*records: Record) -> str:
    out = io.StringIO()
    html.write(records, out)
    return out.getvalue()


class Links(HTMLParser):
    """All ids, link targets and tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.targets += [values["href"] or ""] if "href" in values else []
        assert not any(name.startswith("on") or name in ("src", "srcset", "style") for name in values)


def test_every_quote_leads_to_its_record_and_back() -> None:
    links = Links(page(RECORD, RECORD, BARE))
    assert len(links.ids) == len(set(links.ids))
    fragments = {target[1:] for target in links.targets if target.startswith("#")} - {"top"}
    assert fragments <= set(links.ids)
    for number in range(1, len(RECORD.entries) + 1):
        assert {f"d1e{number}", f"d1e{number}q", f"d2e{number}", f"d2e{number}q"} <= fragments


def test_the_page_asks_for_nothing_from_outside() -> None:
    text = page(RECORD, HOSTILE)
    assert not {"script", "link", "img", "iframe", "object", "base"} & Links(text).tags
    assert "url(" not in text and "@import" not in text
    outside = {target for target in Links(text).targets if not target.startswith("#")}
    assert outside == {"https://example.org/a?b=1&c=2"}


def test_what_comes_from_a_document_is_escaped() -> None:
    text = page(HOSTILE)
    assert "<script" not in text and "<img" not in text and 'href="javascript' not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_article_is_the_text_itself() -> None:
    article = re.search(r"<article[^>]*>(.*?)</article>", page(RECORD), re.DOTALL)
    assert article and unescape(re.sub(r"<[^>]*>", "", article[1])) == DOCUMENT.text


def test_several_documents_have_an_index() -> None:
    assert '<section class="index">' in page(RECORD, BARE) and '<section class="index">' not in page(RECORD)


def test_what_gave_no_entry_is_told() -> None:
    assert "1 sentence gave no entry" in page(RECORD) and "No entry was found in this document." in page(BARE)


# Run inside the page: what a reader sees, as the browser computed it.
PROBE = """
<script>
const shown = selector => [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length).length;
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const rgb = colour => {
  canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
};
const light = colour => rgb(colour).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + .05) / (y + .05) };
const css = (element, name) => getComputedStyle(element)[name];
const probe = {};
probe.article = document.querySelector("article").textContent;
probe.cards = shown(".card");
probe.width = document.documentElement.scrollWidth;
const against = (selector, ground) => [...document.querySelectorAll(selector)]
  .map(e => contrast(css(e, "color"), css(ground || e, "backgroundColor")));
probe.contrasts = [
  ...against(".q"), ...against(".kind"), ...against(".top .n"), ...against(".facts dt", document.body),
  ...against(".top .label", document.querySelector(".card")), ...against(".card dt", document.querySelector(".card")),
];
probe.paper = light(css(document.body, "backgroundColor"));
document.querySelector("#f-position").click();
probe.filtered = shown(".card");
probe.positions = shown(".card.position");
probe.hidden = css(document.querySelector(".q.position"), "backgroundColor");
probe.inner = css(document.querySelector(".q.launch"), "backgroundColor");
document.body.replaceChildren(Object.assign(document.createElement("pre"), {textContent: JSON.stringify(probe)}));
</script>
"""


@pytest.fixture
def probe(tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    """The page opened in Chromium with a script beside it that looks at it (the page itself forbids scripts)."""
    if BROWSER is None:
        pytest.skip("no Chromium here; .ci/run installs it")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page(RECORD))
    file = tmp_path / "page.html"
    file.write_text(text.replace("</body>", PROBE + "</body>"), encoding="utf-8")
    done = subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            *request.param,
            "--dump-dom",
            file.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found = re.search(r"<pre>(.*)</pre>", done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    result: dict[str, Any] = json.loads(unescape(found[1]))
    return result


WIDE = ("--window-size=1400,1000",)
DARK = ("--window-size=500,900", "--blink-settings=preferredColorScheme=0")


@pytest.mark.parametrize("probe", [WIDE, DARK], indirect=True, ids=["wide", "dark and narrow"])
def test_in_a_browser(probe: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """Text kept, filter works without script, nested quotes keep their own colour, contrast is WCAG AA (4.5)."""
    assert probe["article"] == DOCUMENT.text
    assert probe["cards"] == len(RECORD.entries)
    assert probe["filtered"] == len(RECORD.entries) - 1 and probe["positions"] == 0
    assert probe["hidden"] == "rgba(0, 0, 0, 0)" and probe["inner"] != probe["hidden"]
    assert min(probe["contrasts"]) >= 4.5
    dark = "dark" in request.node.name
    assert probe["paper"] < 0.05 if dark else probe["paper"] > 0.8
    assert probe["width"] <= (500 if dark else 1400)
