import { sum } from "d3-array";
import { zoom as d3zoom, zoomIdentity } from "d3-zoom";
import { allowed, keyed, STEP } from "./gestures.js";

/**
 * Moves and enlarges a drawing that goes both ways. `draw` gets the transform; `first` is the view to begin with;
 * `spots` are the places ({x, y, count}) that buttons and keys zoom in on. Gives the buttons' actions, and `start`,
 * which draws.
 */
export function planeZoom(panel, svg, { width, height, most, spots, first = zoomIdentity }, draw) {
  const edges = [[0, 0], [width, height]];
  const zoom = d3zoom().scaleExtent([1, most]).extent(edges).translateExtent(edges);
  zoom.filter((event) => allowed(event, svg.node())).on("zoom", ({ transform }) => {
    panel.memory.transform = transform;
    panel.tip.hide();
    svg.classed("is-zoomed", transform.k > 1);
    draw(transform);
  });
  svg.call(zoom).on("dblclick.zoom", null);
  const by = (factor) => svg.call(zoom.scaleBy, factor, middle(spots, svg.property("__zoom"), width, height));
  const all = () => svg.call(zoom.transform, zoomIdentity);
  const along = (x, y) => {
    const { k } = svg.property("__zoom");
    svg.call(zoom.translateBy, (x * width) / k, (y * height) / k);
  };
  svg.on("keydown", keyed({ by, all, along }));
  return {
    start: () => svg.call(zoom.transform, panel.memory.transform ?? first),
    actions: [
      ["+", "Zoom in", () => by(STEP)],
      ["−", "Zoom out", () => by(1 / STEP)],
      ["All", "All: show everything", all],
    ],
  };
}

/** Where most is of what is in view. */
function middle(spots, transform, width, height) {
  const here = spots.map(({ x, y, count }) => ({ x: transform.applyX(x), y: transform.applyY(y), count }));
  const seen = here.filter(({ x, y, count }) => count > 0 && x >= 0 && y >= 0 && x <= width && y <= height);
  const all = sum(seen, ({ count }) => count);
  if (!all) return [width / 2, height / 2];
  return [sum(seen, ({ x, count }) => x * count) / all, sum(seen, ({ y, count }) => y * count) / all];
}
