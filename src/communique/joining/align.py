"""Two readouts of one meeting side by side: what both sides tell, in which strength, and what one side leaves out.

Entries are aligned one to one, best first, by a score that explains itself (`data/joining/compare.toml`). What is left
over but told in an entry of the other side that is aligned already, or in a sentence of it that gave no entry, is
`also told`; what is told nowhere else is `only a` or `only b`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..types import Entry, Record, Span
from . import events
from .differences import Difference, differences
from .matter import Matter, matter_of, setting_stems
from .score import Score, scored, table
from .strength import Strength, strength
from .traits import Traits, codes, setting, traits

Sort = Literal["same", "shift", "only a", "only b", "also told"]
_NEAR = 300  # characters before a quote within which its party is named for it


@dataclass(frozen=True, slots=True)
class Row:
    """One act or stance: as A tells it, as B does, and what follows.

    `also told` has the entry that is left over on its own side, and on the other the entry that covers it, which
    stands in a row of its own too; or only the words (`quote_a`, `quote_b`) of a sentence that gave no entry.
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
    place: int

    @property
    def entry(self) -> Entry:
        return self.traits.entry


def compare(a: Record, b: Record) -> Comparison:
    """The two records side by side."""
    both = setting((*a.entries, *b.entries))
    shared = setting_stems((a, b), both)
    left, right = _items(a, shared), _items(b, shared)
    aligned = _aligned(left, right)
    rows: list[tuple[float, Row]] = []
    for i, j, score in aligned:
        rows.append((left[i].place, _pair_row(left[i], right[j], score)))
    where = {j: left[i].place for i, j, _ in aligned}
    used_a, used_b = {i for i, _, _ in aligned}, {j for _, j, _ in aligned}
    for item in left:
        if item.place not in used_a:
            rows.append((item.place, _left_row(item, [right[j] for j in sorted(used_b)], b, shared, "a")))
    last = -1.0
    for item in right:
        last = where.get(item.place, last)
        if item.place not in used_b:
            rows.append((last + 0.5, _left_row(item, [left[i] for i in sorted(used_a)], a, shared, "b")))
    rows.sort(key=lambda row: row[0])
    return Comparison(a, b, tuple(row for _, row in rows))


def _items(record: Record, shared: tuple[frozenset[str], frozenset[str]]) -> list[_Item]:
    both = setting(record.entries)
    return [
        _Item(
            traits(entry, record.document, both),
            matter_of(entry.quote.quote, shared),
            strength(entry, record.document),
            place,
        )
        for place, entry in enumerate(record.entries)
    ]


def _aligned(left: Sequence[_Item], right: Sequence[_Item]) -> list[tuple[int, int, Score]]:
    """Pairs one to one, best first; then those that are the last of their actors and kind."""
    limits = table("compare")["limits"]
    scores = {(i, j): match(x, y) for i, x in enumerate(left) for j, y in enumerate(right)}
    ranked = sorted(
        ((i, j) for (i, j), score in scores.items() if not score.never),
        key=lambda ij: (
            -scores[ij].points,
            -left[ij[0]].matter.alike(right[ij[1]].matter),
            abs(ij[0] - ij[1]),
            ij,
        ),
    )
    found: list[tuple[int, int, Score]] = []
    for least in (limits["accept"], limits["last"]):
        free_a = set(range(len(left))) - {i for i, _, _ in found}
        free_b = set(range(len(right))) - {j for _, j, _ in found}
        if least == limits["last"]:
            ranked = [ij for ij in ranked if _alone(ij, left, right, free_a, free_b)]
        for i, j in ranked:
            if i in free_a and j in free_b and scores[i, j].points >= least:
                found.append((i, j, scores[i, j]))
                free_a.discard(i)
                free_b.discard(j)
    return sorted(found, key=lambda pair: pair[0])


def _alone(
    ij: tuple[int, int], left: Sequence[_Item], right: Sequence[_Item], free_a: set[int], free_b: set[int]
) -> bool:
    """Whether the two are the only ones left over of their kind and actors."""
    x, y = left[ij[0]].traits, right[ij[1]].traits
    if x.kind != y.kind or x.actors != y.actors:
        return False
    rest_a = [i for i in free_a if (left[i].traits.kind, left[i].traits.actors) == (x.kind, x.actors)]
    rest_b = [j for j in free_b if (right[j].traits.kind, right[j].traits.actors) == (y.kind, y.actors)]
    return rest_a == [ij[0]] and rest_b == [ij[1]]


