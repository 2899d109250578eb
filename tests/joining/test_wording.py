"""How wordings are dated, told apart and compared word by word, and how levels stand on a ladder."""

from __future__ import annotations

from dataclasses import replace

from communique.joining.wording import Use, differences, formulations, holds, ladder, rank
from communique.types import Detail, Entity, Entry, Party, Span

BLR = Party(Entity("state", "Belarus", "BLR"))
CHN = Party(Entity("state", "China", "CHN"))


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
        (entry("b", BLR, CHN, level="comprehensive strategic partnership"), use("2020-01-01")),
        (entry("c", BLR, CHN, level="all-weather comprehensive strategic partnership"), use("2022-09-01")),
        (replace(entry("d", BLR, CHN, level="partnership"), id="d"), use("2023-09-01")),
    ]
    low, high, fallen = ladder(told)
    assert (low.first, low.last, low.change) == ("2016-09-01", "2020-01-01", "")
    assert high.change == "higher"
    assert fallen.change == "lower"


def test_levels_rank_by_their_words_and_bare_ties_do_not() -> None:
    ordered = ["friendly relations", "partnership", "strategic partnership", "comprehensive strategic partnership"]
    assert [rank(level) for level in ordered] == sorted({rank(level) for level in ordered})
    assert rank("ties") == 0
