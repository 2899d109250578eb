"""PETRARCH's validation records, read from their raw text with their own dictionaries of fictional actors.

A record counts where the set of its (source, target) codes is exactly the gold one, and an empty one where it has no
events. Its codes are CAMEO's of PETRARCH's own validation verbs, some of them invented ("345"), so right codes are told
apart from right pairs. Records that PETRARCH is to refuse (discards) are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..actors import petrarch as dictionary
from ..actors.gazetteer import DICTIONARY, Gazetteer
from ..coding.relations import Pair, load
from ..errors import EvaluationError
from ..extract.by_dictionary import DictionaryActors
from ..extract.dyads import dyads
from ..language import parser
from ..types import Document, Entity

SENTENCE = re.compile(r"<Sentence\b(?P<attributes>[^>]*)>(?P<body>.*?)</Sentence>", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
CODING = re.compile(r"<EventCoding\b([^>]*)>")
ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(\"[^\"]*\"|'[^']*')")
TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
DICTIONARIES = ("PETR.Validate.actors.txt", "PETR.Validate.agents.txt")

Coded = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PetrarchRecord:
    """One record: its day (ISO), text and gold events (source, target, code); `refused` tells why it is not scored."""

    id: str
    day: str
    text: str
    events: tuple[Coded, ...]
    refused: str


@dataclass(frozen=True, slots=True)
class PetrarchScore:
    """How many records have the right actor pairs, those and the right codes, those and the right code roots."""

    records: int
    pairs: int
    coded: int
    rooted: int
    skipped: int
    why_skipped: str


@dataclass(frozen=True, slots=True)
class PetrarchMiss:
    """A record whose pairs are wrong."""

    id: str
    text: str
    gold: str
    found: str


def read(path: Path) -> list[PetrarchRecord]:
    """The records of a file. EvaluationError where there are none."""
    try:
        text = COMMENT.sub("", path.read_text("utf-8", errors="replace"))
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read ({error.strerror}); give PETRARCH's records as XML") from None
    out = [_record(m["attributes"], m["body"]) for m in SENTENCE.finditer(text)]
    if not out:
        raise EvaluationError(f"{path} holds no <Sentence> records; give PETRARCH's validation XML")
    return out


def dictionaries(path: Path) -> tuple[str, ...]:
    """The dictionaries that stand beside a file of records. EvaluationError where one is missing."""
    found = [path.parent / name for name in DICTIONARIES]
    for file in found:
        if not file.is_file():
            raise EvaluationError(f"{file} is not there; give the dictionaries with --actors")
    return tuple(map(str, found))


def _record(attributes: str, body: str) -> PetrarchRecord:
    told = {k: v.strip("\"'") for k, v in ATTRIBUTE.findall(attributes)}
    day = told.get("date", "")
    text = " ".join(m.group(1).split()) if (m := TEXT.search(body)) else ""
    codings = [{k: v.strip("\"'") for k, v in ATTRIBUTE.findall(c)} for c in CODING.findall(body)]
    refused = "" if codings else "no coding"
    if any("error" in c for c in codings):
        refused = "discard"
    events = tuple((c["sourcecode"], c["targetcode"], c.get("eventcode", "")) for c in codings if "sourcecode" in c)
    return PetrarchRecord(told.get("id", ""), f"{day[:4]}-{day[4:6]}-{day[6:8]}", text, events, refused)


def score(records: Sequence[PetrarchRecord], files: Sequence[str]) -> tuple[PetrarchScore, list[PetrarchMiss]]:
    """Read every record and score it; the misses are of pairs."""
    own = Dictionaries(files)
    kept = [r for r in records if not r.refused]
    found = [_events(r.text, own.on(r.day)) for r in kept]
    misses, right, coded, rooted = [], 0, 0, 0
    for record, events in zip(kept, found, strict=True):
        gold, ours = {e[:2] for e in record.events}, {e[:2] for e in events}
        if gold != ours:
            misses.append(PetrarchMiss(record.id, record.text, str(sorted(record.events)), str(sorted(events))))
            continue
        right += 1
        coded += set(record.events) == set(events)
        rooted += {(a, b, c[:2]) for a, b, c in record.events} == {(a, b, c[:2]) for a, b, c in events}
    refused = [r.refused for r in records if r.refused]
    why = ", ".join(f"{refused.count(w)} {w}" for w in dict.fromkeys(refused))
    return PetrarchScore(len(kept), right, coded, rooted, len(refused), why), misses


class Dictionaries:
    """Nothing but the records' own actors, as they are on a day."""

    def __init__(self, files: Sequence[str]) -> None:
        self.roles: dict[str, str] = {}
        self._texts: list[tuple[str, str]] = []
        self._known: dict[tuple[tuple[str, str], ...], Gazetteer] = {}
        for file in files:
            try:
                text = Path(file).read_text("utf-8", errors="replace")
            except OSError as error:
                raise EvaluationError(f"{file} cannot be read ({error.strerror}); give --actors dictionaries") from None
            roles = dictionary.read(file, text, ()).roles
            self.roles.update(roles)
            if not roles:
                self._texts.append((file, text))

    def on(self, day: str) -> DictionaryActors:
        """The actors of a day."""
        rows = tuple(row for file, text in self._texts for row in dictionary.on(file, text, day))
        if rows not in self._known:
            entities = {code: Entity("group", code, code) for _, code in rows}
            self._known[rows] = Gazetteer(entities, [(name, code, f"{DICTIONARY}{code}") for name, code in rows])
        return DictionaryActors(self._known[rows], self.roles)


def _events(text: str, actors: DictionaryActors) -> list[Coded]:
    document = Document("record", text)
    out: list[Coded] = []
    for s in parser("en").parse(document).sentences:
        actors.see(text, s)
        found = list(dyads(s, actors))
        spans = [(_span(s.tokens[d.actor_at], s.start), _span(s.tokens[d.recipient_at], s.start)) for d in found]
        pairs = [Pair(text[s.start : s.end], a, b) for a, b in spans]
        relations = load().relations(pairs) if pairs else []
        out += [(d.actor, d.recipient, r.code) for d, r in zip(found, relations, strict=True)]
    return out


def _span(token: object, start: int) -> tuple[int, int]:
    return token.start - start, token.end - start  # type: ignore[attr-defined]
