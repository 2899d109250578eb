"""New entries against those that are there: reports of one event, and what came of a promise.

Candidates share a pair of parties: for an event also its kind and a window of days, for a follow-up rare stems.
`joining` scores them; what it accepts or proposes is kept as links, each with its reasons.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select

from ..joining import events, followups
from ..joining.score import Score
from ..joining.traits import RECALLED, Days, Traits, is_promise
from ..joining.words import weight
from .loading import loaded
from .rows import FOUND_BY_WORDING, MOST_PAIRS, telling_stems
from .schema import judgements, links, pairs, stems

SAME = "same event"
# An event that is dated to the month stands at the month's beginning, in order.
_MONTH = 31
# One stem this rare (in about 20 of 18,000 sentences) is enough to look at a candidate; else two.
_RARE = 6.8
# Built once: a statement keeps its compiled form.
_BY_STEMS = select(stems.c.stem, stems.c.number).where(
    stems.c.pair == bindparam("pair"), stems.c.stem.in_(bindparam("stems", expanding=True))
)
# No BETWEEN: with it, PostgreSQL compares in the server's collation.
_NEAR = select(pairs.c.pair, pairs.c.number).where(
    pairs.c.pair.in_(bindparam("pairs", expanding=True)),
    pairs.c.kind.in_(bindparam("kinds", expanding=True)),
    or_(
        and_(pairs.c.date >= bindparam("first"), pairs.c.date <= bindparam("last")),
        pairs.c.date.in_(bindparam("years", expanding=True)),
    ),
)


def relate(connection: Connection, fresh: Sequence[Traits]) -> list[tuple[str, str]]:
    """Find and keep the links of new entries; the two ends of each."""
    rows: dict[str, dict[str, Any]] = {}
    for found in _encounters(connection, fresh):
        a, b = sorted(found, key=lambda t: t.id)  # the same reasons, whichever came first
        if verdict := events.verdict(a.kind, score := events.score(a, b)):
            _note(rows, SAME, a.id, b.id, score, verdict)
    for promise, later in _answers(connection, fresh):
        if promise.document.id == later.document.id:
            continue
        relation = followups.relation(promise, later)
        if not relation:
            continue
        score = followups.score(promise, later)
        measure = "held" if promise.kind == "meeting" and relation == "fulfils" else relation
        if verdict := followups.verdict(score, measure):
            _note(rows, relation, promise.id, later.id, score, verdict)
    there = select(links.c.id).where(links.c.id.in_(list(rows)))
    for held in connection.execute(there).scalars().all() if rows else ():
        del rows[held]  # judged by a person, or found by an earlier reading of the same clause
    if rows:
        connection.execute(insert(links), list(rows.values()))
    return [(row["a"], row["b"]) for row in rows.values()]


def relate_anew(connection: Connection, t: Traits) -> list[tuple[str, str]]:
    """The same for an entry that says something else now; links that a person judged stay. The ends of old and new."""
    judged = select(judgements.c.id).where(judgements.c.target == links.c.id).exists()
    own = and_(or_(links.c.a == t.id, links.c.b == t.id), links.c.by == "machine", ~judged)
    old = [(row.a, row.b) for row in connection.execute(select(links.c.a, links.c.b).where(own))]
    connection.execute(delete(links).where(own))
    return old + relate(connection, [t])


def link_id(relation: str, a: str, b: str) -> str:
    """A link's id: the same two entries in the same relation have one link."""
    return "l" + hashlib.sha256(f"{relation}|{a}|{b}".encode()).hexdigest()[:15]


def _note(rows: dict[str, dict[str, Any]], relation: str, a: str, b: str, score: Score, verdict: str) -> None:
    key = link_id(relation, a, b)
    rows[key] = {
        "id": key,
        "relation": relation,
        "a": a,
        "b": b,
        "score": score.points,
        "verdict": verdict,
        "state": verdict,
        "by": "machine",
        "reasons": json.dumps([[r.feature, r.points, r.shown] for r in score.reasons], ensure_ascii=False),
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }


def _encounters(connection: Connection, fresh: Sequence[Traits]) -> Iterable[tuple[Traits, Traits]]:
    """Each new meeting, agreement and launch with those of its pair and days in other documents."""
    dated = [t for t in fresh if t.kind in events.EVENTS and t.days]
    if not dated:
        return
    wanted: dict[str, list[Traits]] = defaultdict(list)
    for t in dated:
        for pair in t.pairs[:MOST_PAIRS]:
            wanted[pair].append(t)
    among = {"pairs": list(wanted), "kinds": sorted({t.kind for t in dated})}
    near: dict[int, set[str]] = defaultdict(set)
    for first, last in _stretches([t.days for t in dated if t.days]):
        years = [str(year) for year in range(first.year, last.year + 1)]
        given = {**among, "first": first.isoformat(), "last": last.isoformat(), "years": years}
        for pair, number in connection.execute(_NEAR, given):
            near[number].add(pair)
    own = {t.document.id for t in fresh}
    for number, other in loaded(connection, near).items():
        if other.document.id not in own:
            for t in {t.id: t for pair in near[number] for t in wanted[pair]}.values():
                if t.kind == other.kind:
                    yield t, other


def _stretches(wanted: Sequence[Days]) -> list[tuple[dt.date, dt.date]]:
    """The dates at which reports of events of these days may stand: a few stretches, not one long one.

    A date of a month or a year stands at its beginning, and a past act that tells none at its document's.
    """
    before = dt.timedelta(days=events.WINDOW + _MONTH)
    after = dt.timedelta(days=events.WINDOW) + RECALLED
    stretches: list[tuple[dt.date, dt.date]] = []
    for first, last in sorted((days.first - before, days.last + after) for days in wanted):
        if stretches and first <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], last))
        else:
            stretches.append((first, last))
    return stretches


def _answers(connection: Connection, fresh: Sequence[Traits]) -> Iterable[tuple[Traits, Traits]]:
    """Each new entry with what shares its pair and rare stems, as (promise, later) both ways round where it may be."""
    wanted: dict[tuple[str, str], list[Traits]] = defaultdict(list)
    for t in fresh:
        if t.kind in FOUND_BY_WORDING:
            for stem in telling_stems(t):
                for pair in t.pairs[:MOST_PAIRS]:
                    wanted[pair, stem].append(t)
    by_id: dict[str, Traits] = {}
    shared: dict[tuple[int, str], dict[str, float]] = defaultdict(dict)
    for pair in sorted({pair for pair, _ in wanted}):
        own = [stem for other, stem in wanted if other == pair]
        for stem, number in connection.execute(_BY_STEMS, {"pair": pair, "stems": own}):
            heavy = weight(stem)
            for t in wanted[pair, stem]:
                shared[number, t.id][stem] = heavy
                by_id[t.id] = t
    close = [key for key, held in shared.items() if len(held) > 1 or sum(held.values()) >= _RARE]
    others = loaded(connection, {number for number, _ in close})
    for number, key in close:
        t, other = by_id[key], others.get(number)
        if other is None or other.document.id == t.document.id:
            continue
        for promise, later in ((t, other), (other, t)):
            # what was not told later is no outcome: half of all candidates, told at once
            in_order = promise.published and later.published and promise.published < later.published
            if in_order and is_promise(promise.entry) and later.kind in followups.OUTCOMES:
                yield promise, later
