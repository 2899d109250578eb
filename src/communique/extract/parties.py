"""Whose an entry is: its actors and counterparts, by the codebook's rulings ("Parties").

The sentence decides where it says; where it does not (a passive without agent, a noun), the model's opinion whether
several parties act, and the document's principals, do.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.parsed import Sentence
from communique.resolve.references import Context, merge
from communique.types import Kind, Party

from . import vocabulary
from .bodies import nameless, strangers, struck
from .clauses import SUBJECTS, Clause, understood_subject
from .judge import Opinion

NAMED = ("name", "adjective", "pronoun")


@dataclass(frozen=True, slots=True)
class Parties:
    """The two sides of an entry."""

    actors: tuple[Party, ...]
    counterparts: tuple[Party, ...]


def parties(clause: Clause, kind: Kind, opinion: Opinion, speaker: Party | None, context: Context) -> Parties:
    """Actors and counterparts of an entry."""
    subject = _subject(clause, context)
    asking = _asking(clause) if kind == "request" else None
    if asking is not None:
        subject = _asker(clause, asking, context)
    if kind == "meeting":
        return Parties(tuple(_mutual(clause, subject, context)), ())
    if kind == "relation":
        return Parties(tuple(_relation(clause, speaker, context)), ())
    if kind == "discussion":
        return _discussion(clause, subject, opinion, speaker, context)
    actors = _actors(clause, kind, subject, opinion, speaker, context)
    others = _counterparts(clause, kind, actors, opinion, context)
    if asking is not None:
        others = _patient(clause.sentence, asking, context, {_code(p) for p in actors}) or others
    codes = {_code(p) for p in actors}
    return Parties(tuple(actors), tuple(p for p in others if _code(p) not in codes))


ASKING = frozenset("ask urge invite call request encourage press demand appeal".split())


def _asking(clause: Clause) -> int | None:
    """The verb of asking above an infinitive that tells what is asked ("asked X to do A and to do B"), or None."""
    s = clause.sentence
    if s.tokens[clause.head].tag != "VB":
        return None
    return next((i for i in clause.governors()[:3] if s.tokens[i].lemma in ASKING and s.tokens[i].pos == "VERB"), None)


def _asker(clause: Clause, asking: int, context: Context) -> list[Party]:
    s = clause.sentence
    subject = s.child(asking, *SUBJECTS)
    if subject is None:
        subject = understood_subject(s, asking)
    return context.resolve(s, subject) if subject is not None else []


def _code(p: Party) -> str:
    return p.entity.code or p.entity.name


def _subject(clause: Clause, context: Context) -> list[Party]:
    """The parties of the subject, or of the agent of a passive."""
    s = clause.sentence
    if clause.passive:
        by = s.child(clause.head, "agent")
        agent = s.child(by, "pobj") if by is not None else None
        if agent is not None:
            return context.resolve(s, agent)
        return []
    return context.resolve(s, clause.subject) if clause.subject is not None else []


# Words that lead back to the actors or to nobody in particular: never a counterpart.
VAGUE_PRONOUNS = frozenset("which that who it its this their our all both each".split())
VAGUE_NOUNS = frozenset("sides countries parties leaders nations states peoples".split())


def _inside(clause: Clause, context: Context, *, after_head: bool = True, reach: int = 5) -> list[list[Party]]:
    """Parties named or meant in the clause's own phrases, those coordinated together, nearest to the verb first.

    `reach` is how many steps below the verb a party may stand in the tree.
    """
    s = clause.sentence
    low = clause.head if after_head else clause.first - 1
    ranked: list[tuple[int, int]] = []
    for i in clause.indices():
        subject = s.deps[i] in ("nsubj", "nsubjpass", "expl", "det") and s.heads[i] == clause.head
        if i > low and not (subject and after_head) and _may_name(s, i):
            ranked.append((_depth(s, i, clause.head), i))
    out: list[list[Party]] = []
    for depth, i in sorted(ranked):
        if depth <= reach and not (
            s.deps[i] == "conj" and s.heads[i] in {x for _, x in ranked} and context.single(s, s.heads[i])
        ):
            found = [p for p in context.resolve(s, i) if p.entity.kind != "unresolved"]
            out += [found] if found else []
    return out


def _may_name(s: Sentence, i: int) -> bool:
    t = s.tokens[i]
    if t.pos == "PRON":
        return t.lower not in VAGUE_PRONOUNS
    return (t.pos in ("NOUN", "PROPN", "ADJ") or t.tag == "PRP$") and not (t.pos == "NOUN" and t.lower in VAGUE_NOUNS)


def _depth(s: Sentence, i: int, head: int) -> int:
    steps = 0
    while i != head and steps < 12:
        if s.heads[i] == i:
            return 12
        i, steps = s.heads[i], steps + 1
    return steps


def _named_pair(clause: Clause, context: Context) -> list[Party]:
    """States and organisations named anywhere in the quote: "relations between A and B", "A-B partnership"."""
    out: list[Party] = []
    for i in clause.indices():
        m = context.mention(clause.sentence, i)
        if m is not None and m.how in ("name", "adjective"):
            out = merge(out, [context.party(m.entity, m.start, m.end, m.how)])
    return out


def _mutual(clause: Clause, subject: list[Party], context: Context) -> list[Party]:
    """All who meet."""
    s = clause.sentence
    met = subject
    for i in _phrases(s, clause.head, ("with", "between", "by", "to", "from", "alongside", "and", "of")):
        met = merge(met, [p for p in context.resolve(s, i) if p.entity.kind != "unresolved"])
    if clause.lemma in HOSTING:
        for i in s.all(clause.head, "dobj", "dative"):
            met = merge(met, context.resolve(s, i))
    if clause.sort == "noun":
        met = merge(
            met,
            [p for g in _inside(clause, context, after_head=False) for p in g if p.person or p.how in NAMED],
        )
    principals = {_code(p) for p in context.principals}
    if not met or ({_code(p) for p in met} <= principals and len(met) < 2):
        return list(context.principals) or met
    if len(met) == 1 and context.home and _code(met[0]) != context.home.code and len(context.principals) < 3:
        return [*[p for p in context.principals if p.entity.code == context.home.code], *met]
    return met


# Prepositions that lead to the one addressed, at the verb or at its object.
ADDRESSING = ("on", "upon", "to", "with", "for", "against", "from", "of")
HOSTING = frozenset("host receive meet call welcome visit telephone phone greet see join congratulate thank".split())


def _phrases(s: Sentence, head: int, prepositions: tuple[str, ...]) -> list[int]:
    """Objects of some prepositions at the verb, at its object ("held talks with X"), or at the object's conjuncts."""
    places = [head, *s.all(head, "dobj", "attr", "conj", "nsubjpass", "xcomp", "prep", "pobj")]
    places += [c for p in places[1:] for c in s.all(p, "conj", "pobj", "prep", "dobj", "compound")]
    out = []
    for place in places:
        for prep in s.all(place, "prep", "agent", "dative"):
            if s.tokens[prep].lower in prepositions:
                out += s.all(prep, "pobj")
    return out


