"""How good a reading is: predicted entries against gold entries.

The rules are the codebook's ("How a reading is scored"). An entry matches a gold entry of its document when the kinds
are equal and the quotes share at least half of the shorter one's words; one to one, best overlap first. Figures are
shares from 0 to 1, rounded to four places; `f1_actors`, the headline, counts a match only where the actors are right.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..config import Config, Fields
from ..errors import EvaluationError
from ..types import KINDS, Document

Row = Mapping[str, Any]  # one entry as `publish.jsonl.row` writes it

FIELDS = ("actors", "counterparts", "speaker", "time", "plover")
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Gold:
    """A folder's documents (`texts.jsonl`, by their `doc`) and gold entries (`entries.jsonl`)."""

    texts: dict[str, str]
    publishers: dict[str, str]
    entries: list[Row]
    source: Path


@dataclass(frozen=True, slots=True)
class Match:
    """A gold entry with the predicted entry that found it, and which of its fields are right."""

    gold: Row
    predicted: Row
    right: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Matching:
    """All gold and predicted entries of the scored documents, paired where they match."""

    gold: list[Row]
    predicted: list[Row]
    matches: list[Match]
    missed: list[Row]
    spurious: list[Row]
    not_verbatim: int

    def split(self, label: Callable[[Row], str]) -> dict[str, Matching]:
        """Its parts by a property that matched entries share: their kind, their document."""
        labels = dict.fromkeys(label(row) for row in (*self.gold, *self.predicted))
        return {name: self._part(label, name) for name in labels}

    def _part(self, label: Callable[[Row], str], name: str) -> Matching:
        return Matching(
            [row for row in self.gold if label(row) == name],
            [row for row in self.predicted if label(row) == name],
            [pair for pair in self.matches if label(pair.gold) == name],
            [row for row in self.missed if label(row) == name],
            [row for row in self.spurious if label(row) == name],
            self.not_verbatim,
        )


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a matching; `fields` are shares of the matched entries."""

    documents: int
    gold: int
    predicted: int
    matched: int
    precision: float
    recall: float
    f1: float
    f1_actors: float
    f1_all: float
    fields: dict[str, float] = field(default_factory=dict)


def load(folder: Path) -> Gold:
    """The texts and gold entries of a folder; EvaluationError where they cannot be scored."""
    texts = {str(row.get("doc") or row.get("n")): row for row in _rows(folder / "texts.jsonl", "text")}
    entries: list[Row] = list(_rows(folder / "entries.jsonl", "doc", "kind", "quote", "actors", "counterparts"))
    for entry in entries:
        if entry["doc"] not in texts:
            raise EvaluationError(
                f"{folder}/entries.jsonl names document {entry['doc']}, which texts.jsonl lacks; add it"
            )
        if entry["kind"] not in KINDS:
            raise EvaluationError(f"{folder}/entries.jsonl: kind {entry['kind']!r} is none of {', '.join(KINDS)}")
    if not entries:
        raise EvaluationError(f"{folder}/entries.jsonl holds no gold entries; write one JSON object a line")
    return Gold(
        {doc: str(row["text"]) for doc, row in texts.items()},
        {doc: str(row.get("publisher") or "") for doc, row in texts.items()},
        entries,
        folder,
    )


def _rows(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, each with the `needed` fields."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise EvaluationError(
            f"{path} cannot be read ({reason}); give a folder with texts.jsonl and entries.jsonl"
        ) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, f"{path}:{number}", needed)


def _row(line: str, place: str, needed: tuple[str, ...]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise EvaluationError(f"{place} is not JSON ({error.msg}); write one JSON object a line") from error
    absent = [name for name in needed if not isinstance(row, dict) or name not in row]
    if absent:
        raise EvaluationError(f"{place} lacks {', '.join(absent)}; write one JSON object a line with these fields")
    return dict(row)


# ---- reading the texts ----


@dataclass(frozen=True, slots=True)
class Reading:
    """Predicted entries, and the documents that could not be read, with the reason."""

    predicted: list[Row]
    failures: list[str]


def read(gold: Gold, progress: Callable[[], None] = lambda: None) -> Reading:
    """Run the pipeline over a folder's texts; offsets of the entries are those of the texts there."""
    from ..pipeline import Pipeline
    from ..publish import jsonl
    from ..read import open_sources

    config = Config(fields=Fields(id="doc"))
    pipeline = Pipeline(config)
    reading = Reading([], [])
    for item in open_sources([str(gold.source / "texts.jsonl")], config, None):
        if isinstance(item, Document):
            shift = _shift(item, gold.texts)
            reading.predicted.extend(_moved(jsonl.row(entry), shift) for entry in pipeline.read(item).entries)
        else:
            reading.failures.append(str(getattr(item, "error", item)))
        progress()
    return reading


