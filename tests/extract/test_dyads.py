"""Who does it to whom, by the tree: with a small dictionary of our own."""

from __future__ import annotations

import pytest

from communique.actors.gazetteer import DICTIONARY, Gazetteer
from communique.extract.by_dictionary import DictionaryActors
from communique.extract.dyads import dyads
from communique.language import parser
from communique.types import Document, Entity

NAMES = {
    "BORDURIA": "BOR",
    "BORDURIAN": "BOR",
    "SYLDAVIA": "SYL",
    "SYLDAVIAN": "SYL",
    "KHEMED": "KHE",
    "SAN THEODOROS": "SAN",
}
ROLES = {
    "troops": "MIL",
    "police": "COP",
    "president": "GOV",
    "government": "GOV",
    "protesters": "OPP",
    "parliament": "LEG",
}


def pairs(text: str) -> set[tuple[str, str]]:
    entities = {code: Entity("group", code, code) for code in NAMES.values()}
    actors = DictionaryActors(Gazetteer(entities, [(n, c, DICTIONARY + c) for n, c in NAMES.items()]), ROLES)
    out = set()
    for s in parser("en").parse(Document("x", text)).sentences:
        actors.see(text, s)
        out |= {(d.actor, d.recipient) for d in dyads(s, actors)}
    return out


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Borduria accused Syldavia of spying.", {("BOR", "SYL")}),
        ("Syldavia was attacked by Bordurian troops on Sunday.", {("BORMIL", "SYL")}),
        ("Borduria and Khemed imposed sanctions on Syldavia.", {("BOR", "SYL"), ("KHE", "SYL")}),
        ("Borduria signed treaties with Khemed and Syldavia.", {("BOR", "KHE"), ("BOR", "SYL")}),
        ("Borduria and Syldavia have renewed diplomatic ties.", {("BOR", "SYL"), ("SYL", "BOR")}),
        ("Borduria's president will meet Syldavian police.", {("BORGOV", "SYLCOP"), ("SYLCOP", "BORGOV")}),
        ("Borduria agreed to withdraw its troops from Khemed.", {("BOR", "KHE")}),
        ("Protesters clashed with Syldavian police.", {("---OPP", "SYLCOP")}),
        ("Syldavia warned Borduria on Monday, a government spokesman in San Theodoros said.", {("SYL", "BOR")}),
        ("The rain in Borduria lasted all week.", set()),
        ("Borduria condemned the attack by Syldavian troops in Khemed.", {("BOR", "SYLMIL")}),
    ],
)  # fmt: skip
def test_pairs(text: str, want: set[tuple[str, str]]) -> None:
    assert pairs(text) == want
