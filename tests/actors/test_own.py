"""A user's own actors: loaded beside ours, or refused in one line with file, line and remedy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from communique.actors.base import KnowledgeBase, load
from communique.config import Config
from communique.errors import CommuniqueError
from communique.pipeline import Pipeline
from communique.types import Document, Record


def base_of(tmp_path: Path, name: str, text: str) -> KnowledgeBase:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return load((str(file),))


def read(text: str, *files: Path) -> Record:
    pipeline = Pipeline(Config(actors=tuple(map(str, files))))
    return pipeline.read(Document("own", text, published=dt.date(2023, 5, 10)))


TOML = """
[BRIGADE]
kind = "group"
names = ["Amber Brigade"]
cameo = "NORREB"

[NOR]
extends = true
names = ["Fjordland"]

[[tenure]]
person = "Kari Berg"
surname = "Berg"
body = "NOR"
office = "Prime Minister"
since = "2022-01-01"
until = "2024-01-01"
aliases = ["Kari Bjerg"]
"""


def test_toml_adds_entities_names_and_tenures(tmp_path: Path) -> None:
    base = base_of(tmp_path, "own.toml", TOML)
    assert base.code("Amber Brigade") == "BRIGADE" and base.entities["BRIGADE"].codes.cameo == "NORREB"
    assert base.code("Fjordland") == base.code("Norway") == "NOR"
    found = base.candidates("Kari Bjerg", day=dt.date(2023, 1, 1))
    assert found[0].person.name == "Kari Berg" and found[0].tenure.source == "own.toml"
    held = base.register.holder("NOR", "Prime Minister", "2023-01-01")
    assert held is not None and held[0].name in ("Kari Berg", "Jonas Gahr Støre")


def test_csv_of_entities_and_of_tenures(tmp_path: Path) -> None:
    base = base_of(
        tmp_path, "e.csv", "code,kind,name,aliases,cameo\nGREENS,group,Green Front,Greens|Green League,NORENV\n"
    )
    assert base.code("Green League") == "GREENS"
    base = base_of(tmp_path, "t.csv", "person,body,office,since\nPer Dahl,NOR,Harbour Master,2020\n")
    assert base.candidates("Per Dahl")[0].tenure.office == "Harbour Master"


def test_own_actors_are_read_in_documents(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(TOML, "utf-8")
    record = read("Fjordland signed a treaty with Kenya on Monday. The Amber Brigade attacked Kenya.", file)
    codes = {p.entity.code for e in record.entries for p in e.actors}
    assert {"NOR", "BRIGADE"} <= codes


BAD = [
    ("a.csv", "person,body,office\nX Y,BLX,King\n", ["a.csv:2", "'BLX'", "near are"]),
    ("a.csv", "person,body,office,since\nX Y,BLR,King,2020-02-30\n", ["a.csv:2", "'2020-02-30'", "YYYY-MM-DD"]),
    ("a.csv", "person,body,office,since,until\nX Y,BLR,King,2020,2019\n", ["a.csv:2", "before"]),
    ("a.csv", "person,office\nX Y,King\n", ["a.csv:1", "body"]),
    ("a.csv", "person,body,office,colour\nX,BLR,King,red\n", ["a.csv:1", "colour", "known are"]),
    ("a.csv", "person,body,office\nX Y,BLR\n", ["a.csv:2", "cells"]),
    ("a.csv", "person,body,office\nX Y,BLR,King\nX Y,BLR,King\n", ["a.csv:3", "a.csv:2", "already"]),
    ("a.csv", "code,kind,name\nBLR,state,Belarus\n", ["a.csv:2", "BLR", "already"]),
    ("a.csv", "code,kind,name\nQQ,planet,Mars\n", ["a.csv:2", "planet", "group"]),
    ("a.toml", "[A\n", ["a.toml", "line 1"]),
    ("a.toml", "[AAA]\nkind = 'group'\n", ["a.toml:1", "names"]),
    ("a.toml", "[AAA]\nnames = ['Triple A']\nmembers = ['BLR 2020-99']\n", ["a.toml:1", "2020-99"]),
    ("a.toml", "[ZZZ]\nextends = true\nnames = ['Z']\n", ["a.toml:1", "extends", "'ZZZ'"]),
    ("a.toml", "[[tenure]]\nperson = 'X'\nbody = 'BLR'\noffice = 'King'\nhat = 'tall'\n", ["a.toml:1", "hat"]),
    ("a.txt", "nothing of the kind\n", ["a.txt", "PETRARCH"]),
]


@pytest.mark.parametrize(("name", "text", "told"), BAD, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(BAD)])
def test_what_is_unfit_is_refused_with_its_place(tmp_path: Path, name: str, text: str, told: list[str]) -> None:
    with pytest.raises(CommuniqueError) as refused:
        base_of(tmp_path, name, text)
    line = str(refused.value)
    assert "\n" not in line and all(part in line for part in told), line


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="does not exist"):
        load((str(tmp_path / "none.csv"),))
    with pytest.raises(CommuniqueError, match="folder"):
        load((str(tmp_path),))


# --- PETRARCH and Phoenix ------------------------------------------------------------------------------------

ACTORS = """
# a comment
NORWAY [NOR]
NORWEGIAN_TROOPS [NORMIL]
KARI_BERG_  # with a comment
+PREMIER_BERG_OF_OSLO
\t[NORELI 19900101-20091231]
\t[NORGOV >20100101]
OLD_REALM [XQZ]
BROKEN_LINE [NORGOV 123]
"""
AGENTS = """
!PERSON! = MAN, WOMAN
FISHER!PERSON! [~LAB]
ENVOY {ENVOYS} [~GOV]
NO BRACKET HERE
"""


def test_a_petrarch_dictionary_of_actors(tmp_path: Path) -> None:
    base = base_of(tmp_path, "my.actors.txt", ACTORS)
    (mention,) = base.gazetteer.find("They saw Norwegian troops in the north.")
    assert (mention.entity.code, mention.how) == ("NOR", "cameo NORMIL")
    found = base.candidates("Kari Berg", day=dt.date(2015, 1, 1))
    assert (found[0].tenure.cameo, found[0].tenure.body) == ("NORGOV", "NOR")
    assert base.candidates("Kari Berg", day=dt.date(2000, 1, 1))[0].tenure.cameo == "NORELI"
    assert base.notes == ["XQZ"]
    assert len(base.left_out) == 1 and "my.actors.txt:10" in base.left_out[0] and "123" in base.left_out[0]


def test_a_petrarch_dictionary_of_agents(tmp_path: Path) -> None:
    base = base_of(tmp_path, "my.agents.txt", AGENTS)
    assert base.roles["fisherman"] == base.roles["fisherwoman"] == "LAB"
    assert base.roles["envoys"] == "GOV"
    assert len(base.left_out) == 1 and "my.agents.txt:5" in base.left_out[0]


def test_the_roles_of_agents_come_out(tmp_path: Path) -> None:
    agents = tmp_path / "agents.txt"
    agents.write_text(AGENTS, "utf-8")
    record = read("The Norwegian fisherman attacked a Kenyan boat on Monday.", agents)
    assert {p.cameo for e in record.entries for p in e.actors} == {"NORLAB"}


def test_the_dictionaries_of_phoenix_load(shared: Path) -> None:
    folder = shared / "petrarch"
    names = ("Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt", "Phoenix.agents.txt")
    base = load(tuple(str(folder / name) for name in names))
    assert len(base.register.persons) > 15_000 and len(base.roles) > 2_000
    assert base.left_out and all(line.startswith("Phoenix.") for line in base.left_out)
    hu = base.candidates("Hu Jintao", day=dt.date(2010, 1, 1))[0]
    assert hu.tenure.body == "CHN"
