"""Bylines, datelines and other furniture: what they tell becomes metadata, where they stand becomes spans.

The shapes are those of wire agencies (Xinhua, BelTA, TASS, AP, Reuters), of kremlin.ru and of the White House pages.
A line that could be a sentence is never furniture: losing an entry costs more than keeping a caption.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.types import Span

from .dates import MONTH, find_date, parse_date, parse_day
from .titles import title_end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the furniture of a text tells, each empty where it tells nothing."""

    published: dt.date | None = None
    place: str = ""
    publisher: str = ""
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    def span(self, length: int | None = None) -> tuple[int, int]:
        return self.start, self.start + len(self.text[:length].rstrip())


_SENTENCE = re.compile(r"[.!?…][\"”’)\]*]*$")
_LONG = 250  # code points above which a line is prose even where no full stop ends it

# Lines that carry no words of the document wherever they stand.
_MARKS = re.compile(
    r"(?:[*#_=~•·–—-]\s*){2,}|#|<!--.*-->|[<\[(]\s*(?:…|\.\.\.)\s*[>\])]|-\s*(?:30|ends?)\s*-|<?https?://\S+>?"
    r"|\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[AP]\.?\s?M\.?)?\s*[A-Z]{0,4}"
    r"|(?:share|tweet|print|e-?mail|facebook|twitter|telegram|whatsapp|copy link|back to top|download|listen)"
    r"(?:[\s,|/·]+(?:this|page|article|on|share|tweet|print|e-?mail|facebook|twitter|telegram|whatsapp|copy link))*"
    r"|(?:find|read|learn|see|watch) (?:more|it|the (?:video|full text))(?: here| at)?:?\s*<?https?://\S+>?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[(\[]\s*(?:(?:photo|picture|image|video)s?\b|(?:editor|editing|reporting|writing|web editor|source|author)s?"
    r"(?:\s*:|\s+by\b)).*[)\]]"
    r"|(?:file )?(?:photo|picture|image|video)s?(?:\s+(?:credit|courtesy|source))?\s*(?::|\bby\b)\s*\S.{0,200}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"<figure\b.*?</figure>|<img\b[^>]*>", re.IGNORECASE)
_LINKS_HEAD = re.compile(
    r"(?:see also|additional|related(?: (?:stories|news|links|materials|articles))?|read (?:also|more)"
    r"|more on this topic|also on the topic|read next|you may also like)\s*:?",
    re.IGNORECASE,
)
_DATED_LINK = re.compile(
    rf".{{3,250}}\b{MONTH} \d{{1,2}}(?:\s*[−–-]\s*(?:{MONTH} )?\d{{1,2}})?, (?:19|20)\d\d", re.IGNORECASE
)
_NO_LINK = re.compile(r"[.!?:;,…][\"”’)\]]*$|:\s")

# Lines that tell something, at the head (before the first prose) or the tail (after the last).
_LABELLED = re.compile(
    r"[(\[]?(?:(?P<label>source|editors?|web editor|authors?|reporters?|written by|edited by|publisher|contacts?"
    r"|media contact|press contact|tags?|keywords?|topics?|section|geography|publication status|direct link"
    r"|text version)\s*[:：|]|(?P<dated>(?:published|posted|(?:last )?(?:updated|modified))(?: on| at)?"
    r"|(?:release |publication )?date(?: of (?:issue|release|publication))?)(?:\s*[:：|]|(?=\s+\d)))"
    r"\s*(?P<value>.{0,160})",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\W*(?:for immediate release|embargoed (?:until|for) .{1,60}|no\.?:?\s*\d[\w/.-]*|unofficial translation"
    r"|(?:press|news|media) release(?:\s*(?:no|nr|#)\.?:?\s*[\w/.-]+|\s+[\d/.-]+)?"
    r"|check against delivery(?:\W*unofficial translation)?)\W*",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-ÞŠŽĆČŁ][\w.’'-]*|al|bin|de|der|den|di|el|la|van|von)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,5}}"
_BYLINE = re.compile(rf"(?:By|BY|by)\s+{_NAME}\s+{_NAMES}(?:(?:,| and| &)\s+{_NAMES}){{0,3}}")
_AROUND_DATE = re.compile(
    r"[\s*_()\[\],.|–—:·-]*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?)?[\s*_()\[\],.|–—:·-]*"
    r"(?:(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:GMT|UTC|[A-Z]{2,4}T)\)?)?(?:\s*[+-]\d\d:?\d\d)?)?"
    r"[\s*_()\[\],.|–—:·-]*(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_PLACE_NAME = r"[A-ZÀ-Þ][\w.’'-]+(?:[ -][A-ZÀ-Þ][\w.’'-]+){0,3}"
_PLACE = re.compile(rf"{_PLACE_NAME}(?:,\s+{_PLACE_NAME}){{0,2}}")

# "MINSK, Aug. 22 (Xinhua) -- ", "ASTANA, Kazakhstan (AP) — ", "MOSCOW, August 22. /TASS/. ", "WASHINGTON — "
_UPPER = r"[A-ZÀ-ÞŠŽĆČŁ]"
_CITY = rf"(?:{_UPPER}[\w.’'-]+|{_UPPER}\.)(?:[ -](?:{_UPPER}[\w.’'-]+|de|da|do|el|of)){{0,3}}"
_DAY_OF_YEAR = rf"(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+(?:19|20)\d\d)?"
_DATELINE = re.compile(
    rf"[*_]*(?P<place>{_CITY})(?P<region>(?:,|/)\s*(?!{_DAY_OF_YEAR}\b){_CITY}){{0,2}}"
    rf"(?:,?\s+(?P<date>{_DAY_OF_YEAR}))?[.,]?"
    r"\s*(?:\((?P<agency>\w[\w .&/’'-]{1,40})\)|/(?P<slashed>[A-Z][\w-]{1,20})/\.?)?"
    r"[*_]*\s*(?P<dash>--+|—|–|-|:|)[*_]*\s+(?=[\"“‘(]?[A-ZÀ-Þ0-9])"
)
# Capitals before a dash that are no city: organisations in the lead, and labels.
_NO_CITY = frozenset({
    "NATO", "BRICS", "ASEAN", "OPEC", "CSTO", "ECOWAS", "AUKUS", "IGAD", "CELAC", "EU", "UN", "UPDATE", "BREAKING",
    "NOTE", "URGENT", "VIDEO", "READOUT",
})  # fmt: skip
_ABBREVIATION = re.compile(r"(?:\w\.)+")
# Agencies whose name in brackets makes a dateline of a city in small letters too ("Minsk (BelTA) – ").
_AGENCIES = frozenset({
    "Xinhua", "BelTA", "BELTA", "AP", "AFP", "Reuters", "TASS", "dpa", "EFE", "ANSA", "Yonhap", "Kyodo", "KCNA", "IRNA",
    "SPA", "WAM", "QNA", "Anadolu", "AA", "PTI", "ANI", "APP", "VNA", "Bernama", "Antara", "Interfax", "Sputnik",
    "Ukrinform", "Kazinform", "Azertac", "Belga", "STA", "MTI", "PAP",
})  # fmt: skip
# An agency at the end of a line of its own: "Astana, 3 June 2025 (Kazinform)".
_CLOSING_AGENCY = re.compile(rf"\s*[(/](?P<name>{'|'.join(sorted(_AGENCIES))})[)/]\.?$")


def read_metadata(text: str, title: str = "", published: dt.date | None = None, url: str = "") -> Metadata:
    """The metadata and furniture of `text`. `title`, `published` and `url` are what the source declares already."""
    lines = [_Line(m.start(1), m[1].rstrip()) for m in re.finditer(r"^[ \t\xa0]*(\S[^\n]*)", text, re.MULTILINE)]
    below = title_end(text, title)
    body = [line for line in lines if line.start >= below or _is_telling(line.text)]
    anywhere = list(_anywhere(body))
    rest = _without(body, anywhere)
    told = sorted(_head_and_tail(rest), key=lambda line: line.start)
    spans = anywhere + [line.span() for line in told]
    date, publisher, place = _tell(told)
    lead = _lead(_without(rest, [line.span() for line in told]))
    if lead:
        line, match = lead
        spans.append(line.span(match.end()))
        place = place or _city(match["place"])
        publisher = publisher or (match["agency"] or match["slashed"] or "").strip()
        date = date or _dateline_date(match["date"] or "", published, url)
    return Metadata(date, place, publisher, tuple(Span.of(text, *span) for span in sorted(set(spans))))


def _without(lines: Sequence[_Line], spans: Sequence[tuple[int, int]]) -> list[_Line]:
    starts = {start for start, _ in spans}
    return [line for line in lines if line.start not in starts]


def _is_telling(line: str) -> bool:
    """Whether a line that stands above a title can still be furniture."""
    return bool(_LABELLED.fullmatch(line) or _RELEASE.fullmatch(line) or _date_line(line))


def _anywhere(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Marks, credits, figures, and "See also" with the links under it."""
    links = 0  # how many lines into a list of links; 0 is outside
    for line in lines:
        figure = _FIGURE.match(line.text)
        if _LINKS_HEAD.fullmatch(line.text):
            links = 1
            yield line.span()
        elif links and _is_link(line.text, first=links == 1):
            links += 1
            yield line.span()
        elif _MARKS.fullmatch(line.text) or _CREDIT.fullmatch(line.text):
            links = 0
            yield line.span()
        else:
            links = 0
            if figure:
                yield line.span(figure.end())


def _is_link(line: str, first: bool) -> bool:
    """A link names an event and its day; the first under the heading may go without a day."""
    if _DATED_LINK.fullmatch(line):
        return True
    return first and len(line) <= _LONG and not _NO_LINK.search(line)


def _head_and_tail(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines that tell something, before the first prose and after the last."""
    below = 0
    for below, line in enumerate(lines, start=1):  # noqa: B007 - `below` is used after the loop: the lines under the lead
        if _tells(line.text):
            yield line
        elif _is_prose(line.text):
            break
    for line in reversed(lines[below:]):
        if _tells(line.text):
            if not _places(line.text):
                yield line
        elif _is_prose(line.text):
            return


def _places(line: str) -> bool:
    """Whether a line is a date beside words that could be a place: under the last prose these are signatures."""
    date_line = None if _LABELLED.fullmatch(line) else _date_line(line)
    return bool(date_line and date_line.place)


def _is_prose(line: str) -> bool:
    return len(line) > _LONG or bool(_SENTENCE.search(line))


def _tells(line: str) -> bool:
    return bool(
        _LABELLED.fullmatch(line) or _RELEASE.fullmatch(line) or _date_line(line)
        or (len(line) <= 100 and _BYLINE.fullmatch(line))
    )  # fmt: skip


class _DateLine(NamedTuple):
    """What a line tells that is nothing but a date, perhaps with a place and an agency."""

    date: dt.date
    place: str
    agency: str


def _date_line(line: str) -> _DateLine | None:
    """ "20 May 2023, Hiroshima", "Astana, 3 June 2025 (Kazinform)"; None for other lines."""
    closing = _CLOSING_AGENCY.search(line)
    agency = closing["name"] if closing else ""
    told = line[: closing.start()] if closing else line
    found = find_date(told) if len(told) <= 90 else None
    if not found:
        return None
    date, start, end = found
    before, after = (_without_time(part) for part in (told[:start], told[end:]))
    place = before or after
    if (before and after) or (place and not _PLACE.fullmatch(place)):
        return None
    return _DateLine(date, _city(place.split(",")[0]), agency)


def _without_time(text: str) -> str:
    """What is left beside a date once weekday, time of day and punctuation are taken off both ends."""
    text = text[_match_end(text) :]
    return text.strip(" *_()[],.|–—:·-")


def _match_end(text: str) -> int:
    match = _AROUND_DATE.match(text)
    return match.end() if match else 0


def _tell(lines: Sequence[_Line]) -> tuple[dt.date | None, str, str]:
    """Date, publisher and place out of the telling lines; of several, the first counts, "updated" last."""
    dates: list[dt.date] = []
    updated: list[dt.date] = []
    publisher = place = ""
    for line in lines:
        label = _LABELLED.fullmatch(line.text)
        name = (label["label"] or label["dated"]).lower() if label else ""
        if name in ("source", "publisher") and label:
            publisher = publisher or _source_name(label["value"])
        date_line = None if label else _date_line(line.text)
        place = place or (date_line.place if date_line else "")
        publisher = publisher or (date_line.agency if date_line else "")
        date = date_line.date if date_line else parse_date(label["value"]) if label else None
        if date:
            (updated if "updated" in name or "modified" in name else dates).append(date)
    return next(iter(dates + updated), None), publisher, place


def _source_name(value: str) -> str:
    """ "Xinhua" of "Xinhua   Editor: Zhu Ying" and of "Xinhua | 2023-03-01 20:33:12 | Editor: huaxia"."""
    name = re.split(r"\s{2,}|\t|\||;|,?\s*\b(?:Editor|Author|Date|Updated|Published)s?\s*[:：]", value, maxsplit=1)[0]
    found = find_date(name)
    return (name[: found[1]] if found else name).strip(" ,.)]")


def _lead(lines: Sequence[_Line]) -> tuple[_Line, re.Match[str]] | None:
    """The dateline at the head of the first prose, if it has one."""
    for line in lines[:6]:
        match = _DATELINE.match(line.text)
        if match and _is_dateline(match):
            return line, match
        if _is_prose(line.text):
            return None
    return None


def _is_dateline(match: re.Match[str]) -> bool:
    """The fewer parts a dateline has, the plainer the rest must be: capitals and a dash of the wires."""
    place = match["place"]
    capitals = place.upper() == place
    if _ABBREVIATION.fullmatch(place):
        return False
    if match["agency"] in _AGENCIES:
        return bool(match["dash"])
    if match["slashed"] or match["agency"]:
        return bool(match["dash"] or match["slashed"]) and (capitals or bool(match["date"]))
    if match["date"]:
        return match["dash"] in ("--", "—", "–", "-", ":") and (capitals or match["dash"] != "-")
    return capitals and match["dash"] in ("--", "—", "–") and place not in _NO_CITY


def _city(place: str) -> str:
    """A city as the rest of the text writes it: "St. Petersburg" of "ST. PETERSBURG"."""
    if not place.isupper():
        return place
    capitalised = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), place)
    return re.sub(r"\b(?:De|Da|Do|Of|El)\b(?<!^..)", lambda word: word[0].lower(), capitalised)


def _dateline_date(words: str, published: dt.date | None, url: str) -> dt.date | None:
    """A dateline's date; its year, if it names none, is that of the declared date or of the address."""
    in_url = re.search(r"(?<!\d)(20\d\d)(?:[/-]?(?:0[1-9]|1[0-2]))(?!\d{3})", url)
    year = published.year if published else int(in_url[1]) if in_url else None
    return parse_date(words) or parse_day(words, year)
