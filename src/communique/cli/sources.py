"""How sources are read: the options that `read`, `add` and `compare` share, and the configuration that they make."""

from __future__ import annotations

from typing import Annotated

import typer

from ..config import Config, Fields, Limits

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="Text, HTML or JSONL file, folder, URL, or - for standard input."),
]
Encoding = Annotated[str, typer.Option(metavar="NAME", help="Encoding, where it is told wrong.")]
Language = Annotated[str, typer.Option(metavar="CODE", help="Language, where it is told wrong: en.")]
Publisher = Annotated[str, typer.Option(metavar="NAME", help="Who published the documents.")]
Actors = Annotated[
    list[str] | None,
    typer.Option("--actors", metavar="FILE", help="Actors of your own: TOML, CSV or a PETRARCH dictionary."),
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from private addresses too.")]
IdField = Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the document's id.")]
TitleField = Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the title.")]
DateField = Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the date.")]
PublisherField = Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the publisher.")]
UrlField = Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the address.")]
TextField = Annotated[str, typer.Option(metavar="NAME", help="JSONL field of the text.")]


def configured(
    fields: Fields, encoding: str, language: str, publisher: str, actors: list[str] | None, allow_private: bool
) -> Config:
    """The options as the one configuration that is passed down."""
    return Config(
        limits=Limits(allow_private=allow_private),
        fields=fields,
        encoding=encoding,
        language=language,
        publisher=publisher,
        actors=tuple(actors or ()),
    )
