"""Whose words a passage is: by the speaker's label, the document's author, or the quotation it stands in."""

from __future__ import annotations

import re

from communique.actors.words import fold
from communique.parsed import Sentence
from communique.types import Party, Span

from .names import Names

BY = re.compile(r"(?:Statement|Address|Remarks|Speech|Message|Greetings) (?:by|from|of) ")
FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|my)\b")
MESSAGE = re.compile(r"(?i)\bmessage|letter|telegram|telegramme|congratulat|condolence|greeting")
# Offices whose holders send messages in their own name.
OFFICE = re.compile(r"\b(?:President|Prime Minister|Premier|King|Emir|Chancellor)\b")
# What stands between a quotation and the name of who said it.
SAID = re.compile(r",? ?(?:said|added|the |stressed|noted|told)?[^.\n]{0,40}")

# The same for who is not named: "the spokesman of the Iranian foreign ministry said".
UNNAMED = re.compile(
    r",? ?(?:said )?(?:the|a|an) [^.,;\n]{3,70}?(?: said| added| told| noted|\.)|,? ?said (?:the|a) [^.,;\n]{3,70}"
)


def author(names: Names) -> Party | None:
    """Whose words the whole document is, where no label says otherwise: "Statement by President Vladimir Putin"."""
    title = names.title
    if title is None or any(s.label for s in names.sentences):
        return None
    persons = [x for x in names.people.spans if title.start <= x[0] and x[1] <= title.end]
    if not BY.match(names.plain[title.start : title.end]) or len({id(x[2]) for x in persons}) != 1:
        return None
    if not FIRST_PERSON.search(names.plain[title.end :]):
        return None
    start, end, person = persons[0]
    return names.of_person(person, start, end, "author")


def under_label(names: Names, label: Span) -> Party | None:
    """Whom a speaker label means: a person named in it, a state, or whoever's name it repeats in part."""
    people = [p for a, b, p in names.people.spans if label.start <= a and b <= label.end]
    if people:
        return names.of_person(people[-1], label.start, label.end, "label")
    for m in names.mentions:
        if label.start <= m.start < label.end:
            return names.party(m.entity, label.start, label.end, "label")
    words = set(fold(label.quote).split())  # "PRESIDENT BIDEN"
    person = next((p for p in names.people.persons if set(fold(p.name).split()) & words), None)
    return names.of_person(person, label.start, label.end, "label") if person else None


def quoted(names: Names, s: Sentence, i: int) -> Party | None:
    """Who speaks inside quotation marks: the sender of a message, who is named right after, or last before."""
    opened = _open_quote(names, s.tokens[i].start)
    if opened is None:
        return None
    if names.home and MESSAGE.search(names.plain[:opened]):
        return _sender(names, opened)
    stated = [(a, p) for a, _, p in names.people.spans if p.entity]
    low, high = _credit(names.plain, opened)
    after = (p for a, p in stated if opened < a and low <= a <= high)
    before = (p for a, p in reversed(stated) if a < opened)
    person = next(after, None)
    credited = None if person else _credited_body(names, low) or _credited_before(names, opened)
    person = person or (None if credited else next(before, None))
    return names.of_person(person, opened, opened + 1, "quotation") if person else credited


def _credited_body(names: Names, close: int) -> Party | None:
    """ "...," the spokesman of the Iranian foreign ministry said: the state of who speaks without a name."""
    said = UNNAMED.match(names.plain, close)
    return _body_in(names, close, said.end()) if said else None


def _credited_before(names: Names, opened: int) -> Party | None:
    """The same for a quotation that goes on: the body credited last, in the sentence before."""
    low = max(0, opened - 120)
    said = re.search(r"[”\"],? ?(the|a) [^.,;\n“\"]{3,70}? (?:said|added)[.:]? ?$", names.plain[low:opened])
    return _body_in(names, low + said.start(1), opened) if said else None


def _body_in(names: Names, close: int, end: int) -> Party | None:
    inside = (m for m in names.mentions if close <= m.start < end and m.how != "capital")
    mention = next(inside, None)
    return names.of_mention(mention, "quotation") if mention else None


def _credit(plain: str, opened: int) -> tuple[int, int]:
    """Where a name must begin to be that of who said what was quoted before: "..., the President said"."""
    closing = re.search(r"[”\"]", plain[opened + 1 :])
    if closing is None:
        return len(plain), 0
    close = opened + 1 + closing.end()
    said = SAID.match(plain[close : close + 60])
    return close, close + (said.end() if said else 0)


def _sender(names: Names, opened: int) -> Party | None:
    """Who sends a message: the publisher's own person named before it, else anywhere, else its holder of an office.

    The publisher itself where no person can be told.
    """
    if names.home is None:
        return None
    own = [p for a, _, p in names.people.spans if a < opened and p.entity and p.entity.code == names.home.code]
    person = next(iter(own or names.persons_of(names.home.code)), None)
    if person is not None:
        return names.of_person(person, opened, opened + 1, "quotation")
    office = OFFICE.findall(names.plain[:opened])  # "The message of the Russian President reads"
    held = names.in_office(names.home.code, office[-1]) if office else None
    if held is None:
        return names.party(names.home, opened, opened + 1, "quotation")
    mention = Span.of(names.text, opened, opened + 1)
    return Party(names.home, mention, held[0].name, office[-1], "office and date", tenure=held[1])


def _open_quote(names: Names, at: int) -> int | None:
    """Where the quotation begins in which an offset stands, or None."""
    start = names.text.rfind("“", 0, at)
    if start >= 0 and names.text.rfind("”", start, at) < 0:
        return start
    line = names.text.rfind("\n", 0, at) + 1
    marks = [m.start() + line for m in re.finditer('"', names.plain[line:at])]
    return marks[-1] if len(marks) % 2 else None
