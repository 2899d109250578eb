"""Language: short English full of foreign names is read; other languages are named."""

from __future__ import annotations

import pytest

from communique.errors import LanguageError
from communique.read.languages import detect, settle


@pytest.mark.parametrize(
    "text",
    [
        "Li Qiang met Roman Golovchenko in Beijing.",
        "Xi Jinping held talks with Alexander Lukashenko.",
        "Putin met Erdogan in Ankara",
        "Nguyen Phu Trong visited Vientiane and met Thongloun Sisoulith.",
        "Kyrgyz President Sadyr Japarov and Kassym-Jomart Tokayev signed a declaration.",
        "Ursula von der Leyen met Pedro Sánchez in Madrid.",
        "President Joe Biden spoke today with President Recep Tayyıp Erdoğan of Türkiye.",
        "Sergey Lavrov (Сергей Лавров) met Wang Yi (王毅) in Moscow.",
        "Readout of Vice President Kamala Harris’s Meeting with President Nana Akufo-Addo of Ghana",
    ],
)
def test_short_english_with_foreign_names_is_read(text: str) -> None:
    assert settle(text, "x") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Президент России встретился с премьер-министром Китая.", "Russian"),
        ("国务院总理李强同白俄罗斯总理会谈。", "Chinese"),
        ("Le président Macron a rencontré le chancelier Scholz à Paris jeudi.", "French"),
        ("Der Bundeskanzler hat am Donnerstag den Präsidenten der Ukraine in Berlin empfangen.", "German"),
        ("El presidente se reunió con el ministro de Asuntos Exteriores de Chile.", "Spanish"),
        ("استقبل الرئيس وزير الخارجية الصيني في القاهرة يوم الخميس.", "Arabic"),
        ("Prezydent spotkał się z premierem Ukrainy w Warszawie.", "Polish"),
        ("De minister-president heeft donderdag in Den Haag met zijn Belgische collega gesproken.", "Dutch"),
        ("Cumhurbaşkanı Erdoğan, Rusya Devlet Başkanı Putin ile Ankara'da görüştü.", "Turkish"),
    ],
)
def test_other_languages_are_refused_by_name(text: str, language: str) -> None:
    with pytest.raises(LanguageError, match=language):
        settle(text, "x")


def test_an_override_is_believed_and_one_that_is_not_read_is_refused() -> None:
    assert settle("Le président a rencontré le chancelier à Paris.", "x", "en") == "en"
    with pytest.raises(LanguageError, match="French"):
        settle("The president met the chancellor.", "x", "fr")


def test_english_that_quotes_another_language_at_length_is_english() -> None:
    quote = "“Мы готовы к переговорам”, he said. "
    assert detect("The President of Russia spoke with the press after the talks. " + quote * 3) == "en"
