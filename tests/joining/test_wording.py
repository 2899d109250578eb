"""How wordings are dated, told apart and compared word by word, and how levels stand on a ladder."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from communique.joining.wording import Use, carried, differences, formulations, holds, ladder, name_of, rank
from communique.publish import wording as publish
from communique.types import Detail, Entity, Entry, Party, Span

BLR = Party(Entity("state", "Belarus", "BLR"))
CHN = Party(Entity("state", "China", "CHN"))
KAZ = Party(Entity("state", "Kazakhstan", "KAZ"))
PARTNERS = "comprehensive strategic partnership"


def entry(quote: str, *actors: Party, level: str = "", change: str = "") -> Entry:
    details = (*((Detail("level", level),) if level else ()), *((Detail("change", change),) if change else ()))
    kind = "relation" if level else "position"
    return Entry(quote, "d", kind, Span(0, len(quote), quote), None, actors or (BLR,), (), "ongoing", "", details)


def use(date: str) -> Use:
    return Use(date, f"e{date}", f"d{date}", "")


def test_a_phrase_is_found_by_its_stems_near_each_other() -> None:
    assert holds(entry("Belarus abides by the one-China principle"), "one China principle")
    assert holds(entry("the principle of one China is upheld"), "one-China principle")
    assert not holds(
        entry("China is one of those who spoke at length of many other things on principle"), "one-China principle"
    )


def test_equal_wordings_in_a_row_are_one_with_first_and_last_use() -> None:
    told = [
        (entry("Belarus abides by the one-China principle"), use("2022-01-01")),
        (entry("Belarus  abides by the one-China principle."), use("2023-01-01")),
        (entry("Belarus strictly abides by the one-China principle"), use("2024-01-01")),
    ]
    first, second = formulations(reversed(told))
    assert (first.first, first.last, len(first.uses)) == ("2022-01-01", "2023-01-01", 2)
    assert ("added", "strictly") in second.diff
    assert not [words for operation, words in second.diff if operation == "dropped"]


def test_a_party_is_compared_with_itself_alone() -> None:
    told = [
        (entry("Belarus supports X", BLR), use("2022-01-01")),
        (entry("China opposes X", CHN), use("2022-02-01")),
        (entry("Belarus firmly supports X", BLR), use("2022-03-01")),
    ]
    found = formulations(told)
    assert [one.party for one in found] == ["BLR", "BLR", "CHN"]
    assert [one.text for one in formulations(told, "CHN")] == ["China opposes X"]
    assert ("added", "firmly") in found[1].diff


def test_differences_keep_every_word_of_both() -> None:
    before, after = "fully supports China's position on Taiwan", "firmly supports China's position on Taiwan, Hong Kong"
    runs = differences(before, after)
    assert " ".join(w for op, w in runs if op != "added").replace(" ", "") == before.replace(" ", "")
    assert " ".join(w for op, w in runs if op != "dropped").replace(" ", "") == after.replace(" ", "")


def test_a_ladder_says_when_a_level_was_raised() -> None:
    told = [
        (entry("a", BLR, CHN, level="comprehensive strategic partnership"), use("2016-09-01")),
        (entry("b", BLR, CHN, level="strong strategic comprehensive partnership"), use("2020-01-01")),
        (entry("c", BLR, CHN, level="all-weather comprehensive strategic partnership"), use("2022-09-01")),
        (replace(entry("d", BLR, CHN, level="special partnership"), id="d"), use("2023-09-01")),
    ]
    low, high, fallen = ladder(told)
    assert (low.first, low.last, low.change) == ("2016-09-01", "2020-01-01", "")
    assert high.change == "higher"
    assert fallen.change == "lower"


def test_a_document_that_tells_a_change_comes_before_the_words() -> None:
    told = [
        (entry("a", BLR, CHN, level="friendly relations", change="upgraded to strategic partnership"), use("2013")),
        (entry("b", BLR, CHN, level="partnership", change="downgraded"), use("2014")),
        (entry("c", BLR, CHN, level="strategic partnership", change="developed"), use("2015")),
    ]
    rungs = [(r.level, r.change) for r in ladder(told)]
    assert rungs == [
        ("strategic partnership", "upgraded"),
        ("partnership", "downgraded"),
        ("strategic partnership", "higher"),
    ]


def test_a_short_name_is_no_step_down() -> None:
    full = entry("a", BLR, CHN, level=PARTNERS)
    short, passing = entry("b", BLR, CHN, level="close partnership"), entry("c", BLR, CHN, level="friendly relations")
    told = [(full, use("2016")), (short, use("2017")), (passing, use("2018")), (full, use("2019"))]
    assert [(r.level, r.first, r.last, len(r.uses)) for r in ladder(told)] == [(PARTNERS, "2016", "2019", 2)]
    assert [(r.level, r.change) for r in ladder(told[:2])] == [(PARTNERS, ""), ("partnership", "")]


def test_a_ladder_is_of_its_two_parties_and_of_what_stands() -> None:
    told = [
        (entry("a", BLR, KAZ, level="alliance"), use("2016")),
        (entry("b", BLR, CHN, KAZ, level="alliance"), use("2017")),
        (replace(entry("c", BLR, CHN, level="alliance"), time="negated"), use("2018")),
        (entry("d", BLR, CHN, level="partnership"), use("2019")),
        (entry("e", BLR, CHN, level="defence partnership"), use("2020")),
    ]
    assert [(r.level, r.last) for r in ladder(told, "CHN", "BLR")] == [("partnership", "2019")]


def test_levels_rank_by_their_words_and_bare_ties_do_not() -> None:
    ordered = ["friendly relations", "partnership", "comprehensive partnership", "strategic partnership", PARTNERS]
    ordered += [f"all-weather {PARTNERS}", "alliance"]
    ranks = [rank(level) for level in ordered]
    assert ranks == sorted(set(ranks))
    assert [rank(words) for words in ("ties", "strong relations", "defence partnership")] == [0, 0, 0]
    assert name_of("truly strong strategic partnership and alliance of") == "strategic partnership and alliance"


@pytest.mark.parametrize(
    ("quote", "phrase", "found"),
    [
        ("exchanged views with China on trade", "one-China", False),  # "one" is meant
        ("China is the one that gains", "one-China", False),
        ("abides by the one China policy", "one-China", True),
        ("honours its defence programme", "defense program", True),
        ("respect the integrity of the territory", "territorial integrity", True),
        ("praised sovereignty, trade, culture, sports, tourism and equality", "sovereignty equality", False),
        ("praised it", "the of", False),
    ],
)
def test_what_holds_a_phrase(quote: str, phrase: str, found: bool) -> None:
    assert holds(entry(quote), phrase) is found


def test_a_detail_holds_a_phrase_too() -> None:
    told = replace(
        entry("stands by it"), details=(Detail("matter", "the one-China principle"), Detail("place", "Minsk"))
    )
    assert holds(told, "one-China principle")
    assert not holds(told, "Minsk")
    assert carried(told, "one-China principle") == "stands by it"


@pytest.mark.parametrize(
    ("quote", "mention", "clause"),
    [
        (
            "President Lukashenko also reaffirmed the one-China principle",
            "Lukashenko",
            "reaffirmed the one-China principle",
        ),
        ("Mr Lukashenko upheld the one-China principle, while trade grew", "", "upheld the one-China principle"),
        ("trade grew, and the two sides upheld the one-China principle", "", "upheld the one-China principle"),
        ("Belarus’s one-China principle stands", "Belarus", "Belarus’s one-China principle stands"),
        ("upheld the one-China principle, unity, and peace", "", "upheld the one-China principle, unity, and peace"),
    ],
)
def test_the_clause_that_carries_a_phrase_is_told_without_who_speaks(quote: str, mention: str, clause: str) -> None:
    at = quote.index(mention) if mention else 0
    who = replace(BLR, mention=Span(at, at + len(mention), mention) if mention else None)
    assert carried(entry(quote, who), "one-China") == clause


def test_two_wordings_of_one_day_are_not_held_against_each_other() -> None:
    words = ["supports peace in Syria", "supports peace in Iraq", "firmly supports peace in Iraq", "wants peace"]
    told = list(zip(map(entry, words), map(use, ["2020-01-01", "2020-01-01", "2021-01-01", ""]), strict=True))
    found = formulations(told, phrase="peace")
    assert [one.diff for one in found] == [
        (("kept", words[0]),),
        (("kept", words[1]),),
        (("added", "firmly"), ("kept", "supports peace in Iraq")),
        (("kept", words[3]),),  # undated: nothing stands before it
    ]
    assert found[3].first == found[3].last == ""


def test_a_wording_that_comes_back_is_told_anew() -> None:
    words = ["fully supports peace", "supports peace", "Fully  supports peace"]
    told = list(zip(map(entry, words), map(use, ["2020", "2021", "2022"]), strict=True))
    assert [len(one.uses) for one in formulations(told)] == [1, 1, 1]


def test_output_has_marks_where_there_are_no_colours() -> None:
    words = ["fully supports peace", "firmly supports peace, and \x1b[2Junity"]
    told = list(zip(map(entry, words), map(use, ["2020", "2021"]), strict=True))
    found, out = formulations(told), io.StringIO()
    publish.write(found, out)
    assert "[-fully-] [+firmly+] supports peace [+, and" in out.getvalue()
    assert "\x1b" not in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) <= 80
    assert json.loads(json.dumps([publish.plain(one) for one in found]))[1]["diff"][0]["operation"] == "dropped"
    assert publish.marked((("kept", "peace"), ("added", ", unity")), coloured=True).plain == "peace, unity"


def test_a_ladder_is_printed_with_its_steps() -> None:
    rungs = ladder([(entry(d, BLR, CHN, level=w), use(d)) for d, w in (("2016", "partnership"), ("2020", PARTNERS))])
    out = io.StringIO()
    publish.write_ladder(rungs, out)
    assert out.getvalue().splitlines() == ["2016 · e2016  partnership", f"2020 · e2020  {PARTNERS}  ▲"]
    assert publish.plain_rung(rungs[1])["change"] == "higher"
