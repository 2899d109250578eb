"""Documents that mean harm are shown as their words, or refused with one reason; nothing is run, nobody is asked."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.web.tools import path
from tools.browsing import serving

SCRIPT = "<script>alert(1)</script>"
HANDLER = "<img src=x onerror=alert(2)>"
MEETING = "On 3 March 2026, Chinese Premier Li Qiang met with Belarusian Prime Minister Roman Golovchenko in Beijing."
PLEDGE = "China will send Belarus ten trains"
STEERING = f"Belarus \u202esdraeh\u202c China \u2066met\u2069 in Minsk. {PLEDGE}."
RECORD = {
    "id": "talks/<b>'\"#?&%2e",
    "title": f'"><svg onload=alert(3)>{SCRIPT}',
    "publisher": '=HYPERLINK("http://198.51.100.7/","Ministry")',
    "url": "javascript:alert(4)//http://example.org/",
    "date": "2026-03-03",
    "text": f"{MEETING} Li Qiang said: “{PLEDGE} {HANDLER} {SCRIPT}.” =1+1 &lt;b&gt; {{{{ 7*7 }}}}",
}
HTML = f"""<html><head><title>Talks {SCRIPT}</title><meta http-equiv="refresh" content="0;url=http://198.51.100.7/">
<base href="http://198.51.100.7/"><link rel="stylesheet" href="http://198.51.100.7/a.css"></head>
<body onload="alert(5)"><article><p>{MEETING}</p><script>alert(6)</script><iframe src="http://198.51.100.7/"></iframe>
<p>Li Qiang said that {PLEDGE}. <img src="http://198.51.100.7/x.png" onerror="alert(7)">
<a href="javascript:alert(8)">The two sides signed an agreement on rail freight.</a></p></article></body></html>"""


class Sender:
    """Sends the page's form as a browser does, but whatever one likes."""

    def __init__(self, site: str) -> None:
        self.client = httpx.Client(base_url=site, timeout=60)

    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.client.get("/add").text)
        assert found
        return found[1]

    def send(self, file: tuple[str, bytes] | None = None, **fields: str) -> httpx.Response:
        form = {"csrf": self.csrf(), **fields}
        return self.client.post("/add", data=form, files={"file": file or ("", b"")})


@pytest.fixture(scope="module")
def sender(site: str) -> Iterator[Sender]:
    made = Sender(site)
    with made.client:
        yield made


def reason(answer: httpx.Response) -> str:
    """The one reason that a refusal shows."""
    assert 400 <= answer.status_code < 500, answer.status_code
    (told,) = re.findall(r'<p class="note bad"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
    assert told and len(told) < 800
    return str(told)


def keep(page: Page, file: str, data: str) -> None:
    """Upload a file and keep what is read."""
    page.goto("/add")
    page.get_by_label("or a file").set_input_files({"name": file, "mimeType": "text/plain", "buffer": data.encode()})
    page.get_by_role("button", name="Read").click()
    page.get_by_role("button", name="Keep").click()


def assert_inert(page: Page) -> None:
    """No element of a document's making is in the page, and no link that runs or leads where no web page is."""
    assert page.locator("main :is(iframe, img, base, meta, style, svg:not([data-chart] svg))").count() == 0
    assert page.locator("main script:not([type='application/json'])").count() == 0
    assert page.locator("[onload], [onerror], [onclick], [style*='url']").count() == 0
    for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))"):
        assert link.startswith(("/", "#", "?", "http://", "https://")), link


