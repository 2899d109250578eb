"""Short documents, read by the whole pipeline: which kind, whose, to whom, who says it, when, which event type."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.conftest import Read

from communique.types import Entry, Kind, Party, Record, Time

TALKS = (
    "Norway and Kenya hold talks\n\n"
    "Norwegian Prime Minister Kari Berg held talks with Kenyan President Amos Otieno in Nairobi on Monday.\n\n"
)


@dataclass(frozen=True)
class Case:
    """Words that follow the opening of the talks, and an entry that they hold: its quote has `words` in it."""

    body: str
    kind: Kind
    words: str
    actors: str
    counterparts: str = ""
    speaker: str = ""
    time: Time = "done"
    plover: str = ""


def codes(parties: tuple[Party, ...]) -> set[str]:
    return {p.entity.code or p.entity.name for p in parties}


def holding(record: Record, kind: Kind, words: str) -> list[Entry]:
    """The entries of a kind whose quote holds some words."""
    return [e for e in record.entries if e.kind == kind and words in e.quote.quote]


def one(record: Record, kind: Kind, words: str) -> Entry:
    """The one entry of a kind whose quote holds some words."""
    found = holding(record, kind, words)
    others = [(e.kind, e.quote.quote) for e in record.entries]
    assert len(found) == 1, f"{len(found)} {kind} entries with {words!r} among {others}"
    return found[0]


def check(record: Record, case: Case) -> None:
    """Every field of the case's entry."""
    entry = one(record, case.kind, case.words)
    told = {
        "actors": codes(entry.actors),
        "counterparts": codes(entry.counterparts),
        "speaker": entry.speaker.person if entry.speaker else "",
        "time": entry.time,
        "plover": entry.plover,
    }
    assert told == {
        "actors": set(case.actors.split()),
        "counterparts": set(case.counterparts.split()),
        "speaker": case.speaker,
        "time": case.time,
        "plover": case.plover,
    }


BERG, OTIENO, BOTH = "Kari Berg", "Amos Otieno", "NOR KEN"

