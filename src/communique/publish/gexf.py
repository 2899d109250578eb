"""A network of parties as GEXF 1.3 (gexf.net), as Gephi and networkx read it.

Nodes are parties, edges are entries: from who acts to who is acted upon, on the entry's day. Of an entry that holds
both ways (`mutual`) each pair has one edge, from the first named. Entries are parallel edges, told apart by their id
and `entry`: let Gephi's import not merge them. An entry with a single party is no edge; the description counts them,
and each node those of its own (`alone`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO
from xml.etree import ElementTree as ET

from ..types import Party, Record
from . import events, names

NODE = {"kind": "string", "code": "string", "alone": "integer"}
EDGE = {
    "entry": "string", "kind": "string", "quote": "string", "time": "string", "plover": "string", "quad": "string",
    "scale": "double", "mutual": "boolean", "document": "string", "url": "string", "date": "string",
    "speaker": "string", "sentence": "integer", "quote_start": "integer", "quote_end": "integer",
    "confidence": "double",
}  # fmt: skip
# what XML cannot hold even when escaped, control characters above all
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Edge = tuple[str, str, str, events.Event]  # id, source, target


def write(records: Iterable[Record], out: TextIO) -> None:
    """The network of all records; nodes come before edges, so all is held until the last record is read."""
    nodes: dict[str, Party] = {}
    alone: Counter[str] = Counter()
    edges: dict[str, Edge] = {}
    entries: set[str] = set()
    for event in events.events(records):
        if event.entry.id in entries:  # a document that was given twice
            continue
        entries.add(event.entry.id)
        ids = {}
        for party in (*event.actors, *event.recipients):
            ids[id(party)] = _node_id(event, party)
            nodes.setdefault(ids[id(party)], party)
        pairs = list(_pairs(event, ids))
        for number, (source, target) in enumerate(pairs, 1):
            key = event.entry.id if len(pairs) == 1 else f"{event.entry.id}-{number}"
            edges[key] = (key, source, target, event)
        if not pairs:
            alone.update(set(ids.values()) or {""})
    single = len(entries) - len({edge[3].entry.id for edge in edges.values()})
    root = ET.Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "Communiqué"
    told = f"{len(edges)} edges of {len(entries) - single} entries"
    left = f"{names.counted(single, 'entry', 'entries')} with a single party or none gave no edge"
    ET.SubElement(meta, "description").text = f"{told}; {left}"
    settings = {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"}
    graph = ET.SubElement(root, "graph", settings)
    for owner, attributes in (("node", NODE), ("edge", EDGE)):
        declared = ET.SubElement(graph, "attributes", {"class": owner, "mode": "static"})
        for title, kind in attributes.items():
            ET.SubElement(declared, "attribute", {"id": f"{owner}-{title}", "title": title, "type": kind})
    held = ET.SubElement(graph, "nodes", {"count": str(len(nodes))})
    for key, party in nodes.items():
        _node(held, key, party, alone[key])
    held = ET.SubElement(graph, "edges", {"count": str(len(edges))})
    for edge in edges.values():
        _edge(held, edge)
    ET.indent(root, " ")
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n")


def _pairs(event: events.Event, ids: dict[int, str]) -> Iterator[tuple[str, str]]:
    seen = set()
    for dyad in events.dyads(event):
        if dyad.recipient is None:
            continue
        source, target = ids[id(dyad.actor)], ids[id(dyad.recipient)]
        if source != target and (source, target) not in seen:
            # the other direction of a mutual pair says the same
            seen |= {(source, target), *([(target, source)] if event.mutual else [])}
            yield source, target


def _node_id(event: events.Event, party: Party) -> str:
    return f"{party.entity.kind} {names.identity(event.record.document, party)}"


def _node(nodes: ET.Element, key: str, party: Party, alone: int) -> None:
    label = party.entity.name or names.wording(party)
    node = ET.SubElement(nodes, "node", {"id": _xml(key), "label": _xml(label)})
    _values(node, "node", {"kind": party.entity.kind, "code": party.entity.code, "alone": alone})


def _edge(edges: ET.Element, edge: Edge) -> None:
    key, source, target, event = edge
    entry, document = event.entry, event.record.document
    dates = {"start": event.day, "end": event.day} if event.day else {}
    ends = {"id": _xml(key), "source": _xml(source), "target": _xml(target)}
    held = {
        "entry": entry.id, "kind": entry.kind, "quote": entry.quote.quote, "time": entry.time, "plover": entry.plover,
        "quad": entry.coding.quad, "scale": entry.coding.scale, "mutual": str(event.mutual).lower(),
        "document": document.id, "url": names.address(document), "date": event.day,
        "speaker": names.speaker(entry.speaker), "sentence": entry.sentence or None,
        "quote_start": entry.quote.start, "quote_end": entry.quote.end, "confidence": round(entry.confidence, 4),
    }  # fmt: skip
    _values(ET.SubElement(edges, "edge", {**ends, "kind": entry.kind, **dates}), "edge", held)


def _values(element: ET.Element, owner: str, held: dict[str, str | int | float | None]) -> None:
    values = ET.SubElement(element, "attvalues")
    for title, value in held.items():
        if value not in (None, ""):
            ET.SubElement(values, "attvalue", {"for": f"{owner}-{title}", "value": _xml(str(value))})


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
