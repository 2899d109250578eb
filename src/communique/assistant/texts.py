"""What an assistant brings to be read: a text, or the address of a public page; never a file of this machine."""

from __future__ import annotations

import threading

from ..answers.asking import day
from ..answers.reading import Reader, address_document, text_document
from ..config import Config
from ..errors import QuestionError
from ..types import Document, Record


class Texts:
    """Reads texts and pages; the models are loaded with the first one."""

    def __init__(self, config: Config | None = None) -> None:
        self.reader = Reader(config)
        self._alone = threading.Lock()

    def document(self, text: str, url: str, title: str, date: str, publisher: str) -> Document:
        """The document of a text with what is told of it, or of the page at an address."""
        if bool(text.strip()) == bool(url):
            raise QuestionError("give either a text or the url of a page to read")
        if not url:
            day(date)
            return text_document(text, self.reader.config, title=title, date=date, publisher=publisher)
        if title or date or publisher:
            raise QuestionError("title, date and publisher go with a text; a page tells its own")
        return address_document(url, self.reader.config)

    def read(self, document: Document) -> Record:
        """Its record. One at a time, since an assistant may ask several things at once and the models are one."""
        with self._alone:
            return self.reader.pipeline.read(document)
