"""Every entry's codes: by its kind, its time, its words, and with the rule that gave each."""

from __future__ import annotations

import pytest

from communique.coding.code import Occasion, code, codes_of, general
from communique.coding.ontology import load
from communique.types import Kind, Time


@pytest.mark.parametrize(
    ("kind", "time", "plover", "words", "cameo", "contexts"),
    [
        ("agreement", "done", "SUPPORT", "signed a memorandum on fisheries", "057", ("economic",)),
        ("commitment", "future", "AGREE", "will expand trade in dairy products", "0311", ("economic",)),
        ("commitment", "future", "AGREE", "provide ammunition to the army", "0332", ("military",)),
        ("commitment", "future", "AGREE", "send a humanitarian convoy", "0333", ("humanitarian",)),
        ("commitment", "negated", "REJECT", "will not extradite the two men", "1213", ("legal",)),
        ("commitment", "future", "THREATEN", "will impose sanctions", "1312", ("economic",)),
        ("position", "done", "SUPPORT", "thanked Norway for the vaccines", "051", ("health",)),
        ("position", "done", "ACCUSE", "condemned the attack", "111", ()),
        ("request", "future", "REQUEST", "asked Chad to release the two nurses", "0253", ("legal",)),
        ("request", "future", "REQUEST", "demanded that Chad release the two nurses", "1053", ("legal",)),
        ("launch", "done", "COOPERATE", "opened a joint naval exercise", "062", ("military",)),
        ("launch", "done", "COOPERATE", "opened a laboratory for soil science", "060", ("technology",)),
        ("meeting", "future", "AGREE", "will meet in Accra", "036", ("diplomatic",)),
        ("relation", "ongoing", "", "relations rest on a long friendship", "010", ("diplomatic",)),
        ("position", "done", "", "conveyed condolences to the families", "018", ()),
        ("act", "done", "ASSAULT", "shelled two villages", "194", ("military",)),
        ("act", "done", "AID", "delivered food and tents", "073", ("humanitarian",)),
    ],
)
def test_words_kind_and_time_tell_the_code(
    kind: Kind, time: Time, plover: str, words: str, cameo: str, contexts: tuple[str, ...]
) -> None:
    found = code(kind, time, plover, words, {})
    assert found.cameo == cameo
    assert set(contexts) <= set(found.contexts)
    assert found.quad == (load().types[plover].quad if plover else "")
    assert found.scale == load().cameo[cameo].scale


@pytest.mark.parametrize(
    ("occasion", "words", "cameo", "mode"),
    [
        (Occasion("call", 2), "spoke with the Amir", "041", "phone"),
        (Occasion("visit", 2), "paid a visit to Lima", "042", "visit"),
        (Occasion("visit", 2), "received the Finnish president", "043", "visit"),
        (Occasion("talks", 2), "held talks", "046", ""),
        (Occasion("summit", 5), "met at the summit", "040", "multilateral"),
        (Occasion("meeting", 2, abroad=True), "met in Geneva", "044", "third-party"),
        (Occasion("meeting", 2, organisation=True), "met the Secretary General", "040", "multilateral"),
    ],
)
def test_an_encounter_is_coded_by_its_occasion(occasion: Occasion, words: str, cameo: str, mode: str) -> None:
    found = code("meeting", "done", "CONSULT", words, {}, occasion)
    assert (found.cameo, found.mode) == (cameo, mode)


def test_each_field_names_what_gave_it() -> None:
    how = dict(code("act", "done", "COERCE", "arrested three editors", {}).how)
    assert how["cameo"] == "words 'arrested'" and how["mode"] == "CAMEO 173" and how["quad"] == "type COERCE"


def test_the_model_decides_where_words_do_not() -> None:
    found = code("act", "done", "COERCE", "took him away", {"173": 0.2, "174": 0.7, "190": 0.9})
    assert found.cameo == "174" and dict(found.how)["cameo"].startswith("model")


def test_a_type_without_further_words_has_its_general_code() -> None:
    assert code("act", "done", "COERCE", "leaned on him", {}).cameo == "170"
    assert all(general(name) in codes_of(name) and load().cameo[general(name)].plover == name for name in load().types)
