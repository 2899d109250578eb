"""Communiqué from Python: a ledger as one object, texts read into Records, lists as pandas or polars frames.

    from communique import Ledger, read_document

    with Ledger("minsk.db", create=True) as ledger:
        ledger.add("talks.txt", publisher="BelTA")
        ledger.entries(between=("China", "BLR"), kind="commitment")

A notebook shows a Record, a Ledger and every list as HTML.
"""

from .ledger import Ledger
from .reading import read_document, read_documents

__all__ = ["Ledger", "read_document", "read_documents"]
