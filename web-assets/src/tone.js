import { number } from "./words.js";

/** The class that colours a mean of PLOVER's scale (-10 to 10), from conflict to cooperation in five steps. */
export function tone(scale) {
  if (scale === null || scale === undefined) return "tone-none";
  if (scale <= -4) return "tone-bad2";
  if (scale < -1) return "tone-bad1";
  if (scale <= 1) return "tone-even";
  return scale < 4 ? "tone-good1" : "tone-good2";
}

/** The same in words, "" for none. */
export const meant = (scale) =>
  scale === null || scale === undefined ? "" : `Mean of the scale ${number(scale, 1)}`;

/** For a legend: [class, words]. */
export const TONES = [
  ["tone-bad2", "strong conflict"],
  ["tone-bad1", "conflict"],
  ["tone-even", "even"],
  ["tone-good1", "cooperation"],
  ["tone-good2", "strong cooperation"],
];
