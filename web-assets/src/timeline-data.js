import { max, min } from "d3-array";
import { utcMonth } from "d3-time";
import { span } from "./dates.js";

const ROOM = 20 * 864e5; // ms, at least, before the first event and after the last

/**
 * @typedef {object} Timeline  dates are YYYY[-MM[-DD]] throughout, and mean all of the year or month
 * @property {{kind: string, label: string}[]} lanes  from top to bottom
 * @property {{id: string, kind: string, date: string, label: string, href: string, state?: string, n?: number}[]}
 *   [items]
 *   state: a commitment's (pledged, repeated, under way, fulfilled, lapsed, withdrawn); n: how many documents tell it
 * @property {{kind: string, start: string, end: string, count: number, href: string}[]} [buckets]
 *   what the server has counted where there are too many items; from the first day of `start` to the last day of `end`
 * @property {string} [from]  the first day that is asked for; without it, the day of the first event
 * @property {string} [to]
 * @property {string} [today]  drawn as a line
 */

/** The lanes and events that the check boxes of the page leave, with their days. */
export function shown({ lanes, items = [], buckets = [] }) {
  const off = unchecked();
  const on = ({ kind }) => !off.has(kind);
  return {
    lanes: lanes.filter(on),
    items: items.filter((item) => on(item) && item.date).map((item) => ({ ...item, ...span(item.date) })),
    buckets: buckets.filter(on).map((bucket) => ({ ...bucket, ...ends(bucket) })),
  };
}

const ends = ({ start, end }) => ({ from: span(start).start, until: span(end).end });

function unchecked() {
  const boxes = [...document.querySelectorAll("[data-timeline-kind]")];
  return new Set(boxes.filter((box) => !box.checked).map((box) => box.dataset.timelineKind || box.value));
}

/** First and last moment of the axis: whole months, with a little room around single events; [] if there are none. */
export function period({ from, to, lanes, items = [], buckets = [] }) {
  const dates = items.filter(({ date }) => date).map(({ date }) => span(date));
  const spans = [...dates, ...buckets.map(ends).map(({ from: start, until: end }) => ({ start, end }))];
  if (!spans.length || !lanes.length) return [];
  const first = from ? span(from).start : min(spans, ({ start }) => start);
  const last = to ? span(to).end : max(spans, ({ end }) => end);
  const room = buckets.length ? 0 : Math.max(ROOM, (last - first) * 0.03);
  return [utcMonth.floor(new Date(first - room)), utcMonth.ceil(new Date(+last + room))];
}
