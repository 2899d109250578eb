"""Something set going: the thing, its sort, what is done with it, its period."""

from __future__ import annotations

from communique.extract import dates
from communique.extract.clauses import Clause
from communique.extract.details import dated, future, lemmas, matches, phrase, said, trimmed, value_of
from communique.resolve.references import Context
from communique.types import Detail, Kind, Span

KIND: Kind = "launch"
OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "pobj")


def details(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """Thing, sort, verb, period or date."""
    head = _thing(clause, context)
    span = _name(clause, head, context)
    return (
        *said("thing", span),
        *_sort(clause, head, span, context),
        *_verb(clause, context),
        *_period(clause, context),
    )


def _thing(clause: Clause, context: Context) -> int:
    """The noun launched: down from "announced the launch of" through words of launching to what they govern."""
    at = clause.head
    for _ in range(4):
        if not _launching(clause, at) and (at != clause.head or clause.sort == "noun"):
            break
        below = _governed(clause, at)
        if below is None:
            break
        at = below
    return at


def _launching(clause: Clause, i: int) -> bool:
    token = clause.sentence.tokens[i]
    carrier = token.lemma in lemmas("leading") and clause.sentence.child(i, "prep") is not None
    carrier = carrier or (token.lemma in lemmas("ceremonial") and bool(_onwards(clause, i)))
    return carrier or (bool(value_of("launch_verbs", token.lemma)) and token.pos in ("VERB", "NOUN"))


def _governed(clause: Clause, i: int) -> int | None:
    """Object of a verb; for a noun of launching what stands after "of"; "agreed to launch X" goes on in X."""
    s = clause.sentence
    direct = s.child(i, "dobj", "nsubjpass", "xcomp", "ccomp")
    if direct is not None and direct in clause.indices():
        return direct
    if s.tokens[i].pos == "VERB":
        mine = s.child(i, "nsubj")
        if mine is not None and mine in clause.indices() and s.tokens[mine].pos == "NOUN":
            return mine  # "the exhibition opened"
    onwards = _onwards(clause, i)
    return onwards[0] if onwards else None


def _onwards(clause: Clause, i: int) -> list[int]:
    """What stands after a word's "of" or "on"; "broke ground on X" has it at the verb."""
    s = clause.sentence
    at = (i, s.heads[i]) if s.tokens[i].lemma in lemmas("ceremonial") and s.deps[i] == "dobj" else (i,)
    preps = [c for word in at for c in s.all(word, "prep") if s.tokens[c].lower in ("of", "on", "in", "to", "for")]
    return [p for c in preps for p in s.all(c, "pobj", "pcomp") if p in clause.indices()]


def _name(clause: Clause, head: int, context: Context) -> Span | None:
    """The thing's words, without the period after them."""
    s = clause.sentence
    noun = s.tokens[head].pos in ("NOUN", "PROPN", "NUM", "ADJ")
    if not noun and not (head == clause.head and clause.sort == "noun"):
        return None
    span = phrase(clause, head, context, bare=True)
    periods = dates.find(context.text, span.start, span.end, None) if span else []
    if span and periods and periods[-1].end == span.end and periods[-1].start > span.start:
        words = context.text[span.start : periods[-1].start].rstrip()
        for word in (" in", " on", " by", " for", " from"):
            words = words.removesuffix(word)
        return trimmed(context, span.start, span.start + len(words))
    return span


def _sort(clause: Clause, head: int, span: Span | None, context: Context) -> tuple[Detail, ...]:
    """By the thing's own noun, else by the first word of its name that is in the table."""
    if span is None:
        return ()
    token = clause.sentence.tokens[head]
    found = list(matches("sorts", context, span.start, span.end))
    found.sort(key=lambda f: not (f[1] <= token.start < f[2]))
    return tuple(Detail("sort", value, Span.of(context.text, low, high)) for value, low, high in found[:1])


def _verb(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """What is done: a word of launching in the quote, else above it; "announced" only where no other stands."""
    s = clause.sentence
    inside = [i for i in clause.indices() if _launching(clause, i)]
    above = [i for i in s.up(clause.head) if _launching(clause, i)]
    ranked = [(value_of("launch_verbs", s.tokens[i].lemma), i) for i in (*inside, *above)]
    ranked = [r for r in ranked if r[0]]
    ranked.sort(key=lambda r: r[0] == "announcement")
    spans = [(value, s.tokens[i]) for value, i in ranked[:1]]
    return tuple(Detail("verb", value, Span.of(context.text, t.start, t.end)) for value, t in spans)


def _period(clause: Clause, context: Context) -> tuple[Detail, ...]:
    """A span of years is the thing's period, any other date the launch's."""
    found = dated(clause, context, ahead=future(clause))
    return tuple(Detail("period", d.value, d.span) if "/" in d.value else d for d in found)