def _relation(clause: Clause, speaker: Party | None, context: Context) -> list[Party]:
    pair = _named_pair(clause, context)
    if len(pair) >= 2:
        known = [p for p in pair if _code(p) in {_code(x) for x in context.principals}]
        return known if len(known) >= 2 else pair[:2]
    found = list(context.principals)
    if pair and speaker is not None and len(found) < 2:
        found = merge([speaker], pair)
    if speaker is not None:
        found.sort(key=lambda p: _code(p) != _code(speaker))
    return found


def _discussion(
    clause: Clause, subject: list[Party], opinion: Opinion, speaker: Party | None, context: Context
) -> Parties:
    if len(subject) == 1 and subject[0].person and opinion.joint < 0.5:
        return Parties(tuple(subject), tuple(context.others([_code(subject[0])])))
    found = subject
    for i in _phrases(clause.sentence, clause.head, ("with",)):
        found = merge(found, [p for p in context.resolve(clause.sentence, i) if p.person or p.entity.kind == "state"])
    principals = {_code(p) for p in context.principals}
    if len(found) < 2 or not {_code(p) for p in found} - principals:
        found = found if len(found) >= 2 and len(found) == len(principals) else list(context.principals) or found
    return Parties(tuple(found), ())


def _actors(
    clause: Clause, kind: Kind, subject: list[Party], opinion: Opinion, speaker: Party | None, context: Context
) -> list[Party]:
    principals = list(context.principals)
    known = {_code(p) for p in principals}
    if speaker is not None and speaker.entity.kind == "unresolved":
        speaker = None if any(p.entity.code for p in subject) else speaker
    speaks = speaker is not None and kind in ("position", "commitment", "request")
    if speaker is not None and speaks and not _of_its_own(clause, speaker, subject, known):
        organisation = [p for p in subject if p.entity.kind == "organisation" and _code(p) in known]
        if opinion.joint < 0.7 or not subject:
            return organisation or [speaker]
    resolved = [p for p in subject if p.entity.kind != "unresolved"]
    if resolved:
        if (
            len(resolved) == 1
            and opinion.joint > 0.9
            and len(principals) > 1
            and kind in ("agreement", "launch")
            and _code(resolved[0]) in known
        ):
            return principals
        return resolved
    if subject:
        return subject
    if (
        kind == "act"
        and clause.own_subject
        and clause.subject is not None
        and strangers(clause.sentence, clause.subject)
    ):
        return [nameless(clause.sentence, clause.subject, context)]  # "gunmen" are nobody's
    if speaker is not None and opinion.joint < 0.5:
        return [speaker]
    if opinion.joint >= 0.5 and len(principals) > 1:
        return principals
    if context.home is not None:
        own = [p for p in principals if _code(p) == context.home.code]
        return own or [Party(context.home, None, how="publisher")]
    return principals if opinion.joint >= 0.5 else principals[:1]


