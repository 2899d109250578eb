import { max } from "d3-array";
import { scalePoint, scaleUtc } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import { span } from "./dates.js";
import { links, sheet } from "./marks.js";
import { timeAxis } from "./time-axis.js";
import { ruler, slug, wrapped } from "./words.js";

const LINE = 15; // px of a line of words
const WIDEST = 260; // px of words before they go on in a second line
const SIDE = 10;
const YEAR = 365.25 * 864e5;

/**
 * The levels of a partnership over time, the higher the closer.
 * @param {object} data
 * @param {{date: string, level: string, rank: number, href: string, state?: string}[]} data.steps
 *   date: YYYY[-MM[-DD]]; a step that repeats the level before it is a hollow dot without words
 */
export function ladder(panel, { steps }) {
  if (!steps.length) return false;
  const treads = told(panel, steps);
  const row = (max(treads, ({ lines }) => lines.length) + 1) * LINE + 8;
  const ranks = [...new Set(treads.map(({ rank }) => rank))].sort((a, b) => a - b);
  const falls = treads.some(({ rank, next }) => next?.rank < rank);
  const top = falls ? row + 6 : row / 2 + 4; // what the words of the highest step need above it
  const height = top + ranks.length * row + 6;
  const y = scalePoint(ranks, [height - row - 6, top]);
  const x = timeScale(panel, treads);
  const svg = sheet(panel, height + 24, `Level of the partnership from ${treads[0].words} on`);
  svg.append("g").attr("class", "chart-axis").attr("transform", `translate(0,${height})`).call(timeAxis(x));
  svg.append("path").attr("class", "chart-step").attr("d", path(treads, x, y));
  marks(svg, panel, treads.map(spot(x, y, panel.width)));
  return true;
}

/** The steps in order, each with the lines of its words; none where it repeats the level before it. */
function told(panel, steps) {
  const measure = ruler(panel.box, 12.5);
  const dated = steps.map((step) => ({ ...step, ...span(step.date) })).sort((a, b) => a.start - b.start);
  return dated.map((step, index) => {
    const again = index > 0 && dated[index - 1].level === step.level;
    const lines = again ? [] : wrapped(step.level, Math.min(WIDEST, panel.width * 0.55), measure);
    const wide = max([step.words, ...lines].map(measure));
    return { ...step, index, again, lines, wide, next: dated[index + 1] };
  });
}

/** From the first step to a while after the last: the level goes on. */
function timeScale(panel, treads) {
  const [first, last] = [+treads[0].start, +treads.at(-1).start];
  const after = Math.max((last - first) * 0.08, YEAR);
  return scaleUtc([first, last + after], [SIDE, panel.width - SIDE]);
}

function path(treads, x, y) {
  const end = { start: x.domain()[1], rank: treads.at(-1).rank };
  return line(({ start }) => x(start), ({ rank }) => y(rank)).curve(curveStepAfter)([...treads, end]);
}

/**
 * Words go where the line does not: under their tread, since a ladder climbs to the right; over it where the next step
 * goes down; to the left of it where the right has no room.
 */
const spot = (x, y, width) => (step) => {
  const [at, level] = [x(step.start), y(step.rank)];
  const size = (step.lines.length + 1) * LINE;
  const right = at + (step.index ? 8 : -4); // beside the line that comes up to it
  const roomy = right + step.wide <= width;
  const top = !roomy ? level - size / 2 : step.next?.rank < step.rank ? level - size - 9 : level + 7;
  return { ...step, x: at, y: level, top, textX: roomy ? right : at - 11, anchor: roomy ? "start" : "end" };
};

function marks(svg, panel, spots) {
  const describe = (step) => [step.words, step.level, step.state ?? (step.again && "said again")];
  const mark = svg.append("g").selectAll("a").data(spots).join("a").attr("data-key", (d) => `${d.date} ${d.level}`);
  mark.attr("class", (d) => `chart-mark chart-rung state-${slug(d.state)}`).classed("is-again", (d) => d.again);
  links(mark, panel, describe);
  mark.append("circle").attr("cx", (d) => d.x).attr("cy", (d) => d.y).attr("r", (d) => (d.again ? 4 : 5.5));
  const text = mark.filter((d) => !d.again).append("text").attr("text-anchor", (d) => d.anchor).attr("y", (d) => d.top);
  const lines = (d) => [d.words, ...d.lines].map((words) => ({ words: `${words} `, x: d.textX })); // read as one text
  text.selectAll("tspan").data(lines).join("tspan").attr("class", (_, index) => (index ? "" : "chart-when"))
    .attr("x", (d) => d.x).attr("dy", LINE * 0.95).text((d) => d.words);
}
