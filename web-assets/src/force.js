import { extent, max } from "d3-array";
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

const TICKS = 300;
export const HANDFUL = 6;

/**
 * The graph with places, fitted to a width and height. d3-force begins on a fixed spiral: the same data give the same
 * picture.
 */
export function settled({ nodes: all, edges: every }, { width, height }) {
  const nodes = all.map((node) => ({ ...node, r: radius(node, all, width) }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const joined = every.map((edge) => ({ ...edge, a: byId.get(edge.a), b: byId.get(edge.b) }));
  const edges = joined.filter(({ a, b }) => a && b);
  const pull = edges.map(({ a, b }) => ({ source: a, target: b }));
  forceSimulation(nodes)
    .force("edges", forceLink(pull).distance(70))
    .force("apart", forceManyBody().strength(-260).distanceMax(500))
    .force("room", forceCollide(({ r }) => r + 14))
    .force("x", forceX().strength(0.06))
    .force("y", forceY().strength((0.06 * width) / height))
    .stop()
    .tick(TICKS);
  fit(nodes, width, height);
  return { nodes, edges };
}

function radius({ count }, all, width) {
  const most = max(all, (node) => node.count) || 1;
  return 5 + (width < 600 ? 9 : 15) * Math.sqrt(count / most);
}

/** Stretches both ways to the room, a handful of parties not too far; leaves some at the sides for words. */
function fit(nodes, width, height) {
  for (const [axis, size, side] of [["x", width, 60], ["y", height, 30]]) {
    const [low, high] = extent(nodes, (node) => node[axis]);
    const factor = Math.min(nodes.length > HANDFUL ? Infinity : 2, (size - 2 * side) / Math.max(1, high - low));
    for (const node of nodes) node[axis] = size / 2 + (node[axis] - (low + high) / 2) * factor;
  }
}
