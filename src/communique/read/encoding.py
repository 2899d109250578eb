"""Bytes to characters: byte order mark, what is declared, UTF-8, and only then a guess that has to prove itself."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from communique.errors import EncodingError

from .bytes import refuse_controls, refuse_known_binary

_BOMS: tuple[tuple[bytes, str], ...] = (  # UTF-32's little-endian mark begins with UTF-16's, so it is asked first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The WHATWG encoding standard reads these labels as windows-1252, as every browser does.
_AS_CP1252 = {"iso8859-1", "ascii", "latin-1"}
_REMEDY = "name the right one with `--encoding`"
_GUESS_BYTES = 200_000
_MOSTLY_ASCII = 0.15  # below this share of letters outside ASCII a text is English with foreign names
_COHERENT = 0.4  # charset-normalizer's measure of how well letters fit a language; broken bytes in tests stay below
_CHAOTIC = 0.2  # charset-normalizer's measure of mess, at which its own default rejects
_TYPOGRAPHY = set("‘’‚“”„–—…•«»‹›€£§°©®™´·\xa0\xad¿¡¼½¾²³ªº")
_ODD_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_a-zA-Z](?![^\W\d_])|[^\W\d_A-Za-z](?=[A-Z])")


def peek(head: bytes) -> str:
    """The first bytes as text, for guessing a format only: what does not decode is dropped."""
    bom, encoding = _bom(head)
    return head[len(bom) :].decode(encoding or "utf-8", "ignore")


def bom_encoding(head: bytes) -> str:
    """The encoding that a byte order mark tells, or nothing."""
    return _bom(head)[1]


def decode(data: bytes, name: str, given: str = "", declared: Sequence[tuple[str, str]] = ()) -> str:
    """The text of `data`, without byte order mark, its newlines as they are.

    `given` is the user's word and must hold. `declared` are (encoding, who says so) and are believed where they
    hold. Raises BinaryError where the bytes are no text, EncodingError where no encoding fits.
    """
    refuse_known_binary(data, name)
    text = _given(data, name, given) if given else _told(data, name, declared)
    if text is None:
        text = _guessed(data, name, declared)
    refuse_controls(text, name)
    return text.removeprefix("\ufeff")


def check_encoding(given: str) -> str:
    """The codec's own name for `given`; EncodingError where Python has no such encoding of text."""
    try:
        codec = codecs.lookup(given)
        # base64, zip and rot13 are codecs too, but not of text; there is no public way to ask
        if getattr(codec, "_is_text_encoding", True):
            return codec.name
    except (LookupError, ValueError):
        pass
    raise EncodingError(f"no encoding is called {given!r}; some that are: utf-8, utf-16, windows-1252, gb18030")


def _bom(data: bytes) -> tuple[bytes, str]:
    return next((pair for pair in _BOMS if data.startswith(pair[0])), (b"", ""))


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _given(data: bytes, name: str, given: str) -> str:
    text = _try(data, check_encoding(given))
    if text is None:
        raise EncodingError(
            f"{name} is not in {given}, the encoding that was given; leave `--encoding` out or {_REMEDY}"
        )
    return text


def _told(data: bytes, name: str, declared: Sequence[tuple[str, str]]) -> str | None:
    """The text by its byte order mark, by what is declared, or as UTF-8; None where none of these holds."""
    bom, encoding = _bom(data)
    if bom:
        text = _try(data, encoding)
        if text is None:
            raise EncodingError(
                f"{name} begins with the mark of {encoding} but is not {encoding} throughout; {_REMEDY}"
            )
        return text
    for label, _ in declared:
        text = _try(data, _declared_codec(label)) if _declared_codec(label) else None
        if text is not None:
            return text
    return _utf16_without_mark(data) if b"\x00" in data else _try(data, "utf-8")


def _declared_codec(label: str) -> str:
    """The codec that a web page's label means, or nothing where it means none."""
    try:
        codec = check_encoding(label)
    except EncodingError:
        return ""
    return "cp1252" if codec in _AS_CP1252 else codec


def _utf16_without_mark(data: bytes) -> str:
    """Text with NUL bytes: UTF-16 where every second byte is NUL, else left to be refused as binary."""
    sample = data[:_GUESS_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    encoding = "utf-16-le" if odd > 0.5 * half and even < 0.05 * half else "utf-16-be"
    unlike = max(even, odd) <= 0.5 * half or min(even, odd) >= 0.05 * half
    text = None if unlike else _try(data, encoding)
    return data.decode("latin-1") if text is None else text


def _guessed(data: bytes, name: str, declared: Sequence[tuple[str, str]]) -> str:
    """A guess for bytes that nothing declares: windows-1252 for English, charset-normalizer for the rest."""
    broken = _breaks_utf8(data)
    if broken is None:
        text = _try(data, "cp1252")
        if text is not None and _foreign_share(text) < _MOSTLY_ASCII and _plausible(text):
            return text
        text = _by_statistics(data)
        if text is not None:
            return text
    tried = ", ".join([f"{label} ({by} says so)" for label, by in declared] + ["utf-8"])
    where = f"it breaks off after {broken:,} bytes" if broken is not None else "no other encoding fits either"
    raise EncodingError(f"the encoding of {name} cannot be told: tried {tried}, and {where}; {_REMEDY}")


def _breaks_utf8(data: bytes) -> int | None:
    """Where UTF-8 breaks in bytes that hold more whole UTF-8 sequences than broken ones; None for other bytes."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        lenient = data.decode("utf-8", "replace")
        broken = lenient.count("\ufffd")
        whole = sum(1 for character in lenient if character > "\x7f") - broken
        return error.start if whole > broken else None
    return None


def _by_statistics(data: bytes) -> str | None:
    """charset-normalizer's best guess, or None where it has none or the result does not read like words."""
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_GUESS_BYTES]).best()
    text = _try(data, best.encoding) if best else None
    if best is None or text is None or best.chaos > _CHAOTIC:
        return None
    mixed = _foreign_share(text) < _MOSTLY_ASCII
    return None if mixed and (best.coherence < _COHERENT or not _plausible(text)) else text


def _foreign_share(text: str) -> float:
    letters = [character for character in text if character.isalpha()]
    return sum(1 for character in letters if not character.isascii()) / max(1, len(letters))


def _plausible(text: str) -> bool:
    """Whether the characters outside ASCII are typography, or letters that sit inside words as letters do."""
    symbols = {c for c in text if not c.isascii() and not c.isalpha()}
    return symbols <= _TYPOGRAPHY and not _ODD_WORD.search(text)
