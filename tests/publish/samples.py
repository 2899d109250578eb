"""Records made by hand: what the pipeline may give, and what a hostile document may hold."""

from __future__ import annotations

import datetime as dt

from communique.coding.code import code
from communique.types import (
    Detail,
    Document,
    Entity,
    Entry,
    Kind,
    Participant,
    Party,
    Record,
    Skip,
    Span,
    Time,
)

NORWAY = Entity("state", "Norway", "NOR")
KENYA = Entity("state", "Kenya", "KEN")
HEADLINE = "Norway and Kenya hold talks in Oslo"
TEXT = f"""{HEADLINE}

OSLO, 3 March (NWA) --

Norwegian Foreign Minister Kari Berg met her Kenyan counterpart Amos Otieno on Monday. Berg welcomed the agreement to \
open a joint seed bank in Kisumu, and said Norway will fund it. "We ask Kenya to ratify the treaty," she added.

The ministers praised <b>“fish & ships”</b> & signed a memorandum. The weather was fine.
"""


def span(quote: str, text: str = TEXT) -> Span:
    """The first place of `quote` in `text`."""
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


def party(entity: Entity, mention: str = "", person: str = "", office: str = "") -> Party:
    return Party(entity, span(mention) if mention else None, person, office, "name")


BERG = party(NORWAY, "Berg", "Kari Berg", "Foreign Minister")


def entry(
    kind: Kind,
    quote: str,
    *,
    actors: tuple[Party, ...] = (party(NORWAY), party(KENYA)),
    counterparts: tuple[Party, ...] = (),
    speaker: Party | None = None,
    time: Time = "done",
    plover: str = "",
    details: tuple[Detail, ...] = (),
) -> Entry:
    return Entry(
        f"{kind}-{TEXT.index(quote)}",
        "nwa-1",
        kind,
        span(quote),
        speaker,
        actors,
        counterparts,
        time,
        plover,
        details,
        (("time", span("on Monday")),),
        0.9,
        "run",
        code(kind, time, plover, quote, {}),
        3,
    )


STRANGERS = Party(Entity("unresolved", "The ministers"), span("The ministers"), how="")

ENTRIES = (
    entry(
        "meeting",
        "Norwegian Foreign Minister Kari Berg met her Kenyan counterpart Amos Otieno",
        plover="CONSULT",
        details=(
            Detail("form", "meeting"),
            Detail("participant", "Kari Berg, Foreign Minister of Norway", span("Kari Berg")),
            Detail("participant", "Amos Otieno", span("Amos Otieno")),
            Detail("date", "2025-03-03", span("on Monday")),
            Detail("place", "Oslo"),
        ),
    ),
    entry(
        "position",
        "welcomed the agreement to open a joint seed bank in Kisumu",
        actors=(party(NORWAY),),
        speaker=BERG,
        plover="SUPPORT",
    ),
    entry("launch", "open a joint seed bank", time="future", plover="AGREE"),  # nested in the position
    entry("agreement", "seed bank in Kisumu, and said Norway will fund it"),  # crosses both
    entry(
        "request",
        "We ask Kenya to ratify the treaty",
        actors=(party(NORWAY),),
        counterparts=(party(KENYA, "Kenya to"),),
        speaker=BERG,
        time="future",
        plover="REQUEST",
    ),
    entry("act", "praised <b>“fish & ships”</b>", actors=(STRANGERS,)),
)

DOCUMENT = Document(
    "nwa-1",
    TEXT,
    published=dt.date(2025, 3, 4),
    title=HEADLINE,
    publisher="Northern <Wire> Agency",
    url="https://example.org/a?b=1&c=2",
    place="Oslo",
    source="talks.txt",
    sha256="0123456789abcdef" * 4,
    reader="text/1",
    furniture=(span("OSLO, 3 March (NWA) --"),),
)

RECORD = Record(
    DOCUMENT,
    ENTRIES,
    (Skip("nwa-1", span("The weather was fine."), "no party acts"),),
    (
        Participant("Kari Berg", "Foreign Minister", NORWAY, span("Kari Berg")),
        Participant("Amos Otieno", "", KENYA, span("Amos Otieno")),
    ),
    (NORWAY, KENYA, Entity("organisation", "United Nations", "UN")),
    "run",
)

_EVIL = '</article></script><script>alert(1)</script><img src=x onerror="alert(2)"> \x1b[2J\u202e [bold]:smile:[/bold]'

HOSTILE = Record(
    Document("evil", _EVIL, title=_EVIL, publisher=_EVIL, url="javascript:alert(3)", source=_EVIL),
    (
        Entry(
            "x",
            "evil",
            "act",
            Span.of(_EVIL, 0, len(_EVIL)),
            Party(Entity("person", _EVIL), None, _EVIL, _EVIL),
            (Party(Entity("unresolved", _EVIL)),),
            (),
            "done",
            "ASSAULT",
            (Detail(_EVIL, _EVIL),),
        ),
    ),
    (Skip("evil", Span.of(_EVIL, 0, 5), _EVIL),),
    (Participant(_EVIL, _EVIL, Entity("unresolved", _EVIL), Span.of(_EVIL, 0, 5)),),
    (Entity("state", _EVIL, "X<Y"),),
)

BARE = Record(Document("bare", "Nothing happened."), ())
