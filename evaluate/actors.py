"""How well actors are found: by other people's tags, and by texts of our own that ask what single words stand for.

`tags` reads the pages whose publisher tagged states and persons, and counts how many of the tags that the text bears
out are found; `titles` reads titles of the form "Call with President X of Y" and asks whether person, office and
state come out. `--misses` lists what was missed. Both sets are in `../shared/corpus`; what is not there is told and
left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.actors.base import KnowledgeBase, load
from communique.actors.titles import titles
from communique.actors.words import fold, sound
from communique.language import parser
from communique.resolve.references import Context
from communique.resolve.resolutions import resolutions
from communique.types import Document, Resolution

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
# Wrong by hand: tags of the Kremlin's site that the page does not bear out (page, tag), found by reading what was
# missed.
WRONG_TAGS = frozenset({("kremlin:51689", "armenia"), ("kremlin:51689", "azerbaijan")})
HONORIFICS = frozenset(
    "mr mrs ms dr the of ruling king prince president patriarch turkey jordan monaco moscow all russia".split()
)


@dataclass(slots=True)
class Count:
    """Found out of borne out, what was missed, and what was found beside the tags."""

    found: int = 0
    asked: int = 0
    added: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.found / self.asked if self.asked else 0.0


def rows(name: str) -> list[dict[str, Any]]:
    """The documents of a corpus file."""
    with (CORPUS / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read(row: dict[str, Any], base: KnowledgeBase, text: str) -> tuple[Resolution, ...]:
    """What a document's names are taken for, as `communique read` does it."""
    published = dt.date.fromisoformat(row["date"]) if row.get("date") else None
    document = Document(row["id"], text, published=published, title=row["title"], publisher=row["publisher"])
    return resolutions(Context(parser("en").parse(document), base))


# --- the Kremlin's tags --------------------------------------------------------------------------------------


def tags(base: KnowledgeBase) -> tuple[Count, Count]:
    """States and persons by the tags of kremlin_news.jsonl."""
    states, persons = Count(), Count()
    by_alpha2 = {e.codes.alpha2: e.code for e in base.entities.values() if e.codes.alpha2}
    by_alpha2 |= {"XA": "ABKHAZIA", "XO": "SOUTH OSSETIA"}
    for row in rows("kremlin_news.jsonl"):
        text = f"{row['title']}\n\n{row['text']}"
        found = read(row, base, text)
        codes = {r.entity.code for r in found if r.entity.code}
        names = [set(fold(r.person).split()) for r in found if r.person]
        tagged = {by_alpha2.get(tag, tag) for tag in row["countries"]}
        groups = _persons(row["persons"])
        _states(row, base, text, tagged, codes, states)
        for group in groups:
            if group & set(fold(text).split()) and (row["id"], " ".join(sorted(group))) not in WRONG_TAGS:
                persons.asked += 1
                hit = any(_same(group, name) for name in names)
                persons.found += hit
                if not hit:
                    persons.misses.append(f"{row['id']} {' '.join(sorted(group))}: {row['title']}")
        persons.added += sum(not any(_same(group, name) for group in groups) for name in names)
    return states, persons


def _states(
    row: dict[str, Any], base: KnowledgeBase, text: str, tagged: set[str], codes: set[str], count: Count
) -> None:
    named = {code for code in tagged if _names(base, text, code) or code in codes}
    for code in named:
        if (row["id"], code) in WRONG_TAGS:
            continue
        count.asked += 1
        count.found += code in codes
        if code not in codes:
            count.misses.append(f"{row['id']} {code}: {row['title']}")
    count.added += len({c for c in codes - tagged - {"RUS"} if base.entities[c].kind == "state"})


def _names(base: KnowledgeBase, text: str, code: str) -> bool:
    """Whether a text has a name, adjective, capital or known holder's surname of a state, by plain search."""
    aliases = [a for a, c in base.aliases() if c == code and len(a) > 3]
    surnames = [s.title() for p, _ in base.register.of_body(code) for s in p.surnames if len(s) > 4]
    return any(re.search(rf"\b{re.escape(a)}\b", text) for a in {*aliases, *surnames})


def _persons(tagged: list[str]) -> list[set[str]]:
    """The persons of a page's tags: the site has each in two orders, and some without their first name."""
    groups: list[set[str]] = []
    for tag in tagged:
        words = set(fold(tag).split()) - HONORIFICS
        same = next((g for g in groups if words <= g or g <= words), None)
        if same is None and words:
            groups.append(words)
        elif same is not None:
            same |= words
    return groups


def _same(tag: set[str], name: set[str]) -> bool:
    """Whether a name is a tag's: the shorter one's words are the other's, but for one that is spelt otherwise."""
    small, large = sorted((tag, name), key=len)
    return bool(small) and len(small & large) >= max(1, len(small) - 1)


# --- the White House's titles --------------------------------------------------------------------------------

