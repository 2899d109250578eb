"""How official wording shifts: the dated formulations of a phrase, word by word, and the levels of a relation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from ..types import Detail, Entry
from .score import table
from .traits import codes
from .words import STOP, WORD, stem

# How many other words, stop words aside, may stand among a phrase's own: "the principle of a united, one China".
SLACK = 3
# Stop words that a phrase means: "one China" is not any China. They stand right before the same word.
_MEANT = frozenset("one no not all both each more most".split())
_HELD = ("principle", "level", "matter", "framework")
# Words that hold nothing together when they alone stand between two changes.
_LOOSE = STOP | set(",.;:()“”’'")
_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")
# Where a clause of its own begins, after the phrase or before it.
_SUBJECT = r"(?:he|she|it|they|we|I|(?:the )?(?:two|both) \w+|the (?:leaders|presidents|ministers|sides|parties))\b"
_AFTER = re.compile(rf"\s*(?:;|:\s|\s[–—]\s|,\s+(?:which|who|whose|while|whereas|but|because)\b|,?\s+and\s+{_SUBJECT})")
_BEFORE = re.compile(rf";\s+|,?\s+(?:and|but|while)\s+(?={_SUBJECT})")
# Who speaks, at the start of a quote, where no mention tells: pronouns and titles with their names.
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Vice President|President|Prime Minister|Premier|Chancellor|(?:Foreign )?Minister|Secretary)"
_SPEAKER = re.compile(rf"(?:{_TITLE}\.? (?:[A-Z][\w’'-]+ )+|(?i:(?:all )?{_SUBJECT} ))+(?=[a-z])")
_LEADING = re.compile(r"(?:[Tt]he |[Aa]nd |of |for |[A-Z][\w.’'-]*,? )*")
_ALSO = re.compile(r"(?:also|then|further)\s+(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Use:
    """One entry that holds the phrase; its date is "" where none is known."""

    date: str
    entry: str
    document: str
    publisher: str


class _Dated:
    """What was used once or more; "" where no date is known."""

    __slots__ = ()
    uses: tuple[Use, ...]

    @property
    def first(self) -> str:
        return min((u.date for u in self.uses if u.date), default="")

    @property
    def last(self) -> str:
        return max((u.date for u in self.uses if u.date), default="")


@dataclass(frozen=True, slots=True)
class Formulation(_Dated):
    """A wording, and what it adds and drops against the party's wording of the day before it in time.

    `diff` is a run of (operation, words): "kept", "added" or "dropped"; all of a first formulation is "kept".
    """

    party: str
    text: str
    uses: tuple[Use, ...]
    diff: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rung(_Dated):
    """A level of a relation: when it was first and last told, and whether it stood above the one before.

    `change` is "upgraded" or "downgraded" where a document says so, "higher" or "lower" where only the words are.
    """

    level: str
    uses: tuple[Use, ...]
    change: str


def holds(entry: Entry, phrase: str) -> bool:
    """Whether an entry's quote, or its principle, level, matter or framework, holds a phrase by its stems."""
    texts = (entry.quote.quote, *(d.value for d in entry.details if d.name in _HELD))
    return any(place(text, phrase) for text in texts)


def place(text: str, phrase: str) -> tuple[int, int] | None:
    """Where all of a phrase's words stand near each other, in whichever order; the first of the shortest places."""
    wanted = {(word, before) for word, before, _, _ in _words(phrase)}
    told = list(_words(text))
    best: tuple[int, int] | None = None
    for i, (word, before, start, _) in enumerate(told):
        if not wanted & {(word, ""), (word, before)}:
            continue
        left = set(wanted)
        for other, its, _, end in told[i : i + len(wanted) + SLACK]:
            left -= {(other, ""), (other, its)}
            if not left:
                if best is None or end - start < best[1] - best[0]:
                    best = (start, end)
                break
    return best


