#!/usr/bin/env python3
"""The output that docs/tour.md shows, taken from the code itself: stops.py [--write].

Prints every stop; `--write` puts them into tour.md, each into the block after its `<!-- stop: NAME -->`. Run it after a
change of the code or of the model. `tests/test_docs.py` compares the stops that no model decides.
"""

from __future__ import annotations

import contextlib
import importlib
import re
import sys
from collections.abc import Callable
from functools import lru_cache
from io import StringIO
from pathlib import Path

from communique.actors.base import load as load_base
from communique.config import Config
from communique.extract import judge, vocabulary
from communique.extract.choose import choose
from communique.extract.clauses import Clause, clauses
from communique.extract.features import features
from communique.extract.judge import Opinion
from communique.extract.rulings import ruled
from communique.extract.weigh import weighed
from communique.language import Parsed, Sentence, parser
from communique.pipeline import Pipeline
from communique.publish import terminal
from communique.read import open_sources
from communique.resolve.references import Context
from communique.types import KINDS, Document, Party, Record

ROOT = Path(__file__).resolve().parent.parent
TOUR = ROOT / "docs" / "tour.md"
EXAMPLE = "examples/talks.txt"
FOLLOWED = "The premier added that"  # how the sentence begins that the tour follows
BLOCK = re.compile(r"(<!-- stop: (\w+) -->\n```text\n)(.*?)(```\n)", re.DOTALL)


@lru_cache(maxsize=1)
def document() -> Document:
    """The example as the readers give it."""
    with contextlib.chdir(ROOT):
        (item,) = open_sources([EXAMPLE], Config())
    if not isinstance(item, Document):
        sys.exit(str(item))
    return item


@lru_cache(maxsize=1)
def parsed() -> Parsed:
    return parser("en").parse(document())


def followed() -> tuple[int, Sentence]:
    """The sentence that the tour follows, with its place."""
    text = document().text
    return next((n, s) for n, s in enumerate(parsed().sentences) if text.startswith(FOLLOWED, s.start))


@lru_cache(maxsize=1)
def context() -> Context:
    return Context(parsed(), load_base())


@lru_cache(maxsize=1)
def candidates() -> list[Clause]:
    return clauses(parsed(), vocabulary.load())


@lru_cache(maxsize=1)
def opinions() -> list[Opinion]:
    return weighed(candidates(), judge.load().opinions(parsed(), candidates(), vocabulary.load(), context()))


@lru_cache(maxsize=1)
def record() -> Record:
    return Pipeline(Config()).read(document())


def stop_document() -> str:
    """Stop 1: what the reader found."""
    d = document()
    rows = [("reader", d.reader), ("id", d.id), ("language", d.language), ("title", repr(d.title))]
    rows += [
        ("published", str(d.published)),
        ("place", d.place),
        ("publisher", d.publisher),
        ("characters", f"{len(d.text):,}"),
    ]
    rows += [("furniture", f"{f.start}-{f.end} {f.quote!r}") for f in d.furniture]
    return "\n".join(f"{name:<10} {value}" for name, value in rows)


def stop_series() -> str:
    """Stop 2: the heads of the series, by the parser and after the repair."""
    place, mended = followed()
    model = parser("en").name.split()[0]
    raw = importlib.import_module(model).load()(document().text[mended.start : mended.end])
    lines = [f"{len(parsed().sentences)} sentences; in number {place}:", ""]
    lines.append(f"{'':<10}{'by the parser':<22}after the repair")
    for token, before in zip(mended.tokens, raw, strict=True):
        if token.lower in ("make", "align", "pursue"):
            above = mended.tokens[mended.heads[token.i]].text
            lines.append(
                f"{token.text:<10}{f'{before.dep_} of {before.head.text}':<22}{mended.deps[token.i]} of {above}"
            )
    return "\n".join(lines)


def stop_names() -> str:
    """Stop 4 from within stop 3: states, organisations and persons, and what words stand for."""
    c, (_, s) = context(), followed()
    lines = [f"persons    {p.name}, {p.office}, {p.entity.code if p.entity else '?'}" for p in c.people.persons]
    lines += [f"principal  {_party(p)}" for p in c.principals]
    lines += [
        f"mention    {c.text[m.start : m.end]!r} is {m.entity.code}, by its {m.how}"
        for m in c.mentions
        if s.start <= m.start < s.end
    ]
    lines += [f"reference  'The premier' is {_party(p)}" for p in c.resolve(s, 1)]
    return "\n".join(lines)


