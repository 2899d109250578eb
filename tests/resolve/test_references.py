"""Pronouns, sides, offices and counterparts are read through to the parties that they stand for, or to nobody."""

from __future__ import annotations

import pytest
from tests.conftest import Know

from communique.resolve.references import Context

TALKS = (
    "Norway and Kenya hold talks\n\nNorwegian Prime Minister Kari Berg held talks with Kenyan President Amos Otieno in "
    "Nairobi on Monday. "
)
BERG, OTIENO = ("NOR", "Kari Berg"), ("KEN", "Amos Otieno")


def meant(context: Context, word: str, nth: int = -1) -> list[tuple[str, str]]:
    """Code and person of the parties that an occurrence of a word stands for."""
    found = [(s, t.i) for s in context.sentences for t in s.tokens if t.text == word]
    s, i = found[nth]
    return [(p.entity.code, p.person) for p in context.resolve(s, i)]


def codes(context: Context, word: str, nth: int = -1) -> list[str]:
    """The codes alone, in order of the alphabet."""
    return sorted(code for code, _ in meant(context, word, nth))


BOTH = [
    ("The two leaders signed a treaty.", "leaders"),
    ("Both leaders signed a treaty.", "leaders"),
    ("Both sides signed a treaty.", "sides"),
    ("The two sides signed a treaty.", "sides"),
    ("The sides signed a treaty.", "sides"),
    ("The parties signed a treaty.", "parties"),
    ("The two countries signed a treaty.", "countries"),
    ("Both countries signed a treaty.", "countries"),
    ("The two governments signed a treaty.", "governments"),
    ("The two delegations signed a treaty.", "delegations"),
    ("They signed a treaty.", "They"),
    ("Kenya and Norway signed a treaty.", "Kenya"),
    ("Berg and Otieno signed a treaty.", "Berg"),
]


@pytest.mark.parametrize(("text", "word"), BOTH)
def test_words_for_all_who_talk(know: Know, text: str, word: str) -> None:
    assert codes(know(TALKS + text), word) == ["KEN", "NOR"]


ONE = [
    ("The Kenyan side agreed.", "side", "KEN"),
    ("The Norwegian delegation agreed.", "delegation", "NOR"),
    ("The Norwegian government agreed.", "government", "NOR"),
    ("Kenya’s government agreed.", "government", "KEN"),
    ("The government of Kenya agreed.", "government", "KEN"),
    ("The Kenyan people agreed.", "people", "KEN"),
    ("The Kenyan army agreed.", "army", "KEN"),
    ("Oslo agreed.", "Oslo", "NOR"),
    ("Nairobi agreed.", "Nairobi", "KEN"),
    ("The Kremlin agreed.", "Kremlin", "RUS"),
    ("Downing Street agreed.", "Street", "GBR"),
    ("The U.S. agreed.", "U.S.", "USA"),
    ("The European Commission agreed.", "Commission", "EU"),
    ("Hamas agreed.", "Hamas", "HAMAS"),
    ("Kenya said that it agrees.", "it", "KEN"),
]


@pytest.mark.parametrize(("text", "word", "code"), ONE)
def test_words_for_one_party(know: Know, text: str, word: str, code: str) -> None:
    assert codes(know(TALKS + text), word) == [code]


PERSONS = [
    ("Berg thanked Kenya.", "Berg", BERG),
    ("Ms Berg thanked Kenya.", "Berg", BERG),
    ("Otieno left the room. He thanked Norway.", "He", OTIENO),
    ("Berg said that she agrees.", "she", BERG),
    ("Berg thanked Otieno. She left.", "She", BERG),
    ("The Prime Minister thanked Kenya.", "Minister", BERG),
    ("The President thanked Norway.", "President", OTIENO),
    ("The Kenyan President thanked Norway.", "President", OTIENO),
    ("The Norwegian Prime Minister thanked Kenya.", "Minister", BERG),
    ("the Kenyan leader thanked Norway.", "leader", OTIENO),
    ("Berg thanked her counterpart.", "counterpart", OTIENO),
    ("Berg thanked her Kenyan counterpart.", "counterpart", OTIENO),
    ("Otieno, who left early, agreed.", "who", OTIENO),
]


@pytest.mark.parametrize(("text", "word", "expected"), PERSONS)
def test_words_for_one_person(know: Know, text: str, word: str, expected: tuple[str, str]) -> None:
    assert meant(know(TALKS + text), word) == [expected]


def test_two_holders_of_one_office_are_told_apart_by_their_state(know: Know) -> None:
    text = (
        "Norwegian Prime Minister Kari Berg held talks with Swedish Prime Minister Olof Lind in "
        "Oslo. The Swedish Prime "
        "Minister thanked Norway."
    )
    assert meant(know(text), "Minister") == [("SWE", "Olof Lind")]
    text = text.replace("The Swedish Prime Minister thanked", "The Norwegian Prime Minister thanked")
    assert meant(know(text), "Minister") == [BERG]


