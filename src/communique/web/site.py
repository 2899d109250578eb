"""What all requests share: the open ledger, the knowledge base, the pipeline, and what was computed before."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, cast

from fastapi import Request

from ..actors.base import KnowledgeBase, load
from ..answers.reading import Reader
from ..config import Config, Limits
from ..ledger.state import stamp
from ..ledger.store import Store, open_store
from ..types import Document, Record
from .drafts import Drafts
from .settings import Settings

# Answers kept for the next asker; the largest, a busy relation's, is about 100 kB.
REMEMBERED = 512


class Site:
    """One server's state. `store` is the open ledger; models are loaded when the first text is read."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store: Store = open_store(settings.ledger)
        actors = (settings.actors,) if settings.actors else ()
        self.config = Config(actors=actors, limits=Limits(allow_private=settings.allow_private))
        self.base: KnowledgeBase = load(self.config.actors)
        self._answers: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._locks = tuple(threading.Lock() for _ in range(64))
        self.reader = Reader(self.config)
        self.drafts = Drafts()
        self._alone = threading.Lock()

    def read(self, document: Document) -> Record:
        """A document's record. One at a time: the models use every core for one text, and memory for each more."""
        with self._alone:
            return self.reader.pipeline.read(document)

    def name(self, code: str) -> str:
        """The name of a state or organisation, or the code itself where it has none."""
        entity = self.base.entities.get(code)
        return entity.name if entity else code

    def remembered(self, connection: Any, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, computed once for as long as the ledger stays as it is; who else asks waits for it."""
        state = stamp(connection)
        if (found := self._answer(key, state)) is not None:
            return found
        with self._making(key):
            if (found := self._answer(key, state)) is not None:
                return found
            value = make()
            with self._lock:
                self._answers[key] = (state, value)
                while len(self._answers) > REMEMBERED:
                    self._answers.popitem(last=False)
        return value

    def _answer(self, key: Hashable, state: Hashable) -> Any:
        """What is remembered of a state; None where nothing is."""
        with self._lock:
            found = self._answers.get(key)
            if found is None or found[0] != state:
                return None
            self._answers.move_to_end(key)
            return found[1]

    def _making(self, key: Hashable) -> threading.Lock:
        """One lock for one question; a few share one."""
        return self._locks[hash(key) % len(self._locks)]

    def close(self) -> None:
        self.store.close()


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    return cast(Site, request.app.state.site)
