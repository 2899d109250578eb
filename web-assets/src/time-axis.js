import { axisBottom, axisTop } from "d3-axis";
import { select } from "d3-selection";
import { utcDay, utcYear } from "d3-time";
import { tick } from "./dates.js";

const EDGE = 14; // px from an end within which a centred word would be cut

/** A time axis without its line; years stand out, and the words at both ends stay inside. */
export function timeAxis(x, { above = false, apart = 90, size = 4 } = {}) {
  const [left, right] = x.range();
  const count = Math.max(2, Math.min(12, (right - left) / apart));
  const days = x.ticks(count).filter((date) => date <= utcDay.floor(date));
  const axis = (above ? axisTop : axisBottom)(x).tickValues(days).tickFormat(tick).tickSize(size);
  const anchor = (at) => (at < left + EDGE ? "start" : at > right - EDGE ? "end" : "middle");
  return (g) => {
    g.call(axis).attr("text-anchor", null).select(".domain").remove();
    g.selectAll(".tick").each(function (date) {
      const isYear = date <= utcYear.floor(date);
      select(this).classed("is-year", isYear).select("text").attr("text-anchor", anchor(x(date)));
    });
  };
}