# ---- shown ----


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{MEETING} {SCRIPT} {HANDLER}", SCRIPT),
        (f"{MEETING} </textarea></article>{SCRIPT}<!--", "</textarea></article>"),
        (f'<meta http-equiv="refresh" content="0;url=http://198.51.100.7/"> {MEETING}', "http-equiv"),
        (f"{MEETING} {{{{ 7*7 }}}} {{% include '/etc/passwd' %}}", "{{ 7*7 }}"),
        (STEERING, "U+202Esdraeh"),
        ("=cmd|' /C calc'!A0\n" + MEETING, "=cmd|"),
    ],
    ids=["script", "end tags", "refresh", "template", "steering", "formula"],
)
def test_a_pasted_text_is_shown_as_its_characters(page: Page, text: str, shown: str) -> None:
    page.goto("/add")
    page.get_by_label("Text", exact=True).evaluate("(field, text) => (field.value = text)", text)
    page.get_by_role("button", name="Read").click()
    expect(page.locator("article.text")).to_contain_text(shown)
    assert_inert(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_hostile_page_is_read_for_its_words(page: Page) -> None:
    keep(page, "talks.html", HTML)
    expect(page.locator("article.text")).to_contain_text(PLEDGE)
    expect(page.locator("article.text")).not_to_contain_text("alert(6)")
    assert_inert(page)


def test_a_hostile_record_is_harmless_on_every_page(page: Page, site: str) -> None:
    keep(page, "talks.jsonl", json.dumps(RECORD))
    expect(page.get_by_role("heading", level=1)).to_have_text(RECORD["title"])
    expect(page.locator(".facts")).to_contain_text(RECORD["url"])
    assert_inert(page)
    at = path(page)
    entry = page.locator(".records a", has_text="fields and codes").first.get_attribute("href") or ""
    lists = ("/", "/documents", "/entries", "/search?q=trains", "/relation/BLR/CHN", "/review?what=entries")
    for other in (*lists, entry):
        page.goto(other)
        expect(page.locator("h1")).to_be_visible()
        assert_inert(page)
    page.goto("/documents")
    page.get_by_role("link", name=RECORD["title"]).click()
    assert path(page) == at
    page.goto(f"/compare?a={quote(RECORD['id'], safe='')}&b=story-10")
    expect(page.locator(".heads")).to_contain_text(RECORD["title"])
    assert_inert(page)


@pytest.mark.parametrize(
    "at", ["/entries/export.csv", "/documents/export.csv", "/commitments/export.csv", "/relation/BLR/CHN/export.csv"]
)
def test_no_cell_of_an_exported_table_is_a_formula(sender: Sender, at: str) -> None:
    records = [
        {"title": f"{mark}cmd|' /C calc'!A0", "publisher": f"{mark}1+1", "text": MEETING, "date": "2026-03-03"}
        for mark in ("=", "+", "-", "@", "\t=", "\r=")
    ]
    answer = sender.send(("formulas.jsonl", "\n".join(json.dumps(record) for record in records).encode()))
    draft = re.search(r'name="draft" value="([\w-]+)"', answer.text)
    assert draft
    sender.client.post("/add/keep", data={"csrf": sender.csrf(), "draft": draft[1]})
    rows = list(csv.reader(io.StringIO(sender.client.get(at).text)))
    assert len(rows) > 1
    number = re.compile(r"[-+]?\d+(\.\d+)?")
    for cell in (cell for row in rows for cell in row if not number.fullmatch(cell)):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


# ---- refused ----


def bomb(times: int) -> bytes:
    """Gzip within gzip: a few kilobytes that would be gigabytes."""
    data = gzip.compress(b"\0" * 50_000_000, mtime=0)
    for _ in range(times):
        data = gzip.compress(data, mtime=0)
    return data


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("talks.txt", b"0" * 20_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "file",
    [
        ("talks.txt.gz", bomb(1)),
        ("talks.txt", bomb(0)),
        ("talks.jsonl", bomb(0)),
        ("talks.html", zipped()),
        ("talks.docx", zipped()),
        ("talks.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("talks.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
        ("talks.jsonl", b'{"text": ' + b"[" * 100_000),
        ("talks.jsonl", b'{"text": 5}\nnull\n"a"\n[]\n{"text": ""}\n'),
        ("talks.html", b"<div>" * 50_000),
        ("empty.txt", b""),
        ("../../../etc/passwd", b""),
    ],
    ids=lambda file: f"{file[0].rpartition('/')[2]}-{len(file[1])}",
)
def test_a_file_that_is_no_document_is_refused(sender: Sender, file: tuple[str, bytes]) -> None:
    answer = sender.send(file, title="Typed <before>")
    assert "\0" not in reason(answer)
    assert 'value="Typed &lt;before&gt;"' in answer.text


@pytest.mark.parametrize("size", [300_000, 10_000_000])
def test_a_text_that_is_too_long_is_refused(sender: Sender, size: int) -> None:
    answer = sender.send(text="China met Belarus. " * (size // 19))
    assert "communique add" in reason(answer)


def test_a_line_without_an_end_is_refused(sender: Sender) -> None:
    assert "full stops" in reason(sender.send(text="a" * 200_000))


def test_more_than_a_request_may_hold_is_refused(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "talks.txt"
    file.write_bytes(b"China met Belarus.\n" * 700_000)
    page.goto("/add")
    page.get_by_label("or a file").set_input_files(file)
    page.get_by_role("button", name="Read").click()
    expect(page.locator(".note.bad")).to_contain_text("12,000,000 bytes")


def test_what_was_typed_is_kept_to_the_letter(page: Page) -> None:
    typed = f"“Talks” \u202eno\u202c <b>\"& more'{SCRIPT}"
    page.goto("/add")
    page.get_by_label("Text", exact=True).evaluate("(field, text) => (field.value = text)", f"{typed}\n\0</textarea>")
    page.get_by_label("Title").fill(typed)
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("alert")).to_contain_text("control characters")
    expect(page.get_by_label("Title")).to_have_value(typed)
    expect(page.locator("textarea")).to_have_value(re.compile(re.escape(f"{typed}\n")))
    assert_inert(page)


def test_many_documents_at_once_are_refused(sender: Sender) -> None:
    lines = b"\n".join(json.dumps({"text": f"{MEETING} {n}"}).encode() for n in range(500))
    assert "500 documents" in reason(sender.send(("many.jsonl", lines)))


def test_nothing_is_refused_with_what_to_do(page: Page) -> None:
    page.goto("/add")
    page.get_by_label("Title").fill("“Talks” <b>& more</b>")
    page.get_by_label("Published").fill("2026-03-03")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("alert")).to_have_text("Nothing was given; paste a text, choose a file, or give an address")
    expect(page.get_by_label("Title")).to_have_value("“Talks” <b>& more</b>")
    expect(page.get_by_label("Published")).to_have_value("2026-03-03")


class Loopback(BaseHTTPRequestHandler):
    """A server of this machine that must not be asked; what it is asked for is kept."""

    asked: list[str] = []  # noqa: RUF012
    bodies: dict[str, tuple[int, dict[str, str], bytes]] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, headers, body = self.bodies.get(self.path, (200, {"Content-Type": "text/plain"}, MEETING.encode()))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # a reader that has seen enough goes away
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tells nobody."""


@pytest.fixture(scope="module")
def loopback() -> Iterator[int]:
    """The port of a server on loopback."""
    server = HTTPServer(("127.0.0.1", 0), Loopback)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://0.0.0.0:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "http://someone@127.0.0.1:{port}/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00::1]/",
        "http://[fe80::1%25eth0]/",
        "http://127.0.0.1:{port}\\@example.org/",
        "http:///",
        "http://",
        "http://exa mple/",
        "http://" + "a" * 5000 + "/",
        "http://example.org:99999/",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "ftp://127.0.0.1:{port}/",
        "gopher://127.0.0.1:{port}/",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "/etc/passwd",
        "../story.db",
        "http://127.0.0.1:{port}/\r\nHost: example.org",
    ],
)
def test_an_address_of_the_network_itself_is_refused(sender: Sender, loopback: int, url: str) -> None:
    asked = url.format(port=loopback)
    answer = sender.send(url=asked, publisher="Typed before")
    assert reason(answer)
    assert 'value="Typed before"' in answer.text
    assert Loopback.asked == [], "the server itself was asked"


def test_an_address_is_refused_in_the_page_and_kept_in_the_form(page: Page, loopback: int) -> None:
    page.goto("/add")
    page.get_by_label("or an address").fill(f"http://127.0.0.1:{loopback}/<b>")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("alert")).to_contain_text("127.0.0.1")
    expect(page.get_by_label("or an address")).to_have_value(f"http://127.0.0.1:{loopback}/<b>")


def test_what_an_address_answers_is_not_trusted(story_ledger: Path, loopback: int, tmp_path: Path) -> None:
    """On a server that may fetch from its own network, so that the answers come at all."""
    Loopback.bodies = {
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/script": (302, {"Location": "javascript:alert(1)"}, b""),
        "/circle": (302, {"Location": "/circle"}, b""),
        "/nowhere": (302, {}, b""),
        "/bomb": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, bomb(0)),
        "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(400)),
        "/lost": (404, {"Content-Type": "text/html"}, HTML.encode()),
    }
    copy = tmp_path / "story.db"
    copy.write_bytes(story_ledger.read_bytes())
    with serving(copy, "--allow-private") as address:
        sender = Sender(address)
        with sender.client:
            for at in Loopback.bodies:
                assert reason(sender.send(url=f"http://127.0.0.1:{loopback}{at}")), at
    assert set(Loopback.bodies) <= set(Loopback.asked)
    Loopback.asked.clear()


# ---- addresses of ours ----


@pytest.mark.parametrize(
    "at",
    [
        "/document/../../etc/passwd",
        "/document/..%2f..%2fetc%2fpasswd",
        "/document/%00",
        "/document/" + "x" * 3000,
        "/document/none/export.csv",
        "/document/story-10/export.exe",
        "/entry/..%2f..%2fetc",
        "/entry/%27%20OR%201=1--",
        "/entry/zzzz",
        "/event/%3Cscript%3E",
        "/relation/%3Cscript%3E/CHN",
        "/relation/CHN/CHN",
        "/relation/%00/%00",
        "/relation/BLR/CHN/export.exe",
        "/party/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/person/%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/person/%00",
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static/%00",
        "/entries?kind=%3Cb%3E",
        "/entries?between=%00",
        "/entries?since=%27",
        "/entries?quarter=2024-Q9",
        "/entries/export.exe",
        "/commitments?on=yesterday",
        "/commitments?between=CHN",
        "/commitments?most=many",
        "/commitments/export.exe",
        "/compare?a=%00&b=%00",
        "/compare?a=story-10&b=..%2f..",
        "/network?since=%00",
        "/map?until=9999999",
        "/wording?between=%3Cb%3E",
        "/wording?phrase=trade&by=%3Cscript%3E",
        "/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/add/keep",
        "/judge",
    ],
)
def test_an_address_that_leads_nowhere_says_so(sender: Sender, at: str) -> None:
    raw = sender.client.build_request("GET", "/")
    raw.url = raw.url.copy_with(raw_path=at.encode())
    answer = sender.client.send(raw, follow_redirects=True)
    assert 400 <= answer.status_code < 500, answer.status_code
    assert answer.headers["content-type"].startswith(("text/html", "text/plain"))
    for leak in ("<script>alert", "<img src=x", "root:", "Traceback", "import "):
        assert leak not in answer.text


@pytest.mark.parametrize(
    "asked", ['"', "-", "*", "a AND OR (", "NEAR(a b)", "\0", "'; DROP TABLE entries; --", SCRIPT, "x" * 5000, "\u202e"]
)
def test_anything_may_be_searched_for(sender: Sender, asked: str) -> None:
    for at, names in (("/search", ("q",)), ("/wording", ("phrase",)), ("/commitments", ("field", "due"))):
        answer = sender.client.get(at, params=dict.fromkeys(names, asked))
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text and "\u202e" not in re.sub(r'value="[^"]*"', "", answer.text)


def test_a_judgement_that_makes_no_sense_is_refused(sender: Sender, site: str) -> None:
    for verb, target, more in (
        ("accept", "zzzz", {}),
        ("explode", "zzzz", {}),
        ("correct", "", {"field": "kind", "value": SCRIPT}),
        ("link", "../../x", {"other": SCRIPT, "field": SCRIPT}),
        ("withdraw", "j0", {"next": "//198.51.100.7/"}),
    ):
        answer = sender.client.post("/judge", data={"csrf": sender.csrf(), "verb": verb, "target": target, **more})
        assert reason(answer)
        assert SCRIPT not in answer.text


def test_a_judgement_does_not_lead_to_another_site(sender: Sender, pages: dict[str, str]) -> None:
    entry = urlsplit(pages["entry"]).path.rpartition("/")[2]
    for onward in ("//198.51.100.7/", "http://198.51.100.7/", "/\\198.51.100.7", "javascript:alert(1)"):
        form = {"csrf": sender.csrf(), "verb": "accept", "target": entry, "next": onward}
        assert sender.client.post("/judge", data=form).headers["location"] == "/"