def match(x: _Item, y: _Item) -> Score:
    """What speaks for two entries telling one act or stance, and against it."""
    features = [*_matter(x.matter, y.matter), _kind(x.traits, y.traits)]
    parties, never = _parties(x.traits, y.traits)
    features.append((parties, ", ".join(sorted(x.traits.actors & y.traits.actors))))
    if x.traits.kind == y.traits.kind == "meeting" and x.traits.time == y.traits.time == "done":
        features.append(("same meeting", x.entry.quote.quote[:40]))
    if x.traits.kind in events.EVENTS and events.verdict(x.traits.kind, events.score(x.traits, y.traits)) == "accepted":
        features.append(("same event", x.traits.kind))
    if x.traits.time == y.traits.time:
        features.append(("same time", x.traits.time))
    left, right = x.strength.content, y.strength.content
    if left and right and left.scale == right.scale:
        features.append(("same sort of verb", left.scale))
    return scored(table("compare")["points"], features, never)


def _matter(x: Matter, y: Matter) -> list[tuple[str, str]]:
    limits = table("compare")["limits"]
    alike, common = x.alike(y), x.common(y)
    words = ", ".join(sorted(set(x.stems) & set(y.stems), key=lambda s: (-x.stems[s], s))[:5])
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
    if x.numbers and y.numbers:
        found.append(("same number" if x.numbers & y.numbers else "number differs", ""))
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
    return "other actors", told if _named(x) and _named(y) else ""


def _named(x: Traits) -> bool:
    """Whether the words near the quote name who acts; else the reader has inherited or guessed it."""
    quote = x.entry.quote
    return any(p.mention and quote.start - _NEAR <= p.mention.start < quote.end for p in x.entry.actors)


# ---- rows ----


def _pair_row(x: _Item, y: _Item, score: Score) -> Row:
    held = x.traits.kind == y.traits.kind == "meeting" and x.traits.time == y.traits.time == "done"
    found = differences(x.traits, y.traits, x.matter, y.matter, None if held else (x.strength, y.strength))
    told = "; ".join(d.told for d in found) or "told alike: " + _reasons(score)
    return Row("shift" if found else "same", x.entry, y.entry, x.entry.quote, y.entry.quote, told, tuple(found), score)


def _reasons(score: Score) -> str:
    return ", ".join(r.feature + (f" ({r.shown})" if r.shown else "") for r in score.reasons if r.points > 0)


def _left_row(
    item: _Item,
    others: Sequence[_Item],
    other: Record,
    shared: tuple[frozenset[str], frozenset[str]],
    side: Literal["a", "b"],
) -> Row:
    """A left over entry: told in another entry or sentence of the other side, or nowhere."""
    least = float(table("compare")["limits"]["covered"])
    there = "B" if side == "a" else "A"
    best = max(others, key=lambda o: item.matter.covered(o.matter), default=None)
    if (
        best
        and not _another_act(item, best)
        and item.matter.covered(best.matter) >= least
        and not _parties(item.traits, best.traits)[1]
    ):
        told = f"{there} tells it in “{_short(best.entry.quote.quote)}”"
        return _row(side, "also told", item.entry, best.entry, best.entry.quote, told)
    for skip in other.skips:
        if item.matter.covered(matter_of(skip.span.quote, shared)) >= least:
            return _row(side, "also told", item.entry, None, skip.span, f"{there} has a sentence that gave no entry")
    nearest = f"; nearest is “{_short(best.entry.quote.quote)}”" if best and item.matter.common(best.matter) > 3 else ""
    told = f"no entry of {there} tells of it{nearest}"
    return _row(side, "only a" if side == "a" else "only b", item.entry, None, None, told)


def _another_act(item: _Item, other: _Item) -> bool:
    """Whether an entry that is sure does something else with the same matter: asks where the other condemns."""
    own, there = item.strength.content, other.strength.content
    if item.entry.confidence < table("compare")["limits"]["sure"] or not own or not there:
        return False
    return own.scale != there.scale and "talk" not in (own.scale, there.scale)


def _row(side: str, sort: Sort, own: Entry, entry: Entry | None, quote: Span | None, told: str) -> Row:
    if side == "a":
        return Row(sort, own, entry, own.quote, quote, told)
    return Row(sort, entry, own, quote, own.quote, told)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:58].rsplit(" ", 1)[0] + " …"


def parties_of(comparison: Comparison) -> list[str]:
    """Codes of the two parties that both texts are about."""
    entries = (*comparison.a.entries, *comparison.b.entries)
    return sorted(setting(entries) or codes(p for e in entries for p in e.actors))
