"""Templates → pages. Everything is escaped; control and direction characters of a document are shown, not obeyed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ..joining.traits import parted
from ..publish import names
from ..types import KINDS, Party
from . import security
from .site import site_of

# Characters that steer how others are shown: overrides and isolates of direction, and what no text needs.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def inert(text: str) -> Markup:
    """Text as HTML in which a steering character is shown by its number."""
    return Markup(_STEERING.sub(_shown, str(escape(text))))


def inert_html(html: str) -> Markup:
    """The same for what is escaped already."""
    return Markup(_STEERING.sub(_shown, html))


def _numbered(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"


def _shown(found: re.Match[str]) -> str:
    return f'<span class="control">U+{ord(found.group()):04X}</span>'


def _final(value: Any) -> Any:
    """What every `{{ ... }}` goes through before it is escaped."""
    if isinstance(value, str) and not isinstance(value, Markup) and _STEERING.search(value):
        return inert(value)
    return value


def for_script(value: Any) -> Markup:
    """JSON inside a `<script type="application/json">`, where nothing may end the element or steer a label."""
    text = _STEERING.sub(_numbered, json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def day(value: str | None) -> str:
    """An ISO date as people write it: `22 August 2024`, `2024`, `16–17 September 2023`, `week 34 of 2021`."""
    if not value:
        return "undated"
    first, mark, last = value.partition("/")
    if mark:
        return _range(day(first).split(), day(last).split())
    if re.fullmatch(r"\d{4}-W\d\d", value):
        return f"week {int(value[6:])} of {value[:4]}"
    for form, shown in (("%Y-%m-%d", "{0.day} {0:%B %Y}"), ("%Y-%m", "{0:%B %Y}")):
        try:
            return shown.format(dt.datetime.strptime(value, form))
        except ValueError:
            continue
    return value


def _range(first: list[str], last: list[str]) -> str:
    """Two dates in one, what both end in told once: `30 August – 2 September 2024`."""
    if len(first) > 1 and first[1:] == last[1:]:
        return f"{first[0]}–{' '.join(last)}"
    if first[-1] == last[-1] and len(first) > 1:
        first = first[:-1]
    return f"{' '.join(first)} – {' '.join(last)}"


def short_day(value: str | None) -> str:
    """The same in the width of a column: `22 Aug 2024`."""
    told = day(value)
    return re.sub(r"([A-Z][a-z]{2})[a-z]+", r"\1", told) if value else told


def parties(wanted: Iterable[Party]) -> Markup:
    """Parties as links, each once; the words of one that is not resolved stand as they are, and say so."""
    found: dict[str, Markup] = {}
    for party in wanted:
        code, name = party.entity.code, names.party_name(party)
        person = Markup('<a class="person" href="{}">{}</a>, ').format(person_at(party.person), inert(party.person))
        shown = Markup('{}<a href="{}">{}</a>').format(
            person if party.person and code else "", party_at(code), inert(names.party_name(party))
        )
        found.setdefault(name + party.person, shown if code else Markup("<i>{}</i>").format(inert(name)))
    return Markup("; ").join(found.values()) or Markup("<i>nobody named</i>")


def party_at(code: str) -> str:
    return f"/party/{quote(code, safe='')}"


def person_at(name: str) -> str:
    return f"/person/{quote(name, safe='')}"


def pair_at(pair: str) -> str:
    """The page of a relation, from "BLR-CHN"."""
    a, _, b = pair.partition("-")
    return f"/relation/{quote(a, safe='')}/{quote(b, safe='')}"


def query(**given: Any) -> str:
    """`?a=1&b=2` of what is not empty; "" where all is."""
    kept = {key: value for key, value in given.items() if value not in ("", None, [], ())}
    return "?" + urlencode(kept, doseq=True) if kept else ""


def citation(held: Any) -> str:
    """Publisher, title, date, address and quote, as a footnote has them."""
    told = [held.publisher, f"“{held.title}”" if held.title else "", day(held.published) if held.published else ""]
    parts = ", ".join(part for part in told if part)
    at = f" <{held.url}>" if held.url else ""
    return f"{parts}{at}: “{' '.join(held.entry.quote.quote.split())}”"


def web_address(url: str) -> str:
    """An address that is safe to follow; "" for any other (javascript:, data:, files)."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def capitalize_first(text: str) -> str:
    """Text with its first letter in capitals, the others as they are."""
    return text[:1].upper() + text[1:]


def fullest(reports: Sequence[Any]) -> Any:
    """The report of an event with the most words."""
    return max(reports, key=lambda held: len(held.entry.quote.quote))


@lru_cache(maxsize=128)
def static(path: str) -> str:
    """The address of a static file, with its content's hash: it may be kept until it is another."""
    data = files("communique.web").joinpath("static", path).read_bytes()
    return f"/static/{path}?v={hashlib.sha256(data).hexdigest()[:12]}"


@pass_context
def two(context: Context, pair: str) -> tuple[str, str]:
    """The codes of a pair."""
    return parted(pair, site_of(context["request"]).base.entities)


@pass_context
def party_name(context: Context, code: str) -> str:
    """A code's name, from the knowledge base."""
    return site_of(context["request"]).name(code)


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("communique.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": day,
        "short_day": short_day,
        "parties": parties,
        "for_script": for_script,
        "citation": citation,
        "web_address": web_address,
        "inert": inert,
        "fullest": fullest,
        "capitalize_first": capitalize_first,
        "label": names.field_label,
        "shortened": names.shortened,
        "pair_at": pair_at,
        "party_at": party_at,
        "person_at": person_at,
        "party_name": party_name,
        "two": two,
        "counted": names.counted,
    }
    made.globals |= {"KINDS": KINDS, "PLURALS": names.PLURALS, "query": query, "static": static}
    return made


_TEMPLATES = _environment()


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as a response; `request`, `visitor` and `csrf` are at hand in each."""
    values |= {"request": request, "visitor": security.caller_of(request), "csrf": security.csrf_of(request)}
    return HTMLResponse(_TEMPLATES.get_template(template).render(values), status)
