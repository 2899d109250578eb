"""HTML: trafilatura finds the main text, the title, the date and the publisher; navigation falls away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.config import Config
from communique.errors import EmptyError
from communique.types import Document

from .build import Known, build
from .bytes import read_whole
from .dates import parse_date
from .encoding import decode, peek
from .items import Failure, Raw

NAME = "html"
SUFFIXES = (".html", ".htm")
MEDIA = ("text/html", "application/xhtml+xml")

_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_META_REACH = 4096  # a charset declaration stands within the first 1,024 bytes by the HTML standard; pages are sloppier


def sniff(head: bytes) -> bool:
    """Whether the first bytes open an HTML page."""
    return bool(_MARKUP.search(peek(head)))


def read(raw: Raw, config: Config) -> Iterator[Document | Failure]:
    """The page's main text as one document; EmptyError where nothing but markup is there."""
    data = read_whole(raw, config.limits)
    markup = decode(data, raw.name, given=config.encoding, declared=_declared(raw, data))
    page = _extract(markup, raw.url)
    if page is None or not (page.text or "").strip():
        raise EmptyError(f"{raw.name} holds HTML without any text; give a page whose text is in the HTML itself")
    known = Known(
        source=raw.name,
        url=raw.url or page.url or "",
        title=(page.title or "").strip(),
        published=parse_date(page.date or ""),
        publisher=_publisher(page),
        reader=f"{NAME}/1",
    )
    yield build("\n\n".join(line for line in page.text.split("\n") if line.strip()), data, known, config)


def _declared(raw: Raw, data: bytes) -> list[tuple[str, str]]:
    """The encodings that the answer and the page claim, the answer first, as the HTML standard ranks them."""
    meta = _META_CHARSET.search(data[:_META_REACH])
    claims = [(raw.charset, "the HTTP header"), (meta[1].decode("ascii", "replace") if meta else "", "the page")]
    return [(name, by) for name, by in claims if name]


def _extract(markup: str, url: str) -> Any:
    """trafilatura's document, or None; dates only from the page's own declarations, never guessed from its text."""
    import trafilatura

    return trafilatura.bare_extraction(
        markup,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _publisher(page: Any) -> str:
    """The site's own name; a bare host name is no publisher."""
    name = (page.sitename or "").strip()
    return "" if name == (page.hostname or "") or re.fullmatch(r"[\w-]+(\.[\w-]+)+", name) else name
