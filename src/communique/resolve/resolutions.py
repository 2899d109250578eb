"""Every state, organisation and person that a document names, each once, with what its name was taken for and why."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.candidates import Candidate, decided
from communique.actors.titles import SINGLE, is_former, titles
from communique.types import Entity, Option, Resolution, Span, Tenure

from .names import Names
from .persons import Person

# As many persons as `--explain` shows for one name.
MOST_OPTIONS = 4
# How likely the knowledge base must find it by the name alone that it knows the person, to contradict the document.
SURE = ("name.full", "name.alias", "name.reversed")


def resolutions(names: Names) -> tuple[Resolution, ...]:
    """All of a document's, in the order of their first mentions."""
    found = [*_entities(names), *(_person(names, p) for p in names.people.persons if p.mentions)]
    return tuple(sorted(found, key=lambda r: r.mention.start))


def _entities(names: Names) -> Iterator[Resolution]:
    counts: dict[str, int] = {}
    for m in names.mentions:
        counts[m.entity.code] = counts.get(m.entity.code, 0) + 1
    seen = set()
    for m in names.mentions:
        if m.entity.code not in seen:
            seen.add(m.entity.code)
            mention = Span.of(names.text, m.start, m.end)
            yield Resolution(mention, m.entity, how=m.how, count=counts[m.entity.code])


def _person(names: Names, person: Person) -> Resolution:
    start, end = min(person.mentions)
    body = person.entity.code if person.entity else ""
    options = names.base.candidates(person.name, person.office, body, names.document.published, names.people.named)
    accepted = decided(options)
    tenure = accepted.tenure if accepted and _agrees(accepted, person) else None
    return Resolution(
        Span.of(names.text, start, end),
        person.entity or Entity("unresolved", person.name),
        person.name,
        person.office,
        person.how if person.entity else "unresolved",
        sum(p is person for _, _, p in names.people.spans),
        tenure,
        tuple(Option(c.person.name, c.tenure, round(c.score, 1), c.reasons) for c in options[:MOST_OPTIONS]),
        _conflict(names, person, options),
    )


def _agrees(candidate: Candidate, person: Person) -> bool:
    return person.entity is not None and candidate.tenure.body == person.entity.code and candidate.in_office


def _conflict(names: Names, person: Person, options: list[Candidate]) -> str:
    """How the document and the knowledge base differ about a person whom the document gives an office of a state."""
    day = names.document.published
    if person.how != "document" or person.entity is None or not person.office or day is None:
        return ""
    told = f"the document has {person.name} as {person.office} of {person.entity.name}"
    sure = [c for c in options if any(name in SURE for name, _ in c.features)]
    if sure and all(t.body != person.entity.code for c in sure for t in c.person.tenures):
        return f"{told}, the knowledge base as {described(sure[0].tenure)}"
    before = names.plain[max(0, person.first - 12) : person.first].lower()
    if is_former(person.office) or before.rstrip().endswith(("former", "ex-", "late", "acting", "interim")):
        return ""
    wanted = titles(person.office, person.entity.code) & SINGLE
    date = day.isoformat()
    holders = names.base.register.holders(person.entity.code, person.office, date) if wanted else []
    holders = [h for h in holders if h[1].vouched(date)]
    same = {id(c.person) for c in options if c.features[0][0] not in ("name.spelling", "name.alike")}
    if not holders or any(id(p) in same for p, _ in holders):
        return ""
    return f"{told} on {date}, the knowledge base {described(holders[0][1])}"


def described(tenure: Tenure) -> str:
    """A tenure in words: "Li Qiang, Premier of CHN since 2023-03-11 (compiled)"."""
    until = f" to {tenure.until}" if tenure.until else ""
    since = f" since {tenure.since}" if tenure.since and not until else f", {tenure.since}{until}" if until else ""
    return f"{tenure.person}, {tenure.office} of {tenure.body}{since} ({tenure.source})"
