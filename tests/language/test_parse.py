"""A document falls into sentences whose offsets are its own, each with its block, heading and speaker label."""

from __future__ import annotations

import pytest
from tests.conftest import Parse

from communique.errors import LanguageError
from communique.language import LANGUAGES, Parsed, parser
from communique.types import Document, Span

ODD = [
    "Kenya and Norway met 🤝 in Oslo 🇳🇴🇰🇪 on Monday. They signed a treaty 👍🏽.",
    "The Foreign Minister (外交部长) of China, 王毅, said: “We welcome the talks.” 会谈很好。 They agreed.",
    "“We’re ready,” he said. ‘The two sides’ view’ won’t change — it’s Türkiye’s… and Côte d’Ivoire’s.",
    "Mr\u00a0Otieno met\u00a0\u00a0Ms\u202fBerg.\u2009Both\u00a0sides agreed to cooperate.",
    "  Leading blanks.  Two  blanks\tand a tab. \r\nA line of another system.\r\n\r\nEnd ",
    "e\u0301 combining, zero\u200bwidth, soft\u00adhyphen, and \ufeffa mark. They met.",
    "???!!! ... -- *** ((( ;;;",
    "Отношения между странами развиваются. اتفق الطرفان على التعاون. The sides agreed.",
]


def words(parsed: Parsed) -> list[str]:
    """The sentences, as the document has them."""
    text = parsed.document.text
    return [text[s.start : s.end] for s in parsed.sentences]


@pytest.mark.parametrize("text", ODD)
def test_every_token_is_a_run_of_the_text(parse: Parse, text: str) -> None:
    parsed = parse(text)
    assert parsed.sentences
    at = 0
    for s in parsed.sentences:
        assert s.tokens
        for i, t in enumerate(s.tokens):
            assert t.i == i
            assert at <= t.start < t.end <= len(text), "tokens stand in order and do not overlap"
            at = t.end
            plain = text[t.start : t.end].replace("\u2019", "'").replace("\u2018", "'")
            assert t.text in (text[t.start : t.end], plain), "a token is its own words, quotes made straight at most"
            assert len(t.text) == t.end - t.start and t.text.strip() == t.text


@pytest.mark.parametrize("text", ODD)
def test_no_word_is_lost(parse: Parse, text: str) -> None:
    held = {n for s in parse(text).sentences for t in s.tokens for n in range(t.start, t.end)}
    lost = [text[n] for n in range(len(text)) if n not in held and text[n].isalnum()]
    assert lost == []


def test_tokens_of_plain_text_are_verbatim(parse: Parse) -> None:
    text = 'Prime Minister Kari Berg met President Amos Otieno in Oslo.\n\n"We agreed," she said 🐟. 挪威!'
    for s in parse(text).sentences:
        assert [t.text for t in s.tokens] == [text[t.start : t.end] for t in s.tokens]


def test_furniture_is_left_out_and_offsets_stay(parse: Parse) -> None:
    text = (
        "OSLO, March 3 (NWA) -- Norway thanked Kenya. Photo: Ann Lee. They signed a treaty.\n\nSource: NWA  Editor: Bo"
    )
    runs = ("OSLO, March 3 (NWA) --", "Photo: Ann Lee.", "Source: NWA  Editor: Bo")
    furniture = tuple(Span.of(text, text.index(run), text.index(run) + len(run)) for run in runs)
    parsed = parser("en").parse(Document("x", text, furniture=furniture))
    assert words(parsed) == ["Norway thanked Kenya.", "They signed a treaty."]


def test_furniture_that_overlaps_or_covers_all(parse: Parse) -> None:
    text = "By our own correspondent in Oslo. Norway thanked Kenya."
    nested = (Span.of(text, 0, 20), Span.of(text, 10, 33), Span.of(text, 3, 8))
    assert words(parser("en").parse(Document("x", text, furniture=nested))) == ["Norway thanked Kenya."]
    assert parser("en").parse(Document("x", text, furniture=(Span.of(text, 0, len(text)),))).sentences == ()


def test_blocks_and_headings(parse: Parse) -> None:
    parsed = parse(
        "Norway and Kenya hold talks\n\nThe ministers met. They signed a treaty.\nWhat was agreed\n"
        "“We are friends,” he said.”\nThe text follows:\n" + "very long " * 40
    )
    found = [(s.block, s.heading) for s in parsed.sentences]
    assert found[:6] == [(0, True), (1, False), (1, False), (2, True), (3, False), (4, False)]
    assert not found[-1][1], "300 characters without a full stop are no heading"


