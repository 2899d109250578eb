"""The walk from a parsed document to its entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.actors.base import KnowledgeBase
from communique.actors.cameo import actor_code
from communique.coding.code import code
from communique.coding.plover import event_type, why
from communique.coding.relations import NONE, Relation
from communique.parsed import Parsed
from communique.resolve.references import Context
from communique.resolve.resolutions import resolutions
from communique.types import Entity, Entry, Participant, Party, Resolution, Skip, Span, Time

from . import attribution, judge, parties, vocabulary
from .choose import Choice, choose
from .clauses import clauses
from .kinds import EXTRACTORS
from .news import Found, missed
from .occasion import occasion
from .relation import relations
from .rulings import ruled
from .skips import skips
from .time import cue, time_of
from .weigh import weighed

# A deed is left out where the coder of relations gives "nothing passes between the two" this much; chosen on texts of
# our own (tests/golden, evaluate/news).
NO_DEED = 0.7


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
    drafts = _asked(_drafts(kept, context, words), context)
    drafts += _news(missed(parsed, found, opinions, kept, context), context, words)
    taken = [d for d in drafts if not _nothing_passes(d)]
    taken.sort(key=lambda d: (d.choice.clause.place, d.choice.clause.first))
    entries = tuple(_entry(d, context, run) for d in taken)
    left_out = skips(
        parsed, found, opinions, drafts_of(taken), repeated, drafts_of(d for d in drafts if _nothing_passes(d))
    )
    named = tuple(p.entity for p in context.principals)
    return Extraction(entries, left_out, _participants(context), named, resolutions(context))


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry on its way: whose it is, when, and what the coder of relations makes of it, where it was asked."""

    choice: Choice
    speaker: Party | None
    sides: parties.Parties
    time: Time
    cue: Span
    relation: Relation | None = None


def _drafts(kept: Sequence[Choice], context: Context, words: vocabulary.Vocabulary) -> Iterator[Draft]:
    """The drafts of the chosen clauses; who spoke last is remembered within a paragraph."""
    block, said = -1, None
    for choice in kept:
        clause, kind = choice.clause, choice.kind
        if clause.sentence.block != block:
            block, said = clause.sentence.block, None
        speaker = attribution.speaker(clause, context, words, choice.opinion.speaker, said)
        said = speaker or said
        sides = parties.parties(clause, kind, choice.opinion, speaker, context)
        if kind == "meeting" and context.labelled(clause.sentence) is None:
            speaker = speaker if choice.opinion.speaker > 0.5 else None
        when = cue(clause, context.text, words.frames["intend"])
        yield Draft(choice, speaker, sides, time_of(clause, kind, choice.opinion), when)


def _news(found: Sequence[Found], context: Context, words: vocabulary.Vocabulary) -> Iterator[Draft]:
    """The drafts of clauses that became entries by their pair."""
    for f in found:
        when = cue(f.choice.clause, context.text, words.frames["intend"])
        time = time_of(f.choice.clause, f.choice.kind, f.choice.opinion)
        yield Draft(f.choice, None, parties.Parties(f.actors, f.recipients), time, when, f.relation)


def _asked(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Drafts, the deeds among them with what the coder of relations makes of them."""
    out = list(drafts)
    deeds = [i for i, d in enumerate(out) if d.choice.kind == "act"]
    told = relations([(out[i].choice.clause, out[i].sides.actors, out[i].sides.counterparts) for i in deeds], context)
    for i, relation in zip(deeds, told, strict=True):
        out[i] = replace(out[i], relation=relation)
    return out


def _nothing_passes(draft: Draft) -> bool:
    """Whether the coder is sure that a deed is none between its sides: a football match, a comparison."""
    return draft.relation is not None and draft.relation.types.get(NONE, 0.0) >= NO_DEED


def drafts_of(drafts: Iterable[Draft]) -> list[Choice]:
    """The choices of some drafts."""
    return [d.choice for d in drafts]


def _entry(draft: Draft, context: Context, run: str) -> Entry:
    clause, kind, opinion = draft.choice.clause, draft.choice.kind, draft.choice.opinion
    relation = draft.relation
    quote = clause.span(context.text)
    plover = event_type(kind, draft.time, opinion.plover, relation, quote.quote)
    details = EXTRACTORS[kind].details(clause, context)
    held = occasion(kind, (*draft.sides.actors, *draft.sides.counterparts), details, context)
    return Entry(
        id=hashlib.sha256(f"{context.document.id}|{kind}|{quote.start}|{quote.end}".encode()).hexdigest()[:16],
        document=context.document.id,
        kind=kind,
        quote=quote,
        speaker=_coded(draft.speaker, context) if draft.speaker else None,
        actors=tuple(_coded(p, context) for p in draft.sides.actors),
        counterparts=tuple(_coded(p, context) for p in draft.sides.counterparts),
        time=draft.time,
        plover=plover,
        details=details,
        evidence=(("time", draft.cue),),
        confidence=round(draft.choice.score, 3),
        run=run,
        coding=code(
            kind,
            draft.time,
            plover,
            quote.quote,
            relation.cameo if relation else {},
            held,
            why(kind, draft.time, plover, opinion.plover, relation),
        ),
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