def _words(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Stems, the meant stop word right before each, and where they stand; a hyphenated word gives its parts."""
    before = ""
    for match in WORD.finditer(text):
        for part in match.group().split("-"):
            low = part.lower()
            if low in STOP:
                before = low if low in _MEANT else ""
            elif len(part) > 1:
                yield stem(part), before, match.start(), match.end()
                before = ""


def carried(entry: Entry, phrase: str) -> str:
    """The clause of an entry's quote that carries a phrase, without who speaks; the whole quote where it has none."""
    quote = entry.quote.quote
    found = place(quote, phrase) or next((at for d in entry.details if (at := _inside(entry, d, phrase))), None)
    start, end = found or (len(quote), len(quote))
    stop = _AFTER.search(quote, end)
    begin = max((m.end() for m in _BEFORE.finditer(quote, 0, start)), default=0) if found else 0
    begin = begin or _spoken(entry, start)
    for pattern in (_SPEAKER, _ALSO):
        lead = pattern.match(quote, begin)
        begin = lead.end() if lead and lead.end() <= start else begin
    return " ".join(quote[begin : stop.start() if stop else len(quote)].split())


def _inside(entry: Entry, detail: Detail, phrase: str) -> tuple[int, int] | None:
    """Where in the quote stands a detail that holds the phrase in its value alone."""
    span, quote = detail.span, entry.quote
    if detail.name in _HELD and span and quote.start <= span.start and span.end <= quote.end:
        return (span.start - quote.start, span.end - quote.start) if place(detail.value, phrase) else None
    return None


def _spoken(entry: Entry, most: int) -> int:
    """Where the mentions of actor and speaker at the start of a quote end, with their titles."""
    quote, end = entry.quote, 0
    parties = (*entry.actors, *((entry.speaker,) if entry.speaker else ()))
    for mention in sorted((p.mention for p in parties if p.mention), key=lambda span: span.start):
        at, after = mention.start - quote.start, mention.end - quote.start
        if at >= end and after < most and _LEADING.fullmatch(quote.quote[end:at]):
            following = re.match(r"\s+(?=[a-z])", quote.quote[after:])
            end = after + following.end() if following else end
    return end


def formulations(entries: Iterable[tuple[Entry, Use]], party: str = "", phrase: str = "") -> list[Formulation]:
    """The wordings of entries that hold a phrase, by party and date; equal ones in a row are one with several uses.

    With the phrase itself, a wording is the clause that carries it; else the whole quote.
    """
    by_party: dict[str, list[tuple[str, Use]]] = {}
    for entry, use in sorted(entries, key=_order):
        who = sorted(codes(entry.actors))
        text = carried(entry, phrase) if phrase else " ".join(entry.quote.quote.split())
        for code in [party] if party in who else [", ".join(who)] if not party else []:
            by_party.setdefault(code, []).append((text, use))
    return [one for code in sorted(by_party) for one in _series(code, by_party[code])]


def _order(pair: tuple[Entry, Use]) -> tuple[str, bool, str, int]:
    """By date, what is undated last; on one day, what is recalled first."""
    entry, use = pair
    return use.date or "~", entry.time != "past", use.document, entry.quote.start


def _series(party: str, told: list[tuple[str, Use]]) -> list[Formulation]:
    """A party's formulations. Those of one day stand side by side: each is held against the day before alone."""
    found: list[Formulation] = []
    days: dict[str, set[int]] = {}  # formulations by the dates of their uses
    before: set[int] = set()
    for text, use in told:
        if use.date not in days:
            before, days[use.date] = days[max(days)] if days and use.date else set(), set()
        near = sorted(before | days[use.date]) if use.date else range(len(found))
        at = next((i for i in near if _normal(found[i].text) == _normal(text)), len(found))
        if at < len(found):
            found[at] = replace(found[at], uses=(*found[at].uses, use))
        else:
            likest = max((differences(found[i].text, text) for i in sorted(before)), key=_kept, default=())
            found.append(Formulation(party, text, (use,), likest or (("kept", text),)))
        days[use.date].add(at)
    return found


def _kept(diff: tuple[tuple[str, str], ...]) -> float:
    return sum(len(words) for operation, words in diff if operation == "kept") / sum(len(words) for _, words in diff)


def _normal(text: str) -> list[str]:
    return [stem(part) for word in WORD.findall(text) for part in word.split("-")]


def differences(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Word by word, what a later wording keeps, adds and drops; case aside."""
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    left, right = [m.group().lower() for m in old], [m.group().lower() for m in new]
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    firm = [(i, k, n) for i, k, n in blocks if any(m.group().lower() not in _LOOSE for m in new[k : k + n])]
    runs: list[tuple[str, str]] = []
    i = k = 0
    for to_old, to_new, length in [*firm, (len(old), len(new), 0)]:
        runs += [("dropped", _slice(before, old[i:to_old])), ("added", _slice(after, new[k:to_new]))]
        i, k = to_old + length, to_new + length
        runs.append(("kept", _slice(after, new[to_new:k])))
    return tuple((operation, words) for operation, words in runs if words)


def _slice(text: str, tokens: list[re.Match[str]]) -> str:
    return text[tokens[0].start() : tokens[-1].end()] if tokens else ""


def ladder(entries: Iterable[tuple[Entry, Use]], a: str = "", b: str = "") -> list[Rung]:
    """The levels that entries between two parties name, in order of time; equal ones in a row are one rung.

    A shorter name ("partnership") is no step down from a longer one: it is a rung only while the longer one does not
    come back, and has no `change` unless a document tells one. Entries of three parties or more tell of no pair.
    """
    days: dict[str, list[tuple[str, str, Use]]] = {}
    for entry, use in sorted(entries, key=_order):
        parties = codes((*entry.actors, *entry.counterparts))
        if entry.time in ("negated", "conditional") or len(parties) > 2 or (a and b and parties != {a, b}):
            continue
        told, _, goal = next((d.value for d in entry.details if d.name == "change"), "").partition(" to ")
        levels = [goal] if rank(goal) else [d.value for d in entry.details if d.name == "level"]
        level = max(levels, key=rank, default="")  # others in one entry lead up to it
        if rank(level):
            days.setdefault(use.date, []).append(
                (name_of(level), told if told in ("upgraded", "downgraded") else "", use)
            )
    found: list[Rung] = []
    for rows in days.values():
        for level, told, use in rows:
            if not told and any(_short(level, other) for other, _, _ in rows):
                continue
            back = None if told and (not found or _names(found[-1].level) != _names(level)) else _standing(found, level)
            if back is not None:
                found[back:] = [replace(found[back], uses=(*found[back].uses, use))]
            else:
                found.append(Rung(level, (use,), told or _change(found, level)))
    return found


def _standing(found: list[Rung], level: str) -> int | None:
    """The rung that a level goes on with: the last one, or one since which there was only short for it."""
    for back in range(len(found) - 1, -1, -1):
        if _names(found[back].level) == _names(level):
            return back
        if found[back].change or not _short(found[back].level, level):
            return None
    return None


def _change(found: list[Rung], level: str) -> str:
    """How a level's words stand to those of the last rung that is not short for the one before it."""
    standing = ""
    for rung in found:
        standing = rung.level if rung.change or not _short(rung.level, standing) else standing
    higher = 0 if not standing or _short(level, standing) else rank(level) - rank(standing)
    return "higher" if higher > 0 else "lower" if higher < 0 else ""


def _short(name: str, full: str) -> bool:
    """Whether a name may be short for a level, or said in passing where it stands ("allied relations" of allies)."""
    return rank(name) < rank(full) and (_names(name) < _names(full) or _noun(name) < table("levels")["formal"])


def _names(level: str) -> set[str]:
    return set(level.split()) - set(table("levels")["joins"])


@lru_cache(maxsize=1024)
def name_of(level: str) -> str:
    """A level without what only praises it: "truly strong strategic partnership" is a strategic partnership."""
    held = table("levels")
    known = {word for name in (*held["nouns"], *held["adjectives"]) for word in name.split()} | set(held["joins"])
    words = [word for word in re.findall(r"[\w-]+", level.lower()) if all(part in known for part in word.split("-"))]
    told = [number for number, word in enumerate(words) if word not in held["joins"]]
    return " ".join(words[told[0] : told[-1] + 1]) if told else ""


@lru_cache(maxsize=1024)
def rank(level: str) -> int:
    """Where a level stands in `data/joining/levels.toml`; 0 for words that are no level of a relation ("ties")."""
    held, low, base = table("levels"), level.lower().replace("-", " "), _noun(level)
    told = [points for word, points in held["adjectives"].items() if re.search(rf"\b{word}\b", low)]
    whole = base and (told or base >= held["formal"]) and not set(low.split()) & set(held["sectors"])
    return base + sum(told) if whole else 0


@lru_cache(maxsize=1024)
def _noun(level: str) -> int:
    nouns = table("levels")["nouns"]
    return max((points for word, points in nouns.items() if word in re.findall(r"[a-z]+", level.lower())), default=0)