def _shift(document: Document, texts: dict[str, str]) -> int:
    """Where the folder's text begins in the document's: a reader may have put the title before it."""
    return max(0, document.text.find(texts.get(document.id, "")))


def _moved(row: dict[str, Any], shift: int) -> Row:
    return {**row, "start": row["start"] - shift, "end": row["end"] - shift}


# ---- matching ----


def match(texts: Mapping[str, str], gold: Sequence[Row], predicted: Iterable[Row]) -> Matching:
    """Pair predicted with gold entries; documents without gold entries are left out."""
    by_document: dict[str, tuple[list[Row], list[Row]]] = {}
    for row in gold:
        by_document.setdefault(row["doc"], ([], []))[0].append(row)
    kept = [row for row in predicted if row["doc"] in by_document]
    for row in kept:
        by_document[row["doc"]][1].append(row)
    matching = Matching(list(gold), kept, [], [], [], sum(place(row, texts) is None for row in kept))
    for document in sorted(by_document):
        _match_document(*by_document[document], texts, matching)
    return matching


def _match_document(gold: list[Row], predicted: list[Row], texts: Mapping[str, str], into: Matching) -> None:
    """Best overlap first; then the longer common run, then the earlier entry."""
    gold_words = [words(row, texts) for row in gold]
    predicted_words = [words(row, texts) for row in predicted]
    candidates = sorted(
        (
            (overlap(gold_words[i], predicted_words[j]), len(gold_words[i] & predicted_words[j]), -i, -j)
            for i, wanted in enumerate(gold)
            for j, found in enumerate(predicted)
            if wanted["kind"] == found["kind"] and overlap(gold_words[i], predicted_words[j]) >= _HALF
        ),
        reverse=True,
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, minus_i, minus_j in candidates:
        if -minus_i not in paired and -minus_j not in taken:
            paired[-minus_i] = -minus_j
            taken.add(-minus_j)
            wanted, found = gold[-minus_i], predicted[-minus_j]
            into.matches.append(Match(wanted, found, right_fields(wanted, found)))
    into.missed.extend(row for i, row in enumerate(gold) if i not in paired)
    into.spurious.extend(row for j, row in enumerate(predicted) if j not in taken)


def place(row: Row, texts: Mapping[str, str]) -> tuple[int, int] | None:
    """Offsets of an entry's quote, searched where its own do not hold; None where the text lacks it."""
    text, quote = texts[row["doc"]], row["quote"]
    start, end = row.get("start"), row.get("end")
    if isinstance(start, int) and isinstance(end, int) and text[start:end] == quote:
        return start, end
    start = text.find(quote)
    return (start, start + len(quote)) if quote and start >= 0 else None


def words(row: Row, texts: Mapping[str, str]) -> set[int]:
    """The places in the text where the quote's words start; none for a quote that is not verbatim."""
    found = place(row, texts)
    if found is None:
        return set()
    start, end = found
    return {word.start() + start for word in re.finditer(r"\w+", texts[row["doc"]][start:end])}


def overlap(a: set[int], b: set[int]) -> float:
    """The share of the shorter quote's words that stand in both."""
    return len(a & b) / max(1, min(len(a), len(b)))


def right_fields(gold: Row, predicted: Row) -> dict[str, bool]:
    """Which fields of a matched entry are right: parties as sets of codes, speakers by a common name."""
    said, heard = _names(gold.get("speaker")), _names(predicted.get("speaker"))
    return {
        "actors": _codes(gold, "actors") == _codes(predicted, "actors"),
        "counterparts": _codes(gold, "counterparts") == _codes(predicted, "counterparts"),
        "speaker": (not said and not heard) or bool(said & heard),
        "time": gold.get("time") == predicted.get("time"),
        "plover": (gold.get("plover") or "") == (predicted.get("plover") or ""),
    }


def _codes(row: Row, key: str) -> set[str]:
    return {code.upper() for code in row.get(key) or []}


def _names(name: str | None) -> set[str]:
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    return set(re.findall(r"[a-z]{2,}", plain))


# ---- figures ----


def score(matching: Matching) -> Score:
    """The figures of a matching."""
    gold, predicted, right = len(matching.gold), len(matching.predicted), [pair.right for pair in matching.matches]

    def f1(number: int) -> float:
        return round(2 * number / (gold + predicted), 4) if gold + predicted else 0.0

    return Score(
        documents=len({row["doc"] for row in matching.gold}),
        gold=gold,
        predicted=predicted,
        matched=len(right),
        precision=round(len(right) / predicted, 4) if predicted else 0.0,
        recall=round(len(right) / gold, 4) if gold else 0.0,
        f1=f1(len(right)),
        f1_actors=f1(sum(fields["actors"] for fields in right)),
        f1_all=f1(sum(all(fields.values()) for fields in right)),
        fields={name: round(sum(fields[name] for fields in right) / len(right), 4) for name in FIELDS} if right else {},
    )


def by_kind(matching: Matching) -> dict[str, Score]:
    """Figures of each kind that occurs, in the codebook's order."""
    parts = matching.split(lambda row: str(row["kind"]))
    return {kind: score(parts[kind]) for kind in KINDS if kind in parts}


def by_publisher(matching: Matching, gold: Gold) -> dict[str, Score]:
    """Figures of each publisher, the one with most entries first."""
    parts = matching.split(lambda row: gold.publishers[row["doc"]])
    scores = {name: score(part) for name, part in parts.items()}
    return dict(sorted(scores.items(), key=lambda item: -item[1].gold))


def by_document(matching: Matching) -> dict[str, Score]:
    """Figures of each document, the worst `f1_actors` first."""
    scores = {name: score(part) for name, part in matching.split(lambda row: str(row["doc"])).items()}
    return dict(sorted(scores.items(), key=lambda item: item[1].f1_actors))


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not as in the gold: `what` is missed, spurious or the names of the wrong fields."""

    what: str
    document: str
    kind: str
    quote: str
    note: str = ""


def misses(matching: Matching) -> Iterator[Miss]:
    """All misses: what was not found, what should not have been, then the matches with wrong fields."""
    for what, rows in (("missed", matching.missed), ("spurious", matching.spurious)):
        for row in rows:
            yield Miss(what, row["doc"], row["kind"], row["quote"])
    for pair in matching.matches:
        wrong = [name for name, right in pair.right.items() if not right]
        if wrong:
            notes = (
                f"{name} {_told(pair.predicted.get(name))}, should be {_told(pair.gold.get(name))}" for name in wrong
            )
            yield Miss(
                "wrong " + ", ".join(wrong), pair.gold["doc"], pair.gold["kind"], pair.gold["quote"], "; ".join(notes)
            )


def _told(value: Any) -> str:
    return " ".join(value) or "none" if isinstance(value, list) else str(value or "none")
