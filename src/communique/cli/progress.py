"""A progress bar on stderr, for many documents and a person who waits."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


class NoBar:
    """Where no bar is wanted."""

    def advance(self) -> None:
        """Nothing to show."""

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Nothing to hide."""
        yield


class _Bar(NoBar):
    """A progress bar on stderr, taken away while a record is written to the same terminal."""

    def __init__(self, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
        self._task = self.progress.add_task("", total=total)

    def advance(self) -> None:
        self.progress.advance(self._task)

    @contextmanager
    def hidden(self) -> Iterator[None]:
        if not sys.stdout.isatty():
            yield
            return
        self.progress.stop()
        yield
        self.progress.start()


@contextmanager
def progress(total: int | None) -> Iterator[NoBar]:
    """A bar for several documents (None: nobody knows how many) on a terminal; nothing elsewhere."""
    if total == 1 or not sys.stderr.isatty():
        yield NoBar()
        return
    bar = _Bar(total)
    with bar.progress:
        yield bar
