import { max } from "d3-array";
import { stretch } from "./dates.js";
import { placed, radius, ROW } from "./lanes.js";
import { links } from "./marks.js";
import { counted, fitted, number, slug } from "./words.js";

const BAR = 9; // px, the height of a mark that spans a month or a year
const FULL = 17; // px, the same with words in it

/** One link per item: a dot for a day, a bar for a month or a year, with its words where there is room. */
export function drawItems(panel, field, x) {
  const seen = ({ left, right }) => right > 0 && left < field.inner;
  const spots = field.rows.flatMap((lane) => placed(lane, x, field.inner)).filter(seen).map(worded(field));
  const describe = ({ item }) => [item.label, [item.words, item.state].filter(Boolean).join(" · "), told(item)];
  const mark = field.marks.selectAll("a.is-item").data(spots, ({ item }) => item.id).join(newMark).order();
  mark.attr("class", ({ item }) => `chart-mark is-item k-${item.kind} state-${slug(item.state)}`);
  mark.classed("is-vague", ({ item }) => !item.exact).attr("data-key", ({ item }) => item.id);
  links(mark, panel, describe);
  mark.select("rect").attr("x", (d) => d.left).attr("width", (d) => d.right - d.left)
    .attr("y", (d) => d.y - d.half).attr("height", (d) => 2 * d.half).attr("rx", (d) => (d.item.exact ? d.half : 4.5));
  mark.select("text").attr("x", (d) => d.textX).attr("y", (d) => d.y).text((d) => d.words);
}

/** The words go into a bar that is long enough for them, else to the right of the mark. */
const worded = ({ inner, measure }) => (spot) => {
  const { item, left, right, room } = spot;
  const from = Math.max(left, 0);
  const within = item.exact ? "" : fitted(item.label, Math.min(right, inner) - from - 12, measure);
  if (within) return { ...spot, half: FULL / 2, textX: from + 6, words: within };
  const half = item.exact ? radius(item) : BAR / 2;
  return { ...spot, half, textX: right + 4, words: fitted(item.label, room - 10, measure) };
};

function newMark(enter) {
  const mark = enter.append("a");
  mark.append("rect");
  mark.append("text").attr("dy", ".35em");
  return mark;
}

const told = ({ n = 1 }) => n > 1 && `told by ${counted(n, "document")}`;

/** One link per counted stretch: the fuller, the stronger its colour. */
export function drawBuckets(panel, field, x) {
  const most = max(field.rows.flatMap((lane) => lane.buckets), (bucket) => bucket.count);
  const boxes = field.rows.flatMap((lane) => lane.buckets.map((bucket) => ({ ...bucket, lane })));
  const told = (b) => `${number(b.count)} ${b.lane.label.toLowerCase()}`;
  const describe = (b) => [told(b), stretch(b.start, b.end), "Opens this period"];
  const key = (b) => b.kind + b.start;
  const mark = field.marks.selectAll("a.is-bucket").data(boxes, key).join(newMark);
  mark.attr("class", (b) => `chart-mark is-bucket k-${b.kind}`).attr("data-key", key);
  links(mark, panel, describe);
  const width = (b) => Math.max(1, x(b.until) - x(b.from) - 1);
  const tall = (b) => b.lane.rows * ROW;
  mark.select("rect").attr("x", (b) => x(b.from)).attr("width", width).attr("y", (b) => b.lane.first)
    .attr("height", tall).attr("fill-opacity", (b) => 0.15 + 0.75 * Math.sqrt(b.count / most));
  mark.select("text").attr("x", (b) => x(b.from) + width(b) / 2).attr("y", (b) => b.lane.first + tall(b) / 2)
    .text((b) => (field.measure(number(b.count)) < width(b) - 4 ? number(b.count) : ""));
}
