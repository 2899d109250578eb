"""Pictures of every page, and docs/pages.md that shows them.

    python tools/screenshots.py                                 the story's pages, into docs/pages
    python tools/screenshots.py --ledger corpus.db              and a large ledger's, for what only many documents show
    python tools/screenshots.py --corpus ../shared/corpus       the same, read from a folder first (some minutes)
    python tools/screenshots.py --all shots                     every page at both widths in both schemes, to look at

It wants Chromium, playwright and pillow. The pictures have few colours, so that a page takes some 60 kB.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from browsing import CHROMIUM, QUIET, addresses, serving
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
STORY = ROOT / "tests/golden/story/documents.jsonl"
TEXT = ROOT / "examples/talks.txt"
HIGH = 1900  # px of a picture at most; pages go on
HEIGHTS = {1440: 900, 390: 844}
EXACT, COLOURS = 32, 128

# What docs/pages.md shows: ledger, page, width, scheme.
SHOWN = """
story home 1440 light            corpus home 1440 dark          corpus home 390 light
story relation 1440 light        story relation 1440 dark       story relation 390 light
corpus relation 1440 light
story document 1440 light        story document 390 dark        story reading 1440 light
story entry 1440 light           story entry 390 light          story event 1440 light
story commitments 1440 light     story commitments 390 light
story compare 1440 light         story compared 1440 light      story compared 390 dark
corpus wording 1440 light        corpus levels 1440 light
corpus state 1440 light          corpus organisation 1440 light corpus person 1440 light
corpus network 1440 light        corpus network 390 light       corpus map 1440 dark
story search 1440 light          corpus documents 1440 light    story documents 390 light
corpus entries 1440 light        corpus review-links 1440 light corpus review-entries 390 dark
corpus review-entries 1440 light story add 1440 light           story add 390 light
story login 1440 light           story absent 1440 light
"""
TOLD = {  # a page's name → its heading and line
    "home": "Home | How much the ledger holds, relations by activity, the newest documents.",
    "relation": "Relation | Level, timeline, cooperation and conflict, what is open, who met whom, what was signed.",
    "document": "Document | The text with every entry lit, the entries beside it.",
    "reading": "A reading | What was found in a text, before anything is kept.",
    "entry": "Entry | Each field with its words, codes with their rules, links, history, and the forms that judge it.",
    "event": "Event | One meeting and all of its reports.",
    "commitments": "Commitments | What was pledged, and what came of it.",
    "compare": "Compare | Documents that report the same events.",
    "compared": "Two readouts | Row by row: told alike, told differently, told by one.",
    "wording": "Wording | How the words for a matter change.",
    "levels": "Levels | The levels of a relation over time.",
    "state": "State | Its relations, who stood for it, its newest entries, its office holders.",
    "organisation": "Organisation | The same, with its members.",
    "person": "Person | Offices over time, and entries.",
    "network": "Network | Who stands with whom.",
    "map": "Map | The same from capital to capital.",
    "search": "Search | Quotes and documents that hold some words.",
    "documents": "Documents | All of them, the newest first.",
    "entries": "Entries | A list by kind, pair and period.",
    "review-links": "Review: links | Whether one entry shows what came of another.",
    "review-entries": "Review: entries | The least certain first.",
    "add": "Add | Paste a text, choose a file, or give its address.",
    "login": "Sign in | Where more than one machine reaches the server.",
    "absent": "Nothing here | An address that leads nowhere.",
}


class Camera:
    """Takes pictures of one server's pages in one size and scheme."""

    def __init__(self, browser: Browser, address: str, width: int, scheme: str) -> None:
        size = {"width": width, "height": HEIGHTS[width]}
        context = browser.new_context(base_url=address, viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        self.page: Page = context.new_page()
        self.width = width

    def take(self, name: str, at: str) -> bytes:
        """A page as PNG, down to `HIGH`."""
        self.page.goto(at)
        if name == "reading":
            self.page.locator("textarea").fill(TEXT.read_text("utf-8"))
            self.page.get_by_role("button", name="Read").click()
            self.page.wait_for_selector("article.text")
        if self.page.locator("[data-chart]").count():
            self.page.wait_for_selector("[data-chart] svg a, [data-chart] .chart-note", state="attached")
        self.page.evaluate("document.fonts.ready")
        high = min(HIGH, int(self.page.evaluate("document.documentElement.scrollHeight")))
        clip = {"x": 0, "y": 0, "width": self.width, "height": high}
        return self.page.screenshot(full_page=True, clip=clip, animations="disabled")  # type: ignore[arg-type]


def small(png: bytes) -> bytes:
    """The picture in few colours: those that fill it as they are, the others roughly."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    counted = sorted(picture.getcolors(picture.width * picture.height) or (), reverse=True)
    rough = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE).getpalette() or []
    few = Image.new("P", (1, 1))
    few.putpalette([part for _, colour in counted[:EXACT] for part in colour] + rough[: 3 * COLOURS])  # type: ignore[union-attr]
    out = io.BytesIO()
    picture.quantize(palette=few, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def filed(ledger: str, name: str, width: int, scheme: str) -> str:
    """The name of a picture's file."""
    return f"{ledger}-{name}-{width}-{scheme}.png"


def shoot(path: Path, wanted: set[tuple[str, str, int, str]], out: Path) -> Iterator[Path]:
    """The pictures of one ledger that are wanted."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET)) as browser,
        serving(path) as own,
        serving(path, "--host", "0.0.0.0") as foreign,
    ):
        known = {**addresses(own), "reading": "/add"}
        for ledger, name, width, scheme in sorted(shot for shot in wanted if shot[0] == path.stem):
            if name not in known and name != "login":
                print(f"{ledger} has no page of the sort {name}", file=sys.stderr)
                continue
            camera = Camera(browser, foreign if name == "login" else own, width, scheme)
            file = out / filed(ledger, name, width, scheme)
            file.write_bytes(small(camera.take(name, known.get(name, "/"))))
            camera.page.context.close()
            yield file


def read(source: Path, ledger: Path) -> None:
    """Read a folder's or file's documents into a new ledger."""
    subprocess.run([sys.executable, "-m", "communique", "add", str(source), "--ledger", str(ledger)], check=True)


def write_page(wanted: list[tuple[str, str, int, str]], out: Path) -> None:
    """docs/pages.md: each page's line, and its pictures."""
    told = [
        "# The pages",
        "`communique serve` shows a ledger in a browser. These are its pages, over the twelve documents of"
        " `tests/golden/story` and over about a thousand of governments' own; `python tools/screenshots.py` takes the"
        " pictures.",
    ]
    for name in dict.fromkeys(shot[1] for shot in wanted):
        title, line = TOLD[name].split(" | ")
        shots = [shot for shot in wanted if shot[1] == name and (out / filed(*shot)).exists()]
        if shots:
            told += [f"## {title}", line]
        for shot in shots:
            ledger, _, width, scheme = shot
            told.append(f"![{title}: the {ledger}, {width} px wide, {scheme}]({out.name}/{filed(*shot)})")
    (out.parent / f"{out.name}.md").write_text("\n\n".join(told) + "\n", "utf-8")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, help="a ledger of many documents")
    parser.add_argument("--corpus", type=Path, help="a folder to read into one")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/pages")
    parser.add_argument("--all", type=Path, help="a folder for every page at both widths in both schemes")
    return parser.parse_args()


def main() -> None:
    given = asked()
    out: Path = (given.all or given.out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    words = SHOWN.split()
    shown = [(words[n], words[n + 1], int(words[n + 2]), words[n + 3]) for n in range(0, len(words), 4)]
    every = [(a, b, w, s) for a in ("story", "corpus") for b in TOLD for w in HEIGHTS for s in ("light", "dark")]
    source = (given.corpus or given.ledger or Path()).resolve()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # the home page tells the ledger's name
        ledgers = [Path("story.db")]
        read(STORY, ledgers[0])
        if given.ledger or given.corpus:
            ledgers.append(Path("corpus.db"))
            ledgers[1].symlink_to(source) if given.ledger else read(source, ledgers[1])
        files = [file for path in ledgers for file in shoot(path, set(every if given.all else shown), out)]
    if not given.all:
        write_page(shown, out)
    print(f"{len(files)} pictures in {out}, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
