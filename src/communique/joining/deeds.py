"""What a promise announces and what a later entry tells as done: verb, thing, places and numbers of a deed.

Read from the entry's own words and an "In Gomel," before them, by the lists of `data/joining/followups.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .score import table
from .traits import Traits, is_promise
from .words import WORD, stem, stems

OUTCOMES = ("launch", "agreement", "meeting", "act", "commitment", "relation", "position")

# Where the deed's thing ends and its purpose, time or company begins.
_TAIL = re.compile(
    r"\s*,?\s*\b(?:in order to|so as to|with a view to|with the aim|aimed at|which|who|whose|when|where|while|because|"
    r"as promised|ahead of schedule|not far from|two and a half years|on the sidelines|at the level of)\b.*",
    re.DOTALL,
)
_LEAD = re.compile(r"(?:^|[.!?\n]\s*)((?:In|At|Near)\s+[A-Z][^.!?\n]{1,40}),\s*$")
_PLACE = re.compile(
    r"\b(?:in|at|to|from|between|near|into)\s+(?:the\s+(?:city|town|village|port|region|province)\s+of\s+)?"
    r"([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)"
)
_BETWEEN = re.compile(r"\bbetween\s+[A-Z][\w’'-]+\s+and\s+([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)")
_PASSIVE = r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?"
_GOING = re.compile(
    r"\b(?:is|are)\s+(?:now\s+|currently\s+|still\s+|already\s+|actively\s+)*(?!going\b)(?:being\b|[a-z]+ing\b)"
)
_BUILDING = re.compile(
    r"\bunder (?:way|construction|negotiation|preparation|discussion)\b|\bunderway\b|\bstill being\b"
)
_OFF = re.compile(
    r"\bcall(?:s|ed|ing)? off\b|\bno longer\b|\bput on hold\b|\bpull(?:s|ed)? out of\b|\bback(?:s|ed)? out of\b"
)
_FIRST_STEPS = re.compile(r"\b(?:start|beginning|commencement) of\b|\b(?:start|progress)(?: made)? (?:in|on) the\b")
_NOT = re.compile(r"\b(?:never|not|no|nor|prevent|without|neither)\b", re.IGNORECASE)
_GROUND = re.compile(
    r"\bbr(?:oke|eaks?|oken) (?:the )?ground\b|\blaid (?:the )?(?:foundation|first|corner)|\blaying (?:of )?(?:the|a) "
)
_NUMBER = re.compile(r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w-])")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_HEADS = {"launch": "thing", "agreement": "title", "act": "deed", "commitment": "deed", "position": "matter"}


@dataclass(frozen=True, slots=True)
class Deed:
    """`verb` is the stem of the deed's verb, `classes` are the table's; `core` are the stems that tell its thing from
    others, `said` those of the whole quote. Numbers are without years, days and 1 and 2."""

    verb: str
    classes: frozenset[str]
    core: frozenset[str]
    said: frozenset[str]
    places: frozenset[str]
    ordinals: frozenset[str]
    numbers: frozenset[str]
    sorts: frozenset[str]
    names: frozenset[str]
    text: str

    @property
    def own(self) -> frozenset[str]:
        """The core without the places."""
        return self.core - {s for place in self.places for s in stems(place)}


@lru_cache(maxsize=1024)
def deed(t: Traits) -> Deed:
    """The deed of a promise, or of what may answer it."""
    quote = t.entry.quote.quote
    told = next(iter(t.details(_HEADS.get(t.kind, ""))), "") or quote
    text = _TAIL.sub("", told if t.kind == "commitment" else quote) or told
    lead = "" if t.kind == "commitment" else _led(t)
    thing = _TAIL.sub("", told) or told
    verb = _verb(t, told)
    strip = _parties(t) | _words("plain") | _words("before") | {verb}
    said = frozenset(stems(f"{lead} {quote}"))
    # The subject may be the thing ("eleven cardiologists have started work"): then the whole clause counts.
    core = frozenset(stems(thing)) - strip
    if t.kind not in ("commitment", "position"):
        core |= frozenset(stems(text)) - strip - _groups("deeds") if not core else frozenset()
    return Deed(
        verb,
        _classes(t, verb, thing),
        frozenset(s for s in core if not s.isdigit()),
        said - strip,
        _places(f"{lead} {text}", t),
        _ordinals(text),
        _numbers(text),
        _sorts(thing) or (_sorts(text) if t.kind not in ("commitment", "position") else frozenset()),
        _names(t),
        f"{lead} {text}".strip(),
    )


def relation(promise: Traits, later: Traits) -> str:
    """What the later entry would show of the promise if it is about the same deed: "fulfils", "under way", "repeats",
    "withdraws"; "" where it shows nothing."""
    if later.kind not in OUTCOMES or not is_promise(promise.entry) or promise.time == "negated":
        return ""
    ours, theirs, quote = deed(promise), deed(later), later.entry.quote.quote
    if later.kind == "position":
        welcomed = re.search(rf"\b({'|'.join(table('followups')['words']['stance'])})\s+of\b", quote)
        return "fulfils" if welcomed else "under way" if _FIRST_STEPS.search(quote) else ""
    if _called_off(ours, theirs, later):
        return "withdraws"
    if later.kind == "commitment" or later.time in ("future", "conditional"):
        return "repeats" if later.kind != "relation" else ""
    if later.kind == "relation":
        return "fulfils" if later.time in ("done", "past") and ours.verb in _words("deeds.raise") else ""
    return "under way" if _begun(ours, theirs, later, quote) else "fulfils"


def _called_off(ours: Deed, theirs: Deed, later: Traits) -> bool:
    if "end" in ours.classes:
        return later.time == "negated"
    if _NOT.search(ours.text):  # a promise not to do something is kept by not doing it
        return False
    if later.time == "negated" or _OFF.search(later.entry.quote.quote):
        return True
    if "closure" in later.details("verb"):
        return not any(s in _words("complete") for s in stems(later.entry.quote.quote))
    if theirs.verb in _words("cancel"):
        return True
    passive = re.findall(_PASSIVE + r"(\w+)", later.entry.quote.quote)
    return any(stem(word) in _words("cancel") for word in passive)


def _begun(ours: Deed, theirs: Deed, later: Traits, quote: str) -> bool:
    if _GROUND.search(quote) or _BUILDING.search(quote):
        return True
    if _GOING.search(quote) and later.kind in ("act", "launch"):
        return True
    words = set(stems(quote))
    if theirs.verb in _words("begin") or "start" in later.details("verb"):
        # who is sent and has started work has come; where work was promised, its start is all that was
        works = (words & _words("works")) - set(stems(ours.text))
        return bool(works) and not ("give" in ours.classes and works <= {stem("work")})
    if later.kind == "meeting" and "sign" in ours.classes:
        return True
    return later.kind == "act" and later.time == "ongoing" and theirs.verb in _words("ongoing")


def works(later: Traits) -> bool:
    """Whether the clause tells of building, preparing or negotiating something."""
    quote = later.entry.quote.quote
    return bool(_GROUND.search(quote) or _BUILDING.search(quote) or set(stems(quote)) & _words("works"))


def _verb(t: Traits, told: str) -> str:
    """The stem of the deed's verb; of a launch or agreement the first word of its clause that the table knows."""
    known = _groups("deeds") | _words("begin") | _words("cancel")
    if t.kind in ("commitment", "act"):
        words = [w.lower() for w in WORD.findall(told)[:5]]
        rest = [s for w in words if (s := stem(w)) not in _words("before") and (s in known or not w.endswith("ly"))]
        return rest[0] if rest else ""
    return next((s for w in WORD.findall(t.entry.quote.quote) if w.islower() and (s := stem(w)) in known), "")


