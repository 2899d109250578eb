"""The coder of relations, the shipped one: sentences of our own, and what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.coding.relations import Coder, classify, load, pair_of
from communique.errors import ModelError, SpanError

SENTENCES = [
    ("Zambia has agreed to lend engineers to Malawi next year.", "Zambia", "Malawi", "AGREE"),
    ("Denmark's premier held talks with her Irish peer.", "Denmark's premier", "her Irish peer", "CONSULT"),
    ("Peru and Chile signed a treaty on water.", "Peru", "Chile", "SUPPORT"),
    ("Police in Tunis arrested two editors on Friday.", "Police in Tunis", "two editors", "COERCE"),
    ("Two editors were arrested by police in Tunis on Friday.", "police in Tunis", "Two editors", "COERCE"),
    ("Gunmen shelled the village of Kassa, killing nine.", "Gunmen", "the village of Kassa", "ASSAULT"),
    ("Oslo expelled three Belarusian diplomats.", "Oslo", "three Belarusian diplomats", "SANCTION"),
    ("Hundreds of students marched against the government.", "Hundreds of students", "the government", "PROTEST"),
    ("Finland accused Russia of jamming its radars.", "Finland", "Russia", "ACCUSE"),
    ("Jordan urged Israel to reopen the crossing.", "Jordan", "Israel", "REQUEST"),
    ("Hungary refused to hand the fugitive over to Poland.", "Hungary", "Poland", "REJECT"),
    ("Ankara threatened to bomb rebel camps in Syria.", "Ankara", "rebel camps in Syria", "THREATEN"),
    ("The rebels released four hostages unharmed.", "The rebels", "four hostages", "RETREAT"),
    ("Japan shipped 400 tonnes of rice to flood victims in Laos.", "Japan", "flood victims in Laos", "AID"),
    ("Sudan massed troops on the border with Ethiopia.", "Sudan", "the border with Ethiopia", "MOBILIZE"),
]  # fmt: skip


def test_plain_sentences_get_their_types() -> None:
    """Plain news of every type; two of them may go wrong without the coder being useless."""
    found = load().relations([pair_of(text, a, b) for text, a, b, _ in SENTENCES])
    wrong = [(text, r.best) for (text, _, _, want), r in zip(SENTENCES, found, strict=True) if r.best != want]
    assert len(wrong) <= 2, wrong


def test_the_direction_counts() -> None:
    text = "Police in Tunis arrested two editors on Friday."
    assert classify(text, "Police in Tunis", "two editors").best == "COERCE"
    assert classify(text, "two editors", "Police in Tunis").best != "COERCE"


def test_nothing_passes_between_bystanders() -> None:
    text = "Kenya beat Ghana 2-1 on Sunday while Nigeria drew with Togo."
    assert classify(text, "Kenya", "Togo").best == "NONE"


def test_words_that_spoke_are_told() -> None:
    coder, pair = load(), pair_of("Oslo imposed sanctions on Minsk.", "Oslo", "Minsk")
    assert coder.words is not None
    told = coder.words.spoke(pair.sentence, pair.actor, pair.recipient, "COERCE")
    assert any("imposed" in run or "sanctions" in run for run, _ in told) and all(gain > 0 for _, gain in told)


def test_probabilities_are_whole_and_the_code_belongs_to_the_type() -> None:
    found = classify("Police in Tunis arrested two editors on Friday.", "Police in Tunis", "two editors")
    assert sum(found.types.values()) == pytest.approx(1.0, abs=1e-4)
    assert found.confidence == max(found.types.values())
    assert found.code == "173" and found.how.startswith("model")


def test_one_sentence_or_many_give_the_same() -> None:
    pairs = [pair_of(text, a, b) for text, a, b, _ in SENTENCES]
    together = load().relations(pairs)
    alone = [load().relations([pair])[0] for pair in pairs]
    assert [r.best for r in together] == [r.best for r in alone]


def test_a_span_beyond_what_the_model_reads_still_counts() -> None:
    last = "Police in Tunis arrested two editors on Friday."
    found = classify(
        "The river rose, the road was closed and the shops stayed shut. " * 30 + last, "Police in Tunis", "two editors"
    )
    assert found.best == "COERCE"


@pytest.mark.parametrize(
    ("actor", "recipient", "told"),
    [
        ("Norway", "two editors", "'Norway' does not stand in the sentence"),
        ("police in tunis", "two editors", "it has 'Police in Tunis'"),
        (" ", "two editors", "the actor is empty"),
        ("Police in Tunis", "Police", "two spans that do not overlap"),
    ],
)
def test_spans_that_are_not_there_are_told(actor: str, recipient: str, told: str) -> None:
    with pytest.raises(SpanError, match=told):
        classify("Police in Tunis arrested two editors.", actor, recipient)


def test_a_repeated_name_may_be_both() -> None:
    pair = pair_of("Kenya told Kenya's banks to lend.", "Kenya", "Kenya")
    assert pair.actor == (0, 5) and pair.recipient == (11, 16)


def test_models_that_cannot_be_read_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"relations\.onnx is not there; give a folder"):
        Coder(tmp_path)
    (tmp_path / "relations.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="cannot be read as an ONNX model") as error:
        Coder(tmp_path)
    assert "\n" not in str(error.value)
    shipped = Path("src/communique/data/models").resolve()
    shutil.copy(shipped / "relations.onnx", tmp_path / "relations.onnx")
    (tmp_path / "relations.json").write_text('{"types": []}', "utf-8")
    with pytest.raises(ModelError, match=r"not what training/relations\.py writes"):
        Coder(tmp_path)
    shutil.copy(shipped / "relations.json", tmp_path / "relations.json")
    with pytest.raises(ModelError, match=r"relations-words\.npz cannot be read"):
        Coder(tmp_path)
