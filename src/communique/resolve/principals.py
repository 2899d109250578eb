"""Who a document is between: those who meet, call, sign or issue it together.

The title tells, else the first sentences; the publisher's state joins a lone party. Small groupings give way to their
members, and every principal gets the person who stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.parsed import Sentence
from communique.types import Party

from .names import Names, merge
from .passages import parties_in
from .speech import under_label
from .words import tables

# Titles of texts that several parties issue together.
JOINT = re.compile(
    r"(?i)\bjoint (?:statement|communiqu|declaration|press)|\bdeclaration\b|\bcommuniqu|"
    r"chair(?:man|person|woman)?'s statement|(?:leaders'?|outcome) (?:statement|document)|"
    r"statement (?:of|by|from) the (?:leaders|ministers|foreign)"
)
# Titles of what one party says by itself.
LONE = re.compile(r"(?i)statement|president \w+ \w+ signed|law |remarks")
# Where a title's parties end and its matter begins.
ABOUT = re.compile(
    r" (?:on|[Aa]bout|[Rr]egarding|[Cc]oncerning|[Ff]ollowing|to [a-z]+|[Ii]n [Ss]upport|Reaffirm|after|to Counter) "
)
SIGNATORIES = re.compile(r"(?i)\b(?:we|leaders|ministers|governments?|presidents) ")


def is_joint(names: Names) -> bool:
    """Whether several parties issue the text together."""
    return bool(JOINT.search(_headline(names)) or re.search(r"\bWe, the\b", names.plain))


def principals(names: Names, *, joint: bool) -> tuple[Party, ...]:
    """Those between whom the document is, each with the person who stands for it."""
    title, lone = names.title, LONE.match(_headline(names)) is not None
    after_title = 1 if title else 0
    found = _in_title(names, title, joint=joint) if title else []
    if found and not joint and not lone:
        found = _with_publisher(names, found)  # "Telephone conversation with ...": the publisher's side
    if len(found) < 2 and joint:
        found = merge(found, _signatories(names, names.sentences[after_title:4]))
    if len(found) < 2 and not lone:
        found = _who_meet(names, names.sentences[after_title:8], found)
    if len(found) < 2:
        found = _with_publisher(names, found)
    if len(found) < 2 and not title:
        first = [p for s in names.sentences[:3] for p in parties_in(names, s.start, s.end)]
        found = merge(found, [p for p in first if p.person])
    if len(found) < 2:
        found = merge(found, _speakers(names))
    return tuple(_embodied(names, p) for p in _expanded(names, found))


def _headline(names: Names) -> str:
    return names.plain[names.title.start : names.title.end] if names.title else names.document.title


def _in_title(names: Names, title: Sentence, *, joint: bool) -> list[Party]:
    """The parties of a title; in a joint text those before its matter, else all its states."""
    about = ABOUT.search(_headline(names)) if joint else None
    found = parties_in(names, title.start, title.start + about.start() if about else title.end)
    if len(found) < 2 and joint:
        found = [p for p in parties_in(names, title.start, title.end) if p.entity.kind == "state" or p in found]
    return found


def _with_publisher(names: Names, found: list[Party]) -> list[Party]:
    if names.home is None or any(p.entity.code == names.home.code for p in found):
        return found
    return [Party(names.home, None, how="publisher"), *found]


def _signatories(names: Names, sentences: Sequence[Sentence]) -> list[Party]:
    """ "We, the leaders of Norway, Kenya and Sweden, ...": those named before the verb."""
    for s in sentences:
        named = parties_in(names, s.start, _predicate(s))
        if len(named) > 1 and SIGNATORIES.search(names.plain[s.start : s.end]):
            return named
    return []


def _predicate(s: Sentence) -> int:
    """Offset of the sentence's main verb: those who state something are named before it."""
    root = next((i for i, h in enumerate(s.heads) if h == i), 0)
    verb = root if s.tokens[root].pos in ("VERB", "AUX") else len(s.tokens) - 1
    return s.tokens[verb].start if verb > 3 else s.end


def _who_meet(names: Names, sentences: Sequence[Sentence], found: list[Party]) -> list[Party]:
    """What was found, and who the first sentences say meet or speak together, until there are two."""
    for s in sentences:
        if any(t.lemma in tables()["encounters"] for t in s.tokens):
            found = merge(found, _meeting_parties(names, s))
        if len(found) > 1:
            break
    return found


def _meeting_parties(names: Names, s: Sentence) -> list[Party]:
    """The parties of the first clause of encounter: persons and states, those after "on", "about" left out."""
    matters = (
        t.start
        for t in s.tokens
        if t.lower in ("about", "regarding", "concerning") or (t.lower in ("discuss", "exchange", "review") and t.i > 2)
    )
    end = next(matters, s.end)
    return parties_in(names, s.start, end) if end > s.start else []


def _speakers(names: Names) -> list[Party]:
    """Those under whose labels a transcript's sentences stand."""
    spoken = (under_label(names, s.label) for s in names.sentences if s.label)
    return [p for p in spoken if p and p.entity.code]


def _expanded(names: Names, found: list[Party]) -> list[Party]:
    """Small groupings, and those whose members the document lists, give way to their members."""
    out: list[Party] = []
    for party in found:
        code, day = party.entity.code, names.document.published
        members = names.base.members(code, day) if names.base.speaks_as_members(code) else _listed(names, code)
        entities = [names.gazetteer.entities[code] for code in members]
        out = merge(out, [Party(e, party.mention, how="member") for e in entities] or [party])
    return out


def _listed(names: Names, code: str) -> list[str]:
    """The members that the text lists in brackets after an organisation: "the EAEU member states (Armenia, ...)"."""
    for m in names.mentions:
        if m.entity.code == code and m.entity.kind == "organisation":
            bracket = re.match(r"[^.\n(]{0,40}\(([^)\n]{8,300})\)", names.plain[m.end :])
            states = _states_in(names, m.end + bracket.start(1), m.end + bracket.end(1)) if bracket else []
            if len(states) > 2:
                return states
    return []


def _states_in(names: Names, low: int, high: int) -> list[str]:
    inside = (m.entity for m in names.mentions if low <= m.start and m.end <= high)
    return [entity.code for entity in inside if entity.kind == "state"]


def _embodied(names: Names, party: Party) -> Party:
    """A principal with the person who stands for it: the first one of its persons with an office."""
    own = [] if party.person else [p for p in names.persons_of(party.entity.code) if p.office]
    first = min(own, key=lambda p: p.first, default=None)
    return Party(party.entity, party.mention, first.name, first.office, party.how) if first else party
