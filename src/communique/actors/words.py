"""Names as they are compared: straightened, folded, and by their sound across transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD leaves whole.
LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th", "ß": "ss",
     "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "ŋ": "ng", "-": " ", "‑": " ", "–": " "}
)  # fmt: skip
# One letter for sounds that transliterations write in many ways, longest first. From comparing the Factbook's
# wordings of one office holder ("Golovchenko" and "Halowchenka", "Yury Nazarov" and "Yuryy Nazaraw").
SOUNDS = {
    "shch": "z", "sch": "z", "tch": "C", "sh": "z", "ch": "C", "kh": "g", "gh": "g", "zh": "z", "ph": "f", "th": "t",
    "dh": "d", "ck": "k", "ks": "z", "ts": "z", "tz": "z", "dj": "i", "dz": "z", "q": "k", "c": "k", "w": "v", "h": "g",
    "s": "z", "x": "z", "y": "i", "j": "i",
}  # fmt: skip
HEARD = re.compile("|".join(SOUNDS))
DOUBLE = re.compile(r"(.)\1+")
# ASCII as it is folded: letters stay, hyphens and white space part words, the rest goes.
FOLDED = {n: " " if chr(n) in "- \t\n\r" else None for n in range(128) if not chr(n).islower()}
VOWELS = str.maketrans("", "", "aeiou")


def straight(text: str) -> str:
    """A text with straight apostrophes and plain spaces; every offset stays as it is."""
    return text.replace("’", "'").replace("\u00a0", " ")


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name without accents, marks and case, for comparison."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode()
    return " ".join(name.lower().translate(FOLDED).split())


def unsuffixed(name: str) -> str:
    """The folded name without a title before and "Jr" after it."""
    return re.sub(r"^(?:dr|sir|gen|adm|lt|he) | (?:jr|sr)$", "", fold(name)).strip()


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The consonants of a folded word as transliterations agree on them: "lkznk" for Lukashenko and Lukashenka."""
    word = DOUBLE.sub(r"\1", HEARD.sub(lambda m: SOUNDS[m.group()], word))
    return ("i" if word[:1] in ("e", "i") else word[:1]) + word[1:].translate(VOWELS)
