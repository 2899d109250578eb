import { max } from "d3-array";
import { drag } from "d3-drag";
import { symbol, symbolCircle, symbolDiamond2, symbolSquare } from "d3-shape";
import { HANDFUL, settled } from "./force.js";
import { labelPlaces, shortened } from "./labels.js";
import { legend, links, sheet, skip, tools } from "./marks.js";
import { planeZoom } from "./plane-zoom.js";
import { meant, tone, TONES } from "./tone.js";
import { counted, ruler } from "./words.js";

const SHAPES = { person: symbolDiamond2, organisation: symbolSquare };
const NARROW = 600; // px
const HINT = "Drag a party to move it; Ctrl and wheel, or the keys + and −, to zoom";

/**
 * Parties and what lies between them.
 * @param {object} data
 * @param {{id: string, label: string, kind?: string, count: number, href: string}[]} data.nodes
 *   kind: state, organisation or person, which gives the shape
 * @param {{a: string, b: string, count: number, scale: number|null, href: string}[]} data.edges
 *   a, b: ids of nodes; scale: the mean of PLOVER's, -10 to 10
 */
export function network(panel, { nodes, edges }) {
  if (!nodes.length) return false;
  const height = tall(nodes.length, panel.width);
  const graph = settled({ nodes, edges }, { width: panel.width, height });
  graph.nodes.forEach((node) => Object.assign(node, panel.memory.moved?.get(node.id)));
  skip(panel, nodes.length + edges.length);
  const svg = sheet(panel, height, `Network of ${counted(nodes.length, "party", "parties")}`);
  svg.attr("tabindex", 0).attr("data-key", "plane");
  const parts = { edges: edgeMarks(svg, panel, graph.edges), nodes: nodeMarks(svg, panel, graph.nodes) };
  const view = { width: panel.width, height, most: 6, spots: graph.nodes };
  const zoom = planeZoom(panel, svg, view, (transform) => place(parts, transform, view));
  movable(svg, parts, panel, zoom);
  neighbours(svg, parts);
  tools(panel, zoom.actions, HINT).lower();
  explain(panel, graph);
  zoom.start();
  return true;
}

function tall(count, width) {
  if (count <= HANDFUL) return 260;
  return Math.round(Math.min(640, Math.max(count > 25 ? 480 : 380, width * 0.55)));
}

/** What colours mean, and shapes where there are several. */
function explain(panel, { nodes, edges }) {
  if (edges.length) legend(panel, TONES).classed("is-lines", true);
  const kinds = ["state", "organisation", "person"].filter((kind) => nodes.some((node) => node.kind === kind));
  if (kinds.length > 1) legend(panel, kinds.map((kind) => [`n-${kind}`, kind])).classed("is-shapes", true);
}

function edgeMarks(svg, panel, edges) {
  const most = max(edges, ({ count }) => count) || 1;
  const title = ({ a, b }) => `${a.label} – ${b.label}`;
  const describe = (edge) => [title(edge), counted(edge.count, "entry", "entries"), meant(edge.scale)];
  const mark = svg.append("g").selectAll("a").data(edges).join("a").attr("data-key", ({ a, b }) => `${a.id} ${b.id}`);
  links(mark.attr("class", (edge) => `chart-mark chart-edge ${tone(edge.scale)}`), panel, describe);
  const wide = ({ count }) => 1 + (panel.width < NARROW ? 3 : 6) * Math.sqrt(count / most);
  mark.append("path").attr("class", "chart-reach");
  mark.append("path").attr("class", "chart-stroke").attr("stroke-width", wide);
  return mark;
}

function nodeMarks(svg, panel, nodes) {
  const measure = ruler(panel.box, 12);
  nodes.forEach((node) => Object.assign(node, shortened(node.label, panel.width, measure)));
  const told = ({ kind, count }) => [kind, counted(count, "entry", "entries")].filter(Boolean).join(" · ");
  const describe = (node) => [node.label, told(node)];
  const mark = svg.append("g").selectAll("a").data(nodes).join("a").attr("data-key", ({ id }) => id);
  links(mark.attr("class", ({ kind }) => `chart-mark chart-node n-${kind}`), panel, describe);
  const shape = symbol(({ kind }) => SHAPES[kind] ?? symbolCircle, ({ r }) => Math.PI * r * r);
  mark.append("path").attr("d", shape);
  mark.append("text").attr("dy", ".35em").text(({ words }) => words);
  return mark;
}

/** Puts everything where the zoom has it; shapes and words keep their size. */
function place({ edges, nodes }, transform, { width, height }) {
  const at = ({ x, y }) => transform.apply([x, y]);
  edges.selectAll("path").attr("d", ({ a, b }) => `M${at(a)}L${at(b)}`);
  nodes.select("path").attr("transform", (node) => `translate(${at(node)})`);
  const spots = nodes.data().map((node) => ({ ...node, x: at(node)[0], y: at(node)[1], weight: node.count }));
  const lines = edges.data().map(({ a, b }) => [at(a), at(b)]);
  const places = labelPlaces(spots, { width, height }, lines);
  nodes.classed("is-crowded", (_, index) => !places[index]);
  nodes.select("text").attr("x", (_, index) => places[index]?.x ?? spots[index].x + spots[index].r + 4)
    .attr("y", (_, index) => places[index]?.y ?? spots[index].y);
}

function movable(svg, parts, panel, zoom) {
  const moved = (panel.memory.moved ??= new Map());
  parts.nodes.call(drag().on("drag", ({ dx, dy, subject }) => {
    const { k } = svg.property("__zoom");
    Object.assign(subject, { x: subject.x + dx / k, y: subject.y + dy / k });
    moved.set(subject.id, { x: subject.x, y: subject.y });
    panel.tip.hide();
    zoom.start();
  }));
}

/** At a party, everything that has nothing to do with it steps back. */
function neighbours(svg, { edges, nodes }) {
  const show = (_, node) => {
    const near = new Set(edges.data().filter(({ a, b }) => a === node || b === node).flatMap(({ a, b }) => [a, b]));
    svg.classed("is-asked", true);
    nodes.classed("is-near", (other) => other === node || near.has(other));
    edges.classed("is-near", ({ a, b }) => a === node || b === node);
  };
  const hide = () => svg.classed("is-asked", false);
  nodes.on("pointerenter.near focus.near", show).on("pointerleave.near blur.near", hide);
}
