"""Sources → records, one after the other; what fails or is ignored on the way is kept and told at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..config import Config
from ..types import Document, Record
from .progress import progress
from .status import describe, say, tell_of

if TYPE_CHECKING:
    from ..pipeline import Pipeline

_MOST_IGNORED = 20  # lines; a folder of thousands of pictures is told by its number


@dataclass(slots=True)
class Run:
    """One run over `sources`; `failures` and `ignored` fill while `records` is consumed.

    Documents that `is_known` recognises are counted as `known` and not read again.
    """

    sources: Sequence[str]
    config: Config
    show_traceback: bool = False
    failures: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    documents: int = 0
    entries: int = 0
    known: int = 0
    is_known: Callable[[Document], bool] | None = None

    def records(self) -> Iterator[Record]:
        """Each record as soon as it is read; a document that fails never stops the rest."""
        from ..pipeline import Pipeline
        from ..read import Failure, count_hint, open_sources

        pipeline = Pipeline(self.config)
        tell_of(pipeline.base)
        total = count_hint(self.sources) if sys.stderr.isatty() else 1  # counting reads the files once more
        with progress(total) as bar:
            for item in open_sources(self.sources, self.config, sys.stdin.buffer):
                if isinstance(item, Document):
                    record = self._read(pipeline, item)
                    bar.advance()
                    if record is not None:
                        with bar.hidden():
                            yield record
                elif isinstance(item, Failure):
                    self.failures.append(describe(item.error, item.source, self.show_traceback))
                    bar.advance()
                else:
                    self.ignored.append(f"ignored {item.source}: {item.reason}")

    def _read(self, pipeline: Pipeline, document: Document) -> Record | None:
        name = document.source or document.id
        if self.is_known and self.is_known(document):  # what a ledger refuses is no fault of the document's
            self.known += 1
            return None
        try:
            record = pipeline.read(document)
        except Exception as error:  # noqa: BLE001 - one bad document never stops the rest; it is reported
            self.failures.append(describe(error, name, self.show_traceback))
            return None
        self.documents += 1
        self.entries += len(record.entries)
        return record

    def tell(self) -> None:
        """What was ignored and what failed, one line each."""
        for line in self.ignored[:_MOST_IGNORED]:
            say(line)
        if len(self.ignored) > _MOST_IGNORED:
            say(f"ignored {len(self.ignored) - _MOST_IGNORED:,} more")
        for line in self.failures:
            say(line)
        if not self.documents and not self.known and not self.failures:
            self.failures.append(f"nothing to read in {', '.join(self.sources)}; give a text, HTML or JSONL file")
            say(self.failures[-1])
        elif self.failures and self.documents:
            say(f"{len(self.failures):,} failed, {self.documents:,} read")
