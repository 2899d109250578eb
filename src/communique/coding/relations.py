"""What one actor does to another in a sentence: the learned coder of relations.

Actor and recipient are two spans of a sentence. The encoder's lower layers read the sentence once; for each pair, what
the model learned of the two roles is added to the words of the spans, and upper layers of its own read on. It tells
how likely each PLOVER type is, NONE among them (nothing passes from this actor to this recipient), and which CAMEO
code. The words around the pair have a say of their own (`words.py`). Confidence is calibrated on held-out sentences;
below `threshold` the coder abstains. How it was trained, on what, and how well it does is in `training/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from communique.errors import ModelError, SpanError

from . import encoder
from .code import by_words, codes_of
from .encoder import SHIPPED, Floats
from .words import Words

NONE = "NONE"
MOST_TOKENS = 160  # of a sentence; what lies beyond is cut, but never a marked span
BATCH = 16
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and two spans of it, half-open code points; a span (0, 0) stands for one that it does not name."""

    sentence: str
    actor: tuple[int, int]
    recipient: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relation:
    """What passes from actor to recipient.

    `type` is a PLOVER type, "NONE" where nothing passes, "" where the coder abstains. `confidence` is the calibrated
    probability of `best`, the likeliest type. `types` and `cameo` hold the probability of each. `code` is the CAMEO
    code of `best`; `how` tells what gave it, words or model.
    """

    type: str
    best: str
    confidence: float
    types: Mapping[str, float]
    cameo: Mapping[str, float]
    code: str
    how: str


class Coder:
    """The model in a folder, ours unless told. ModelError where it cannot be read."""

    def __init__(self, folder: Traversable = SHIPPED) -> None:
        self._session = encoder.session(folder, "relations.onnx")
        meta = encoder.meta(folder, "relations.json")
        try:
            self.types: list[str] = meta["types"]
            self.codes: list[str] = meta["cameo"]
            self.temperature = float(meta["temperature"])
            self.threshold = float(meta["threshold"])
            self.version = str(meta["version"])
            self.share = float(meta.get("words", 0.0))
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{folder}/relations.json is not what training/relations.py writes ({error!r})") from None
        self.words = Words(folder, self.types) if self.share else None
        self._encoder = encoder.load()

    def relations(self, pairs: Sequence[Pair]) -> list[Relation]:
        """One relation a pair, in their order."""
        out: dict[int, Relation] = {}
        rows = [self._row(pair) for pair in pairs]
        order = sorted(range(len(pairs)), key=lambda i: len(rows[i][0]))
        for at in range(0, len(order), BATCH):
            group = order[at : at + BATCH]
            types, codes = self._scores([rows[i] for i in group])
            for i, t, c in zip(group, types, codes, strict=True):
                out[i] = self._relation(pairs[i], t, c)
        return [out[i] for i in range(len(pairs))]

    def _scores(self, rows: Sequence[tuple[list[int], list[int]]]) -> tuple[Floats, Floats]:
        distinct = list({tuple(ids): None for ids, _ in rows})
        place = {ids: i for i, ids in enumerate(distinct)}
        lower, mask = self._encoder.hidden(distinct)
        where = [place[tuple(ids)] for ids, _ in rows]
        roles = np.zeros((len(rows), lower.shape[1]), dtype=np.int64)
        for i, (_, marks) in enumerate(rows):
            roles[i, : len(marks)] = marks
        types, codes = self._session.run(None, {"hidden": lower[where], "roles": roles, "mask": mask[where]})
        return types, codes

    def _row(self, pair: Pair) -> tuple[list[int], list[int]]:
        """Token ids of a sentence, cut to what the model reads, and the role of each: 0 none, 1 actor, 2 recipient."""
        found = self._encoder.tokens(pair.sentence)
        roles = [_role(start, end, pair) for start, end in found.offsets]
        ids = list(found.ids)
        most = MOST_TOKENS - 2
        marked = [i for i, role in enumerate(roles) if role]
        first = max(0, min(marked[-1] + 1 - most, marked[0])) if marked else 0
        ids, roles = ids[first : first + most], roles[first : first + most]
        return [self._encoder.id("[CLS]"), *ids, self._encoder.id("[SEP]")], [0, *roles, 0]

    def _relation(self, pair: Pair, scores: Floats, codes: Floats) -> Relation:
        told = np.log(_softmax(scores) + TINY)
        if self.words is not None:
            heard, _, _ = self.words.scores(pair.sentence, pair.actor, pair.recipient)
            told = (1 - self.share) * told + self.share * np.log(_softmax(heard) + TINY)
        types = dict(zip(self.types, map(float, _softmax(told / self.temperature)), strict=True))
        cameo = dict(zip(self.codes, map(float, _softmax(codes)), strict=True))
        best = max(types, key=lambda t: types[t])
        confidence = types[best]
        code, how = self._code(best, pair.sentence, cameo)
        return Relation(best if confidence >= self.threshold else "", best, confidence, types, cameo, code, how)

    def _code(self, best: str, sentence: str, cameo: Mapping[str, float]) -> tuple[str, str]:
        known = [c for c in codes_of(best) if c in cameo]
        if not known:
            told = by_words(best, sentence)
            return told.value, told.how
        code = max(known, key=lambda c: cameo[c])
        return code, f"model, {cameo[code] / sum(cameo[c] for c in known):.2f} of {best}"


