"""Two readouts of one meeting side by side: what both sides tell, in which strength, and what one side leaves out.

Entries are aligned one to one, best first, by a score that explains itself (`data/joining/compare.toml`). What is left
over but told in an entry of the other side that is aligned already, or in a sentence of it that gave no entry, is
`also told`; what is told nowhere else is `only a` or `only b`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from ..types import Entry, Record, Span
from . import events
from .differences import Difference, differences, of_words
from .matter import Matter, matter_of, plain, setting_stems
from .meaning import Meaning
from .meaning import features as meant
from .score import Score, scored, table
from .strength import Strength, strength, strength_of
from .traits import Traits, codes, setting, traits
from .words import stem

Sort = Literal["same", "shift", "only a", "only b", "also told"]
_NEAR = 300  # characters before a quote within which its party is named for it
_INVITE = stem("invite")  # the one side tells that it is made, the other that it is accepted
_REFERRED = frozenset(("pronoun", "publisher", "label"))  # how a party was resolved that is not named


@dataclass(frozen=True, slots=True)
class Row:
    """One act or stance: as A tells it, as B does, and what follows.

    `also told` has the entry that is left over on its own side, and on the other the entry that covers it, which
    stands in a row of its own too; or only the words (`quote_a`, `quote_b`) of a sentence that gave no entry. Such a
    sentence may stand beside an entry in a `shift` as well.
    """

    sort: Sort
    a: Entry | None
    b: Entry | None
    quote_a: Span | None
    quote_b: Span | None
    told: str
    differences: tuple[Difference, ...] = ()
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows in the order of A's text; what only B tells stands where B tells it."""

    a: Record
    b: Record
    rows: tuple[Row, ...]

    def of(self, *sorts: Sort) -> list[Row]:
        """The rows of these sorts."""
        return [row for row in self.rows if row.sort in sorts]


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry of one side, with all that is compared."""

    traits: Traits
    matter: Matter
    strength: Strength

    @property
    def entry(self) -> Entry:
        return self.traits.entry


@dataclass(frozen=True, slots=True)
class _Other:
    """The side that does not have an entry: its letter, its text, and its entries that stand beside one."""

    letter: Literal["A", "B"]
    record: Record
    aligned: Sequence[_Item]
    shared: tuple[frozenset[str], frozenset[str]]


def compare(a: Record, b: Record) -> Comparison:
    """The two records side by side."""
    shared = setting_stems((a, b), setting((*a.entries, *b.entries)))
    left, right = _items(a, shared), _items(b, shared)
    meaning = Meaning(_quotes(a), _quotes(b), shared[0] | shared[1])
    aligned = _aligned(left, right, meaning)
    rows = [(float(i), _pair_row(left[i], right[j], score)) for i, j, score in aligned]
    where = {j: i for i, j, _ in aligned}
    of_a = _Other("A", a, [left[i] for i in sorted(where.values())], shared)
    of_b = _Other("B", b, [right[j] for j in sorted(where)], shared)
    for i, item in enumerate(left):
        if i not in where.values():
            rows.append((float(i), _left_row(item, of_b, partial(meaning.of_left, i))))
    last = -1
    for j, item in enumerate(right):
        last = where.get(j, last)
        if j not in where:
            rows.append((last + 0.5, _left_row(item, of_a, partial(meaning.of_right, j))))
    return Comparison(a, b, tuple(row for _, row in sorted(rows, key=lambda row: row[0])))


def _quotes(record: Record) -> list[str]:
    return [plain(entry.quote.quote) for entry in record.entries]


def _items(record: Record, shared: tuple[frozenset[str], frozenset[str]]) -> list[_Item]:
    both = setting(record.entries)
    return [
        _Item(
            traits(entry, record.document, both),
            matter_of(entry.quote.quote, shared),
            strength(entry, record.document),
        )
        for entry in record.entries
    ]


def _aligned(left: Sequence[_Item], right: Sequence[_Item], meaning: Meaning) -> list[tuple[int, int, Score]]:
    """Pairs one to one, best first; then again among those that are left over, which have fewer rivals."""
    free_a, free_b = list(range(len(left))), list(range(len(right)))
    found: list[tuple[int, int, Score]] = []
    while best := _best(left, right, meaning, free_a, free_b):
        found += best
        free_a = [i for i in free_a if all(i != a for a, _, _ in best)]
        free_b = [j for j in free_b if all(j != b for _, b, _ in best)]
    return sorted(found, key=lambda pair: pair[0])


def _best(
    left: Sequence[_Item], right: Sequence[_Item], meaning: Meaning, free_a: Sequence[int], free_b: Sequence[int]
) -> list[tuple[int, int, Score]]:
    """Pairs of those that are free, each in one pair at most."""
    least = table("compare")["limits"]["accept"]
    scores = {(i, j): match(left[i], right[j], near, lead) for i, j, near, lead in meaning.among(free_a, free_b)}
    good = [(i, j) for (i, j), score in scores.items() if score.points >= least and not score.never]
    good.sort(key=lambda ij: (-scores[ij].points, -float(meaning.near[ij]), abs(ij[0] - ij[1]), ij))
    found: dict[int, tuple[int, int, Score]] = {}
    for i, j in good:
        if i not in found and all(j != other for _, other, _ in found.values()):
            found[i] = (i, j, scores[i, j])
    return list(found.values())


def match(x: _Item, y: _Item, near: float, lead: float) -> Score:
    """What speaks for two entries telling one act or stance, and against it."""
    features = [*_matter(x.matter, y.matter), *meant(near, lead), _kind(x.traits, y.traits)]
    parties, never = _parties(x.traits, y.traits)
    features.append((parties, ", ".join(sorted(x.traits.actors & y.traits.actors))))
    if x.traits.kind == y.traits.kind == "meeting" and x.traits.time == y.traits.time == "done":
        features.append(("same meeting", x.entry.quote.quote[:40]))
    if x.traits.kind in events.EVENTS and events.verdict(x.traits.kind, events.score(x.traits, y.traits)) == "accepted":
        features.append(("same event", x.traits.kind))
    if _invitation(x.traits, y.traits):
        features.append(("an invitation in both", ""))
    if x.traits.time == y.traits.time:
        features.append(("same time", x.traits.time))
    left, right = x.strength.content, y.strength.content
    if left and right and left.scale == right.scale:
        features.append(("same sort of verb", left.scale))
    elif left and right and any({left.scale, right.scale} == set(two) for two in table("compare")["kinds"]["apart"]):
        features.append(("another sort of verb", f"{left.words}, {right.words}"))
    return scored(table("compare")["points"], features, never)


def _matter(x: Matter, y: Matter) -> list[tuple[str, str]]:
    limits = table("compare")["limits"]
    alike, common = x.alike(y), x.common(y)
    words = ", ".join(sorted(x.stems.keys() & y.stems.keys(), key=lambda s: (-x.stems[s], s))[:5]) if common else ""
    names = ("same matter", "much of the matter", "some of the matter", "little of the matter")
    tier = next((name for name, least in zip(names, limits["matter"], strict=True) if alike >= least), "")
    if not tier or (common < limits["least"] and tier != "little of the matter"):
        tier = "little of the matter" if tier else "another matter"
    found = [(tier, words)]
    if common >= limits["rare"]:
        found.append(("rare words", words))
    if alike >= 0.9:
        found.append(("the same words", words))
    if x.names & y.names:
        found.append(("same name", ", ".join(sorted(x.names & y.names))))
    if x.numbers & y.numbers:
        found.append(("same number", ""))
    elif x.unlike(y):
        found.append(("number differs", ""))
    return found


def _kind(x: Traits, y: Traits) -> tuple[str, str]:
    if x.kind == y.kind:
        return "same kind", x.kind
    answer = any({x.kind, y.kind} <= set(group) for group in table("compare")["kinds"]["groups"])
    return "kinds that answer each other" if answer else "another kind", f"{x.kind} and {y.kind}"


def _parties(x: Traits, y: Traits) -> tuple[str, str]:
    """Whether the actors agree; what contradicts outright is told in the second place."""
    if x.kind == "meeting" or y.kind == "meeting":
        return ("same actors" if x.parties & y.parties else "one names more actors"), ""
    if x.actors == y.actors:
        return "same actors", ""
    if x.actors & y.actors or not x.actors or not y.actors:
        return "one names more actors", ""
    if codes((x.entry.speaker,) if x.entry.speaker else ()) & y.actors:
        return "the speaker acts", ""  # "he hoped that X would do it" is X's in the one text, his request in the other
    if codes((y.entry.speaker,) if y.entry.speaker else ()) & x.actors:
        return "the speaker acts", ""
    told = f"{', '.join(sorted(x.actors))} acts in A, {', '.join(sorted(y.actors))} in B"
    return "other actors", told if _named(x) and _named(y) and not _answers(x, y) else ""


def _answers(x: Traits, y: Traits) -> bool:
    """Whether one side may tell a deed, and the other its own answer: it accepted the invitation, welcomed the step."""
    welcomed = (x.kind == "position") != (y.kind == "position")
    return _invitation(x, y) or (welcomed and (x.actors <= y.counterparts or y.actors <= x.counterparts))


def _invitation(x: Traits, y: Traits) -> bool:
    return _INVITE in x.words and _INVITE in y.words and x.parties == y.parties


def _named(x: Traits) -> bool:
    """Whether the words near the quote name who acts; else the reader has inherited it or followed a pronoun."""
    quote = x.entry.quote
    return any(
        p.mention and p.how not in _REFERRED and quote.start - _NEAR <= p.mention.start < quote.end
        for p in x.entry.actors
    )


# ---- rows ----


def _pair_row(x: _Item, y: _Item, score: Score) -> Row:
    held = x.traits.kind == y.traits.kind == "meeting" and x.traits.time == y.traits.time == "done"
    strengths = None if held or _invitation(x.traits, y.traits) else (x.strength, y.strength)
    found = differences(x.traits, y.traits, x.matter, y.matter, strengths)
    told = "; ".join(d.told for d in found) or "told alike: " + _reasons(score)
    return Row("shift" if found else "same", x.entry, y.entry, x.entry.quote, y.entry.quote, told, tuple(found), score)


def _reasons(score: Score) -> str:
    return ", ".join(r.feature + (f" ({r.shown})" if r.shown else "") for r in score.reasons if r.points > 0)


def _left_row(item: _Item, other: _Other, near: Callable[[str], float]) -> Row:
    """A left over entry: told in another entry or sentence of the other side, or nowhere."""
    best = _telling(item, other.aligned)
    if best:
        told = f"{other.letter} tells it in “{_short(best.entry.quote.quote)}”"
        return _row(other, "also told", item.entry, best.entry, best.entry.quote, told)
    for skip in other.record.skips:
        if _skipped(item, skip.span.quote, other, near):
            return _skip_row(item, skip.span, other)
    nearest = max(((near(plain(o.entry.quote.quote)), o.entry.quote.quote) for o in other.aligned), default=(0.0, ""))
    like = f"; nearest is “{_short(nearest[1])}”" if nearest[0] >= table("compare")["limits"]["told"][0] else ""
    told = f"no entry of {other.letter} tells of it{like}"
    return _row(other, "only a" if other.letter == "B" else "only b", item.entry, None, None, told)


def _skipped(item: _Item, sentence: str, other: _Other, near: Callable[[str], float]) -> bool:
    """Whether a sentence that gave no entry tells of it: by its words, or by its meaning and some of its words."""
    limits = table("compare")["limits"]
    covered = item.matter.covered(matter_of(sentence, other.shared))
    if covered >= limits["covered"]:
        return True
    least, some = limits["told"]
    return sentence != other.record.document.title and covered >= some and near(plain(sentence)) >= least


def _skip_row(item: _Item, sentence: Span, other: _Other) -> Row:
    """An entry beside a sentence that gave none; the words of both can still differ."""
    told = f"{other.letter} has a sentence that gave no entry"
    words = (item.matter, item.strength), (matter_of(sentence.quote, other.shared), strength_of(sentence.quote))
    (a, of_a), (b, of_b) = words if other.letter == "B" else words[::-1]
    found = tuple(of_words(a, b, (of_a, of_b)))
    if not found:
        return _row(other, "also told", item.entry, None, sentence, told)
    row = _row(other, "shift", item.entry, None, sentence, "; ".join([*(d.told for d in found), told]))
    return replace(row, differences=found)


def _telling(item: _Item, others: Sequence[_Item]) -> _Item | None:
    """The entry of the other side that tells this one too, though it stands beside another."""
    for other in others:
        if _same_encounter(item.traits, other.traits):
            return other
    best = max(others, key=lambda o: item.matter.covered(o.matter), default=None)
    if best is None or item.matter.covered(best.matter) < table("compare")["limits"]["covered"]:
        return None
    return None if _another_act(item, best) or _parties(item.traits, best.traits)[1] else best


def _same_encounter(x: Traits, y: Traits) -> bool:
    """Whether a held meeting has none but the other's parties, persons and days: "paid a visit and held talks"."""
    held = x.kind == y.kind == "meeting" and x.time == y.time == "done"
    apart = x.days.apart(y.days) if x.days and y.days else 0
    return held and x.parties <= y.parties and {n for n, _ in x.persons} <= {n for n, _ in y.persons} and apart <= 1


def _another_act(item: _Item, other: _Item) -> bool:
    """Whether an entry that is sure does something else with the same matter: asks where the other condemns."""
    own, there = item.strength.content, other.strength.content
    if item.entry.confidence < table("compare")["limits"]["sure"] or not own or not there:
        return False
    return own.scale != there.scale and "talk" not in (own.scale, there.scale)


def _row(other: _Other, sort: Sort, own: Entry, entry: Entry | None, quote: Span | None, told: str) -> Row:
    if other.letter == "B":
        return Row(sort, own, entry, own.quote, quote, told)
    return Row(sort, entry, own, quote, own.quote, told)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:58].rsplit(" ", 1)[0] + " …"


def parties_of(comparison: Comparison) -> list[str]:
    """Codes of the two parties that both texts are about."""
    entries = (*comparison.a.entries, *comparison.b.entries)
    return sorted(setting(entries) or codes(p for e in entries for p in e.actors))
