"""Pairs of parties: written as one word, and parted again."""

from __future__ import annotations

import pytest

from communique.actors.base import load
from communique.joining.traits import pair, parted


@pytest.mark.parametrize(
    "two", [("BLR", "CHN"), ("D-8", "IRN"), ("AL-QAEDA", "USA"), ("CHN", "SAUDI-LED COALITION"), ("AL-SHABAAB", "D-8")]
)
def test_a_pair_is_parted_where_both_codes_are_known(two: tuple[str, str]) -> None:
    assert parted(pair(*two), load().entities) == two


def test_codes_that_nobody_knows_are_parted_at_the_first_hyphen() -> None:
    assert parted("AAX-ABX", load().entities) == ("AAX", "ABX")
