"""One frozen configuration, built once at the edge (cli, web, bulk) and passed down as plain arguments."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What a source may cost. Sizes are bytes, times seconds, lengths code points."""

    document_bytes: int = 10_000_000
    sentence_characters: int = 20_000
    fetch_seconds: float = 20.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of a JSONL document's fields."""

    id: str = "id"
    title: str = "title"
    date: str = "date"
    publisher: str = "publisher"
    url: str = "url"
    text: str = "text"


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a run may set."""

    limits: Limits = field(default_factory=Limits)
    fields: Fields = field(default_factory=Fields)
    encoding: str = ""
    language: str = ""
    publisher: str = ""
    actors: tuple[str, ...] = ()
