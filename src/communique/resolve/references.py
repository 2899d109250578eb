"""Who is meant: a noun or pronoun of a sentence → the parties that it stands for.

`Context` knows one document: its names, its persons, its principals (those who meet, call, or sign) and who spoke last.
Everything is read in the order of the text. What can't be told stays unresolved, with its words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources

from communique.parsed import Parsed, Sentence
from communique.types import Document, Entity, Party, Span

from .gazetteer import Gazetteer, Mention
from .people import People, Person, fold, holder, home_code, offices


@lru_cache(maxsize=1)
def tables() -> dict[str, frozenset[str]]:
    """The words of reference, from references.toml."""
    raw = tomllib.loads(resources.files(__package__).joinpath("references.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in raw.items()}


# Titles of texts that several parties issue together.
JOINT = re.compile(
    r"(?i)\bjoint (?:statement|communiqu|declaration|press)|\bdeclaration\b|\bcommuniqu|chair(?:man|person|woman)?'s statement|"
    r"(?:leaders'?|outcome) (?:statement|document)|statement (?:of|by|from) the (?:leaders|ministers|foreign)"
)
# Where a title's parties end and its matter begins.
ABOUT = re.compile(
    r" (?:on|[Aa]bout|[Rr]egarding|[Cc]oncerning|[Ff]ollowing|to [a-z]+|[Ii]n [Ss]upport|Reaffirm|after|to Counter) "
)
# An organisation named as the occasion, not as a party.
OCCASION_BEFORE = re.compile(
    r"\b(?:margins? of|sidelines? of|side of|at|during|within|framework of|ahead of|chair(?:manship)? of|in) (?:the |this year's )?(?:\w+ ){0,2}$"
)
OCCASION_AFTER = re.compile(
    r"(?:['’]s)? (?:\w+ ){0,2}(?:[Ss]ummit|[Mm]eeting|[Ff]orum|[Cc]hair|Presidency|chairmanship|presidency)"
)


class Context:
    """One document's names and persons, and how its words are read through to parties."""

    def __init__(self, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.document: Document = parsed.document
        self.text = parsed.document.text
        self.plain = self.text.replace("’", "'").replace("\u00a0", " ")
        self.sentences = parsed.sentences
        self.gazetteer = gazetteer
        self.mentions: list[Mention] = gazetteer.find(self.text)
        self._mention_at = {i: m for m in self.mentions for i in range(m.start, m.end)}
        code = home_code(self.document.publisher, gazetteer)
        self.people = People(self.text, self.document.published, gazetteer, self.mentions, code)
        self.home: Entity | None = gazetteer.entities.get(code)
        self.principals: tuple[Party, ...] = ()
        self.joint = False
        self.author: Party | None = None
        self.principals = self._principals()
        self.author = self._author()

    # --- names -----------------------------------------------------------------------------------------------

    def mention(self, s: Sentence, i: int) -> Mention | None:
        """The state or organisation named by token i."""
        return self._mention_at.get(s.tokens[i].start)

    def person(self, s: Sentence, i: int) -> Person | None:
        """The person named by token i."""
        return self.people.at(s.tokens[i].start, s.tokens[i].end)

    def party(self, entity: Entity, start: int, end: int, how: str) -> Party:
        """A party with its words."""
        return Party(entity, Span.of(self.text, start, end), how=how)

    def leader(self, entity: Entity, start: int, end: int) -> Party:
        """A state through "its leader": the person who stands for it in this document, if there is just one."""
        named = [p for p in self.people.persons if p.entity and p.entity.code == entity.code and p.mentions]
        if len(named) == 1:
            return self.of_person(named[0], start, end, "office")
        return self.party(entity, start, end, "office")

    def of_person(self, person: Person, start: int, end: int, how: str = "name") -> Party:
        """The party that a person stands for; unresolved where the state is unknown."""
        entity = person.entity or Entity("unresolved", person.name)
        return Party(entity, Span.of(self.text, start, end), person.name, person.office, how)

    # --- principals ------------------------------------------------------------------------------------------

    def _principals(self) -> tuple[Party, ...]:
        """Who the document is between: from its title, else its first sentences; the publisher's state joins a lone party."""
        title = self.sentences[0] if self.sentences and self.sentences[0].heading else None
        words = self.plain[title.start : title.end] if title else self.document.title
        self.joint = bool(JOINT.search(words) or re.search(r"\bWe, the\b", self.plain))
        found: list[Party] = []
        if title:
            cut = ABOUT.search(words)
            found = self._parties_in(title.start, title.start + (cut.start() if cut and self.joint else len(words)))
            if len(found) < 2 and self.joint:
                found = [p for p in self._parties_in(title.start, title.end) if p.entity.kind == "state" or p in found]
        statement = re.match(r"(?i)statement|president \w+ \w+ signed|law |remarks", words)
        if (
            found
            and self.home
            and not self.joint
            and not statement
            and all(p.entity.code != self.home.code for p in found)
        ):
            found.insert(
                0, Party(self.home, None, how="publisher")
            )  # "Telephone conversation with ...": the publisher's side
        if len(found) < 2 and self.joint:
            for s in self.sentences[1 if title else 0 : 4]:
                named = self._parties_in(s.start, self._predicate(s))
                if len(named) > 1 and (
                    re.search(r"(?i)\b(?:we|leaders|ministers|governments?|presidents) ", self.plain[s.start : s.end])
                ):
                    found = merge(found, named)
                    break
        if len(found) < 2 and not statement:
            for s in self.sentences[1 if title else 0 : 8]:
                if self._encounter(s):
                    found = merge(found, self._meeting_parties(s))
                if len(found) > 1:
                    break
        if self.home and len(found) < 2 and all(p.entity.code != self.home.code for p in found):
            found.insert(0, Party(self.home, None, how="publisher"))
        if len(found) < 2 and not title:
            for s in self.sentences[:3]:
                found = merge(found, [p for p in self._parties_in(s.start, s.end) if p.person])
        if len(found) < 2:  # a transcript: those who speak
            for s in self.sentences:
                spoken = self.labelled(s) if s.label else None
                found = merge(found, [spoken] if spoken and spoken.entity.code else [])
        return tuple(self._expanded(found))

    @staticmethod
    def _predicate(s: Sentence) -> int:
        """Offset of the sentence's main verb: those who state something are named before it."""
        root = next((i for i, h in enumerate(s.heads) if h == i), 0)
        verb = root if s.tokens[root].pos in ("VERB", "AUX") else len(s.tokens) - 1
        return s.tokens[verb].start if verb > 3 else s.end

    def _expanded(self, found: list[Party]) -> list[Party]:
        """Small groupings, and those whose members the document lists, give way to their members."""
        out: list[Party] = []
        for party in found:
            members = self.gazetteer.members.get(party.entity.code, ()) or self._listed(party.entity.code)
            out = merge(
                out, [Party(self.gazetteer.entities[c], party.mention, how="member") for c in members] or [party]
            )
        return [self._embodied(p) for p in out]

    def _embodied(self, party: Party) -> Party:
        """A principal with the person who stands for it: the first one of its persons with an office."""
        if party.person:
            return party
        own = [p for p in self.people.persons if p.entity and p.entity.code == party.entity.code and p.office]
        first = min(own, key=lambda p: p.first, default=None)
        return Party(party.entity, party.mention, first.name, first.office, party.how) if first else party

    def _listed(self, code: str) -> tuple[str, ...]:
        """The members that the text lists in brackets after an organisation's name: "the EAEU member states (Armenia, ...)"."""
        for m in self.mentions:
            if m.entity.code == code and m.entity.kind == "organisation":
                bracket = re.match(r"[^.\n(]{0,40}\(([^)\n]{8,300})\)", self.plain[m.end :])
                if bracket:
                    low, high = m.end + bracket.start(1), m.end + bracket.end(1)
                    states = [
                        x.entity.code
                        for x in self.mentions
                        if low <= x.start and x.end <= high and x.entity.kind == "state"
                    ]
                    if len(states) > 2:
                        return tuple(states)
        return ()

    def _author(self) -> Party | None:
        """Whose words the whole document is: "Statement by President of Russia Vladimir Putin", where no label says otherwise."""
        title = self.sentences[0] if self.sentences and self.sentences[0].heading else None
        if title is None or any(s.label for s in self.sentences):
            return None
        words = self.plain[title.start : title.end]
        by = re.match(r"(?:Statement|Address|Remarks|Speech|Message|Greetings) (?:by|from|of) ", words)
        persons = [x for x in self.people.spans if title.start <= x[0] and x[1] <= title.end]
        if by is None or len({id(x[2]) for x in persons}) != 1:
            return None
        first_person = re.search(r"\b(?:I|we|We|our|my)\b", self.plain[title.end :])
        return self.of_person(persons[0][2], persons[0][0], persons[0][1], "author") if first_person else None

    def _encounter(self, s: Sentence) -> bool:
        """Whether a sentence tells of people meeting or speaking together."""
        return any(t.lemma in tables()["encounters"] for t in s.tokens)

    def _meeting_parties(self, s: Sentence) -> list[Party]:
        """The parties of the first clause of encounter: persons and states, those after "on", "about" left out."""
        end = s.end
        for t in s.tokens:
            about = t.lower in ("about", "regarding", "concerning") or (
                t.lower in ("discuss", "exchange", "review") and t.i > 2
            )
            if about:
                end = t.start
                break
        return self._parties_in(s.start, end) if end > s.start else []

    def _parties_in(self, start: int, end: int) -> list[Party]:
        """Persons' states and named parties between two offsets, each once; places ("in Moscow", "in Bali, Indonesia") are none."""
        found: list[tuple[int, Party]] = []
        held: list[tuple[int, int]] = []
        for a, b, person in self.people.spans:
            if start <= a and b <= end:
                found.append((a, self.of_person(person, a, b)))
                held.append((a, b))
        persons = [p for _, p in found if p.entity.kind != "unresolved"]
        for m in self.mentions:
            if not (start <= m.start and m.end <= end) or m.how == "capital":
                continue
            before = self.plain[max(start, m.start - 40) : m.start]
            if (
                m.entity.kind == "organisation"
                and persons
                and (OCCASION_BEFORE.search(before) or OCCASION_AFTER.match(self.plain[m.end : m.end + 40]))
            ):
                continue
            if re.search(
                r"(?:\b(?:in|at|near|from|visit to|visits?|to)\s(?:the\s)?|,\s|\bin [A-Z][\w .-]+, the )$", before
            ) and (persons or not re.search(r"visit", before)):
                if not re.search(
                    r"(?:Statement|Communiqu\w+|Declaration|by|of|between)\b", self.plain[start : m.start]
                ) or re.search(r"\b(?:in|at|near) (?:the )?$", before):
                    continue
            if any(p.entity.code == m.entity.code for p in persons):
                continue
            office = re.match(r"(?:'s|’s)? (?:[\w-]+ ){0,3}" + offices()[0].pattern, self.plain[m.end : m.end + 60])
            paired = re.match(r"[-–]|\s–\s", self.plain[m.end : m.end + 3]) or self.plain[m.start - 1 : m.start] in (
                "-",
                "–",
            )
            if persons and m.how == "adjective" and not office and not paired:
                continue
            found.append((m.start, self.party(m.entity, m.start, m.end, m.how)))
        found.sort(key=lambda x: x[0])
        return merge([], [p for _, p in found if p.entity.kind != "unresolved"])

    # --- reading words through -------------------------------------------------------------------------------

    def resolve(self, s: Sentence, i: int, depth: int = 0) -> list[Party]:
        """The parties that the phrase headed by token i stands for, coordinated ones included; [] where it is no party."""
        if depth > 6:
            return []
        parties = self.single(s, i, depth)
        for other in s.all(i, "conj"):
            parties = merge(parties, self.resolve(s, other, depth + 1))
        return parties

    def single(self, s: Sentence, i: int, depth: int = 0) -> list[Party]:
        """The parties of the phrase headed by token i, without what is coordinated with it."""
        token, words = s.tokens[i], tables()
        if token.tag in ("PRP", "PRP$") or token.lower in (
            "who",
            "which",
            "both",
            "all",
            "each",
            "our",
            "their",
            "his",
            "her",
            "my",
            "your",
        ):
            return self._pronoun(s, i, depth)
        person = self.person(s, i)
        if person is not None:
            return [self.of_person(person, token.start, token.end)]
        mention = self.mention(s, i)
        if mention is not None and mention.how in ("name", "organ", "seat", "capital", "adjective"):
            return [self.party(mention.entity, mention.start, mention.end, mention.how)]
        if self._both(s, i):
            return list(self.principals)
        if token.lower in words["counterparts"]:
            return self._counterpart(s, i, depth)
        office = self._by_office(s, i)
        if office:
            return office
        if token.lemma in words["bodies"] or token.lower in words["bodies"]:
            named = self._modifiers(s, i)
            if named:
                return named
            if any(s.tokens[c].lower == "other" for c in s.all(i, "amod")):
                return self._others(self._speaker_before(s, i))
            owner = s.child(i, "poss")
            if owner is not None:
                return self.resolve(s, owner, depth + 1)
        if token.lower in ("heads", "head", "leaders", "presidents", "ministers", "representatives", "members"):
            named = self._modifiers(s, i)
            if named:
                return named
            return list(self.principals) if token.lower != "head" else []
        return []

    def _counterpart(self, s: Sentence, i: int, depth: int) -> list[Party]:
        """ "His Belarusian counterpart", "its partner": the one with the state, else the principal that the owner is not."""
        token = s.tokens[i]
        named = self._modifiers(s, i)
        if named:
            return [self.leader(p.entity, token.start, token.end) for p in named]
        owner = s.child(i, "poss")
        whose = self.resolve(s, owner, depth + 1) if owner is not None else []
        others = self._others(whose[0]) if len(whose) == 1 else []
        return others if len(others) == 1 or token.tag == "NNS" else []

    def _both(self, s: Sentence, i: int) -> bool:
        """ "The two leaders", "both sides", "the parties", "the presidents": all the principals."""
        token, words = s.tokens[i], tables()
        if token.lower not in words["groups"]:
            return False
        kids = {s.tokens[c].lower for c in s.children[i]}
        if self._modifiers(s, i):
            return False
        return token.lower in words["always_both"] or bool(
            kids & {"two", "three", "both", "four", "five", "the", "all", "our", "their", "respective"}
        )

    def _modifiers(self, s: Sentence, i: int) -> list[Party]:
        """States and organisations that modify a noun: "the Belarusian side", "China's government", "the army of Iran"."""
        out: list[Party] = []
        for c in s.children[i]:
            if s.deps[c] in ("amod", "compound", "poss", "nmod", "appos"):
                out = merge(out, self._named_under(s, c))
            elif s.deps[c] == "prep" and s.tokens[c].lower in ("of", "from"):
                for p in s.all(c, "pobj"):
                    out = merge(out, self._named_under(s, p, deep=True))
        return out

    def _named_under(self, s: Sentence, i: int, deep: bool = False) -> list[Party]:
        out: list[Party] = []
        nodes = s.subtree(i) if deep else [i, *s.all(i, "conj", "compound", "amod", "poss", "nmod")]
        for n in sorted(nodes):
            m = self.mention(s, n)
            if m is not None and m.how != "capital":
                out = merge(out, [self.party(m.entity, m.start, m.end, m.how)])
            elif self.person(s, n) is not None:
                person = self.person(s, n)
                if person and person.entity:
                    out = merge(out, [self.of_person(person, s.tokens[n].start, s.tokens[n].end)])
        return out

    def _pronoun(self, s: Sentence, i: int, depth: int) -> list[Party]:
        word = s.tokens[i].lower
        token = s.tokens[i]
        if word in ("who", "which") and s.heads[i] != i:
            verb = s.heads[i]
            if s.deps[verb] == "relcl":
                return self.resolve(s, s.heads[verb], depth + 1)
        if word in ("he", "she", "him", "his", "her"):
            person = self.last_person(s, i)
            if word in ("him", "her") and s.deps[i] in ("dobj", "dative", "pobj"):
                person = self._another(s, i, person)
            return [self.of_person(person, token.start, token.end, "pronoun")] if person else []
        if word in ("i", "me", "my", "myself"):
            speaker = self.labelled(s) or self.quoted(s, i)
            return [self._as(speaker, token.start, token.end)] if speaker else self._home(token.start, token.end)
        if word in ("we", "us", "our", "ours", "ourselves"):
            speaker = self.labelled(s) or self.quoted(s, i)
            if speaker:
                return [self._as(speaker, token.start, token.end)]
            if self.joint or len(self.principals) != 2:
                return list(self.principals)
            return self._home(token.start, token.end) if self.home else list(self.principals)
        if word in ("you", "your", "yours"):
            speaker = self.labelled(s) or self.quoted(s, i)
            return self._others(speaker) if speaker else self._others_than_home()
        if word in ("they", "them", "their", "both", "each", "all"):
            return self._last_plural(s, i, depth)
        if word in ("it", "its"):
            return self._last_single(s, i)
        return []

    def _another(self, s: Sentence, i: int, subject: Person | None) -> Person | None:
        """Whom "him" as an object stands for: the last person named who is not the clause's subject."""
        earlier = [p for a, _, p in self.people.spans if a < s.tokens[i].start and p is not subject]
        return earlier[-1] if earlier else subject

    def _home(self, start: int, end: int) -> list[Party]:
        return [self.party(self.home, start, end, "publisher")] if self.home else []

    def _as(self, party: Party, start: int, end: int) -> Party:
        return Party(party.entity, Span.of(self.text, start, end), party.person, party.office, "pronoun")

    def labelled(self, s: Sentence) -> Party | None:
        """The speaker of a transcript's sentence."""
        if s.label is None:
            return None if s.heading else self.author
        people = [p for a, b, p in self.people.spans if s.label.start <= a and b <= s.label.end]
        if people:
            return self.of_person(people[-1], s.label.start, s.label.end, "label")
        for m in self.mentions:
            if s.label.start <= m.start < s.label.end:
                return self.party(m.entity, s.label.start, s.label.end, "label")
        return self._by_words(s.label)

    def _by_words(self, label: Span) -> Party | None:
        """A label that repeats part of a person's name or office ("PRESIDENT BIDEN")."""
        words = set(fold(label.quote).split())
        for p in self.people.persons:
            if set(fold(p.name).split()) & words:
                return self.of_person(p, label.start, label.end, "label")
        return None

    def quoted(self, s: Sentence, i: int) -> Party | None:
        """Who speaks inside quotation marks: the sender of a message, or the last person before the quotation."""
        opened = self._open_quote(s.tokens[i].start)
        if opened is None:
            return None
        before = [(a, p) for a, _, p in self.people.spans if a < opened and p.entity]
        message = re.search(
            r"(?i)\bmessage|letter|telegram|telegramme|congratulat|condolence|greeting", self.plain[:opened]
        )
        if message and self.home:
            sender = next((p for _, p in before if p.entity and p.entity.code == self.home.code), None)
            if sender:
                return self.of_person(sender, opened, opened + 1, "quotation")
            known = next((p for p in self.people.persons if p.entity and p.entity.code == self.home.code), None)
            return (
                self.of_person(known, opened, opened + 1, "quotation")
                if known
                else self.party(self.home, opened, opened + 1, "quotation")
            )
        after = [(a, p) for a, _, p in self.people.spans if a > opened and p.entity]
        closing = re.search(r"[”\"]", self.plain[opened + 1 :])
        if closing:
            close = opened + 1 + closing.end()
            said = re.match(r",? ?(?:said|added|the |stressed|noted|told)?[^.\n]{0,40}", self.plain[close : close + 60])
            near = next((p for a, p in after if a <= close + (said.end() if said else 0) and a >= close), None)
            if near:
                return self.of_person(near, opened, opened + 1, "quotation")
        return self.of_person(before[-1][1], opened, opened + 1, "quotation") if before else None

    def _open_quote(self, at: int) -> int | None:
        """Where the quotation begins in which an offset stands, or None."""
        start = self.text.rfind("“", 0, at)
        if start >= 0 and self.text.rfind("”", start, at) < 0:
            return start
        line = self.text.rfind("\n", 0, at) + 1
        marks = [m.start() + line for m in re.finditer('"', self.plain[line:at])]
        return marks[-1] if len(marks) % 2 else None

    def last_person(self, s: Sentence, i: int) -> Person | None:
        """Whom "he" stands for: the person who was last the subject of a clause, else the last one named before."""
        at = s.tokens[i].start
        place = next((n for n, x in enumerate(self.sentences) if x is s), 0)
        for n in range(place, max(-1, place - 4), -1):
            sentence = self.sentences[n]
            subjects = [
                self.people.at(t.start, t.end)
                for t in sentence.tokens
                if sentence.deps[t.i] in ("nsubj", "nsubjpass") and t.start < at and self.people.at(t.start, t.end)
            ]
            if subjects:
                return subjects[-1]
            office = [
                p
                for t in sentence.tokens
                if sentence.deps[t.i] == "nsubj" and t.start < at
                for p in self._by_office(sentence, t.i)
                if p.person
            ]
            if office:
                return next((p for p in self.people.persons if p.name == office[-1].person), None)
        earlier = [p for a, _, p in self.people.spans if a < at]
        return earlier[-1] if earlier else None

    def _last_plural(self, s: Sentence, i: int, depth: int) -> list[Party]:
        """ "They": a coordinated or plural subject before in the sentence, else the principals."""
        for n in range(i - 1, -1, -1):
            if s.deps[n] in ("nsubj", "nsubjpass") and (
                s.tokens[n].tag in ("NNS", "NNPS") or s.child(n, "conj") is not None
            ):
                if i in s.subtree(n):
                    continue
                found = self.resolve(s, n, depth + 2)
                if len(found) > 1:
                    return found
        return list(self.principals)

    def _last_single(self, s: Sentence, i: int) -> list[Party]:
        """ "It": the state or organisation that was the subject before, in this sentence or the last."""
        place = next((n for n, x in enumerate(self.sentences) if x is s), 0)
        for n in (place, place - 1):
            if n < 0:
                break
            sentence = self.sentences[n]
            last = i if n == place else len(sentence.tokens)
            for k in range(last - 1, -1, -1):
                if sentence.deps[k] in ("nsubj", "nsubjpass"):
                    m = self.mention(sentence, k)
                    if m is not None:
                        return [self.party(m.entity, m.start, m.end, "pronoun")]
        return []

    def _by_office(self, s: Sentence, i: int) -> list[Party]:
        """ "The Prime Minister", "the Russian President", "the Head of State": whose office it is in this document."""
        token = s.tokens[i]
        wanted, office = self._office_words(s, i)
        if not wanted:
            return []
        if (
            s.child(i, "det") is None
            and s.child(i, "amod", "compound", "poss", "nmod") is None
            and not token.text[0].isupper()
        ):
            return []
        named = self._modifiers(s, i)
        codes = {p.entity.code for p in named}
        holders = [
            p
            for p in self.people.persons
            if p.entity and (not codes or p.entity.code in codes) and _holds(p.office, wanted)
        ]
        if holders and not named and token.text[0].isupper() and self._own_office(holders, office):
            return [self._held(self.home, office, token.start, token.end)] if self.home else []
        if holders:
            person = self._likeliest(holders, wanted, token.start, capital=token.text[0].isupper())
            return [self.of_person(person, token.start, token.end, "office")]
        if named:
            return [self._held(p.entity, office, token.start, token.end) for p in named]
        if self.home and token.text[0].isupper():
            return [self._held(self.home, office, token.start, token.end)]
        return []

    def _own_office(self, holders: list[Person], office: str) -> bool:
        """Whether "the Prime Minister" is the publisher's own, who is not named, rather than the foreign one who is."""
        if self.home is None or any(p.entity and p.entity.code == self.home.code and p.office for p in self.people.persons):
            return False
        foreign = all(p.entity and p.entity.code != self.home.code for p in holders)
        return foreign and holder(self.home.code, office, self.document.published) is not None

    def _office_words(self, s: Sentence, i: int) -> tuple[list[frozenset[str]], str]:
        """The office at token i as alternatives of words ("head of state": president, king, ...), and as it is written."""
        token, words = s.tokens[i], tables()
        following = s.words(i + 1, i + 2)
        for phrase, name in (("of state", "head_of_state"), ("of government", "head_of_government")):
            if token.lower == "head" and following == phrase:
                return [frozenset((w,)) for w in words[name]], f"head {phrase}"
        if token.lower == "leader":
            return [frozenset((w,)) for w in words["leader"]], "leader"
        texts = [t.text for t in s.tokens[max(0, i - 3) : i + 1]]
        office = next(
            (" ".join(texts[k:]) for k in range(len(texts)) if offices()[0].fullmatch(" ".join(texts[k:]))), ""
        )
        if not office or fold(office) in ("general", "dr", "mr", "mrs", "ms", "chair"):
            return [], ""
        return [frozenset(fold(office).split())], office

    def _likeliest(self, holders: list[Person], wanted: list[frozenset[str]], at: int, *, capital: bool) -> Person:
        """Of several holders: one of just this office before one of a longer title; the publisher's; a principal; the last named."""
        principal = {p.entity.code for p in self.principals}

        def rank(p: Person) -> tuple[bool, bool, bool, int]:
            exact = any(w == frozenset(fold(p.office).split(" of ")[0].split()) for w in wanted)
            ours = bool(capital and self.home and p.entity and p.entity.code == self.home.code)
            known = bool(p.entity and p.entity.code in principal)
            before = [a for a, _, q in self.people.spans if q is p and a < at]
            return exact, ours, known, max(before, default=-1)

        return max(holders, key=rank)

    def _held(self, entity: Entity, office: str, start: int, end: int) -> Party:
        """A state through an office, with its holder on the document's day where the knowledge base tells."""
        tenure = holder(entity.code, office, self.document.published)
        name = tenure.name if tenure else ""
        return Party(entity, Span.of(self.text, start, end), name, office, "office and date" if name else "office")

    def _speaker_before(self, s: Sentence, i: int) -> Party | None:
        person = self.last_person(s, i)
        return self.of_person(person, s.tokens[i].start, s.tokens[i].end) if person else None

    def _others(self, party: Party | None) -> list[Party]:
        """The principals other than a party."""
        if party is None:
            return self._others_than_home()
        return [p for p in self.principals if p.entity.code != party.entity.code]

    def _others_than_home(self) -> list[Party]:
        return [p for p in self.principals if not self.home or p.entity.code != self.home.code]

    def others(self, codes: Iterable[str]) -> list[Party]:
        """The principals whose code is none of these."""
        taken = set(codes)
        return [p for p in self.principals if p.entity.code not in taken]


def _holds(office: str, wanted: list[frozenset[str]]) -> bool:
    """Whether an office answers to a wanted one: all its words, and no deputy for the chief."""
    words = frozenset(fold(office).split(" of ")[0].split())
    lower = words & {"vice", "deputy", "assistant", "former"}
    return any(w <= words and lower <= w for w in wanted)


def merge(first: Sequence[Party], more: Sequence[Party]) -> list[Party]:
    """Both lists, each entity once; the one with a person is kept."""
    out = list(first)
    for party in more:
        same = next((n for n, p in enumerate(out) if _key(p) == _key(party)), None)
        if same is None:
            out.append(party)
        elif party.person and not out[same].person:
            out[same] = party
    return out


def _key(p: Party) -> str:
    return p.entity.code or p.entity.name
