"""What a singular pronoun goes back to: the person or the state named before it."""

from __future__ import annotations

from communique.parsed import Sentence
from communique.types import Party

from .holders import by_office
from .persons import Person
from .setting import Setting


def last_person(setting: Setting, s: Sentence, i: int) -> Person | None:
    """Whom "he" stands for: the person who was last the subject of a clause, else the last one named before."""
    at = s.tokens[i].start
    place = _place(setting, s)
    for sentence in reversed(setting.sentences[max(0, place - 3) : place + 1]):
        subject = _subject_person(setting, sentence, at)
        if subject is not None:
            return subject
        office = _subject_office(setting, sentence, at)
        if office is not None:
            return next((p for p in setting.people.persons if p.name == office.person), None)
    return _last_named(setting, at)


def other_person(setting: Setting, s: Sentence, i: int, subject: Person | None) -> Person | None:
    """Whom "him" as an object stands for: the last person named who is not the clause's subject."""
    return _last_named(setting, s.tokens[i].start, subject) or subject


def last_single(setting: Setting, s: Sentence, i: int) -> list[Party]:
    """ "It": the state or organisation that was the subject before, in this sentence or the last."""
    place = _place(setting, s)
    for n in (place, place - 1) if place else (0,):
        sentence = setting.sentences[n]
        for k in range((i if n == place else len(sentence.tokens)) - 1, -1, -1):
            mention = setting.mention(sentence, k) if sentence.deps[k] in ("nsubj", "nsubjpass") else None
            if mention is not None:
                return [setting.of_mention(mention, "pronoun")]
    return []


def _place(setting: Setting, s: Sentence) -> int:
    return next((n for n, x in enumerate(setting.sentences) if x is s), 0)


def _subject_person(setting: Setting, s: Sentence, at: int) -> Person | None:
    """The person who is the last subject of a sentence before an offset."""
    subjects = (t for t in reversed(s.tokens) if s.deps[t.i] in ("nsubj", "nsubjpass") and t.start < at)
    named = (setting.people.at(t.start, t.end) for t in subjects)
    return next((p for p in named if p is not None), None)


def _subject_office(setting: Setting, s: Sentence, at: int) -> Party | None:
    """The last subject of a sentence before an offset that is an office with a known holder."""
    subjects = [t for t in s.tokens if s.deps[t.i] == "nsubj" and t.start < at]
    held = [p for t in subjects for p in by_office(setting, s, t.i) if p.person]
    return held[-1] if held else None


def _last_named(setting: Setting, at: int, but: Person | None = None) -> Person | None:
    earlier = [p for a, _, p in setting.people.spans if a < at and p is not but]
    return earlier[-1] if earlier else None