MEETINGS = [
    Case("They had lunch.", "meeting", "held talks with Kenyan President Amos Otieno", BOTH, plover="CONSULT"),
    Case(
        "The two leaders will meet again in Oslo next month.",
        "meeting",
        "meet again",
        BOTH,
        time="future",
        plover="AGREE",
    ),
    Case("After the talks, they jointly met the press.", "meeting", "met the press", BOTH, plover="CONSULT"),
    Case(
        "Berg also spoke by telephone with Swedish Prime Minister Olof Lind.",
        "meeting",
        "spoke by telephone",
        "NOR SWE",
        plover="CONSULT",
    ),
]
DISCUSSIONS = [
    Case(
        "The two leaders discussed trade and the war in Sudan.", "discussion", "discussed trade", BOTH, plover="CONSULT"
    ),
    Case(
        "The two sides exchanged views on fisheries.",
        "discussion",
        "exchanged views on fisheries",
        BOTH,
        plover="CONSULT",
    ),
    Case(
        "They also reviewed the progress of joint projects in energy.",
        "discussion",
        "reviewed the progress",
        BOTH,
        plover="CONSULT",
    ),
]
POSITIONS = [
    Case(
        "President Otieno thanked Norway for its support after the floods.",
        "position",
        "thanked Norway",
        "KEN",
        "NOR",
        OTIENO,
        "done",
        "SUPPORT",
    ),
    Case(
        "Berg said that Norway strongly condemns the attack on the port of Mombasa.",
        "position",
        "condemns the attack",
        "NOR",
        "",
        BERG,
        "done",
        "ACCUSE",
    ),
    Case(
        "Otieno stressed that Kenya firmly supports the two-State solution.",
        "position",
        "supports the two-State solution",
        "KEN",
        "",
        OTIENO,
        "ongoing",
        "SUPPORT",
    ),
    Case(
        "Berg congratulated Kenya on its sixty years of independence.",
        "position",
        "congratulated Kenya",
        "NOR",
        "KEN",
        BERG,
        "done",
        "SUPPORT",
    ),
]
COMMITMENTS = [
    Case(
        "Berg said that Norway will help Kenya train nurses and doctors.",
        "commitment",
        "help Kenya train",
        "NOR",
        "KEN",
        BERG,
        "future",
        "AGREE",
    ),
    Case(
        "Otieno said that Kenya is ready to work with Norway to deepen cooperation in energy.",
        "commitment",
        "deepen cooperation in energy",
        "KEN",
        "NOR",
        OTIENO,
        "future",
        "AGREE",
    ),
    Case(
        "If the truce holds, Norway will send engineers to Kenya, Berg said.",
        "commitment",
        "send engineers",
        "NOR",
        "KEN",
        BERG,
        "conditional",
        "AGREE",
    ),
    Case(
        "Otieno said that Kenya will not send troops abroad.",
        "commitment",
        "send troops",
        "KEN",
        "NOR",
        OTIENO,
        "negated",
        "REJECT",
    ),
]
REQUESTS = [
    Case(
        "Berg urged Kenya to release the crew of the ship.",
        "request",
        "release the crew",
        "NOR",
        "KEN",
        BERG,
        "future",
        "REQUEST",
    ),
    Case(
        "Otieno invited Berg to visit Mombasa next year.",
        "request",
        "invited Berg",
        "KEN",
        "NOR",
        OTIENO,
        "future",
        "AGREE",
    ),
    Case(
        "Otieno called on Norway to lift its ban on tea.",
        "request",
        "lift its ban",
        "KEN",
        "NOR",
        OTIENO,
        "future",
        "REQUEST",
    ),
]
AGREEMENTS = [
    Case(
        "Following the talks, the two leaders signed a joint communique between the two governments.",
        "agreement",
        "signed a joint communique",
        BOTH,
        plover="SUPPORT",
    ),
    Case(
        "The two sides signed a memorandum of understanding on wind power.",
        "agreement",
        "memorandum of understanding",
        BOTH,
        plover="SUPPORT",
    ),
    Case(
        "The two leaders witnessed the signing of five cooperation documents.",
        "agreement",
        "witnessed the signing",
        BOTH,
        plover="SUPPORT",
    ),
]
LAUNCHES = [
    Case(
        "Berg and Otieno jointly announced the launch of a research center on fisheries.",
        "launch",
        "research center on fisheries",
        BOTH,
        plover="COOPERATE",
    ),
    Case(
        "The two leaders inaugurated a vocational school in Nairobi.",
        "launch",
        "inaugurated a vocational school",
        BOTH,
        plover="COOPERATE",
    ),
    Case(
        "The two sides announced the establishment of a joint committee on trade.",
        "launch",
        "joint committee on trade",
        BOTH,
        plover="COOPERATE",
    ),
]
RELATIONS = [
    Case(
        "Berg said that relations between Norway and Kenya have developed in depth.",
        "relation",
        "have developed in depth",
        BOTH,
        "",
        BERG,
        "ongoing",
    ),
    Case(
        "Otieno said that Kenya and Norway enjoy a traditional friendship.",
        "relation",
        "enjoy a traditional friendship",
        BOTH,
        "",
        OTIENO,
        "ongoing",
    ),
    Case(
        "The two leaders elevated relations to a comprehensive strategic partnership.",
        "relation",
        "comprehensive strategic partnership",
        BOTH,
        "",
        "",
        "done",
        "SUPPORT",
    ),
]
ACTS = [
    Case(
        "Norway has provided 200 million kroner in humanitarian aid to Kenya.",
        "act",
        "provided 200 million kroner",
        "NOR",
        "KEN",
        plover="AID",
    ),
    Case(
        "Last year Norway expelled two Kenyan diplomats.",
        "act",
        "expelled two Kenyan diplomats",
        "NOR",
        "KEN",
        time="past",
        plover="SANCTION",
    ),
    Case(
        "Last year Norway imposed sanctions on Kenya.",
        "act",
        "imposed sanctions on Kenya",
        "NOR",
        "KEN",
        time="past",
        plover="SANCTION",
    ),
]
ALL = [*MEETINGS, *DISCUSSIONS, *POSITIONS, *COMMITMENTS, *REQUESTS, *AGREEMENTS, *LAUNCHES, *RELATIONS, *ACTS]


@pytest.mark.parametrize("case", ALL, ids=[f"{c.kind}: {c.words}" for c in ALL])
def test_a_sentence_of_each_kind(read: Read, case: Case) -> None:
    check(read(TALKS + case.body), case)


