"""Relations as a weighted, undirected network in GEXF 1.3: parties as nodes, an edge for each relation.

`gexf.py` has an edge for each entry; this is the summary of many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.etree import ElementTree as ET

Tie = tuple[str, str, int, float | None]  # the two codes, entries, mean of their scale


def write(ties: Iterable[Tie], name: Callable[[str], str]) -> Iterator[str]:
    """The file in parts; `name` gives a code's name. An edge's weight is its number of entries."""
    edges = list(ties)
    root = ET.Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    ET.SubElement(ET.SubElement(root, "meta"), "creator").text = "Communiqué"
    graph = ET.SubElement(root, "graph", {"mode": "static", "defaultedgetype": "undirected"})
    declared = ET.SubElement(graph, "attributes", {"class": "edge", "mode": "static"})
    ET.SubElement(declared, "attribute", {"id": "scale", "title": "scale", "type": "double"})
    nodes = ET.SubElement(graph, "nodes")
    for code in dict.fromkeys(code for edge in edges for code in edge[:2]):
        ET.SubElement(nodes, "node", {"id": code, "label": name(code)})
    held = ET.SubElement(graph, "edges")
    for a, b, count, scale in edges:
        edge = ET.SubElement(held, "edge", {"id": f"{a}-{b}", "source": a, "target": b, "weight": str(count)})
        if scale is not None:
            values = ET.SubElement(edge, "attvalues")
            ET.SubElement(values, "attvalue", {"for": "scale", "value": f"{scale:.3f}"})
    ET.indent(root, " ")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ET.tostring(root, "unicode") + "\n"
