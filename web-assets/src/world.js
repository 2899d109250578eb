import { max } from "d3-array";
import { geoNaturalEarth1, geoPath } from "d3-geo";
import { zoomIdentity } from "d3-zoom";
import { feature } from "topojson-client";
import { labelPlaces, shortened } from "./labels.js";
import { legend, links, sheet, skip, tools } from "./marks.js";
import { planeZoom } from "./plane-zoom.js";
import { meant, tone, TONES } from "./tone.js";
import { counted, ruler } from "./words.js";

const NARROW = 600; // px
const HINT = "Drag to move; Ctrl and wheel, or the keys + and −, to zoom";
const MOST = 12;
let atlas; // fetched once for all maps of the page

/**
 * From capital to capital by the shortest way.
 * @param {object} data  places are [longitude, latitude]
 * @param {{a: string, b: string, from: number[], to: number[], count: number, scale: number|null, href: string,
 *   label?: string}[]} data.arcs
 * @param {{code: string, label: string, at: number[], count: number, href: string}[]} data.parties
 *   code: ISO 3166 alpha-3, by which the country is coloured
 */
export async function world(panel, { arcs, parties }) {
  if (!parties.length) return false;
  const land = await countries();
  if (panel.gone.aborted) return true;
  const size = { width: panel.width, height: Math.round(Math.max(180, panel.width * 0.47)) };
  const projection = geoNaturalEarth1().precision(0.1).fitSize([size.width, size.height], land);
  skip(panel, arcs.length + parties.length);
  const svg = sheet(panel, size.height, `Map of ${counted(parties.length, "party", "parties")}`);
  svg.attr("tabindex", 0).attr("data-key", "plane");
  const ground = svg.append("g");
  base(ground, geoPath(projection), land, parties);
  arcMarks(ground, panel, geoPath(projection), arcs, parties);
  const marks = partyMarks(svg, panel, projection, parties);
  const view = { ...size, most: MOST, spots: marks.data(), first: closest(marks.data(), size) };
  const zoom = planeZoom(panel, svg, view, (transform) => {
    ground.attr("transform", transform);
    place(marks, transform, size);
  });
  tools(panel, zoom.actions, HINT).lower();
  legend(panel, TONES).classed("is-lines", true);
  zoom.start();
  return true;
}

async function countries() {
  atlas ??= fetch(new URL("world.json", import.meta.url)).then((answer) => answer.json());
  const topology = await atlas;
  return feature(topology, topology.objects.countries);
}

function base(ground, path, land, parties) {
  const codes = new Set(parties.map(({ code }) => code));
  ground.append("path").attr("class", "chart-sea").attr("d", path({ type: "Sphere" }));
  ground.append("g").selectAll("path").data(land.features).join("path").attr("d", path)
    .attr("class", ({ id }) => (codes.has(id) ? "chart-country is-party" : "chart-country"));
}

function arcMarks(ground, panel, path, arcs, parties) {
  const most = max(arcs, ({ count }) => count) || 1;
  const names = new Map(parties.map(({ code, label }) => [code, label]));
  const title = (arc) => arc.label ?? `${names.get(arc.a) ?? arc.a} – ${names.get(arc.b) ?? arc.b}`;
  const describe = (arc) => [title(arc), counted(arc.count, "entry", "entries"), meant(arc.scale)];
  const way = ({ from, to }) => path({ type: "LineString", coordinates: [from, to] });
  const mark = ground.append("g").selectAll("a").data(arcs).join("a").attr("data-key", ({ a, b }) => `${a} ${b}`);
  links(mark.attr("class", (arc) => `chart-mark chart-edge ${tone(arc.scale)}`), panel, describe);
  mark.append("path").attr("class", "chart-reach").attr("d", way);
  const wide = ({ count }) => 1 + (panel.width < NARROW ? 3 : 5) * Math.sqrt(count / most);
  mark.append("path").attr("class", "chart-stroke").attr("d", way).attr("stroke-width", wide);
}

function partyMarks(svg, panel, projection, parties) {
  const most = max(parties, ({ count }) => count) || 1;
  const measure = ruler(panel.box, 12);
  const spots = parties.map((party) => {
    const [x, y] = projection(party.at);
    const r = 3 + 4 * Math.sqrt(party.count / most);
    return { ...party, x, y, r, ...shortened(party.label, panel.width, measure) };
  });
  const mark = svg.append("g").selectAll("a").data(spots).join("a").attr("data-key", ({ code }) => code);
  const describe = ({ label, count }) => [label, counted(count, "entry", "entries")];
  links(mark.attr("class", "chart-mark chart-node"), panel, describe);
  mark.append("circle").attr("r", ({ r }) => r);
  mark.append("text").attr("dy", ".35em").text(({ words }) => words);
  return mark;
}

/** The part of the map where the parties are, if that is not most of it. */
function closest(spots, { width, height }) {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min(MOST / 2, width / (right - left + width * 0.2), height / (bottom - top + height * 0.35));
  if (k < 1.2) return zoomIdentity;
  return zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2);
}

function place(marks, transform, size) {
  const moved = ({ x, y, count }) => ({ x: transform.applyX(x), y: transform.applyY(y), weight: count });
  const spots = marks.data().map((spot) => ({ ...spot, ...moved(spot) }));
  const places = labelPlaces(spots, size);
  marks.classed("is-crowded", (_, index) => !places[index]);
  marks.select("circle").attr("cx", (_, index) => spots[index].x).attr("cy", (_, index) => spots[index].y);
  marks.select("text").attr("x", (_, index) => places[index]?.x ?? spots[index].x + spots[index].r + 4)
    .attr("y", (_, index) => places[index]?.y ?? spots[index].y);
}
