"""The walk from a parsed document to its entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.actors.base import KnowledgeBase
from communique.actors.cameo import actor_code
from communique.coding.code import code
from communique.coding.plover import event_type
from communique.parsed import Parsed
from communique.resolve.references import Context
from communique.resolve.resolutions import resolutions
from communique.types import Entity, Entry, Participant, Party, Resolution, Skip, Span

from . import attribution, judge, parties, vocabulary
from .choose import Choice, choose
from .clauses import clauses
from .kinds import EXTRACTORS
from .occasion import occasion
from .rulings import ruled
from .skips import skips
from .time import cue, time_of
from .weigh import weighed


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read: entries, skips, and who takes part."""

    entries: tuple[Entry, ...]
    skips: tuple[Skip, ...]
    participants: tuple[Participant, ...]
    parties: tuple[Entity, ...]
    resolutions: tuple[Resolution, ...]


def extract(parsed: Parsed, base: KnowledgeBase, run: str) -> Extraction:
    """All entries of a document, its parties by a knowledge base; `run` names the version of all that read it."""
    words = vocabulary.load()
    context = Context(parsed, base)
    found = clauses(parsed, words)
    opinions = weighed(found, judge.load().opinions(parsed, found, words, context))
    kept, repeated = choose(found, opinions, lambda clause, kind: ruled(clause, kind, context, words))
    entries = tuple(_entries(kept, context, words, run))
    left_out = skips(parsed, found, opinions, kept, repeated)
    named = tuple(p.entity for p in context.principals)
    return Extraction(entries, left_out, _participants(context), named, resolutions(context))


def _entries(kept: Sequence[Choice], context: Context, words: vocabulary.Vocabulary, run: str) -> Iterator[Entry]:
    """The entries of the chosen clauses; who spoke last is remembered within a paragraph."""
    block, said = -1, None
    for choice in kept:
        if choice.clause.sentence.block != block:
            block, said = choice.clause.sentence.block, None
        speaker = attribution.speaker(choice.clause, context, words, choice.opinion.speaker, said)
        said = speaker or said
        when = cue(choice.clause, context.text, words.frames["intend"])
        yield _entry(choice, speaker, (("time", when),), context, run)


def _entry(
    choice: Choice, speaker: Party | None, evidence: tuple[tuple[str, Span], ...], context: Context, run: str
) -> Entry:
    clause, kind, opinion = choice.clause, choice.kind, choice.opinion
    quote = clause.span(context.text)
    sides = parties.parties(clause, kind, opinion, speaker, context)
    if kind == "meeting" and context.labelled(clause.sentence) is None:
        speaker = speaker if opinion.speaker > 0.5 else None
    time = time_of(clause, kind, opinion)
    plover = event_type(kind, time, opinion.plover)
    details = EXTRACTORS[kind].details(clause, context)
    held = occasion(kind, (*sides.actors, *sides.counterparts), details, context)
    return Entry(
        id=hashlib.sha256(f"{context.document.id}|{kind}|{quote.start}|{quote.end}".encode()).hexdigest()[:16],
        document=context.document.id,
        kind=kind,
        quote=quote,
        speaker=_coded(speaker, context) if speaker else None,
        actors=tuple(_coded(p, context) for p in sides.actors),
        counterparts=tuple(_coded(p, context) for p in sides.counterparts),
        time=time,
        plover=plover,
        details=details,
        evidence=evidence,
        confidence=round(choice.score, 3),
        run=run,
        coding=code(kind, time, plover, quote.quote, {}, held),
        sentence=clause.place + 1,
    )


def _coded(party: Party, context: Context) -> Party:
    """A party with its CAMEO actor code, and with the tenure of its person where the knowledge base has one."""
    person = next((p for p in context.people.persons if p.name == party.person), None) if party.person else None
    known = person.known if person else None
    if party.tenure is None and known and known.in_office and known.tenure.body == party.entity.code:
        party = replace(party, tenure=known.tenure)
    return replace(party, cameo=actor_code(party, context.base.roles))


def _participants(context: Context) -> tuple[Participant, ...]:
    out = []
    for person in context.people.persons:
        if person.entity is not None and person.office and person.mentions:
            start, end = person.mentions[0]
            out.append(Participant(person.name, person.office, person.entity, Span.of(context.text, start, end)))
    return tuple(out)
