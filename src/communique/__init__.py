"""Communiqué reads diplomatic documents into sourced entries.

From a shell: `communique read SOURCE...`. From Python: `from communique import Ledger, read_document`; underneath,
`communique.read.open_sources` gives documents and `communique.pipeline.Pipeline(config).read(document)` a record of
each. Nothing is imported here before it is asked for, so that a part of the package costs no more than itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .notebook import Ledger, read_document, read_documents

__version__ = "0.1.0"
__all__ = ["Ledger", "__version__", "read_document", "read_documents"]


def __getattr__(name: str) -> Any:
    """What `notebook` offers, when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import notebook

    return getattr(notebook, name)
