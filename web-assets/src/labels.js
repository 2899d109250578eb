import { least } from "d3-array";
import { fitted } from "./words.js";

const GAP = 4; // px between a mark and its words
const TALL = 14; // px of a line

/** A name as there is room for it at a mark, and how wide it then is. */
export function shortened(label, width, measure) {
  const words = fitted(label, Math.max(100, width * 0.2), measure);
  return { words, wide: measure(words) + 4 };
}

/**
 * Where the words of round marks go so that they cover neither one another nor a mark, the weightiest first: right,
 * left, below or above, and rather where few lines pass. A mark without a free place gets `undefined`.
 * @param {{x: number, y: number, r: number, wide: number, weight: number}[]} spots  wide: of the words, in px
 * @param {[[number, number], [number, number]][]} lines  drawn between the marks
 */
export function labelPlaces(spots, { width, height }, lines = []) {
  const taken = spots.map(({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
  const places = new Map();
  for (const spot of [...spots].sort((a, b) => b.weight - a.weight)) {
    const isFree = ({ box }) => inside(box, width, height) && !taken.some((other) => meet(box, other));
    const free = around(spot).filter(isFree);
    const best = least(free, ({ box }) => lines.filter((line) => crosses(line, box)).length);
    if (best) taken.push(best.box);
    places.set(spot, best);
  }
  return spots.map((spot) => places.get(spot));
}

function around({ x, y, r, wide }) {
  const middle = y - TALL / 2;
  const place = (left, top) => ({ x: left, y: top + TALL / 2, box: { x: left, y: top, w: wide, h: TALL } });
  return [
    place(x + r + GAP, middle),
    place(x - r - GAP - wide, middle),
    place(x - wide / 2, y + r + GAP / 2),
    place(x - wide / 2, y - r - GAP / 2 - TALL),
  ];
}

const inside = ({ x, y, w, h }, width, height) => x >= 0 && y >= 0 && x + w <= width && y + h <= height;
const meet = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Whether a line passes through a box: whether the box's sides leave any of it (Liang and Barsky's clipping). */
function crosses([[x1, y1], [x2, y2]], { x, y, w, h }) {
  let [from, to] = [0, 1];
  const sides = [[x1 - x2, x1 - x], [x2 - x1, x + w - x1], [y1 - y2, y1 - y], [y2 - y1, y + h - y1]];
  for (const [step, room] of sides) {
    if (step === 0 && room < 0) return false;
    if (step < 0) from = Math.max(from, room / step);
    if (step > 0) to = Math.min(to, room / step);
  }
  return from < to;
}