def _of_its_own(clause: Clause, speaker: Party, subject: list[Party], principals: set[str]) -> bool:
    """Whether a principal other than the speaker's is the clause's own subject: "Samoa supports ..." is Samoa's."""
    return (
        clause.own_subject
        and len(subject) == 1
        and subject[0].how in ("name", "capital", "seat", "organ")
        and not subject[0].person
        and _code(subject[0]) in principals
        and _code(subject[0]) != _code(speaker)
    )


def _counterparts(clause: Clause, kind: Kind, actors: list[Party], opinion: Opinion, context: Context) -> list[Party]:
    taken = {_code(p) for p in actors}
    # whom a deed strikes may stand deep in its object ("a ban on the export of timber from Liberia")
    named = _inside(clause, context, reach=8 if kind == "act" else 5)
    groups = [g for g in ([p for p in g if _code(p) not in taken] for g in named) if g]
    others = context.others(taken)
    if kind == "request":
        target = _patient(clause.sentence, clause.head, context, taken)
        return target or (_first(groups) or others if opinion.counterpart > 0.35 else [])
    if kind == "commitment":
        return _beneficiaries(clause, actors, groups, others, opinion, context)
    if kind == "position":
        return _praised_or_blamed(clause, actors, groups, others, opinion, context)
    if opinion.counterpart < 0.5:
        return []
    named_ones = _patient(clause.sentence, clause.head, context, taken) or _first(groups)
    if named_ones:
        return named_ones
    people = struck(clause.sentence, clause.head, context) if kind == "act" else None
    if people is not None:  # "detained 110 soldiers" strikes nobody else
        return [people]
    two_sided = context.home is not None or context.joint or kind != "act"  # a wire's deeds need not be between its two
    return others if two_sided and len(actors) == 1 and len(others) == 1 else []


def _first(groups: list[list[Party]]) -> list[Party]:
    return groups[0] if groups else []


def _beneficiaries(
    clause: Clause,
    actors: list[Party],
    groups: list[list[Party]],
    others: list[Party],
    opinion: Opinion,
    context: Context,
) -> list[Party]:
    """With or for whom it will be done: named in the clause or above it, else the other side of the talks."""
    if len(actors) > 1:
        return _first(groups) if opinion.counterpart > 0.35 else []
    if len(others) != 1 and opinion.counterpart < 0.4:
        return []
    principals = {_code(p) for p in context.principals}
    partner = next((g for g in groups if any(_code(p) in principals for p in g)), [])
    above = _above(clause, context, {_code(p) for p in actors})
    return partner or above or (others if len(others) <= 2 else []) or _first(groups)


def _praised_or_blamed(
    clause: Clause,
    actors: list[Party],
    groups: list[list[Party]],
    others: list[Party],
    opinion: Opinion,
    context: Context,
) -> list[Party]:
    """Whom a position is for or against: the object itself, else the nearest party in it ("Sweden's role")."""
    s, taken = clause.sentence, {_code(p) for p in actors}
    for i in s.all(clause.head, "dobj", "dative"):
        found = [p for p in context.resolve(s, i) if _code(p) not in taken and p.entity.kind != "unresolved"]
        if found and opinion.counterpart > 0.3:
            return found
    if opinion.counterpart > 0.45 and groups:
        return groups[0]
    against = clause.lemma in vocabulary.load().kinds["position"]["against"]  # who listens is no counterpart
    sure = opinion.counterpart > 0.85 and len(actors) == 1 and len(others) == 1 and not against
    return others if sure else []


def _patient(s: Sentence, head: int, context: Context, taken: set[str]) -> list[Party]:
    """The direct object, or who is asked: "urged X to", "thanked X for", "called on X to", "its gratitude to X"."""
    places = s.all(head, "dobj", "dative")
    for holder in (head, *s.all(head, "dobj")):
        for prep in s.all(holder, "prep", "dative"):
            if s.tokens[prep].lower in ADDRESSING and (holder == head or s.tokens[prep].lower != "on"):
                places += s.all(prep, "pobj")
    for i in places:
        found = [p for p in context.resolve(s, i) if _code(p) not in taken and p.entity.kind != "unresolved"]
        if found:
            return found
    return []


def _above(clause: Clause, context: Context, taken: set[str]) -> list[Party]:
    """ "Ready to work with Belarus to ...": the partner named at a verb above."""
    s = clause.sentence
    for i in clause.governors():
        for j in _phrases(s, i, ("with",)):
            found = [p for p in context.resolve(s, j) if _code(p) not in taken and p.entity.kind != "unresolved"]
            if found:
                return found
    return []
