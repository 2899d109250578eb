const pen = document.createElement("canvas").getContext("2d");

/** Gives a measure of text widths in the box's own typeface. */
export function ruler(box, size) {
  const { fontFamily } = getComputedStyle(box);
  return (text) => {
    pen.font = `${size}px ${fontFamily}`;
    return pen.measureText(text).width;
  };
}

/** The text, cut after a whole word to a width; "" where so little is left that it would say nothing. */
export function fitted(text, width, measure, least = 8) {
  if (measure(text) <= width) return text;
  const words = text.split(/\s+/);
  while (words.length && measure(cut(words)) > width) words.pop();
  return words.join(" ").length >= least ? cut(words) : "";
}

const cut = (words) => `${words.join(" ").replace(/[\s,.:;–—-]+$/, "")}…`;

/** Words in lines of at most a width. */
export function wrapped(text, width, measure) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && measure(longer) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** 1 meeting, 2 meetings, 1,200 meetings. */
export const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

export const number = (value, digits = 0) =>
  value.toLocaleString("en-GB", { maximumFractionDigits: digits }).replace("-", "−");

/** A word of the ledger as part of a class name: "under way" → "under-way". */
export const slug = (word) => String(word ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
