"""Real documents of every publisher at hand, and texts that nobody would publish, are read without an error."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tests.conftest import SHARED, Read

from communique.config import Config
from communique.pipeline import Pipeline
from communique.read import open_sources
from communique.types import KINDS, TIMES, Document, Record, Span

SAMPLE = 25
LONGEST = 3_000  # characters: longer ones take seconds each and hold more of the same
CORPORA = sorted(path.name for path in (SHARED / "corpus").glob("*.jsonl"))


def sound(record: Record) -> None:
    """What is true of every record."""
    document = record.document
    text = document.text
    for entry in record.entries:
        assert entry.kind in KINDS and entry.time in TIMES
        assert entry.document == document.id
        assert 0 <= entry.quote.start < entry.quote.end <= len(text)
        assert text[entry.quote.start : entry.quote.end] == entry.quote.quote, "quotes are verbatim"
        assert entry.quote.quote == entry.quote.quote.strip()
        assert "\n\n" not in entry.quote.quote
        for span in document.furniture:
            assert entry.quote.end <= span.start or span.end <= entry.quote.start, f"{entry.quote} lies in {span}"
        for party in (*entry.actors, *entry.counterparts, *((entry.speaker,) if entry.speaker else ())):
            assert bool(party.entity.code) != (party.entity.kind == "unresolved"), party
            assert party.mention is None or text[party.mention.start : party.mention.end] == party.mention.quote
        actors, counterparts = ({p.entity for p in side} for side in (entry.actors, entry.counterparts))
        assert not actors & counterparts, "nobody is on both sides"
        for _, span in entry.evidence:
            assert text[span.start : span.end] == span.quote
        for detail in entry.details:
            assert detail.value and (
                detail.span is None or text[detail.span.start : detail.span.end] == detail.span.quote
            )
    assert len({e.id for e in record.entries}) == len(record.entries), "ids are unique"
    assert [e.quote.start for e in record.entries] == sorted(e.quote.start for e in record.entries)
    for skip in record.skips:
        assert skip.reason and text[skip.span.start : skip.span.end] == skip.span.quote
    for participant in record.participants:
        assert text[participant.mention.start : participant.mention.end] == participant.mention.quote


def spread(path: Path, folder: Path) -> list[Document]:
    """`SAMPLE` documents of at most `LONGEST` characters at equal steps through a corpus, as the reader gives them."""
    lines = [x for x in path.read_text("utf-8").splitlines() if len(json.loads(x)["text"]) <= LONGEST]
    chosen = [lines[n * len(lines) // SAMPLE] for n in range(SAMPLE)]
    file = folder / path.name
    file.write_text("\n".join(chosen), "utf-8")
    items = list(open_sources([str(file)], Config()))
    documents = [item for item in items if isinstance(item, Document)]
    assert len(documents) == len(items) == SAMPLE
    return documents


@pytest.mark.skipif(not CORPORA, reason=f"{SHARED}/corpus is absent: its texts are not in the repository")
@pytest.mark.parametrize("name", CORPORA)
def test_real_documents_are_read(tmp_path: Path, name: str) -> None:
    pipeline = Pipeline(Config())
    documents = spread(SHARED / "corpus" / name, tmp_path)
    records = [pipeline.read(document) for document in documents]
    for record in records:
        sound(record)
    ids = [entry.id for record in records for entry in record.entries]
    assert len(ids) == len(set(ids)), "ids are unique across documents"
    assert len(ids) >= SAMPLE, "most documents hold an entry"
    for record in records[::12]:
        assert pipeline.read(record.document) == record, "reading twice gives the same"


LONG_LIST = (
    "The sides agreed to "
    + ", ".join(
        f"{verb} the {noun}"
        for noun in ("port", "road", "treaty", "market", "school", "bank", "sea", "law", "tax", "fund")
        for verb in (
            "build",
            "support",
            "exchange",
            "practice",
            "open",
            "trade",
            "further",
            "study",
            "review",
            "link",
            "share",
        )
    )
    + " and promote peace."
)

ODD = {
    "punctuation": '... !!! ??? --- ,,, ;;; ((([[[]]])))  “”‘’ """\n\n:::',
    "a title": "Norway and Kenya hold talks",
    "a word": "Talks",
    "a letter": "A",
    "a number": "1",
    "blank": " \n\t \u00a0\n",
    "only a label": "PRESIDENT OTIENO:",
    "labels without words": "PRESIDENT OTIENO: \nPRIME MINISTER BERG: \nPresident of Kenya Amos Otieno: ",
    "only quotation marks": '“The “leaders “met “and "agreed "to "trade',
    "stars": "* * *\n\n* * *\n***\n",
    "only verbs": "agree sign meet discuss support condemn urge launch",
    "only pronouns": "He told them that she and they and it and we and you agreed with him and his and theirs.",
    "a pronoun that refers to itself": (
        "She and they agreed to meet. They and we, and he and they, thanked them and each other."
    ),
    "only names": "Norway Kenya Sweden China Belarus Russia United Nations EU NATO Xi Jinping Joe Biden",
    "only offices": "President Prime Minister of of the Foreign Minister and Minister for and of, King, Ambassador of",
    "one very long sentence": "The ministers agreed that " * 200 + "they met.",
    "no full stop": "the sides agreed to cooperate and " * 150,
    "a very long list": LONG_LIST,
    "long lists of nouns": "They discussed " + ", ".join(f"matter{n}" for n in range(400)) + ".",
    "mixed scripts": (
        "挪威首相会见肯尼亚总统。 Президент встретился с премьером. اتفق الطرفان. The two sides agreed 🤝. "
        "לחיים! ข้อตกลง"
    ),
    "right to left marks": "\u202bThe sides\u202c \u200fagreed\u200e to \u2066meet\u2069 in Oslo.",
    "combining marks": "T\u0301h\u0301e\u0301 s\u0301i\u0301d\u0301e\u0301s met. Ko\u0308ln agreed.",
    "control characters": "The sides\x07 agreed\x0b to\x0c meet\x1b[31m in\x7f Oslo\x00.",
    "astral": "𝕿𝖍𝖊 𝖘𝖎𝖉𝖊𝖘 𝖒𝖊𝖙 🇳🇴🤝🇰🇪 and 👩‍👩‍👧 agreed to meet again.",
    "other line ends": "Talks\r\nThe sides met.\rThey agreed.\u2028They left.\u2029They met again.\x85End.",
    "a table": "Year | Trade | Aid\n2023 | 5 | 6\n2024 | 7 | 8\n" * 30,
    "an address": "https://example.org/a?b=c#d info@example.org +47 22 00 00 00",
    "code": "def f(x): return {'a': [1, 2, (3,)]}  # <p>The sides met.</p> &amp; \\n %s {0}",
    "one word over and over": "agreed " * 1500,
    "a word without end": "a" * 20000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read(read: Read, name: str) -> None:
    record = read(ODD[name])
    sound(record)
    assert record.document.text == ODD[name]


