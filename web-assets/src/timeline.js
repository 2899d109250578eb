import { scaleUtc } from "d3-scale";
import { span } from "./dates.js";
import { drawBuckets, drawItems } from "./lane-marks.js";
import { lanes } from "./lanes.js";
import { legend, sheet, tools } from "./marks.js";
import { overview } from "./overview.js";
import { period, shown } from "./timeline-data.js";
import { timeAxis } from "./time-axis.js";
import { timeZoom } from "./time-zoom.js";
import { ruler } from "./words.js";

const AXIS = 20;
const WIDE = 640; // px from which the lanes' names stand beside them
const LEFT = 124; // px for the names there
const HINT = "Drag to move; Ctrl and wheel, or the keys + and −, to zoom";
const STATES = [ // class of the mark, words, the states that look like it
  ["state-pledged", "pledged or repeated", ["pledged", "repeated"]],
  ["state-under-way", "under way", ["under way"]],
  ["state-fulfilled", "fulfilled", ["fulfilled"]],
  ["state-lapsed", "lapsed or withdrawn", ["lapsed", "withdrawn"]],
];

/**
 * Events by kind over time, for data shaped as timeline-data.js says.
 * @param {import("./chart.js").Panel} panel
 * @param {import("./timeline-data.js").Timeline} data
 */
export function timeline(panel, data) {
  const events = shown(data);
  const [from, to] = period(data);
  if (!from) return false;
  const today = data.today && span(data.today).start;
  const field = plane(panel, { from, to, today }, events);
  const draw = (x) => {
    field.axis.call(timeAxis(x, { above: true }));
    if (today) placeToday(field, x(today));
    drawBuckets(panel, field, x);
    drawItems(panel, field, x);
  };
  const zoom = timeZoom(panel, field, draw, events);
  tools(panel, zoom.actions, HINT).lower();
  zoom.follow(overview(panel, field, events, zoom.show));
  explain(panel, events);
  zoom.start();
  return true;
}

/** The sheet with its parts: lanes with names, the axis, a clipped layer for the marks. */
function plane(panel, { from, to, today }, events) {
  const wide = panel.width >= WIDE;
  const left = wide ? LEFT : 0;
  const inner = panel.width - left;
  const full = scaleUtc([from, to], [0, inner]);
  const top = AXIS + (today ? 14 : 6);
  const rows = lanes(events, full, { top, named: !wide });
  const height = rows.length ? rows.at(-1).bottom : top;
  const years = [from, new Date(to - 1)].map((date) => date.getUTCFullYear());
  const svg = sheet(panel, height + 1, `Timeline from ${years[0]} to ${years[1]}`);
  svg.attr("tabindex", 0).attr("data-key", "plane");
  names(svg, rows, wide);
  const inside = svg.append("svg").attr("x", left).attr("width", inner).attr("height", height); // cuts what is outside
  inside.append("rect").attr("class", "chart-hit").attr("width", inner).attr("height", height);
  const axis = inside.append("g").attr("class", "chart-axis").attr("transform", `translate(0,${AXIS})`);
  const line = inside.append("g").attr("class", "chart-today").attr("display", today ? null : "none");
  line.append("line").attr("y1", top).attr("y2", height);
  line.append("text").attr("y", top - 3).text("today");
  const marks = inside.append("g");
  return { svg, inside, inner, left, height, full, rows, axis, today: line, marks, measure: ruler(panel.box, 12) };
}

/** Its word keeps inside the sheet at both ends. */
function placeToday({ today, inner }, x) {
  today.attr("transform", `translate(${x},0)`);
  today.select("text").attr("text-anchor", x < 16 ? "start" : x > inner - 16 ? "end" : "middle");
}

function names(svg, rows, wide) {
  const lane = svg.append("g").selectAll("g").data(rows).join("g").attr("class", ({ kind }) => `k-${kind}`);
  const rule = lane.append("line").attr("class", "chart-rule").attr("x2", "100%");
  rule.attr("y1", (d) => d.bottom).attr("y2", (d) => d.bottom);
  const name = lane.append("text").attr("class", "chart-lane").text(({ label }) => label);
  name.attr("y", (d) => (wide ? (d.top + d.bottom) / 2 : d.top + 16)).attr("dy", wide ? ".35em" : 0);
}

/** What bars, hollow and larger marks mean, as far as there are any. */
function explain(panel, { items }) {
  const vague = items.some(({ exact }) => !exact) ? [["is-vague", "a bar: only the month or year is known"]] : [];
  const states = STATES.filter(([, , those]) => items.some(({ state }) => those.includes(state)));
  const many = items.some(({ n }) => n > 1) ? [["is-many", "a larger dot: several documents tell of it"]] : [];
  const all = [...states, ...vague, ...many];
  if (all.length) legend(panel, all).classed("is-states", true);
}