VOICES = [
    (
        "Noting that the two countries are old friends, Otieno said that Kenya will strengthen cooperation "
        "with Norway in fisheries.",
        OTIENO,
    ),
    ("Otieno praised Norway. Kenya will strengthen cooperation with Norway in fisheries, he added.", OTIENO),
    ("For his part, Otieno said that Kenya will strengthen cooperation with Norway in fisheries.", OTIENO),
    ("According to Otieno, Kenya will strengthen cooperation with Norway in fisheries.", OTIENO),
    ("Otieno told reporters that Kenya will strengthen cooperation with Norway in fisheries.", OTIENO),
    ("The President pointed out that Kenya will strengthen cooperation with Norway in fisheries.", OTIENO),
    ("The Kenyan President pointed out that Kenya will strengthen cooperation with Norway in fisheries.", OTIENO),
    ("“Kenya will strengthen cooperation with Norway in fisheries,” Otieno said.", OTIENO),
    ("Otieno said: “Kenya will strengthen cooperation with Norway in fisheries.”", OTIENO),
    (
        "Otieno thanked the Norwegian delegation, saying that Kenya will strengthen cooperation with Norway "
        "in fisheries.",
        OTIENO,
    ),
]


@pytest.mark.parametrize(("body", "speaker"), VOICES)
def test_who_says_it(read: Read, body: str, speaker: str) -> None:
    entry = one(read(TALKS + body), "commitment", "strengthen cooperation with Norway")
    assert entry.speaker is not None and entry.speaker.person == speaker
    assert codes(entry.actors) == {"KEN"}


def test_the_narrator_is_no_speaker(read: Read) -> None:
    record = read(TALKS + "The two leaders discussed trade. Following the talks, they signed a joint communique.")
    assert {e.speaker for e in record.entries if e.kind in ("meeting", "discussion", "agreement")} == {None}


def test_both_sides_speak_in_turn(read: Read) -> None:
    record = read(
        TALKS + "Berg said that Norway is ready to work with Kenya to expand trade.\n\n"
        "For his part, Otieno said that Kenya is willing to work with Norway to protect the sea."
    )
    first, second = one(record, "commitment", "expand trade"), one(record, "commitment", "protect the sea")
    assert (first.speaker and first.speaker.person, codes(first.actors), codes(first.counterparts)) == (
        BERG,
        {"NOR"},
        {"KEN"},
    )
    assert (second.speaker and second.speaker.person, codes(second.actors), codes(second.counterparts)) == (
        OTIENO,
        {"KEN"},
        {"NOR"},
    )


def test_each_member_of_a_list_is_its_own_entry(read: Read) -> None:
    record = read(
        TALKS
        + "Berg said that Norway is ready to work with Kenya to fully implement the agreements reached, support each "
        "other in safeguarding core interests, always be a true friend, exchange experience in "
        "governance, maintain the steady "
        "growth of trade and better promote green development."
    )
    for words in (
        "implement the agreements",
        "be a true friend",
        "exchange experience",
        "maintain the steady",
        "promote green",
    ):
        entry = one(record, "commitment", words)
        assert (codes(entry.actors), codes(entry.counterparts)) == ({"NOR"}, {"KEN"}), words
        assert entry.speaker is not None and entry.speaker.person == BERG, words
        assert (entry.time, entry.plover) == ("future", "AGREE"), words
    assert one(record, "position", "support each other").time == "ongoing"


def test_coordinated_acts_are_three_and_coordinated_objects_one(read: Read) -> None:
    record = read(
        TALKS + "The two leaders signed a joint declaration, witnessed the signing of four documents and "
        "jointly met the press."
    )
    assert not holding(record, "agreement", "met the press")
    assert (
        len({e.id for e in (one(record, "agreement", "joint declaration"), one(record, "agreement", "four documents"))})
        == 2
    )
    assert one(record, "meeting", "met the press").quote.quote.startswith("jointly")
    record = read(TALKS + "Berg said that Norway will expand exchanges with Kenya in education, culture and tourism.")
    assert one(record, "commitment", "expand exchanges").quote.quote.endswith("in education, culture and tourism")


def test_the_quote_leaves_the_reporting_clause_out(read: Read) -> None:
    record = read(TALKS + "Berg pointed out that Norway is willing to strengthen cooperation with Kenya in fisheries.")
    assert "pointed out" not in one(record, "commitment", "strengthen cooperation").quote.quote


def test_a_joint_statement_speaks_for_all(read: Read) -> None:
    record = read(
        "Joint Statement of Norway, Kenya and Sweden\n\nWe agreed to deepen cooperation in "
        "fisheries. We condemn the attack on the "
        "village of Yala. We call on the parties in Sudan to end the fighting."
    )
    everyone = {"NOR", "KEN", "SWE"}
    assert codes(one(record, "commitment", "deepen cooperation").actors) == everyone
    entry = one(record, "position", "condemn the attack")
    assert (codes(entry.actors), entry.speaker, entry.plover) == (everyone, None, "ACCUSE")
    assert codes(one(record, "request", "end the fighting").actors) == everyone


