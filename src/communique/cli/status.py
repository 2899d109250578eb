"""Messages and exit statuses: output goes to stdout, all that is said about it to stderr, one line each."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from ..errors import CommuniqueError

if TYPE_CHECKING:
    from ..actors.base import KnowledgeBase

BAD_INPUT = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells count
PIPE_CLOSED = 141  # 128 + SIGPIPE: the reader (`head`) has seen enough


def say(message: str) -> None:
    """One line on stderr; without control characters, since messages quote names and texts from outside."""
    line = " ".join(message.split())
    typer.echo("communique: " + "".join(char if char.isprintable() else "?" for char in line), err=True)


def describe(error: Exception, name: str, show_traceback: bool = False) -> str:
    """What went wrong with `name`, in one line; what is no CommuniqueError is our fault and says so."""
    if isinstance(error, CommuniqueError):
        told = str(error)
        return told if name in told else f"{name}: {told}"
    if show_traceback:
        traceback.print_exception(error)
    remedy = "" if show_traceback else "; run again with --traceback to see where, and report it"
    return f"{name}: unexpected {type(error).__name__}: {error}{remedy}"


def tell_of(base: KnowledgeBase) -> None:
    """What of a user's own actors was left out, or taken as it is."""
    if base.left_out:
        more = f", and {len(base.left_out) - 1:,} lines more; communique actors lint FILE lists them"
        say(f"left out {base.left_out[0]}{more if len(base.left_out) > 1 else ''}")
    if base.notes:
        some = ", ".join(base.notes[:8]) + (f" and {len(base.notes) - 8:,} more" if len(base.notes) > 8 else "")
        say(f"codes that are neither states nor known organisations, taken as they are: {some}")


@contextmanager
def guarded(show_traceback: bool = False) -> Iterator[None]:
    """Turn whatever ends a command into one line and its exit status."""
    try:
        yield
    except CommuniqueError as error:
        say(str(error))
        raise typer.Exit(BAD_INPUT) from None
    except KeyboardInterrupt:
        say("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # Nobody reads stdout any more; without this, Python would complain once more when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - the edge of the program: a person gets a line, not a traceback
        say(describe(error, "communique", show_traceback).removeprefix("communique: "))
        raise typer.Exit(BAD_INPUT) from None