def test_an_empty_or_blank_text_has_no_sentences(parse: Parse) -> None:
    assert parse("").sentences == parse(" \n\t\n\u00a0").sentences == ()


LABELS = [
    ("President of Russia Vladimir Putin: Good afternoon.", "President of Russia Vladimir Putin"),
    ("President of Egypt Abdel Fattah el-Sisi (retranslated): Thank you.", "President of Egypt Abdel Fattah el-Sisi"),
    ("Prime Minister of Japan Shinzo Abe (via interpreter): Thank you.", "Prime Minister of Japan Shinzo Abe"),
    ("PRESIDENT BIDEN: Thank you all.", "PRESIDENT BIDEN"),
    ("PRIME MINISTER KISHIDA: (As interpreted.) Thank you, Joe.", "PRIME MINISTER KISHIDA"),
    ("Emir of Qatar Tamim bin Hamad Al Thani: We agreed.", "Emir of Qatar Tamim bin Hamad Al Thani"),
    ("Amos Otieno: We are grateful.", "Amos Otieno"),
    (
        "Minister for Foreign Affairs of Kenya Grace Mwangi: We are grateful.",
        "Minister for Foreign Affairs of Kenya Grace Mwangi",
    ),
    (
        "President of the People’s Republic of China Xi Jinping: We agreed.",
        "President of the People’s Republic of China Xi Jinping",
    ),
]


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_a_speaker_label_is_no_part_of_what_is_said(parse: Parse, text: str, label: str) -> None:
    parsed = parse(text)
    assert {s.label.quote if s.label else "" for s in parsed.sentences} == {label}
    assert ":" not in "".join(words(parsed))
    assert parsed.sentences[0].label == Span.of(text, 0, len(label))


@pytest.mark.parametrize(
    "text",
    [
        "Topics: Trade, Energy",
        "Source: The Kremlin",
        "Photo: Ann Lee, The Wire",
        "Press Release Number Five: Kenya and Norway",
        "Note To Editors: Pictures follow.",
        "Joint Statement: A Vision for the Next Decade",
        "Mexico-U.S. Joint Communique: Second Round of Talks",
        "Economic Cooperation: The two sides agreed to cut tariffs.",
        "Norway: a port and two ships.",
        "The President said: “We will help.”",
        "Main results of the visit: a port, a treaty.",
        "They agreed on three things: fish, oil and wood.",
        "At 10:30 the ministers met.",
    ],
)
def test_what_is_no_label(parse: Parse, text: str) -> None:
    assert [s.label for s in parse(text).sentences] == [None] * len(parse(text).sentences)
    assert words(parse(text))[0].startswith(text.split()[0])


def test_a_label_holds_until_the_next_or_the_stars(parse: Parse) -> None:
    parsed = parse(
        "Press statements\n\nPresident of Kenya Amos Otieno: Friends!\n\nWe agreed to build a port.\n\n"
        "Kari Berg: Thank you.\n\nWe will help.\n\n* * *\n\nThe leaders had lunch."
    )
    labels = [s.label.quote if s.label else "" for s in parsed.sentences]
    kenya, norway = "President of Kenya Amos Otieno", "Kari Berg"
    assert labels == ["", kenya, kenya, norway, norway, "", ""]


def test_names_of_persons_are_marked(parse: Parse) -> None:
    (s,) = parse("Chinese Premier Li Qiang met President Emmanuel Macron in Paris.").sentences
    assert [t.text for t in s.tokens if t.person] == ["Li", "Qiang", "Emmanuel", "Macron"]


def test_reading_twice_gives_the_same(parse: Parse) -> None:
    text = "The ministers met. They agreed to trade, share data and support peace."
    one, two = parse(text).sentences, parse(text).sentences
    assert [(s.tokens, s.heads, s.deps) for s in one] == [(s.tokens, s.heads, s.deps) for s in two]


def test_a_language_that_is_not_read_is_named() -> None:
    with pytest.raises(LanguageError, match=r"'xx'.*en"):
        parser("xx")
    assert "en" in LANGUAGES
