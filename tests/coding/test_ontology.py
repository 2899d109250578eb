"""The ontologies as data: whole, consistent, and refused in one line where they are not."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest

from communique.coding.lint import lint
from communique.coding.ontology import FILES, load, read
from communique.errors import CodeError, DataError

# PLOVER 0.8's event types with their quad categories.
QUADS = {
    "1": "AGREE CONSULT SUPPORT CONCEDE",
    "2": "COOPERATE AID RETREAT",
    "3": "REQUEST ACCUSE REJECT THREATEN",
    "4": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our ontology to break."""
    for name in FILES:
        with resources.as_file(resources.files("communique.data.ontologies").joinpath(name)) as path:
            shutil.copy(path, tmp_path / name)
    return tmp_path


def test_the_sixteen_types_have_their_quads() -> None:
    assert {t.name: t.quad for t in load().types.values()} == {
        n: q for q, names in QUADS.items() for n in names.split()
    }


def test_ours_is_without_faults() -> None:
    assert [str(p) for p in lint(load())] == []


def test_codes_are_strings_and_keep_their_zeros() -> None:
    assert load().event("010").meaning != load().event("10").meaning
    assert load().event("0841").plover == "RETREAT" and load().event("0841").mode == "release"


def test_all_twenty_roots_and_their_scales_are_there() -> None:
    cameo = load().cameo
    assert [c for c in cameo if len(c) == 2] == [f"{n:02d}" for n in range(1, 21)]
    assert cameo["057"].scale == 8.0 and cameo["190"].scale == -10.0 and cameo["010"].scale == 0.0


@pytest.mark.parametrize(
    ("code", "told"), [("1799", "codes under 17"), ("999", "from 010 to 2042"), ("10x", "codes under 10")]
)
def test_an_unknown_code_is_told_with_its_neighbours(code: str, told: str) -> None:
    with pytest.raises(CodeError, match=told):
        load().event(code)


def test_an_unknown_type_or_mode_is_told_with_the_alternatives() -> None:
    with pytest.raises(CodeError, match="did you mean COERCE"):
        load().type("COERSE")
    with pytest.raises(CodeError, match="its modes are seize"):
        load().mode("COERCE", "visit")
    with pytest.raises(CodeError, match="it has no modes"):
        load().mode("AGREE", "visit")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("cameo_plover.csv", "0841,RETREAT,release", "0841,RETREAT,reles", "'reles' is no mode of RETREAT"),
        ("cameo_plover.csv", "173,COERCE", "173,COERSE", "'COERSE' is no PLOVER type"),
        ("cameo_plover.csv", "\n173,COERCE,arrest,legal", "", "173: has no PLOVER type"),
        ("cameo.csv", "057,8.0", "057,80", "scale 80.0 is not between"),
        ("cameo.csv", "\n084,7.0", "\n985,7.0", "0841: stands under 084, which is not there"),
        ("cameo_words.toml", 'cameo = "041"', 'cameo = "0419"', "its code is not in cameo.csv"),
        ("cameo_words.toml", "mediat|", "(mediat|", "its words are no expression"),
        ("plover.toml", "quad = 4", "quad = 7", "quad '7' is none of"),
        ("contexts.toml", '"militar-"', '"Militar-"', "has capitals"),
    ],
)
def test_faults_are_told_with_file_and_name(folder: Path, file: str, old: str, new: str, told: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    assert any(told in str(p) and str(p).startswith(file) for p in lint(read(folder)))


def test_files_that_cannot_be_read_are_refused_in_one_line(folder: Path) -> None:
    (folder / "cameo.csv").write_text("code;scale\n", "utf-8")
    with pytest.raises(DataError, match=r"cameo\.csv must have the columns"):
        read(folder)
    (folder / "plover.toml").write_text("[types", "utf-8")
    with pytest.raises(DataError, match="no TOML"):
        read(folder)
    (folder / "plover.toml").unlink()
    with pytest.raises(DataError, match="cannot be read"):
        read(folder)