def _classes(t: Traits, verb: str, thing: str) -> frozenset[str]:
    if t.kind == "agreement":
        return frozenset({"sign"})
    if t.kind == "meeting":
        return frozenset({"meet"})
    if any(re.match(idiom, thing) for idiom in table("followups")["words"]["idioms"]):
        return frozenset({"vague"})
    found = {name for name in table("followups")["deeds"] if verb in _words(f"deeds.{name}")}
    if "vague" in found and len(found) > 1:
        counted = set(stems(thing)) & _words("counted") or _NUMBER.search(thing)
        found = found - {"vague"} if counted else {"vague"}
    if t.kind == "launch":
        found = found - {"vague"} | {"found"}
    return frozenset(found)


@lru_cache(maxsize=64)
def _words(name: str) -> frozenset[str]:
    """The stems of a word list of the table."""
    rows = table("followups")
    group, _, key = name.rpartition(".")
    listed = rows[group or "words"][key]
    return frozenset(stem(word) for word in (listed.split() if isinstance(listed, str) else listed))


@lru_cache(maxsize=4)
def _groups(group: str) -> frozenset[str]:
    return frozenset().union(*(_words(f"{group}.{name}") for name in table("followups")[group] if name != "vague"))


def _led(t: Traits) -> str:
    """An "In Gomel," before the quote."""
    start = t.entry.quote.start
    found = _LEAD.search(t.document.text[max(0, start - 80) : start])
    return found[1] if found else ""