def test_two_thousand_short_lines_are_read(read: Read) -> None:
    lines = ("They met.", "Trade", "- a port", "Kenya: yes", "“No”", "Berg agreed.", "1.", "Q: Why?")
    sound(read("\n".join(lines[n % len(lines)] for n in range(2000))))


def test_a_text_that_is_all_furniture_has_no_entries(read: Read) -> None:
    text = "Norway condemned the attack. Kenya thanked Norway."
    document = Document("all", text, furniture=(Span.of(text, 0, len(text)),))
    record = Pipeline(Config()).read(document)
    assert record.entries == ()
    assert all(skip.reason for skip in record.skips)


def test_words_in_any_order_are_read(read: Read) -> None:
    """Real words, shuffled: sentences without grammar."""
    words = [
        "The",
        "two",
        "leaders",
        ",",
        "Prime",
        "Minister",
        "Kari",
        "Berg",
        "of",
        "Norway",
        "and",
        "President",
        "Amos",
        "Otieno",
        "agreed",
        "to",
        "build",
        "a",
        "port",
        ";",
        "support",
        "peace",
        "(",
        "“",
        "he",
        "said",
        "”",
        ")",
        "that",
        "which",
        "who",
        "its",
        "their",
        "our",
        ":",
        "—",
        "and",
        ",",
        "and",
        ",",
        "will",
        "not",
        "have",
        "been",
        "signed",
        "by",
        "the",
        "Kremlin",
        ".",
        "?",
        "U.S.",
        "EU",
    ]
    chance = random.Random(7)
    for _ in range(15):
        chance.shuffle(words)
        sound(read(" ".join(words)))
