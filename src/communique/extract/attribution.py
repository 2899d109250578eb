"""Who says it: the speaker of a clause in reported speech, direct speech, a quotation, or of a speech act itself."""

from __future__ import annotations

from communique.parsed import Sentence
from communique.resolve.references import Context
from communique.types import Party

from .clauses import SUBJECTS, Clause, understood_subject
from .vocabulary import Vocabulary

# How likely the model must find a speaker before the subject of the act itself is taken for one.
SPEECH_ACT = 0.3


def speaker(
    clause: Clause, context: Context, vocabulary: Vocabulary, likely: float, earlier: Party | None
) -> Party | None:
    """The one person in whose mouth the document puts the clause, or None.

    `likely` is the model's probability of one; `earlier` spoke last in the same paragraph: "China stands ready to ..."
    goes on with what China's speaker said.
    """
    s = clause.sentence
    spoken = context.labelled(s) or context.quoted(s, clause.head)
    if spoken is not None:
        return spoken if spoken.person else None
    reporter = _reported(clause, context, vocabulary)
    if reporter is not None:
        return reporter
    if likely < SPEECH_ACT or clause.subject is None or clause.passive:
        return None
    subject = context.resolve(s, clause.subject)
    if (
        earlier is not None
        and len(subject) == 1
        and not subject[0].person
        and subject[0].entity.code == earlier.entity.code
    ):
        return earlier
    return _single(subject)


def _reported(clause: Clause, context: Context, vocabulary: Vocabulary) -> Party | None:
    """The subject of the nearest reporting verb above: "Noting that ..., Li said", "he added", "Li said that"."""
    s, reports = clause.sentence, vocabulary.frames["report"]
    for i in s.up(clause.head):
        if s.tokens[i].pos == "VERB" and s.tokens[i].lemma in reports:
            subject = s.child(i, *SUBJECTS)
            if subject is None:
                subject = understood_subject(s, i)
            if subject is not None and subject != clause.head:
                person = _single(context.resolve(s, subject))
                if person is not None:
                    return person
    for aside in (clause.head, *s.up(clause.head)):  # "X, he observed, has ..."
        for i in s.all(aside, "parataxis"):
            subject = s.child(i, *SUBJECTS)
            if s.tokens[i].lemma in reports | vocabulary.frames["aside"] and subject is not None:
                person = _single(context.resolve(s, subject))
                if person is not None:
                    return person
    return _according(s, clause.head, context)


def _according(s: Sentence, head: int, context: Context) -> Party | None:
    """ "According to Li, ..."."""
    for t in s.tokens:
        if t.lower == "according" and t.i < head:
            for to in s.children[t.i]:
                for name in s.children[to]:
                    person = _single(context.resolve(s, name))
                    if person is not None:
                        return person
    return None


def _single(parties: list[Party]) -> Party | None:
    return parties[0] if len(parties) == 1 and parties[0].person else None
