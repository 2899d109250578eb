"""Overlapping runs become nested markup that holds the text unchanged."""

from __future__ import annotations

import random
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from communique.publish.layers import Layer, nested


def layer(name: str, start: int, end: int) -> Layer:
    return Layer(start, end, f"<i class={name}>", "</i>", first=f"<u id={name}></u>", leaf=f"<a href={name}>")


class Balanced(HTMLParser):
    """Fails on an element that closes another; collects what covers each character."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.covers: list[set[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        links = [tag for tag, _ in self.open if tag == "a"]
        assert len(links) <= 1
        self.covers += [{name for tag, name in self.open if tag == "i"}] * len(data)


def test_nested_runs_nest() -> None:
    assert nested("abcd", [layer("x", 0, 4), layer("y", 1, 2)]) == (
        "<i class=x><u id=x></u><a href=x>a</a><i class=y><u id=y></u><a href=y>b</a></i><a href=x>cd</a></i>"
    )


def test_crossing_runs_are_split_and_begin_once() -> None:
    html = nested("abcd", [layer("x", 0, 3), layer("y", 2, 4)])
    assert html.count("<u id=x>") == html.count("<u id=y>") == 1


def test_text_is_escaped() -> None:
    assert nested("<&>", []) == "&lt;&amp;&gt;"


def test_an_empty_text_is_empty() -> None:
    assert nested("", []) == ""


@pytest.mark.parametrize("seed", range(20))
def test_any_runs_cover_exactly_their_characters(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice("ab <&\n") for _ in range(60))
    layers = []
    for number in range(12):
        start = chance.randrange(len(text) - 1)
        layers.append(layer(f"n{number}", start, chance.randrange(start + 1, len(text) + 1)))
    html = nested(text, layers)
    parser = Balanced()
    parser.feed(html)
    parser.close()
    assert not parser.open
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text
    for place, covers in enumerate(parser.covers):
        assert covers == {f"n{n}" for n, run in enumerate(layers) if run.start <= place < run.end}
    for number in range(12):
        assert html.count(f"<u id=n{number}>") == 1
