"""The walk from a parsed document to its entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.coding.plover import event_type
from communique.parsed import Parsed
from communique.resolve.gazetteer import load as load_gazetteer
from communique.resolve.references import Context
from communique.types import Entity, Entry, Participant, Party, Skip, Span

from . import attribution, judge, parties, vocabulary
from .choose import Choice, choose
from .clauses import clauses
from .kinds import EXTRACTORS
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


def extract(parsed: Parsed, run: str) -> Extraction:
    """All entries of a document; `run` names the version of everything that read it."""
    words = vocabulary.load()
    context = Context(parsed, load_gazetteer())
    found = clauses(parsed, words)
    opinions = weighed(found, judge.load().opinions(parsed, found, words, context))
    kept, repeated = choose(found, opinions, lambda clause, kind: ruled(clause, kind, context, words))
    entries = tuple(_entries(kept, context, words, run))
    left_out = skips(parsed, found, opinions, kept, repeated)
    return Extraction(entries, left_out, _participants(context), tuple(p.entity for p in context.principals))


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
    return Entry(
        id=hashlib.sha256(f"{context.document.id}|{kind}|{quote.start}|{quote.end}".encode()).hexdigest()[:16],
        document=context.document.id,
        kind=kind,
        quote=quote,
        speaker=speaker,
        actors=sides.actors,
        counterparts=sides.counterparts,
        time=time,
        plover=event_type(kind, time, opinion.plover),
        details=EXTRACTORS[kind].details(clause, context),
        evidence=evidence,
        confidence=round(choice.score, 3),
        run=run,
    )


def _participants(context: Context) -> tuple[Participant, ...]:
    out = []
    for person in context.people.persons:
        if person.entity is not None and person.office and person.mentions:
            start, end = person.mentions[0]
            out.append(Participant(person.name, person.office, person.entity, Span.of(context.text, start, end)))
    return tuple(out)
