"""A ledger that may only be read is read whole, or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from communique.config import Config
from communique.errors import ReadOnlyError
from communique.ledger import adding
from communique.ledger.queries import document_list
from communique.ledger.store import open_store
from communique.types import Record


def test_documents_that_lie_in_the_write_ahead_log_are_not_passed_over(
    tmp_path: Path, story_records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copy").mkdir()
    path, copy = tmp_path / "communique.db", tmp_path / "copy/communique.db"
    store = open_store(str(path), create=True)
    adding.add(store, story_records[0], adding.run_of("test", Config()))
    for name in (path.name, f"{path.name}-wal"):  # as a writer at work, or a killed one, leaves them
        shutil.copy(tmp_path / name, copy.with_name(name))
    store.close()
    allowed = os.access
    # root may write anything; the operating system's answer for another user is what the store goes by
    monkeypatch.setattr(os, "access", lambda of, mode: mode != os.W_OK and allowed(of, mode))
    with pytest.raises(ReadOnlyError, match=r"communique\.db-wal"):
        open_store(str(copy))
    whole = open_store(str(path))
    with whole.reading() as connection:
        assert document_list(connection)[1] == 1
    whole.close()
