"""`nlp.add_pipe("communique")`: entries on a Doc, as someone with a spaCy pipeline of their own meets them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from communique.errors import CommuniqueError
from communique.types import Record

TEXT = (
    "MINSK, Aug. 22 – Belarusian President Alexander Lukashenko met with Chinese Premier Li Qiang.\r\n\r\n"
    "China will provide 💶 10 million yuan in aid to Belarus by 2025.\tThe two sides signed an agreement on trade."
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    """A pipeline that has nothing but a tokenizer, a splitter of sentences, and ours."""
    made = spacy.blank("en")
    made.add_pipe("sentencizer")
    made.add_pipe("communique", config={"published": "2024-08-22"})
    return made


def labelled(doc: Doc) -> dict[str, str]:
    return {span.label_: span.text for span in doc.spans["communique"]}


def test_every_entry_is_a_span_of_its_kind_over_its_quote(nlp: Any) -> None:
    doc = nlp(TEXT)
    record = doc._.communique
    assert record.document.text == doc.text == TEXT
    assert {"meeting", "commitment", "agreement"} <= {entry.kind for entry in record.entries}
    spans = doc.spans["communique"]
    assert [span._.entry for span in spans] == list(record.entries)
    for span in spans:
        entry = span._.entry
        assert span.label_ == entry.kind
        assert span.start_char <= entry.quote.start and entry.quote.end <= span.end_char
        assert doc.text[entry.quote.start : entry.quote.end] == entry.quote.quote
        assert span.text == entry.quote.quote, "a quote begins and ends with a word"
    assert doc[0:1]._.entry is None


def test_the_entries_are_those_that_the_walk_gives(nlp: Any, story_records: list[Record]) -> None:
    kept = story_records[0].document
    doc = nlp.make_doc(kept.text)
    doc.user_data.update(id=kept.id, title=kept.title, published=kept.published, publisher=kept.publisher, url=kept.url)
    record = nlp(doc)._.communique
    assert record.document.published == kept.published and record.document.publisher == kept.publisher
    assert [entry.id for entry in record.entries] == [entry.id for entry in story_records[0].entries]


def test_a_doc_keeps_its_entries_through_bytes_and_back(nlp: Any) -> None:
    doc = nlp(TEXT)
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    fresh = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    for one in (again, fresh):
        assert one._.communique == doc._.communique
        assert [span._.entry for span in one.spans["communique"]] == list(doc._.communique.entries)


def test_dates_and_publishers_come_from_the_doc_else_the_configuration_else_the_text() -> None:
    made = spacy.blank("en")
    made.add_pipe("communique", config={"publisher": "BelTA", "published": "2024-08-23", "group": "ledger"})
    plain = made(TEXT)
    told = made.make_doc(TEXT)
    told.user_data.update(published="2024-09-01", publisher="Xinhua")
    told = made(told)
    found = [(doc._.communique.document.published, doc._.communique.document.publisher) for doc in (plain, told)]
    assert found == [(dt.date(2024, 8, 23), "BelTA"), (dt.date(2024, 9, 1), "Xinhua")]
    assert len(plain.spans["ledger"]) == len(plain._.communique.entries) > 0


def test_a_saved_pipeline_is_loaded_again(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipe")
    assert labelled(spacy.load(tmp_path / "pipe")(TEXT)) == labelled(nlp(TEXT))


def test_a_doc_without_text_has_no_record_and_no_spans(nlp: Any) -> None:
    for text in ("", " \n "):
        doc = nlp(text)
        assert doc._.communique is None
        assert list(doc.spans["communique"]) == []


@pytest.mark.parametrize(
    ("language", "config", "told"),
    [("de", {}, "reads English"), ("en", {"published": "22 August"}, "write YYYY-MM-DD")],
)
def test_what_cannot_work_is_refused_in_one_line(language: str, config: dict[str, str], told: str) -> None:
    with pytest.raises(CommuniqueError, match=told) as refused:
        spacy.blank(language).add_pipe("communique", config=config)
    assert "\n" not in str(refused.value)