def _role(start: int, end: int, pair: Pair) -> int:
    for role, (a, b) in ((1, pair.actor), (2, pair.recipient)):
        if a <= start and end <= b and a < b:
            return role
    return 0


def _softmax(scores: Floats) -> Floats:
    x: Floats = np.exp(scores - scores.max())
    total: Floats = x / x.sum()
    return total


@lru_cache(maxsize=2)
def load(folder: str = "") -> Coder:
    """The coder in a folder, the shipped one unless told."""
    return Coder(Path(folder) if folder else SHIPPED)


def pair_of(sentence: str, actor: str, recipient: str) -> Pair:
    """The pair of two spans told by their words. SpanError where one is empty or does not stand in the sentence.

    Of words that stand there more than once the first place counts, but recipient and actor never share a place.
    """
    first = _find(sentence, actor, "actor", ())
    return Pair(sentence, first, _find(sentence, recipient, "recipient", (first,)))


def _find(sentence: str, words: str, name: str, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if not words.strip():
        raise SpanError(f"the {name} is empty; give the words of the sentence that name it")
    at = sentence.find(words)
    while at >= 0:
        if not any(at < end and start < at + len(words) for start, end in taken):
            return at, at + len(words)
        at = sentence.find(words, at + 1)
    if words in sentence:
        raise SpanError(
            f"the {name} {words!r} stands only inside the actor's words; give two spans that do not overlap"
        )
    like = sentence.lower().find(words.lower())
    hint = f"; it has {sentence[like : like + len(words)]!r}" if like >= 0 else ""
    raise SpanError(
        f"the {name} {words!r} does not stand in the sentence{hint}; give its words exactly as they stand there"
    )


def classify(sentence: str, actor: str, recipient: str, model: str = "") -> Relation:
    """What `actor` does to `recipient` in a sentence, both given in the sentence's own words.

    `model` is a folder with a coder of your own, "" for the shipped one. SpanError where a span is not in the
    sentence, ModelError where the model cannot be read.

    >>> classify("Kenya will send doctors to Malawi.", "Kenya", "Malawi").best
    'AGREE'
    """
    return load(model).relations([pair_of(sentence, actor, recipient)])[0]


def share(values: Mapping[str, float], most: int = 3) -> list[tuple[str, float]]:
    """The likeliest few of some probabilities, highest first."""
    return sorted(values.items(), key=lambda item: -item[1])[:most]
