import { utcMonth, utcYear } from "d3-time";

const PLAIN = { timeZone: "UTC" };
const DAY = new Intl.DateTimeFormat("en-GB", { ...PLAIN, day: "numeric", month: "long", year: "numeric" });
const MONTH = new Intl.DateTimeFormat("en-GB", { ...PLAIN, month: "long", year: "numeric" });
const SHORT_MONTH = new Intl.DateTimeFormat("en-GB", { ...PLAIN, month: "short" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", { ...PLAIN, day: "numeric", month: "short" });

/**
 * The days that a date means, half-open: "2024" is the whole of the year.
 * @param {string} text  YYYY, YYYY-MM or YYYY-MM-DD
 * @returns {{start: Date, end: Date, exact: boolean, words: string}}
 */
export function span(text) {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  const start = new Date(Date.UTC(year, (month || 1) - 1, day || 1));
  if (day) return { start, end: new Date(+start + 864e5), exact: true, words: DAY.format(start) };
  if (month) return { start, end: utcMonth.offset(start, 1), exact: false, words: MONTH.format(start) };
  return { start, end: utcYear.offset(start, 1), exact: false, words: String(year) };
}

/** The words of the stretch from one date to another, both within it. */
export const stretch = (from, to) => (from === to ? span(from).words : `${span(from).words} – ${span(to).words}`);

/** The words on a time axis: a year at its start, a month within it, a day within that. */
export function tick(date) {
  if (date <= utcYear.floor(date)) return String(date.getUTCFullYear());
  return (date <= utcMonth.floor(date) ? SHORT_MONTH : SHORT_DAY).format(date);
}
