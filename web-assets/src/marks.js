import { select } from "d3-selection";

/**
 * Makes links of `<a>` elements: an address, a label for those who do not see them, and a note for those who do.
 * @param {(datum: object) => string[]} describe  the lines that say what the mark is
 */
export function links(selection, panel, describe) {
  const { tip } = panel;
  return selection
    .attr("href", (d) => address(d.href))
    .attr("aria-label", (d) => describe(d).filter(Boolean).join(", "))
    .attr("draggable", "false")
    .on("pointerenter pointermove", (event, d) => tip.show(describe(d), [event.clientX, event.clientY]))
    .on("pointerleave pointercancel blur", () => tip.hide())
    .on("focus", (event, d) => event.currentTarget.matches(":focus-visible") && tip.show(describe(d), top(event)));
}

function top({ currentTarget }) {
  const { left, width, top: y } = currentTarget.getBoundingClientRect();
  return [left + width / 2, y];
}

/** Only pages are linked to: an address of another scheme ("javascript:") is dropped. */
function address(href) {
  return href && /^https?:$/.test(new URL(href, location.href).protocol) ? href : null;
}

/** The drawing sheet: a group of links to a reader of the page's structure, not a picture. */
export function sheet(panel, height, label) {
  return select(panel.box)
    .append("svg")
    .attr("class", "chart-sheet")
    .attr("viewBox", `0 0 ${panel.width} ${height}`)
    .attr("role", "group")
    .attr("aria-label", label);
}

/** A row of buttons; `actions` holds [sign, what it does, function]. */
export function tools(panel, actions, hint) {
  const row = select(panel.box).append("div").attr("class", "chart-tools");
  row.append("p").attr("class", "chart-hint").text(hint);
  const buttons = row.selectAll("button").data(actions).join("button");
  buttons.attr("type", "button").attr("data-key", ([, name]) => name).attr("aria-label", ([, name]) => name);
  buttons.text(([sign]) => sign).on("click", (_, [, , act]) => act());
  return row;
}

/** What the colours mean: [class, words] pairs. */
export function legend(panel, entries) {
  const list = select(panel.box).append("ul").attr("class", "chart-legend");
  const items = list.selectAll("li").data(entries).join("li");
  items.append("span").attr("class", ([name]) => `chart-swatch ${name}`);
  items.append("span").text(([, words]) => words);
  return list;
}

/** Many links ask for a way past them by keyboard: one from before the chart to after it. */
export function skip(panel, count) {
  if (count < 12) return;
  const after = document.createElement("span");
  after.tabIndex = -1;
  const past = document.createElement("button");
  Object.assign(past, { type: "button", className: "chart-skip", textContent: `Past the chart’s ${count} links` });
  past.addEventListener("click", () => after.focus());
  panel.box.prepend(past);
  panel.box.append(after);
}
