"""What a discussion or a stance is about: a phrase of the clause, and the names listed in it."""

from __future__ import annotations

import re

from communique.extract.clauses import Clause
from communique.extract.details import bounds, lemmas, phrase, said, trimmed
from communique.resolve.references import Context
from communique.types import Detail, Span

# Prepositions that lead to a matter, at a verb or at a noun that only carries it.
ABOUT = ("on", "about", "for", "of", "over", "upon", "regarding", "concerning")
LEADING = (*ABOUT, "to", "with", "by", "at", "in", "into", "towards", "toward")
# How the rest of a matter goes on where the parser ended it too early.
REST = re.compile(r"(?:,|\s+(?:and|including|to|of|in|from|as|for|between))\s")
LIST = re.compile(
    r"\b(?:issues?|matters?|questions?|interests?)\s+"
    r"(?:concerning|related to|relating to|regarding|on|of|including|such as|like)\s+"
    r"(?P<names>(?:the\s+)?[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:the\s+)?[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*)+)"
)


def matter(clause: Clause, context: Context, *, whole: bool = False) -> Span | None:
    """The matter's words: the object, or what follows the noun or preposition that carries it; None where none is told.

    `whole` takes in the rest of a list that the parser hung elsewhere.
    """
    path = _path(clause, context)
    if len(path) == 1 or path[-1] == clause.head:
        return _subject(clause, context)
    span, outer = phrase(clause, path[-1], context), phrase(clause, path[1], context)
    if span is None or clause.sentence.tokens[path[-1]].tag == "PRP":
        return None
    end = max(span.end, outer.end if outer is not None and outer.start <= span.start else 0)
    rest = REST.match(context.plain, end, bounds(clause)[1]) if whole else None
    return trimmed(context, span.start, bounds(clause)[1] if rest else end)


def _path(clause: Clause, context: Context) -> list[int]:
    """From the head down to the matter: through "would like to", through nouns that only carry it."""
    at, s = clause.head, clause.sentence
    wished = s.child(at, "xcomp")
    if s.tokens[at].lemma in lemmas("wishing") and wished is not None and wished in clause.indices():
        at = wished
    path = [at]
    for _ in range(4):
        below = _below(clause, at, context)
        if below is None or below in path:
            break
        path.append(below)
        at = below
        if not _carries(clause, at):
            break
    return path


def _carries(clause: Clause, i: int) -> bool:
    """Whether a word stands for what follows it: a carrying noun, a pronoun, an adjective."""
    s, token = clause.sentence, clause.sentence.tokens[i]
    follows = s.child(i, "prep", "acl", "ccomp", "relcl", "pcomp", "xcomp") is not None
    return follows and (token.lemma in lemmas("carriers") or token.tag in ("PRP", "PRP$") or token.pos == "ADJ")


def _below(clause: Clause, i: int, context: Context) -> int | None:
    """The next step towards the matter from a verb, a carrying noun or an adjective."""
    s = clause.sentence
    objects = s.all(i, "dobj", "attr", "acomp", "oprd", "nsubjpass", "xcomp", "ccomp", "acl")
    direct = [c for c in objects if c in clause.indices()]
    direct = [c for c in direct if s.deps[c] not in ("attr", "acomp") or _carries(clause, c)]
    led = _led(clause, i, context)
    if not direct:
        return led
    if s.tokens[i].lemma in lemmas("telling"):
        told = (
            c for p in (i, direct[0]) for c in s.all(p, "prep") if s.tokens[c].lower in ABOUT and c in clause.indices()
        )
        return next((p for c in told for p in s.all(c, "pobj", "pcomp")), led or direct[0])
    passed = _person_or_party(clause, direct[0], context) or _bare_carrier(clause, direct[0])
    return led if led is not None and passed else direct[0]


def _bare_carrier(clause: Clause, i: int) -> bool:
    """A carrying noun whose matter the parser hung on the verb: "reaffirmed solidarity | with the people"."""
    return clause.sentence.tokens[i].lemma in lemmas("carriers") and not _carries(clause, i)


def _led(clause: Clause, i: int, context: Context) -> int | None:
    """What a preposition leads to: "spoke with X on Y" is about Y, and so is "gratitude to X for Y"."""
    s = clause.sentence
    carries = i != clause.head and s.tokens[i].lemma in lemmas("carriers")
    places = [i, s.heads[i]] if carries else [i]
    preps = [c for p in places for c in s.all(p, "prep", "dative", "agent") if c in clause.indices() and c > i]
    preps = [c for c in preps if s.tokens[c].lower in LEADING]
    preps.sort(key=lambda c: s.tokens[c].lower in ("with", "to", "in", "at", "by"))
    led = next((p for c in preps for p in s.all(c, "pobj", "pcomp") if p in clause.indices()), None)
    if led is not None and _person_or_party(clause, led, context):
        on = (p for c in s.all(led, "prep") if s.tokens[c].lower in ABOUT for p in s.all(c, "pobj", "pcomp"))
        return next((p for p in on if p in clause.indices()), led)
    return led


def _person_or_party(clause: Clause, i: int, context: Context) -> bool:
    """Whether a phrase names who, not what: "thanked President Xi for"."""
    s = clause.sentence
    if s.tokens[i].pos == "PRON" or s.tokens[i].lower in ("each", "other"):
        return True
    return bool(context.person(s, i) or context.mention(s, i))


def _subject(clause: Clause, context: Context) -> Span | None:
    """For "X is important", "X was discussed" the subject."""
    if not clause.own_subject or clause.subject is None or clause.subject not in clause.indices():
        return None
    pronoun = clause.sentence.tokens[clause.subject].pos == "PRON"
    party = pronoun or context.resolve(clause.sentence, clause.subject)
    return None if party else phrase(clause, clause.subject, context)


def listed(span: Span | None, context: Context) -> tuple[Detail, ...]:
    """The names of "issues concerning A, B and C", one detail each."""
    if span is None:
        return ()
    m = LIST.search(context.plain, span.start, span.end)
    if m is None:
        return ()
    names = re.finditer(r"[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*", m["names"])
    base = m.start("names")
    return tuple(d for n in names for d in said("matter", Span.of(context.text, base + n.start(), base + n.end())))
