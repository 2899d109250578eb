"""How coding is measured: the figures by hand, and files that cannot be measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.coding.relations import Relation
from communique.errors import EvaluationError
from communique.measure import marked, pairs, petrarch, plv, shares

HEAD = "sentence\tsource\ttarget\tmarked_sentence\tgold_quad\tgold_root\n"
ROWS = (
    "Peru and Chile signed a treaty.\tPeru\tChile\t<s>Peru</s> and <t>Chile</t> signed a treaty.\t1\tSUPPORT\n"
    "Gunmen shelled Kassa.\tGunmen\tKassa\t<s>Gunmen</s> shelled <t>Kassa</t>.\t4\tASSAULT\n"
    "Police freed two men.\tPolice\ttwo men\t<s>Police</s> freed <t>two men</t>.\t2\tYIELD\n"
)
RECORDS = """<Sentences>
<Sentence date="19950101" id="A" category="DEMO">
<EventCoding sourcecode="BOR" targetcode="SYL" eventcode="112"></EventCoding>
<Text>Borduria accused Syldavia of spying.</Text></Sentence>
<Sentence date="19990101" id="B" category="DEMO">
<EventCoding sourcecode="NEW" targetcode="SYL" eventcode="112"></EventCoding>
<Text>Borduria accused Syldavia of spying.</Text></Sentence>
<Sentence date="19950101" id="C" category="DEMO"><EventCoding noevents = "True"></EventCoding>
<Text>It rained in Borduria.</Text></Sentence>
<Sentence date="19950101" id="D" category="ERROR"><EventCoding error="sentencediscard"></EventCoding>
<Text>Borduria beat Syldavia at chess.</Text></Sentence>
</Sentences>"""


def relation(**types: float) -> Relation:
    best = max(types, key=lambda t: types[t])
    return Relation(best if types[best] > 0.4 else "", best, types[best], types, {}, "", "")


def test_macro_f1_is_the_mean_over_classes() -> None:
    gold, said = ["a", "a", "a", "b"], ["a", "a", "b", "b"]
    assert shares.macro_f1(gold, said) == pytest.approx((4 / 5 + 2 / 3) / 2)
    assert shares.accuracy(gold, said) == 0.75
    assert shares.confusion(gold, said)[("a", "b")] == 1


def test_both_halves_of_yielding_count_as_one_and_none_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "plv.tsv"
    file.write_text(HEAD + ROWS, "utf-8")
    said = [relation(SUPPORT=0.9), relation(NONE=0.9, ASSAULT=0.1), relation(CONCEDE=0.3, RETREAT=0.3, ASSAULT=0.35)]
    score = plv.scored(plv.read(file), said)
    assert (score.root, score.quad, score.binary) == (1.0, 1.0, 1.0)
    assert score.none == pytest.approx(1 / 3) and score.unsure == pytest.approx(1 / 3)


def test_broken_marks_fall_back_to_the_columns(tmp_path: Path) -> None:
    file = tmp_path / "plv.tsv"
    file.write_text(HEAD + ROWS.replace("<s>Peru</s> and <t>", "<s>Peru</s> and <s>"), "utf-8")
    assert plv.read(file)[0].pair.recipient == (9, 14)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "needs the columns marked_sentence and gold_root; it has no rows"),
        ("a\tb\n1\t2\n", "it has a, b"),
        (HEAD + ROWS.replace("ASSAULT", "ASSAIL"), "plv.tsv:3: 'ASSAIL' is no PLOVER type"),
    ],
)
def test_files_without_gold_are_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "plv.tsv").write_text(text, "utf-8")
    with pytest.raises(EvaluationError, match=told):
        plv.read(tmp_path / "plv.tsv")


def test_marks_give_the_sentence_and_its_spans() -> None:
    pair = marked.pair("In <t> Lima </t>police beat <s>Ann</s>.", "x")
    assert pair.sentence == "In  Lima police beat Ann." and pair.sentence[slice(*pair.recipient)] == "Lima"
    with pytest.raises(EvaluationError, match="must stand once"):
        marked.pair("<s>A</s> and <s>B</s>", "x")


def test_alarms_are_counted_with_their_kinds(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("COERCE\t173\t<s>Police in Tunis</s> arrested <t>two editors</t>.\n"
                    "NONE\t-\t<t>Kenya</t> beat Ghana at football and <s>Togo</s> lost.\n", "utf-8")  # fmt: skip
    score = pairs.score(pairs.read(file))
    assert (score.events, score.precision, score.recall, score.typed) == (1, 1.0, 1.0, 1.0)
    file.write_text("NOTHING\t-\t<s>A</s> <t>B</t>\n", "utf-8")
    with pytest.raises(EvaluationError, match=r"pairs\.tsv:1: want a PLOVER type or NONE"):
        pairs.read(file)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    (tmp_path / "PETR.Validate.actors.txt").write_text("BORDURIA [BOR]\n\t[NEW >19980101]\nSYLDAVIA [SYL]\n", "utf-8")
    (tmp_path / "PETR.Validate.agents.txt").write_text("POLICE {} [ ~COP]\n", "utf-8")
    (tmp_path / "records.xml").write_text(RECORDS, "utf-8")
    return tmp_path / "records.xml"


def test_petrarch_records_are_read_with_the_actors_of_their_day(records: Path) -> None:
    read = petrarch.read(records)
    score, misses = petrarch.score(read, petrarch.dictionaries(records))
    assert (score.records, score.pairs, score.skipped, score.why_skipped) == (3, 3, 1, "1 discard")
    assert misses == [] and score.rooted >= 1


def test_every_measure_answers_as_json_and_refuses_in_one_line(records: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    told = runner.invoke(app, ["evaluate", "petrarch", str(records), "--json"])
    assert told.exit_code == 0 and json.loads(told.stdout)["pairs"] == 3
    (tmp_path / "plv.tsv").write_text(HEAD + ROWS, "utf-8")
    told = runner.invoke(app, ["evaluate", "plv", str(tmp_path / "plv.tsv")])
    assert told.exit_code == 0 and "macro-F1 root" in told.stdout
    assert max(len(line) for line in told.stdout.splitlines()) <= 80
    for command in ("plv", "pairs", "petrarch"):
        wrong = runner.invoke(app, ["evaluate", command, "/nowhere"])
        assert wrong.exit_code == 2 and "cannot be read" in wrong.stderr and len(wrong.stderr.splitlines()) == 1
