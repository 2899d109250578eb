"""Which language a text is in, and whether that language is read.

The detector is py3langid (BSD-3-Clause, offline, a naive Bayes model of 4 MB). It takes a second to load, so a text
whose function words already say English is never shown to it.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from communique.errors import LanguageError

SUPPORTED = ("en",)

# The languages that are told apart, by ISO 639-1 code. Dialects and creoles that py3langid also knows are left out:
# they take short English sentences full of names for themselves.
NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
    "km": "Khmer", "ko": "Korean", "ky": "Kyrgyz", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "mn": "Mongolian", "ms": "Malay", "my": "Burmese", "ne": "Nepali", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "tg": "Tajik", "th": "Thai", "tk": "Turkmen", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the of and to with said has have was were which that this their his its for from by will would on at as is "
        "are be been he she they it who not today between",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # code points that are looked at; more change no verdict
_ENGLISH_SHARE = 0.12  # of words; English prose has 0.3 to 0.4, other Latin-script languages below 0.05 (Dutch 0.08)
_CONFIDENT = 0.7  # py3langid's probability over the languages above; short lists of names stay below
_SCRIPT_SHARE = 0.5


def settle(text: str, name: str, override: str = "") -> str:
    """The language of `text` as an ISO 639-1 code; LanguageError where it is not read. `override` is believed."""
    code = override.strip().lower() or detect(text)
    if code in SUPPORTED:
        return code
    read = ", ".join(f"{NAMES[known]} ({known})" for known in SUPPORTED)
    if override:
        known_as = NAMES.get(code, "unknown")
        raise LanguageError(f"the language {override!r} ({known_as}) is not read; what is read: {read}")
    raise LanguageError(
        f"{name} is in {NAMES.get(code, code)}, which is not read yet; what is read: {read}. "
        "If it is one of these, say so with `--language`"
    )


def detect(text: str) -> str:
    """The most probable language; English wherever a Latin-script text does not clearly speak for another."""
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    latin = _latin_share(sample)
    if latin > _SCRIPT_SHARE and sum(w in _FUNCTION_WORDS for w in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    code, confidence = _detector().classify(sample)
    if latin > _SCRIPT_SHARE and confidence < _CONFIDENT and not _kin(sample):
        return "en"
    return str(code)


def _kin(sample: str) -> bool:
    """Whether close relatives share a verdict that none reaches alone (Malay and Indonesian, Danish and Norwegian)."""
    first, second = _detector().rank(sample)[:2]
    pairs = ({"ms", "id"}, {"da", "no"}, {"bs", "hr"}, {"hr", "sr"}, {"cs", "sk"}, {"es", "pt"}, {"es", "ca"})
    return {first[0], second[0]} in pairs and first[1] + second[1] >= 0.9


def _latin_share(text: str) -> float:
    """The share of letters that are of the Latin script (below U+0250, or Latin Extended Additional)."""
    letters = [ord(character) for character in text if character.isalpha()]
    return sum(1 for code in letters if code < 0x250 or 0x1E00 <= code < 0x1F00) / max(1, len(letters))


@functools.cache
def _detector() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(list(NAMES))
    return detector