def test_two_offices_are_told_apart(know: Know) -> None:
    text = (
        "Norwegian Prime Minister Kari Berg held talks with Kenyan President Amos Otieno. Kenyan "
        "Vice President Jane Wafula "
        "and Kenyan Deputy Prime Minister Ruth Odhiambo were present. "
    )
    assert meant(know(text + "The President thanked Norway."), "President") == [OTIENO]
    assert meant(know(text + "The Vice President thanked Norway."), "President") == [("KEN", "Jane Wafula")]
    assert meant(know(text + "The Prime Minister thanked Kenya."), "Minister") == [BERG]
    assert meant(know(text + "The Deputy Prime Minister thanked Norway."), "Minister") == [("KEN", "Ruth Odhiambo")]


def test_a_vice_president_is_never_the_president(know: Know) -> None:
    text = "Norwegian Prime Minister Kari Berg met Kenyan Vice President Jane Wafula. The President was not present."
    assert meant(know(text), "President") == []


def test_the_object_pronoun_is_the_other_one(know: Know) -> None:
    context = know(TALKS + "Berg thanked Otieno. She invited him to Oslo.")
    assert meant(context, "him") == [OTIENO]


TOPICS = [
    ("They discussed the South China Sea.", "Sea"),
    ("Kenya abides by the one-China principle.", "principle"),
    ("They told us that prices fell.", "prices"),
    ("The weather was fine.", "weather"),
    ("The corridor will lower costs.", "corridor"),
]


@pytest.mark.parametrize(("text", "word"), TOPICS)
def test_a_matter_is_no_party(know: Know, text: str, word: str) -> None:
    assert meant(know(TALKS + text), word) == []


def test_a_person_nobody_knows_is_not_guessed(know: Know) -> None:
    context = know(TALKS + "Zork Blahblah, a fisherman, watched. Blahblah thanked Kenya.")
    for nth in (0, -1):
        assert [p for p in meant(context, "Blahblah", nth) if p[0]] == []
    assert {p.entity.code for p in context.principals} == {"NOR", "KEN"}


def test_a_person_without_a_state_stays_unresolved_and_keeps_the_name(know: Know) -> None:
    context = know("Ambassador Zork Blahblah met reporters. Blahblah said that the talks went well.")
    s = context.sentences[-1]
    (party,) = context.resolve(s, 0)
    assert (party.entity.kind, party.entity.code, party.person) == ("unresolved", "", "Zork Blahblah")
    assert party.mention is not None and party.mention.quote == "Blahblah"


TRANSCRIPT = (
    "Press statements following Norwegian-Kenyan talks\n\n"
    "President of Kenya Amos Otieno: I thank you, Madam Prime Minister. We agreed to build a port.\n\n"
    "My country is grateful.\n\n"
    "Prime Minister of Norway Kari Berg (retranslated): I welcome you. Norway will help.\n\n"
    "* * *\n\nThe leaders had lunch."
)


def test_the_first_person_is_the_one_under_whose_label_it_stands(know: Know) -> None:
    context = know(TRANSCRIPT)
    assert meant(context, "I", 0) == [OTIENO]
    assert meant(context, "My", 0) == [OTIENO]
    assert meant(context, "I", 1) == [BERG]
    assert OTIENO in meant(context, "We")


def test_you_is_the_other_side(know: Know) -> None:
    context = know(TRANSCRIPT)
    assert codes(context, "you", 0) == ["NOR"]
    assert codes(context, "you", 1) == ["KEN"]


def test_labels_alone_tell_who_talks(know: Know) -> None:
    context = know(TRANSCRIPT.replace("Norwegian-Kenyan ", ""))
    assert codes(context, "you", 0) == ["NOR"]
    assert codes(context, "leaders") == ["KEN", "NOR"]


def test_we_in_a_joint_statement_is_everyone(know: Know) -> None:
    context = know(
        "Joint Statement of Norway, Kenya and Sweden\n\nWe agreed to build a port. Our countries "
        "are friends. The ministers "
        "welcomed the truce in Sudan."
    )
    everyone = ["KEN", "NOR", "SWE"]
    assert context.joint
    assert codes(context, "We") == codes(context, "countries") == codes(context, "ministers") == everyone


def test_the_publisher_is_the_other_party_of_a_conversation(know: Know) -> None:
    context = know(
        "Telephone conversation with President of France Emmanuel Macron\n\nThe leaders discussed trade.",
        "President of Russia",
    )
    assert codes(context, "leaders") == ["FRA", "RUS"]
    context = know("Readout of the Call with Prime Minister Kishida of Japan\n\nThe leaders spoke.", "The White House")
    assert codes(context, "leaders") == ["JPN", "USA"]


def test_a_place_is_no_party_to_the_talks(know: Know) -> None:
    context = know(
        "Norwegian Prime Minister Kari Berg met Kenyan President Amos Otieno in Geneva, Switzerland. They agreed."
    )
    assert codes(context, "They") == ["KEN", "NOR"]


def test_direct_speech_is_its_speaker_s(know: Know) -> None:
    context = know(TALKS + "“I welcome the plan,” Otieno said. Berg thanked him.")
    assert meant(context, "I") == [OTIENO]
    context = know(TALKS + "Berg said: “We will build a port, and I am glad.”")
    assert meant(context, "I") == [BERG]


def test_mentions_are_the_words_themselves(know: Know) -> None:
    context = know(TALKS + "Both sides agreed; Otieno’s government signed.")
    for s in context.sentences:
        for t in s.tokens:
            for party in context.resolve(s, t.i):
                if party.mention is not None:
                    assert context.text[party.mention.start : party.mention.end] == party.mention.quote
