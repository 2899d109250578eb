"""Label Studio tasks (labelstud.io, JSON import), with entries as predictions to be put right by hand.

A document is a task, an entry a region: `start` and `end` count code points of `data.text`, as Label Studio does since
late 2021 (its pull request 1559; before, it counted UTF-16 units). Kind is the region's label; time and PLOVER type are
its choices; parties, speaker, details and evidence its text fields. `labelling_config` gives the project's interface.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from ..coding.ontology import load
from ..types import KINDS, TIMES, Entry, Party, Record
from . import names

FIELDS = ("actors", "counterparts", "speaker", "details", "evidence")


def write(records: Iterable[Record], out: TextIO) -> None:
    """An array with a task for each document, those without entries too; streams."""
    out.write("[")
    between = "\n"
    for record in records:
        out.write(between + json.dumps(task(record), ensure_ascii=False))
        between = ",\n"
    out.write("\n]\n")


def task(record: Record) -> dict[str, Any]:
    """One document as a task."""
    document = record.document
    return {
        "data": {
            "text": document.text,
            "document": document.id,
            "title": document.title,
            "published": document.published.isoformat() if document.published else "",
            "publisher": document.publisher,
            "url": names.address(document),
        },
        "predictions": [
            {
                "model_version": record.run or "communique",
                "result": [result for entry in record.entries for result in _results(entry)],
            }
        ],
    }


def _results(entry: Entry) -> Iterator[dict[str, Any]]:
    place = {"start": entry.quote.start, "end": entry.quote.end}
    # what has the region's id belongs to the region
    common = {"id": entry.id, "to_name": "text", "origin": "prediction", "score": round(entry.confidence, 4)}
    labels = {**place, "text": entry.quote.quote, "labels": [entry.kind]}
    yield {**common, "from_name": "kind", "type": "labels", "value": labels}
    for name, choice in (("time", entry.time), ("plover", entry.plover)):
        if choice:
            yield {**common, "from_name": name, "type": "choices", "value": {**place, "choices": [choice]}}
    for name, values in _fields(entry).items():
        if values:
            yield {**common, "from_name": name, "type": "textarea", "value": {**place, "text": values}}


def _fields(entry: Entry) -> dict[str, list[str]]:
    speaker = names.speaker(entry.speaker)
    return {
        "actors": _parties(entry.actors),
        "counterparts": _parties(entry.counterparts),
        "speaker": [speaker] if speaker else [],
        "details": [f"{detail.name}: {detail.value}" for detail in entry.details],
        "evidence": [f"{field}: {span.quote}" for field, span in entry.evidence],
    }


def _parties(parties: Iterable[Party]) -> list[str]:
    """Codes; of who has none, the words."""
    return list(dict.fromkeys(party.entity.code or names.wording(party) for party in parties))


def labelling_config() -> str:
    """The labelling interface, XML, that the tasks are made for: Settings, Labeling Interface, Code."""
    lines = [
        "<View>",
        '  <Header value="$title"/>',
        '  <Labels name="kind" toName="text">',
        *(f"    <Label value={quoteattr(kind)}/>" for kind in KINDS),
        "  </Labels>",
        '  <Text name="text" value="$text" granularity="word"/>',
        *_choices("time", TIMES),
        *_choices("plover", load().types),
        *(
            f'  <TextArea name="{name}" toName="text" perRegion="true" editable="true" placeholder="{name}"/>'
            for name in FIELDS
        ),
        "</View>",
    ]
    return "\n".join(lines) + "\n"


def _choices(name: str, values: Iterable[str]) -> list[str]:
    return [
        f'  <Choices name="{name}" toName="text" perRegion="true" choice="single" showInline="true">',
        *(f"    <Choice value={quoteattr(value)}/>" for value in values),
        "  </Choices>",
    ]
