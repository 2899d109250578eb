import { zoom as d3zoom, zoomIdentity } from "d3-zoom";
import { allowed, keyed, STEP } from "./gestures.js";

const LEAST_DAYS = 21; // the finest view: days can be told apart
const DAY = 864e5;
const STRIP = {}; // the overview as the cause of a move: it does not have to follow itself

/**
 * Moves and stretches the time axis by pointer, keys, buttons and the overview strip. A wheel scrolls the page unless
 * Ctrl is held or the timeline has the focus; one finger always scrolls the page, two stretch the axis.
 */
export function timeZoom(panel, { svg, inside, full, inner, height }, draw, { buckets }) {
  const [from, to] = full.domain();
  const least = buckets.length ? 3 * (buckets[0].until - buckets[0].from) : LEAST_DAYS * DAY;
  const corner = [[0, 0], [inner, height]];
  const zoom = d3zoom().scaleExtent([1, Math.max(1, (to - from) / least)]).extent(corner).translateExtent(corner);
  let follow = () => {};
  zoom.filter((event) => allowed(event, svg.node())).on("zoom", ({ transform, sourceEvent }) => {
    const x = transform.rescaleX(full);
    panel.memory.view = x.domain();
    panel.tip.hide();
    svg.classed("is-zoomed", transform.k > 1);
    draw(x);
    if (sourceEvent !== STRIP) follow(x.domain().map(full));
  });
  inside.call(zoom).on("dblclick.zoom", null);
  const by = (factor) => inside.call(zoom.scaleBy, factor);
  const along = (share) => inside.call(zoom.translateBy, (share * inner) / current(inside).k, 0);
  const show = ([a, b], source) => inside.call(zoom.transform, transform(full, inner, a, b), null, source);
  const all = () => show([from, to]);
  svg.on("keydown", keyed({ by, all, along }));
  return {
    show: (ends) => show(ends, STRIP),
    follow: (move) => (follow = move),
    start: () => show(kept(panel.memory.view, from, to)),
    actions: [
      ["+", "Zoom in", () => by(STEP)],
      ["−", "Zoom out", () => by(1 / STEP)],
      ["All", "All: show the whole period", all],
    ],
  };
}

const current = (plane) => plane.property("__zoom");
const kept = (view, from, to) =>
  view ? [new Date(Math.max(view[0], from)), new Date(Math.min(view[1], to))] : [from, to];

function transform(full, inner, a, b) {
  return zoomIdentity.scale(inner / (full(b) - full(a))).translate(-full(a), 0);
}
