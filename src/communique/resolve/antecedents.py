"""What a singular pronoun goes back to: the person or the state named before it."""

from __future__ import annotations

from dataclasses import replace

from communique.parsed import Sentence
from communique.types import Party, Span

from .holders import by_office
from .persons import Person
from .setting import Setting

# Which organisations are so called, where the document names one of them.
USUAL = {
    "alliance": frozenset(("NATO",)),
    "union": frozenset(("EU", "AU", "EAEU")),
    "community": frozenset(("ECOWAS", "EAC", "SADC", "CARICOM")),
    "movement": frozenset(("HAMAS", "HEZBOLLAH", "HOUTHIS", "TALIBAN", "NONALIGNED")),
    "agency": frozenset(("IAEA", "UNHCR", "UNRWA")),
}


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
            named = next((p for p in setting.people.persons if p.name == office.person), None)
            return named or Person(office.person, office.entity, office.office, how="office and date")
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


def last_organisation(setting: Setting, s: Sentence, i: int) -> list[Party]:
    """ "The alliance", "the bloc": the organisation or group named last, within three sentences."""
    place, at = _place(setting, s), s.tokens[i].start
    low = setting.sentences[max(0, place - 3)].start
    named = [m for m in setting.mentions if low <= m.start < at and m.entity.kind in ("organisation", "group")]
    usual = [m for m in setting.mentions if m.start < at and m.entity.code in USUAL.get(s.tokens[i].lower, ())]
    chosen = usual or named
    return [setting.of_mention(chosen[-1], "pronoun")] if chosen else []


def one_of_two(setting: Setting, s: Sentence, i: int, *, first: bool) -> list[Party]:
    """ "The former", "the latter": of the two parties named last together, in this sentence or the one before."""
    place, at = _place(setting, s), s.tokens[i].start
    for sentence in reversed(setting.sentences[max(0, place - 2) : place + 1]):
        pair = _pair(setting, sentence, at)
        if pair:
            chosen = pair[0 if first else 1]
            mention = Span.of(setting.text, s.tokens[i].start, s.tokens[i].end)
            return [replace(chosen, mention=mention, how="pronoun")]
    return []


def _pair(setting: Setting, s: Sentence, at: int) -> tuple[Party, Party] | None:
    """The last two parties before an offset: two that are joined by "and", else the last two that are named."""
    joined = [t for t in s.tokens if s.deps[t.i] == "conj" and t.start < at]
    for token in reversed(joined):
        two = [*_at(setting, s, s.heads[token.i]), *_at(setting, s, token.i)]
        if len(two) == 2 and two[0].entity != two[1].entity:
            return two[0], two[1]
    found: list[Party] = []
    for token in s.tokens:
        for party in _at(setting, s, token.i) if token.start < at else ():
            found = [p for p in found if p.entity != party.entity] + [party]
    return (found[-2], found[-1]) if len(found) > 1 else None


def _at(setting: Setting, s: Sentence, i: int) -> list[Party]:
    """The one party that token i names: a person, an office, a state or organisation."""
    person, mention = setting.person(s, i), setting.mention(s, i)
    if person is not None:
        return [setting.of_person(person, s.tokens[i].start, s.tokens[i].end)]
    if mention is not None:
        return [setting.of_mention(mention)] if mention.how != "adjective" else []
    held = by_office(setting, s, i)
    return held if len(held) == 1 else []