@lru_cache(maxsize=1024)
def _parties(t: Traits) -> frozenset[str]:
    """Stems of the parties' names, as the entity has them and as the document mentions them."""
    parties = [p for p in (*t.entry.actors, *t.entry.counterparts) if p.entity.code]
    mentions = [p.mention.quote for p in parties if p.mention and len(p.mention.quote) < 60]
    names = [p.entity.name for p in parties] + mentions
    found = {s for name in names for s in stems(name)}
    # "Belarusian", "Belarus": an adjective begins like its state
    near = {s[:5] for s in found if len(s) > 4} | {s[:4] for s in found if len(s) == 4}
    words = {s for s in stems(t.entry.quote.quote) if s[:5] in near or s[:4] in near}
    return frozenset(found & frozenset(s for n in names for s in stems(n) if n[:1].isupper()) | words)


def _names(t: Traits) -> frozenset[str]:
    """Capitalised names of the quote without the parties' own; of two words or more that are no title."""
    skip = _parties(t) | _words("titles") | _words("months")
    bare = (frozenset(stems(name)) - skip for name in t.names)
    return frozenset(" ".join(sorted(name)) for name in bare if len(name) > 1)


def _places(text: str, t: Traits) -> frozenset[str]:
    """Capitalised names after a preposition of place, without the parties and days."""
    skip = _parties(t) | _words("months")
    found = [re.sub("['’]s?$", "", m[1]) for m in (*_PLACE.finditer(text), *_BETWEEN.finditer(text))]
    return frozenset(
        name.lower() for name in found if not set(stems(name)) & skip and set(stems(name)) - _words("plain")
    )


def _ordinals(text: str) -> frozenset[str]:
    listed = table("followups")["words"]["ordinals"]
    found = {str(listed.index(w) + 1) for w in re.findall(r"[a-z]+", text.lower()) if w in listed}
    return frozenset(found | set(_ORDINAL.findall(text)))


def _numbers(text: str) -> frozenset[str]:
    words = table("followups")["numbers"]
    months = "|".join(table("followups")["words"]["months"])  # "June 14" counts nothing
    text = re.sub(rf"(?i)\b(?:{months}) \d+|\d+ (?:{months})\b", "", text)
    found = {n.replace(",", "") for n in _NUMBER.findall(text)}
    found |= {str(words[w]) for w in re.findall(r"[a-z]+", text.lower()) if w in words and w != "two"}
    return frozenset(n for n in found if not re.fullmatch(r"(?:19|20)\d\d", n) and n not in ("1", "2"))


def _sorts(text: str) -> frozenset[str]:
    said = " " + " ".join(stem(w) for w in WORD.findall(text.lower())) + " "
    return frozenset(sort for sort, names in _named_sorts() if any(name in said for name in names))


@lru_cache(maxsize=1)
def _named_sorts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each sort of thing with the stems of its names, between blanks."""
    rows = table("followups")["sorts"]
    return tuple(
        (sort, tuple(f" {' '.join(stem(w) for w in name.split())} " for name in names)) for sort, names in rows.items()
    )
