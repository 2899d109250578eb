"""Every party comes out with a CAMEO actor code."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from communique.actors.base import load
from communique.actors.cameo import actor_code
from communique.types import Entity, Party, Record


@pytest.mark.parametrize(
    ("code", "person", "office", "role", "cameo"),
    [("CHN", "Li Qiang", "Premier", "", "CHNGOV"), ("BLR", "Roman Golovchenko", "Prime Minister", "", "BLRGOV"),
     ("CHN", "", "", "", "CHN"), ("CHN", "", "", "government", "CHNGOV"), ("ISR", "", "", "army", "ISRMIL"),
     ("USA", "", "", "congress", "USALEG"), ("FRA", "", "", "police", "FRACOP"), ("USA", "X Y", "", "", "USAGOV"),
     ("USA", "Lloyd Austin", "Secretary of Defense", "", "USAGOVMIL"), ("XKX", "", "", "", "KSV"),
     ("UN", "", "", "", "IGOUNO"), ("UN", "António Guterres", "Secretary-General", "", "IGOUNO"),
     ("HAMAS", "", "", "", "PSEREBHMS")],
)  # fmt: skip
def test_codes(code: str, person: str, office: str, role: str, cameo: str) -> None:
    party = Party(load().entities[code], None, person, office, "name", role)
    assert actor_code(party, {}) == cameo


def test_who_is_not_known_is_unspecified() -> None:
    assert actor_code(Party(Entity("unresolved", "Zork"), person="Zork"), {}) == "---"


@pytest.mark.parametrize(
    ("text", "cameo"),
    [
        ("Chinese Premier Li Qiang met UN Secretary-General António Guterres on Monday.", {"CHNGOV", "IGOUNO"}),
        ("Norwegian troops and Kenyan police met in Oslo.", {"NORMIL", "KENCOP"}),
        ("The Kenyan parliament condemned the Norwegian government on Monday.", {"KENLEG", "NORGOV"}),
        ("The Kremlin condemned Kenya.", {"RUSGOV", "KEN"}),
    ],
)
def test_all_parties_of_a_document_are_coded(read: Read, text: str, cameo: set[str]) -> None:
    record: Record = read(text)
    assert {p.cameo for e in record.entries for p in (*e.actors, *e.counterparts)} == cameo
