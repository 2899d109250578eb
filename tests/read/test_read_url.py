"""URLs, from a real server on the loopback interface."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from communique import errors
from communique.config import Config, Limits
from communique.read import Failure, open_sources
from communique.read.fetch import is_public
from communique.types import Document

SENTENCE = "Erdoğan and the two ministers met in Minsk on Thursday and agreed to work together."
PAGE = f"<html><body><p>{SENTENCE}</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers by path; `/to/URL` redirects there."""

    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.answer(302, b"", Location=self.path.removeprefix("/to/"))
        elif self.path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif self.path == "/page":
            self.answer(200, PAGE.encode("cp1254"), **{"Content-Type": "text/html; charset=windows-1254"})
        elif self.path == "/docs.jsonl":
            self.answer(200, (json.dumps({"text": SENTENCE}) + "\n").encode() * 2, **{"Content-Type": "text/plain"})
        elif self.path == "/plain":
            self.answer(200, SENTENCE.encode(), **{"Content-Type": "text/plain; charset=utf-8"})
        elif self.path == "/report.pdf":
            self.answer(200, b"%PDF-1.7", **{"Content-Type": "application/pdf"})
        elif self.path == "/declared":
            self.answer(200, b"", **{"Content-Length": "99000000"})
        elif self.path == "/endless":
            self.drip(b"They met. " * 1000, pause=0)
        elif self.path == "/slow":
            self.drip(b"They met. ", pause=0.1)
        elif self.path == "/slow-headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            self.drip(b"x", pause=0.1)
        else:
            self.answer(404, b"Not here.")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, chunk: bytes, pause: float) -> None:
        if self.path != "/slow-headers":
            self.send_response(200)
            self.end_headers()
        try:
            for _ in range(10_000):
                self.wfile.write(chunk)
                time.sleep(pause)
        except OSError:
            pass  # the reader has had enough, as it should

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def read(url: str, private: bool = True, seconds: float = 5.0) -> list[Document | Failure]:
    config = Config(limits=Limits(allow_private=private, fetch_seconds=seconds))
    return [item for item in open_sources([url], config) if isinstance(item, Document | Failure)]


def refused(url: str, private: bool = True, seconds: float = 5.0) -> errors.CommuniqueError:
    (item,) = read(url, private, seconds)
    assert isinstance(item, Failure), item
    assert url in str(item.error)
    assert "\n" not in str(item.error)
    return item.error


def test_a_page_is_read_in_the_encoding_of_its_header(site: str) -> None:
    (item,) = read(f"{site}/page")
    assert isinstance(item, Document), item
    assert (item.text, item.url, item.source) == (SENTENCE, f"{site}/page", f"{site}/page")


def test_plain_text_and_jsonl_are_told_apart(site: str) -> None:
    assert [item.reader.split("/")[0] for item in read(f"{site}/plain") if isinstance(item, Document)] == ["text"]
    assert [item.reader.split("/")[0] for item in read(f"{site}/docs.jsonl") if isinstance(item, Document)] == [
        "jsonl"
    ] * 2


def test_a_redirect_is_followed_and_the_last_address_kept(site: str) -> None:
    (item,) = read(f"{site}/to//page")
    assert isinstance(item, Document), item
    assert item.url.endswith("//page") or item.url == f"{site}/page"


def test_an_endless_redirect_is_refused(site: str) -> None:
    error = refused(f"{site}/loop")
    assert isinstance(error, errors.AddressError)
    assert "redirects" in str(error)


def test_a_private_address_is_refused_unless_allowed(site: str) -> None:
    error = refused(f"{site}/page", private=False)
    assert isinstance(error, errors.AddressError)
    assert "127.0.0.1" in str(error)
    assert "--allow-private" in str(error)
    assert isinstance(refused(site.replace("127.0.0.1", "localhost"), private=False), errors.AddressError)


def test_a_redirect_to_another_scheme_is_refused(site: str) -> None:
    assert isinstance(refused(f"{site}/to/file:///etc/passwd"), errors.AddressError)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "gopher://x/", "http://", "http://[::1"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert isinstance(refused(url), errors.AddressError)


def test_a_host_that_does_not_exist_is_told() -> None:
    assert isinstance(refused("http://nowhere.invalid/page"), errors.AddressError)


def test_a_server_that_is_not_there_is_told() -> None:
    assert isinstance(refused("http://127.0.0.1:9/page"), errors.AddressError)


def test_a_page_that_is_gone_is_told(site: str) -> None:
    error = refused(f"{site}/nothing")
    assert isinstance(error, errors.NotFoundError)
    assert "404" in str(error)


def test_a_pdf_behind_an_address_is_named(site: str) -> None:
    error = refused(f"{site}/report.pdf")
    assert isinstance(error, errors.BinaryError)
    assert "PDF" in str(error)


@pytest.mark.parametrize("path", ["/declared", "/endless"])
def test_too_much_is_refused_whether_declared_or_not(site: str, path: str) -> None:
    start = time.perf_counter()
    assert isinstance(refused(site + path), errors.TooLargeError)
    assert time.perf_counter() - start < 4


@pytest.mark.parametrize("path", ["/slow", "/slow-headers"])
def test_a_server_that_drips_is_left_at_the_time_limit(site: str, path: str) -> None:
    start = time.perf_counter()
    assert isinstance(refused(site + path, seconds=0.5), errors.TooLargeError)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
