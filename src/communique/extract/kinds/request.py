"""A request: what is asked, and of whom."""

from __future__ import annotations

from communique.extract.clauses import Clause
from communique.extract.details import addressing, deed, phrase, said
from communique.resolve.references import Context
from communique.types import Detail, Kind, Span

KIND: Kind = "request"


def details(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """What is asked (else the whole deed), and the words for the one asked."""
    addressee = _addressee(clause)
    asked = _asked(clause, context, addressee)
    who = phrase(clause, addressee, context) if addressee is not None else None
    told = said("asked", asked) or tuple(Detail("asked", d.value, d.span) for d in deed(clause, context))
    return (*told, *said("addressee", _short(who, asked, context)))


def _addressee(clause: Clause) -> int | None:
    """Object of the asking or of its preposition ("called on X"), or the subject of what is asked."""
    s, head = clause.sentence, clause.head
    preps = addressing().get(clause.lemma)
    if preps is None:
        return None
    if preps:
        near = [c for c in s.all(head, "prep", "dative", "prt") if s.tokens[c].lower in preps and c <= head + 2]
        led = [p for c in near for p in s.all(c, "pobj")]
        return led[0] if led else None
    inner = s.child(head, "ccomp", "xcomp")
    subject = s.child(inner, "nsubj") if inner is not None and s.child(inner, "mark") is None else None
    if subject is not None:
        return subject
    return s.child(head, "dobj", "dative", "nsubjpass") if inner is not None else s.child(head, "dative")


def _asked(clause: Clause, context: Context, addressee: int | None) -> Span | None:
    """From the infinitive after "to", or the object of "for"; for any other verb its object."""
    s, head = clause.sentence, clause.head
    if clause.lemma not in addressing():
        return None
    below = s.all(head, "xcomp", "ccomp", "advcl", "relcl")
    inner = next((c for c in below if c in clause.indices() and c > head), None)
    if inner is None and addressee is not None:
        inner = next((c for c in s.all(addressee, "relcl", "acl") if s.tokens[c].tag == "VB"), None)
    if inner is not None:
        low = head if addressee is None else addressee
        under = [i for i in s.subtree(inner) if i in clause.indices() and i > low]
        return _after(clause, under, context)
    preps = [c for c in s.all(head, "prep") if s.tokens[c].lower in ("for", "to")]
    pobj = next((p for c in preps for p in s.all(c, "pobj", "pcomp")), None)
    target = pobj if pobj is not None and pobj != addressee else s.child(head, "dobj")
    return phrase(clause, target, context) if target is not None and target != addressee else None


def _after(clause: Clause, under: list[int], context: Context) -> Span | None:
    """The infinitive and all that follows it, without the leading "to"."""
    s = clause.sentence
    verb = next((i for i in under if s.tokens[i].lower == "to"), None)
    first = verb + 1 if verb is not None else under[0] if under else None
    if first is not None and s.tokens[first].lower == "that":
        first += 1
    if first is None or first > clause.last:
        return None
    return Span.of(context.text, s.tokens[first].start, s.tokens[clause.last].end)


def _short(who: Span | None, asked: Span | None, context: Context) -> Span | None:
    """The addressee ends where what is asked begins."""
    if who is None or asked is None or not who.start < asked.start < who.end:
        return who
    words = context.text[who.start : asked.start].rstrip().removesuffix(" to").rstrip()
    return Span.of(context.text, who.start, who.start + len(words)) if words else None
