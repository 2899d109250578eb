"""A stance: the matter, whether for or against it, and the set principles that it names."""

from __future__ import annotations

from communique.extract.clauses import Clause
from communique.extract.details import bounds, lemmas, named, said
from communique.extract.kinds.matters import listed, matter
from communique.resolve.references import Context
from communique.types import Detail, Kind, Span

KIND: Kind = "position"


def details(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Matter (the names listed in it too), polarity, principles."""
    span = matter(clause, context)
    return (
        *said("matter", span),
        *listed(span, context),
        _polarity(clause, context),
        *named("principle", "principles", context, *bounds(clause)),
    )


def _polarity(clause: Clause, context: Context) -> Detail:
    """By the head, or the noun or adjective that it carries ("expressed concern"); a negation turns it round."""
    s = clause.sentence
    for i in _telling(clause):
        sort = next((name for name in ("concern", "against", "for") if s.tokens[i].lemma.lower() in lemmas(name)), "")
        sort = sort or _by_preposition(s.tokens[i].lower)
        if sort:
            negated = _negated(clause, i)
            value = {"for": "against", "against": "for"}.get(sort, "neutral") if negated else sort
            return Detail("polarity", value, Span.of(context.text, s.tokens[i].start, s.tokens[i].end))
    token = s.tokens[clause.head]
    return Detail("polarity", "neutral", Span.of(context.text, token.start, token.end))


def _telling(clause: Clause) -> list[int]:
    """The words that may tell the polarity, the surest first."""
    s, head = clause.sentence, clause.head
    wished = s.all(head, "xcomp") if s.tokens[head].lemma in lemmas("frames") else []
    preps = [p for p in s.all(head, "prep") if s.tokens[p].lower in ("in", "against")]
    objects = s.all(head, "dobj", "acomp", "attr", "oprd", "nsubjpass")
    beside = [p for c in preps for p in (c, *s.all(c, "pobj"))]
    return [head, *(i for i in (*objects, *wished, *beside) if i in clause.indices())]


def _by_preposition(word: str) -> str:
    return "against" if word == "against" else ""


def _negated(clause: Clause, i: int) -> bool:
    s = clause.sentence
    places = {i, clause.head}
    return any(s.tokens[c].lower in lemmas("negations") for p in places for c in s.children[p])
