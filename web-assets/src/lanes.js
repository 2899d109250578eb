export const ROW = 19; // px from one line of marks to the next
const MOST_ROWS = 10;
const ASIDE = 36; // px by which a mark gives way to those before it; beyond, marks lie over one another
const PAD = 6;

/**
 * Where each lane lies, and how many lines of marks it needs where they are closest: with the whole period in view.
 * The height then stays the same at every zoom, so that the page does not jump.
 */
export function lanes({ lanes: kinds, items, buckets }, full, { top, named }) {
  let y = top;
  return kinds.map(({ kind, label }) => {
    const own = items.filter((item) => item.kind === kind).sort((a, b) => a.start - b.start || a.end - b.end);
    const counted = buckets.filter((bucket) => bucket.kind === kind);
    const rows = own.length > 1 ? Math.min(MOST_ROWS, rowsNeeded(own, full) + 1) : counted.length ? 2 : 1;
    const first = y + PAD + (named ? 18 : 0);
    const lane = { kind, label, top: y, first, rows, bottom: first + rows * ROW + PAD, items: own, buckets: counted };
    y = lane.bottom;
    return lane;
  });
}

/** The mark's left and right end in px; an exact day is a dot around its noon, anything less exact a bar. */
export function extent(item, x) {
  const [from, to] = [x(item.start), x(item.end)];
  const least = item.exact ? 2 * radius(item) : 12;
  const spare = Math.max(0, least - (to - from)) / 2;
  return item.exact ? [(from + to - least) / 2, (from + to + least) / 2] : [from - spare, to + spare];
}

/** A dot grows a little with the number of documents that tell of it. */
export const radius = ({ n = 1 }) => Math.min(8, 4.5 + Math.sqrt(n - 1) * 0.9);

function rowsNeeded(items, x) {
  const ends = [];
  for (const item of items) {
    const [left, right] = extent(item, x);
    const free = ends.findIndex((end) => end < left - 1);
    ends[free < 0 ? ends.length : free] = right;
  }
  return ends.length;
}

/** Puts the items on the lane's lines, each where most room is left of it, and tells the room right of it in px. */
export function placed(lane, x, edge) {
  const ends = Array(lane.rows).fill(-Infinity);
  const lasts = Array(lane.rows).fill(undefined);
  return lane.items.map((item) => {
    const [start, end] = extent(item, x);
    const row = ends.indexOf(Math.min(...ends));
    const aside = item.exact ? Math.max(0, Math.min(ASIDE, ends[row] + 1 - start)) : 0;
    const [left, right] = [start + aside, end + aside];
    if (lasts[row]) lasts[row].room = Math.min(lasts[row].room, left - lasts[row].right);
    ends[row] = Math.max(ends[row], right);
    return (lasts[row] = { item, href: item.href, left, right, y: lane.first + (row + 0.5) * ROW, room: edge - right });
  });
}
