"""A ledger's pages in a real browser: the program as a user starts it, Chromium, and one address of every page.

The end-to-end tests and the script that takes the pictures walk the same addresses, so that a page is in both or none.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
# The last four keep it from asking for anything on its own.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

# What is asked of any ledger: name → address.
FIXED = {
    "home": "/",
    "documents": "/documents",
    "entries": "/entries?kind=commitment",
    "search": "/search?q=cooperation",
    "commitments": "/commitments",
    "compare": "/compare",
    "wording": "/wording?phrase=one-China",
    "network": "/network",
    "map": "/map",
    "add": "/add",
    "review-links": "/review?what=links",
    "review-entries": "/review?what=entries",
    "organisation": "/party/UN",
    "absent": "/nowhere",
}
# What is found by following a link: name → the page that has it, and how it looks there.
FOUND = {
    "relation": ("/", r"/relation/[^/\"]+/[^/\"?]+"),
    "compared": ("/compare", r"/compare\?a=[^\"]+"),
    "state": ("relation", r"/party/[A-Z]{3}"),
    "event": ("relation", r"/event/[\w-]+"),
    "entry": ("relation", r"/entry/\w+"),
    "person": ("state", r"/person/[^\"]+"),
    "levels": ("relation", r"/wording\?between=[^\"]+"),
    "document": ("compared", r"/document/[^\"#?]+"),
}


@contextlib.contextmanager
def serving(ledger: Path, *options: str) -> Iterator[str]:
    """`communique serve` over a ledger on a free port; its address, without a slash at the end."""
    command = [sys.executable, "-m", "communique", "serve", "--ledger", str(ledger), "--port", "0", *options]
    with tempfile.NamedTemporaryFile() as told, subprocess.Popen(command, stderr=told) as program:
        try:
            yield f"http://127.0.0.1:{_port(program, Path(told.name))}"
        finally:
            program.terminate()


def _port(program: subprocess.Popen[bytes], told: Path) -> int:
    """The port that a server has taken, as it tells."""
    while not (found := re.match(r"http://[^/]+:(\d+)/.*\n", told.read_text("utf-8"))):
        if program.poll() is not None:
            raise RuntimeError(f"the server did not start: {told.read_text('utf-8')}")
        time.sleep(0.05)
    return int(found[1])


def addresses(base: str) -> dict[str, str]:
    """A page's name → an address of it that this ledger has; a page that it has no case of is left out."""

    def get(at: str) -> str:
        with urlopen(base + quote(at, safe="/?&=%+"), timeout=60) as answer:
            return str(answer.read().decode())

    known = dict(FIXED)
    for name, (source, pattern) in FOUND.items():
        at = known.get(source, source)
        if at.startswith("/") and (found := re.search(f'href="({pattern})"', get(at))):
            known[name] = found[1].replace("&amp;", "&")
    return known
