"""Readings that a person has been shown and may keep; a server holds the newest of them, and none after it stops."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict

from ..types import Record

# Enough for a few people at work; each is at most some megabytes.
HELD = 24


class Drafts:
    """Records by a key that cannot be guessed."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, list[Record]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, records: list[Record]) -> str:
        """The key under which the records are held."""
        key = secrets.token_urlsafe(18)
        with self._lock:
            self._held[key] = records
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return key

    def take(self, key: str) -> list[Record]:
        """The records of a key, which are held no longer; none where it is not known."""
        with self._lock:
            return self._held.pop(key, [])
