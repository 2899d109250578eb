"""The codebook's rulings on kind that a clause's form decides, whatever the judge makes of its words."""

from __future__ import annotations

from communique.resolve.references import Context, tables
from communique.types import Kind

from .clauses import Clause
from .vocabulary import Vocabulary
from .weigh import first_of_series

STRESSING = frozenset(
    "underscore stress emphasize emphasise highlight note reiterate underline affirm reaffirm".split()
)


# "Be" or "remain a good friend" is a pledge.
FRIENDS = frozenset("friend partner neighbor neighbour brother ally".split())
# Nouns that stand for the parties themselves when they are the subject of a pledge.
OURSELVES = frozenset("partnership group grouping alliance coalition team".split())


def ruled(clause: Clause, kind: Kind, context: Context, vocabulary: Vocabulary) -> Kind | None:
    """The kind that a ruling gives to what the judge took for an entry of `kind`; None where it is no entry."""
    if kind == "commitment" and _foretold(clause, context):
        return None
    if clause.sort != "verb":
        return kind
    if clause.lemma in vocabulary.settled and not clause.passive:
        return vocabulary.settled[clause.lemma]
    if kind == "relation" and clause.lemma in ("be", "remain", "stay") and _objects(clause, "attr", "acomp") & FRIENDS:
        return "commitment" if _intended(clause, vocabulary) else kind
    if kind == "commitment" and clause.lemma in ("support", "back") and _objects(clause) & {"other", "another"}:
        return "position"  # "support each other in safeguarding ...": what it governs is a matter, no deed
    if clause.lemma == "exchange" and _objects(clause) & {"view", "opinion", "assessment"}:
        return "discussion"
    if kind == "position" and clause.lemma in STRESSING and _need_of_party(clause, context):
        return "request"
    return kind


def _foretold(clause: Clause, context: Context) -> bool:
    """ "The corridor will lower costs": a prediction about a thing. The subject of a pledge is a party, not a project.

    In train/, 4 of the 34 active clauses with "will" and such a subject are pledges.
    """
    s, first = clause.sentence, first_of_series(clause)
    if clause.subject is None or clause.passive or clause.sort != "verb" or context.labelled(s) is not None:
        return False
    subject = s.tokens[clause.subject]
    will = any(s.tokens[i].lower in ("will", "would") for i in s.all(first, "aux"))
    thing = subject.pos in ("NOUN", "PROPN") and not subject.person and subject.lemma not in OURSELVES
    return will and thing and not _of_a_party(clause, context)


def _of_a_party(clause: Clause, context: Context) -> bool:
    """Whether the subject is a party, an organ of one, or qualified by one ("Danish shipping lines")."""
    s, subject = clause.sentence, clause.subject
    if subject is None:
        return False
    qualified = any(context.mention(s, i) for i in s.all(subject, "amod", "compound", "poss"))
    return qualified or s.tokens[subject].lemma in tables()["bodies"] or bool(context.resolve(s, subject))


def _intended(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether "will", readiness or a pledge stands at the clause or above it."""
    s, first = clause.sentence, first_of_series(clause)
    will = any(s.tokens[i].lower in ("will", "shall") for i in s.all(first, "aux"))
    above = clause.governors()[:4]
    ready = [i for g in above for i in s.all(g, "acomp")]
    return will or any(s.tokens[i].lemma in vocabulary.frames["intend"] for i in (*above, *ready))


def _objects(clause: Clause, *deps: str) -> set[str]:
    s = clause.sentence
    return {s.tokens[i].lemma for i in s.all(clause.head, *(deps or ("dobj", "nsubjpass")))}


def _need_of_party(clause: Clause, context: Context) -> bool:
    """ "The need for Z to do" is a request when Z is a party, and not of those who say so."""
    s = clause.sentence
    for need in s.all(clause.head, "dobj"):
        if s.tokens[need].lemma != "need":
            continue
        for i in s.subtree(need):
            led = s.tokens[i - 1].lower == "for" or (i > 1 and s.tokens[i - 2].lower == "for")
            verb = any(t.tag == "VB" for t in s.tokens[i + 1 : i + 4])
            if led and verb and any(p.entity.code for p in context.single(s, i)):
                return True
    return False