OFFICE = (
    r"(?:(?:Crown |Deputy |Vice |Foreign |Prime |First |Interim |Acting |Federal |Supreme )*"
    r"(?:President|Minister|Chancellor|King|Queen|Emir|Amir|Sultan|Prince|Premier|Taoiseach|Pope|Secretary[- ]General|"
    r"National Security Advis[eo]r|Defen[cs]e Minister|High Representative))"
)
TITLE = re.compile(
    rf"\b[Ww]ith (?:His Majesty |His Excellency |His Highness )?(?P<office>{OFFICE}) (?:Sheikh )?"
    r"(?P<name>[^,]+?) of (?:the )?(?P<state>[A-Z][\w .’'-]+?)$"
)


def titled(row: dict[str, Any], base: KnowledgeBase) -> tuple[str, str, str] | None:
    """Office, name and code of a title that has all three, in one form; None for the others."""
    m = TITLE.search(row["title"].replace("\xa0", " ").strip())
    if m is None or re.search(r"\b(?:and|of)\b", m["name"]):
        return None
    code = base.code(m["state"])
    return (m["office"], m["name"], code) if code else None


def white_house(base: KnowledgeBase) -> Count:
    """Person, office and state by the titles of white_house_readouts.jsonl."""
    count = Count()
    for row in rows("white_house_readouts.jsonl"):
        told = titled(row, base)
        if told is None:
            continue
        office, name, code = told
        count.asked += 1
        found = [r for r in read(row, base, f"{row['title']}\n\n{row['text']}") if r.person]
        words = {sound(word) for word in fold(name).split()}
        hit = any(
            r.entity.code == code
            and titles(r.office, code) & titles(office, code)
            and len(words & {sound(word) for word in fold(r.person).split()}) >= max(1, len(words) - 1)
            for r in found
        )
        count.found += hit
        if not hit:
            heard = "; ".join(f"{r.person}, {r.office}, {r.entity.code}" for r in found[:4])
            count.misses.append(f"{row['id']} {row['title']} → {heard}")
    return count


# --- cases of our own ----------------------------------------------------------------------------------------

CASES = Path(__file__).resolve().parents[1] / "tests" / "resolve" / "cases.jsonl"


def cases(base: KnowledgeBase) -> Count:
    """Phrases whose parties and person come out right, of the mentions that the cases ask for."""
    count = Count()
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        text = f"{case['title']}\n\n{case['text']}" if case["title"] else case["text"]
        day = dt.date.fromisoformat(case["date"])
        document = Document(case["id"], text, published=day, title=case["title"], publisher=case["publisher"])
        context = Context(parser("en").parse(document), base)
        for asked in case["mentions"]:
            codes, person = _meant(context, case, asked, len(text) - len(case["text"]))
            count.asked += 1
            right = codes == sorted(asked["codes"]) and _named(person, asked["person"])
            count.found += right
            if not right:
                want = f"{asked['codes']} {asked['person']}"
                count.misses.append(
                    f"{case['id']} {case['tests']}: {asked['words']!r} is {want}, read {codes} {person}"
                )
    return count


def _meant(context: Context, case: dict[str, Any], asked: dict[str, Any], offset: int) -> tuple[list[str], str]:
    """Codes and person of the parties of the phrase, its own conjuncts included."""
    at = -1
    for _ in range(asked["nth"]):
        at = case["text"].find(asked["words"], at + 1)
    start, end = at + offset, at + offset + len(asked["words"])
    found = []
    for s in context.sentences:
        for t in s.tokens:
            if start <= t.start and t.end <= end:
                head = s.tokens[s.heads[t.i]]
                outside = head.i == t.i or not start <= head.start < end
                found += context.single(s, t.i) if outside or s.deps[t.i] == "conj" else []
    codes = sorted({p.entity.code for p in found if p.entity.code})
    return codes, next((p.person for p in found if p.person), "")


def _named(person: str, wanted: str) -> bool:
    """Whether a person's name is the wanted one, or part of it with the same last word."""
    one, other = set(fold(person).split()), set(fold(wanted).split())
    return not other or bool(
        one and (one <= other or other <= one or fold(person).split()[-1] == fold(wanted).split()[-1])
    )


def lines(base: KnowledgeBase) -> Iterator[tuple[str, Count]]:
    """Every figure that can be measured here."""
    yield "cases", cases(base)
    if (CORPUS / "kremlin_news.jsonl").exists():
        states, persons = tags(base)
        yield "tagged states", states
        yield "tagged persons", persons
    if (CORPUS / "white_house_readouts.jsonl").exists():
        yield "titles", white_house(base)


def main() -> int:
    """Print the figures; with --misses also what was missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true")
    told = options.parse_args()
    if not CORPUS.is_dir():
        print(f"{CORPUS} is not at hand: only the cases are measured")
    for name, count in lines(load()):
        extra = f", {count.added} beside the tags" if count.added else ""
        print(f"{name:15} {count.found:4} of {count.asked:4}  {count.share:.3f}{extra}", flush=True)
        for miss in count.misses if told.misses else ():
            print(f"    {miss}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