def stop_clauses() -> str:
    """Stop 3: the candidates of the sentence."""
    place, _ = followed()
    mine = [c for c in candidates() if c.place == place]
    lines = [f"{len(candidates())} candidates in the document; of sentence {place}:"]
    for c in mine:
        subject = c.sentence.tokens[c.subject].text if c.subject is not None else "-"
        lines.append(f"{c.number:>4} {c.sort} {c.lemma:<12} subject {subject:<8} {_short(_quote(c), 60)}")
    return "\n".join(lines)


def stop_features() -> str:
    """Stop 3: what the tree tells of one candidate."""
    (clause,) = [c for c in candidates() if c.place == followed()[0] and c.lemma == "align"]
    lines, line = [], ""
    for feature in features(clause, vocabulary.load(), context()):
        if len(line) + len(feature) > 108:
            lines.append(line.rstrip())
            line = ""
        line += feature + "  "
    return "\n".join([*lines, line.rstrip()])


def stop_opinions() -> str:
    """Stop 3: what the judge makes of the candidates."""
    place, _ = followed()
    lines = []
    for clause, o in zip(candidates(), opinions(), strict=True):
        if clause.place == place:
            kind = max(KINDS, key=lambda k: o.kind[k])
            time, others = (
                max(o.time, key=lambda t: o.time[t]),
                f"counterpart {o.counterpart:.2f}, speaker {o.speaker:.2f}",
            )
            entry = f"entry {1 - o.kind['none']:.2f}, likeliest {kind} {o.kind[kind]:.2f}"
            lines.append(f"{clause.number:>4} {clause.lemma:<12} {entry:<38} {time}; {others}")
    return "\n".join(lines)


def stop_choice() -> str:
    """Stop 3: what is taken."""
    kept, repeated = choose(
        candidates(), opinions(), lambda clause, kind: ruled(clause, kind, context(), vocabulary.load())
    )
    place, _ = followed()
    lines = [f"{len(kept)} taken, {len(repeated)} told again; of sentence {place}:"]
    lines += [f"taken       {c.kind}, {c.score:.2f}: {_quote(c.clause)}" for c in kept if c.clause.place == place]
    lines += [f"told again  {c.kind}, {c.score:.2f}: {_quote(c.clause)}" for c in repeated if c.clause.place == place]
    return "\n".join(lines)


def stop_entries() -> str:
    """Stops 4 and 5: the sentence's entries, whole."""
    _, s = followed()
    lines: list[str] = []
    for e in record().entries:
        if s.start <= e.quote.start < s.end:
            lines += [f"{e.kind} {e.id}, characters {e.quote.start} to {e.quote.end}, confidence {e.confidence:.2f}"]
            lines += [f"  quote         {e.quote.quote}", f"  speaker       {_party(e.speaker) if e.speaker else '-'}"]
            lines += [f"  actors        {'; '.join(map(_party, e.actors)) or '-'}"]
            lines += [f"  counterparts  {'; '.join(map(_party, e.counterparts)) or '-'}"]
            lines += [f"  time, plover  {e.time}, {e.plover or '-'}"]
            lines += [f"  {d.name:<13} {d.value}" for d in e.details]
    return "\n".join(lines) or "no entry"


def stop_skips() -> str:
    """Stop 3: what was left out."""
    return "\n".join(f"{_short(s.span.quote, 66)}\n    {s.reason}" for s in record().skips[:4])


def stop_record() -> str:
    """The end: the head of the record as the terminal shows it."""
    out = StringIO()
    terminal.write([record()], out, False)
    return out.getvalue().split("\n\n")[0]


def _party(p: Party) -> str:
    person = f"{p.person} for " if p.person else ""
    words = f", by {p.how}" if p.how else ""
    return f"{person}{p.entity.code or p.entity.name}{words}"


def _quote(c: Clause) -> str:
    return c.span(document().text).quote


def _short(text: str, most: int) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"


STOPS: dict[str, Callable[[], str]] = {
    name.removeprefix("stop_"): value for name, value in list(globals().items()) if name.startswith("stop_")
}
WITHOUT_JUDGE = ("document", "series", "names", "clauses", "features")


def main() -> None:
    """Print the stops, or write them into the tour."""
    if "--write" in sys.argv[1:]:
        text = TOUR.read_text("utf-8")
        TOUR.write_text(BLOCK.sub(lambda m: m[1] + STOPS[m[2]]() + "\n" + m[4], text), "utf-8")
        return
    for name, stop in STOPS.items():
        print(f"== {name}\n{stop()}\n")


if __name__ == "__main__":
    main()
