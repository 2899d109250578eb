import { max } from "d3-array";
import { brushX } from "d3-brush";
import { sheet } from "./marks.js";
import { timeAxis } from "./time-axis.js";

const HEIGHT = 26;
const BIN = 4; // px

/** The whole period in small, with the part in view marked: draw out or move the mark to see another part. */
export function overview(panel, { left, inner, full }, events, show) {
  const svg = sheet(panel, HEIGHT + 18).attr("aria-hidden", "true").attr("role", null).classed("chart-overview", true);
  const ground = svg.append("g").attr("transform", `translate(${left},0)`);
  bars(ground, inner, density(events, full, inner));
  const axis = ground.append("g").attr("class", "chart-axis").attr("transform", `translate(0,${HEIGHT})`);
  axis.call(timeAxis(full, { apart: 120, size: 3 }));
  const brush = brushX().extent([[0, 0], [inner, HEIGHT]]).handleSize(10);
  const mark = ground.append("g").attr("class", "chart-brush").call(brush);
  brush.on("brush end", ({ selection, sourceEvent }) => sourceEvent && show(spanOf(selection, full, inner), mark));
  const whole = ([a, b]) => a < 1 && b > inner - 1;
  return (ends) => mark.call(brush.move, whole(ends) ? null : ends);
}

function spanOf(selection, full, inner) {
  const [a, b] = selection ?? [0, inner]; // a click beside the mark shows everything
  return [full.invert(a), full.invert(Math.max(b, a + 2))];
}

/** How many events fall on every few px. */
function density({ items, buckets }, full, inner) {
  const bins = Array(Math.ceil(inner / BIN)).fill(0);
  const bin = (date) => Math.min(bins.length - 1, Math.max(0, Math.floor(full(date) / BIN)));
  for (const { start, end } of items) bins[bin((+start + +end) / 2)] += 1;
  for (const { from, until, count } of buckets) {
    const [first, last] = [bin(from), Math.max(bin(from), bin(until - 1))];
    for (let at = first; at <= last; at += 1) bins[at] += count / (last - first + 1);
  }
  return bins;
}

function bars(ground, inner, bins) {
  const most = max(bins) || 1;
  const tall = (count) => (count ? Math.max(2, (HEIGHT - 4) * Math.sqrt(count / most)) : 0);
  ground.append("rect").attr("class", "chart-ground").attr("width", inner).attr("height", HEIGHT);
  ground.append("g").attr("class", "chart-bars").selectAll("rect").data(bins).join("rect")
    .attr("x", (_, index) => index * BIN).attr("width", BIN - 1)
    .attr("y", (count) => HEIGHT - tall(count)).attr("height", tall);
}
