import { axisLeft } from "d3-axis";
import { max } from "d3-array";
import { scaleBand, scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { legend, links, sheet } from "./marks.js";
import { meant, tone } from "./tone.js";
import { counted, number } from "./words.js";

// From the base line outwards: deeds before words. PLOVER's four quads.
const UP = [["mc", "Material cooperation"], ["vc", "Verbal cooperation"]];
const DOWN = [["mk", "Material conflict"], ["vk", "Verbal conflict"]];
const LEFT = 36;
const WIDEST = 80; // px for a quarter
const BARS = { top: 12, height: 170 };
const MEAN = { top: 246, height: 84 };
const HEIGHT = MEAN.top + MEAN.height + 24;

/**
 * Cooperation upwards and conflict downwards by quarter, and below them the mean of the scale.
 * @param {object} data
 * @param {{quarter: string, cooperation: number, conflict: number, mean: number|null, count: number, href: string,
 *   vc?: number, mc?: number, vk?: number, mk?: number}[]} data.quarters
 *   quarter: YYYY-Qn, in order and without gaps; mean: -10 to 10; vc, mc, vk, mk: entries in each quad of PLOVER
 */
export function quarters(panel, { quarters: all }) {
  if (!all.some(({ count }) => count)) return false;
  legend(panel, [...UP, ...DOWN].map(([quad, words]) => [`q-${quad}`, words]));
  const svg = sheet(panel, HEIGHT, `Cooperation and conflict from ${named(all[0])} to ${named(all.at(-1))}`);
  const x = scaleBand(all.map(({ quarter }) => quarter), [LEFT, Math.min(panel.width, LEFT + all.length * WIDEST)]);
  x.paddingInner(all.length > 60 ? 0.1 : 0.25);
  const counts = countScale(all);
  const means = scaleLinear([-10, 10], [MEAN.top + MEAN.height, MEAN.top]);
  ground(svg, panel, counts, means);
  years(svg, all, x);
  meanLine(svg, all, x, means);
  columns(svg, panel, all, x, counts, means);
  return true;
}

/** The same px for an entry on both sides of the base line, at least a few entries on each. */
function countScale(all) {
  const up = max(all, (q) => q.cooperation) || 0;
  const down = max(all, (q) => q.conflict) || 0;
  const room = Math.max(up, down, 4);
  const ends = [-Math.max(down, room * 0.15), Math.max(up, room * 0.15)];
  return scaleLinear(ends, [BARS.top + BARS.height, BARS.top]).nice(5);
}

function ground(svg, panel, counts, means) {
  const whole = (value) => (Number.isInteger(value) ? number(Math.abs(value)) : "");
  const grid = (scale, ticks, words) => {
    const axis = axisLeft(scale).tickFormat(words).tickSize(-(panel.width - LEFT)).tickPadding(6);
    const g = svg.append("g").attr("class", "chart-axis chart-grid").attr("transform", `translate(${LEFT},0)`);
    g.call(axis.tickValues(ticks)).select(".domain").remove();
    g.selectAll(".tick").classed("is-zero", (value) => value === 0);
  };
  grid(counts, counts.ticks(6).filter(Number.isInteger), whole);
  grid(means, [-10, -5, 0, 5, 10], (value) => number(value));
  const title = (y, words) => svg.append("text").attr("class", "chart-title").attr("y", y).text(words);
  title(MEAN.top - 14, "Mean of the scale, −10 (conflict) to 10 (cooperation)");
}

/** A year's name under its first quarter, as many as fit; of a few quarters each has its own name. */
function years(svg, all, x) {
  const few = x.step() > 64;
  const firsts = all.filter(({ quarter }) => few || quarter.endsWith("Q1"));
  const every = few ? 1 : Math.ceil((firsts.length * 44) / (x.range()[1] - LEFT));
  const words = ({ quarter }) => (few ? quarter.replace("-", " ") : quarter.slice(0, 4));
  for (const y of [BARS.top + BARS.height + 18, HEIGHT - 6]) {
    const names = svg.append("g").attr("class", "chart-axis").selectAll("text");
    names.data(firsts.filter((_, index) => index % every === 0)).join("text")
      .attr("x", (q) => x(q.quarter)).attr("y", y).text(words);
  }
}

const hasMean = (q) => q.mean !== null && q.mean !== undefined;

function meanLine(svg, all, x, means) {
  const middle = (q) => x(q.quarter) + x.bandwidth() / 2;
  const path = line(middle, (q) => means(q.mean)).defined(hasMean);
  svg.append("path").attr("class", "chart-line").attr("d", path(all));
}

/** One link per quarter, over the whole height: its bars and its point of the mean. */
function columns(svg, panel, all, x, counts, means) {
  const column = svg.append("g").selectAll("a").data(all.filter(({ count }) => count)).join("a");
  column.attr("class", "chart-mark chart-column").attr("data-key", (q) => q.quarter);
  links(column, panel, described);
  column.append("rect").attr("class", "chart-hit").attr("x", (q) => x(q.quarter)).attr("width", x.bandwidth())
    .attr("y", BARS.top).attr("height", MEAN.top + MEAN.height - BARS.top);
  const parts = (q) => [...stack(q, UP, q.cooperation, 1), ...stack(q, DOWN, q.conflict, -1)];
  column.selectAll("rect.q").data(parts).join("rect")
    .attr("class", (part) => `q q-${part.quad}`).attr("x", (part) => x(part.quarter)).attr("width", x.bandwidth())
    .attr("y", (part) => counts(part.high)).attr("height", (part) => counts(part.low) - counts(part.high));
  column.filter(hasMean).append("circle").attr("class", (q) => tone(q.mean)).attr("r", all.length > 60 ? 2.5 : 4)
    .attr("cx", (q) => x(q.quarter) + x.bandwidth() / 2).attr("cy", (q) => means(q.mean));
}

/** The quads one upon the other, away from the base line; without quads their sum alone. */
function stack(q, quads, sum, sign) {
  const known = quads.some(([quad]) => q[quad] !== undefined);
  let from = 0;
  return quads.map(([quad], index) => {
    const count = known ? (q[quad] ?? 0) : index ? sum : 0;
    const to = from + sign * count;
    const part = { quarter: q.quarter, quad, low: Math.min(from, to), high: Math.max(from, to) };
    from = to;
    return part;
  });
}

function described(q) {
  const quads = [...UP, ...DOWN].filter(([quad]) => q[quad]);
  const sums = `${number(q.cooperation)} of cooperation, ${number(q.conflict)} of conflict`;
  const each = quads.map(([quad, words]) => `${words.toLowerCase()} ${number(q[quad])}`).join(" · ");
  return [named(q), `${counted(q.count, "entry", "entries")}: ${sums}`, each, meant(q.mean)];
}

function named({ quarter }) {
  const [year, part] = quarter.split("-Q");
  return `${["January–March", "April–June", "July–September", "October–December"][part - 1]} ${year}`;
}
