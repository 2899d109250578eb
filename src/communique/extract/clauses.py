"""The units that can be entries: every verb, and the nouns that name an act, each with the words that belong to it.

A clause's quote is its subtree less its subject, its conjuncts and what is only hung beside it, cut to the contiguous
run around its head ("The unit" in the codebook). Tried on the annotated training documents, these candidates hold 98%
of the entries.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.parsed import Parsed, Sentence
from communique.types import Span

from .vocabulary import Vocabulary

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
HELPERS = ("aux", "auxpass")
# What hangs on a clause without belonging to it.
BESIDE = ("conj", "cc", "parataxis", "mark", "meta", "dep", "intj", "preconj")


@dataclass(frozen=True, slots=True)
class Clause:
    """A candidate. `head` is its token in the sentence; `first` and `last` bound the quote, `core` drops the subject.

    `subject` is the token that is or stands for its subject: its own, that of the first conjunct, or that of the
    governing verb for an infinitive or participle; `own_subject` tells the first case.
    """

    number: int
    sentence: Sentence
    place: int
    head: int
    sort: str
    first: int
    last: int
    core: int
    subject: int | None
    own_subject: bool
    passive: bool

    def span(self, text: str) -> Span:
        """The quote."""
        return Span.of(text, self.sentence.tokens[self.first].start, self.sentence.tokens[self.last].end)

    @property
    def lemma(self) -> str:
        """The head's lemma."""
        return self.sentence.tokens[self.head].lemma

    def governors(self) -> list[int]:
        """The heads above, nearest first, conjuncts read through to what governs the first of them."""
        out: list[int] = []
        i, s = self.head, self.sentence
        while s.heads[i] != i and len(out) < 12:
            conjunct = s.deps[i] == "conj"
            i = s.heads[i]
            if not (conjunct and _same_level(s, i, self.head)):
                out.append(i)
        return out

    def indices(self) -> range:
        """The indices of the quote's tokens."""
        return range(self.first, self.last + 1)


def _same_level(s: Sentence, a: int, b: int) -> bool:
    return s.tokens[a].pos == s.tokens[b].pos


def clauses(parsed: Parsed, vocabulary: Vocabulary) -> list[Clause]:
    """All candidates of a document, in the order of their heads."""
    out: list[Clause] = []
    for place, sentence in enumerate(parsed.sentences):
        for i in range(len(sentence.tokens)):
            sort = _sort(sentence, i, vocabulary)
            if sort:
                clause = _clause(sentence, place, i, sort, len(out))
                if clause:
                    out.append(clause)
    return out


def _sort(s: Sentence, i: int, vocabulary: Vocabulary) -> str:
    """What sort of candidate token i heads: verb, noun or none ("")."""
    token = s.tokens[i]
    if token.pos in ("VERB", "AUX"):
        if s.deps[i] in HELPERS or (s.deps[i] in ("amod", "compound", "punct") and token.pos == "VERB"):
            return ""
        return "verb"
    if token.pos in ("NOUN", "PROPN"):
        if s.deps[i] in ("compound", "poss", "nmod", "npadvmod", "amod"):
            return ""
        if token.lemma in vocabulary.nouns or (s.heading and s.heads[i] == i):
            return "noun"
        return "noun" if _named_thing(s, i, vocabulary) else ""
    if token.pos in ("ADJ", "INTJ") and token.lower in vocabulary.greetings:
        return "verb"
    return ""


def _named_thing(s: Sentence, i: int, vocabulary: Vocabulary) -> bool:
    """Whether noun i is listed beside a thing that is signed, launched or founded ("the launch of A and centre B")."""
    steps, at = 0, i
    while s.deps[at] in ("conj", "pobj", "prep", "dobj", "nsubjpass", "appos") and steps < 8:
        conj = s.deps[at] == "conj"
        at, steps = s.heads[at], steps + 1
        if s.tokens[at].lemma in vocabulary.makers:
            return s.deps[i] == "conj" or s.deps[i] in ("dobj", "nsubjpass", "appos")
        if s.tokens[at].pos == "VERB" and not conj:
            return False
    return False


