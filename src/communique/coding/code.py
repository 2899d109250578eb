"""An entry → its codes: quad, mode, contexts, CAMEO code and scale, each with the rule or model that gave it.

The PLOVER type is given (`plover.py`). A CAMEO code always stands for that type by the crosswalk; what PLOVER drops
gets one of CAMEO's statements (01).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from communique.types import Coding, Kind, Time

from .contexts import contexts, whole
from .ontology import Event, load

# An appeal is CAMEO 02, a demand 10; below the root both have the same codes.
DEMANDS = re.compile(
    r"\b(?:demand|insist|order|must\b|require|instruct|ultimatum|call(?:ed|s|ing)? on\b.*\bto (?:stop|end|halt|cease))",
    re.IGNORECASE,
)
# Statements that PLOVER drops, in the order in which their words count.
STATEMENTS = (
    ("018", r"\b(?:condolence|sympath|mourn|condole|solidarity with the (?:victims|people))"),
    ("019", r"\b(?:agreed that|concurred|shared the (?:view|assessment)|were of one mind)"),
    ("017", r"\b(?:commemorat|laid (?:a wreath|flowers)|anniversary|moment of silence)"),
    ("013", r"\b(?:hope|optimis|confiden|glad|look(?:s|ed)? forward|progress|dynamic|success)"),
    ("012", r"\b(?:worr|concern|pessimis|alarm|regret|doubt)"),
)
REMOTE = re.compile(r"call|phone|video|conversation by", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What of an encounter bears on its codes.

    `form` is the encounter's noun or verb ("talks", "visit", "call"); `parties` how many states and organisations
    take part; `abroad` that it is held in a state of none of them; `organisation` that an organisation is one.
    """

    form: str = ""
    parties: int = 0
    abroad: bool = False
    organisation: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A field's value and what gave it."""

    value: str
    how: str


@dataclass(slots=True)
class _How:
    rows: list[tuple[str, str]] = field(default_factory=list)

    def note(self, name: str, told: Told) -> str:
        if told.value:
            self.rows.append((name, told.how))
        return told.value


def code(
    kind: Kind,
    time: Time,
    plover: str,
    words: str,
    opinion: Mapping[str, float],
    occasion: Occasion | None = None,
    why: str = "",
) -> Coding:
    """The codes of one entry.

    `words` is its quote; `opinion` what a model makes of its CAMEO code (code → probability), empty without one; `why`
    tells what gave its PLOVER type.
    """
    how = _How([("plover", why)] if why and plover else [])
    found = cameo(kind, time, plover, words, opinion, occasion or Occasion())
    chosen = how.note("cameo", found)
    event = load().cameo.get(chosen)
    type_ = load().types.get(plover)
    quad = type_.quad if type_ else ""
    if quad:
        how.rows.append(("quad", f"type {plover}"))
    mode_ = how.note("mode", _mode(plover, event, occasion))
    about = _contexts(plover, words, event)
    how.rows += [("context", told.how) for told in about]
    return Coding(
        cameo=chosen,
        scale=event.scale if event else None,
        quad=quad,
        mode=mode_,
        contexts=tuple(told.value for told in about),
        how=tuple(how.rows),
    )


def cameo(
    kind: Kind, time: Time, plover: str, words: str, opinion: Mapping[str, float], occasion: Occasion = Occasion()
) -> Told:
    """The CAMEO code: by the occasion, by words, by a model, else the type's general one."""
    if not plover:
        return _statement(words)
    if plover == "CONSULT" and occasion.form:
        told = _encounter(occasion, words)
        if told.value:
            return told
    if plover == "AGREE" and kind in ("meeting", "discussion"):
        return Told("036", f"{kind} to come")
    told = by_words(plover, words)
    if not told.value:
        told = _by_model(plover, opinion)
    if not told.value:
        told = Told(general(plover), f"type {plover}")
    if plover == "REQUEST" and not DEMANDS.search(words):
        return Told("02" + told.value[2:], f"{told.how}, no demand")
    return told


def by_words(plover: str, words: str) -> Told:
    """The code of the first rule of a type whose words are found; empty where none is."""
    for code, expression in _rules().get(plover, ()):
        if hit := expression.search(words):
            return Told(code, f"words {whole(words, hit)!r}")
    return Told("", "")


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    out: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for rule in load().rules:
        out.setdefault(rule.plover, []).append((rule.cameo, re.compile(rule.words, re.IGNORECASE)))
    return out


@lru_cache(maxsize=32)
def codes_of(plover: str) -> tuple[str, ...]:
    """All CAMEO codes that the crosswalk gives to a type."""
    return tuple(e.code for e in load().cameo.values() if e.plover == plover)


@lru_cache(maxsize=32)
def general(plover: str) -> str:
    """The code of a type of which nothing more is known: that of its root, "030" for AGREE."""
    codes = codes_of(plover)
    return next((c for c in codes if len(c) == 3 and c.endswith("0") and c != "020"), codes[0] if codes else "")


def _by_model(plover: str, opinion: Mapping[str, float]) -> Told:
    codes = [c for c in codes_of(plover) if c in opinion]
    if not codes:
        return Told("", "")
    best = max(codes, key=lambda c: opinion[c])
    return Told(best, f"model, {opinion[best]:.2f}")


def _statement(words: str) -> Told:
    for code, expression in STATEMENTS:
        if hit := re.search(expression, words, re.IGNORECASE):
            return Told(code, f"statement, {whole(words, hit)!r}")
    return Told("010", "statement")


def _encounter(occasion: Occasion, words: str) -> Told:
    """A meeting held: by telephone, a visit made or received, talks, or on third ground."""
    form = occasion.form
    if REMOTE.search(form):
        return Told("041", f"form {form!r}")
    if form == "visit":
        hosted = re.search(r"\b(?:host|receiv|welcom)", words, re.IGNORECASE)
        return Told("043" if hosted else "042", f"form {form!r}")
    if re.search(r"\bmediat", words, re.IGNORECASE):
        return Told("045", "words 'mediat'")
    if form in ("talks", "negotiation", "negotiations"):
        return Told("046", f"form {form!r}")
    if occasion.abroad:
        return Told("044", "held in a third state")
    return Told("040", f"form {form!r}")


def _mode(plover: str, event: Event | None, occasion: Occasion | None) -> Told:
    if plover not in load().types:
        return Told("", "")
    if plover == "CONSULT" and occasion is not None:
        if REMOTE.search(occasion.form):
            return Told("phone", f"form {occasion.form!r}")
        if occasion.form == "visit":
            return Told("visit", "form 'visit'")
        if occasion.parties > 2 or occasion.organisation:
            return Told("multilateral", f"{occasion.parties} parties" if occasion.parties > 2 else "an organisation")
        if occasion.abroad:
            return Told("third-party", "held in a third state")
    if event is not None and event.plover == plover and event.mode:
        return Told(event.mode, f"CAMEO {event.code}")
    return Told("", "")


def _contexts(plover: str, words: str, event: Event | None) -> Sequence[Told]:
    """What the words name; the crosswalk's where they name none; the type's usual one where neither does."""
    named = [Told(name, f"{name}: word {word!r}") for name, word in contexts(words)]
    if named:
        return named
    if event is not None and event.contexts:
        return [Told(name, f"{name}: CAMEO {event.code}") for name in event.contexts]
    default = load().default_contexts.get(plover, "")
    return [Told(default, f"{default}: type {plover}")] if default else []