def test_a_transcript_speaks_in_the_first_person(read: Read) -> None:
    record = read(
        "Press statements following Norwegian-Kenyan talks\n\nPresident of Kenya Amos Otieno: "
        "Madam Prime Minister, friends,\n\n"
        "I thank Norway for its help after the floods. We will open a consulate in Bergen.\n\n"
        "Prime Minister of Norway Kari Berg (retranslated): Thank you. Norway will send ten doctors to Kenya."
    )
    thanks = one(record, "position", "thank Norway")
    assert (codes(thanks.actors), codes(thanks.counterparts)) == ({"KEN"}, {"NOR"})
    assert thanks.speaker is not None and thanks.speaker.person == OTIENO
    doctors = one(record, "commitment", "send ten doctors")
    assert doctors.speaker is not None and doctors.speaker.person == BERG
    assert (codes(doctors.actors), codes(doctors.counterparts)) == ({"NOR"}, {"KEN"})


def test_a_readout_is_of_the_publisher_s_side(read: Read) -> None:
    record = read(
        "Readout of President Biden’s Call with Prime Minister Kishida of Japan\n\nPresident Joe "
        "Biden spoke with Prime Minister "
        "Fumio Kishida of Japan today. The President thanked the Prime Minister for Japan’s "
        "support of Ukraine. They discussed "
        "the situation in the South China Sea.",
        publisher="The White House",
    )
    assert codes(one(record, "meeting", "spoke with").actors) == {"USA", "JPN"}
    thanks = one(record, "position", "thanked the Prime Minister")
    assert (codes(thanks.actors), codes(thanks.counterparts)) == ({"USA"}, {"JPN"})
    assert thanks.speaker is not None and thanks.speaker.person == "Joe Biden"
    assert codes(one(record, "discussion", "South China Sea").actors) == {"USA", "JPN"}


def test_a_topic_is_no_party(read: Read) -> None:
    record = read(TALKS + "The two leaders discussed the war in Ukraine and the situation in the South China Sea.")
    entry = one(record, "discussion", "discussed the war")
    assert codes(entry.actors) == {"NOR", "KEN"} and entry.counterparts == ()


def test_a_person_nobody_knows_has_no_state(read: Read) -> None:
    record = read("Ambassador Zork Blahblah met reporters.\n\nBlahblah condemned the attack on the village of Yala.")
    for entry in record.entries:
        for party in (*entry.actors, *entry.counterparts):
            assert party.entity.code == "" and party.entity.kind == "unresolved"
            assert party.mention is not None


NONE = [
    "The weather in Nairobi was warm.",
    "The line, completed in 1975, runs 1,860 km to the coast.",
    "Kenya has a population of 53 million people.",
    "The new corridor will lower the costs of transport by a third.",
    "The Norwegian Ambassador to Kenya was also present.",
]


@pytest.mark.parametrize("body", NONE)
def test_background_is_no_entry(read: Read, body: str) -> None:
    record = read(TALKS + body)
    assert [e.quote.quote for e in record.entries if e.quote.start >= len(TALKS)] == []
    assert [s for s in record.skips if s.span.start >= len(TALKS)], "what gave no entry is told with its reason"
    assert all(skip.reason for skip in record.skips)


def test_entries_stand_in_order_with_verbatim_quotes_and_stable_ids(read: Read) -> None:
    text = TALKS + "\n\n".join(case.body for case in ALL)
    record = read(text)
    assert len(record.entries) >= 25
    assert [e.quote.start for e in record.entries] == sorted(e.quote.start for e in record.entries)
    assert all(text[e.quote.start : e.quote.end] == e.quote.quote for e in record.entries)
    assert len({e.id for e in record.entries}) == len(record.entries)
    assert record == read(text)
    assert all(0 < e.confidence <= 1 for e in record.entries)


def test_participants_are_named_with_office(read: Read) -> None:
    record = read(TALKS + "They signed a treaty.")
    told = {(p.name, p.office, p.entity.code) for p in record.participants}
    assert told == {(BERG, "Prime Minister", "NOR"), (OTIENO, "President", "KEN")}
    assert {e.code for e in record.parties} == {"NOR", "KEN"}
