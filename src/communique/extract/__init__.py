"""Stop 3: Parsed → entries. Candidates (clauses), the judge's opinion of each, the choice, then the fields."""

from .read import Extraction, extract

__all__ = ["Extraction", "extract"]
