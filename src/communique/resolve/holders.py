"""Whose an office is: "the Prime Minister", "the Russian President", "the Head of State" in one document."""

from __future__ import annotations

from communique.actors.offices import offices
from communique.actors.words import fold
from communique.parsed import Sentence
from communique.types import Entity, Party, Span

from .persons import Person
from .phrases import modifiers
from .setting import Setting
from .words import tables

# An office as words that a title must hold; several where one word stands for several offices.
Wanted = list[frozenset[str]]


def by_office(setting: Setting, s: Sentence, i: int) -> list[Party]:
    """The parties that the office at token i stands for; [] where it is none, or nobody's who is known."""
    token, wanted, office = s.tokens[i], *office_at(setting, s, i)
    if not wanted or _bare(s, i):
        return []
    named, capital = modifiers(setting, s, i), token.text[0].isupper()
    codes = {p.entity.code for p in named}
    people = [p for p in setting.people.persons if p.entity and (not codes or p.entity.code in codes)]
    holders = [p for p in people if _holds(p.office, wanted)]
    publishers = not named and capital and (not holders or _own_office(setting, holders, office))
    if holders and not publishers:
        person = _likeliest(setting, holders, wanted, token.start, capital=capital)
        return [setting.of_person(person, token.start, token.end, "office")]
    entities = [setting.home] if publishers and setting.home else [p.entity for p in named]
    return [_held(setting, entity, office, token.start, token.end) for entity in entities]


def office_at(setting: Setting, s: Sentence, i: int) -> tuple[Wanted, str]:
    """The office at token i in alternatives ("head of state": president, king, ...), and as it is written."""
    token, words = s.tokens[i], tables()
    following = s.words(i + 1, i + 2)
    for phrase, name in (("of state", "head_of_state"), ("of government", "head_of_government")):
        if token.lower == "head" and following == phrase:
            return [frozenset((w,)) for w in words[name]], f"head {phrase}"
    if token.lower in ("chief", "head") and any(p.entity.kind != "state" for p in modifiers(setting, s, i)):
        return [frozenset((w,)) for w in words["chief"]], "chief"
    if token.lower == "leader":
        return [frozenset((w,)) for w in words["leader"]], "leader"
    office = _widest(s, i)
    if not office or fold(office) in ("general", "dr", "mr", "mrs", "ms", "chair"):
        return [], ""
    return [frozenset(fold(office).split())], office


def _widest(s: Sentence, i: int) -> str:
    """The longest office around token i: "Secretary-General", "Secretary of State", "First Deputy Prime Minister"."""
    for last in range(min(len(s.tokens) - 1, i + 5), i - 1, -1):
        if last == i or (s.tokens[i + 1].lower in ("of", "for", "-") and s.tokens[last].text[0].isupper()):
            for first in range(max(0, i - 4), i + 1):
                words = _written(s, first, last)
                if offices()[0].fullmatch(words):
                    return words
    return ""


def _written(s: Sentence, first: int, last: int) -> str:
    """Tokens as the text has them, with single spaces."""
    out = s.tokens[first].text
    for n in range(first + 1, last + 1):
        out += (" " if s.tokens[n].start > s.tokens[n - 1].end else "") + s.tokens[n].text
    return out


def _bare(s: Sentence, i: int) -> bool:
    """A small noun without article or modifier: "as president"."""
    return s.child(i, "det", "amod", "compound", "poss", "nmod") is None and not s.tokens[i].text[0].isupper()


def _holds(office: str, wanted: Wanted) -> bool:
    """Whether an office answers to a wanted one: all its words, and no deputy for the chief."""
    words = frozenset(fold(office).split(" of ")[0].split())
    lower = words & {"vice", "deputy", "assistant", "former"}
    return any(w <= words and lower <= w for w in wanted)


def _own_office(setting: Setting, holders: list[Person], office: str) -> bool:
    """Whether "the Prime Minister" is the publisher's own, who is not named, rather than the foreign one who is."""
    home = setting.home
    if home is None or any(p.office for p in setting.persons_of(home.code)):
        return False
    foreign = all(p.entity and p.entity.code != home.code for p in holders)
    return foreign and setting.in_office(home.code, office) is not None


def _likeliest(setting: Setting, holders: list[Person], wanted: Wanted, at: int, *, capital: bool) -> Person:
    """Of several holders: one of just this office, of no longer one; the publisher's; a principal; the last named."""
    principal = {p.entity.code for p in setting.principals}

    def rank(p: Person) -> tuple[bool, bool, bool, int]:
        exact = any(w == frozenset(fold(p.office).split(" of ")[0].split()) for w in wanted)
        ours = bool(capital and setting.home and p.entity and p.entity.code == setting.home.code)
        known = bool(p.entity and p.entity.code in principal)
        before = [a for a, _, q in setting.people.spans if q is p and a < at]
        return exact, ours, known, max(before, default=-1)

    return max(holders, key=rank)


def _held(setting: Setting, entity: Entity, office: str, start: int, end: int) -> Party:
    """A state through an office, with its holder on the document's day where the knowledge base tells."""
    held = setting.in_office(entity.code, office)
    mention = Span.of(setting.text, start, end)
    if held is None:
        return Party(entity, mention, "", office, "office")
    return Party(entity, mention, held[0].name, office, "office and date", tenure=held[1])