def _clause(s: Sentence, place: int, head: int, sort: str, number: int) -> Clause | None:
    subject = s.child(head, *SUBJECTS)
    beside = {c for c in s.children[head] if s.deps[c] in BESIDE and not _coordinated_object(s, c)}
    inner = _inner_conjuncts(s, head)
    under = s.subtree(head, frozenset(beside | inner))
    held = set(under) | {c for c in s.children[head] if s.deps[c] in HELPERS}
    first = last = head
    while first - 1 in held:
        first -= 1
    while last + 1 in held:
        last += 1
    core = first
    if subject is not None and subject < head:
        edge = s.subtree(subject)
        core = max(edge) + 1
        if sort == "verb":
            first = max(first, min(edge)) if min(edge) >= first else first
            first = _without_opening(s, head, first, min(edge))
    elif sort == "verb":
        first = _without_opening(s, head, first, head)
    first, last = _trim(s, first, last, head)
    core = max(first, min(core, head))
    core, _ = _trim(s, core, last, head)
    own = subject is not None
    if subject is None:
        subject = understood_subject(s, head)
    passive = s.child(head, "nsubjpass", "auxpass", "csubjpass") is not None
    return Clause(number, s, place, head, sort, first, last, core, subject, own, passive)


def _coordinated_object(s: Sentence, child: int) -> bool:
    """Nouns in a list stay together; only clauses and named things part."""
    return s.deps[child] in ("conj", "cc") and s.tokens[s.heads[child]].pos in ("ADJ",)


def _inner_conjuncts(s: Sentence, head: int) -> set[int]:
    """Conjuncts of the infinitive or gerund under the head: "agreed to A and to B" keeps A."""
    out: set[int] = set()
    for i in s.subtree(head):
        if s.deps[i] == "conj" and s.tokens[i].pos in ("VERB", "AUX") and s.heads[i] != head:
            above = s.heads[i]
            if s.tokens[above].pos in ("VERB", "AUX") and s.deps[above] in (
                "xcomp",
                "pcomp",
                "advcl",
                "ccomp",
                "conj",
                "acl",
            ):
                out.add(i)
                out |= {c for c in s.children[above] if s.deps[c] == "cc" and c < i}
    return out


def _without_opening(s: Sentence, head: int, first: int, subject: int) -> int:
    """Leave out an opening adjunct: what stands before the subject (or the verb) and ends in a comma."""
    for i in range(subject - 1, first - 1, -1):
        if s.tokens[i].text == "," and s.heads[i] == head:
            return i + 1
    return first


def _trim(s: Sentence, first: int, last: int, head: int) -> tuple[int, int]:
    """Without punctuation, conjunctions, "to" and "that" at the edges."""
    while first < head and (
        s.tokens[first].pos in ("PUNCT", "CCONJ")
        or s.tokens[first].lower in ("that", "to", "and", "also", "while", "whereas")
    ):
        first += 1
    while last > head and (s.tokens[last].pos in ("PUNCT", "CCONJ") and s.tokens[last].text not in (")", "]")):
        last -= 1
    return first, last


def understood_subject(s: Sentence, head: int) -> int | None:
    """The subject that a clause without one is understood to have, or None."""
    at, steps = head, 0
    while s.heads[at] != at and steps < 12:
        dep, above = s.deps[at], s.heads[at]
        own = s.child(above, *SUBJECTS)
        if dep in ("xcomp", "ccomp") and s.tokens[above].pos == "VERB":
            patient = s.child(above, "dobj", "dative")
            if patient is not None and patient < at and s.tokens[at].tag == "VB" and s.child(at, "aux") is not None:
                return patient
        if dep in ("relcl",):
            return above
        if own is not None and own not in (at,):
            return own
        at, steps = above, steps + 1
    return None
