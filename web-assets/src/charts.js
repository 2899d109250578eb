// Draws every [data-chart] of the page, again when its width changes and when htmx has brought new parts.
import { Chart } from "./chart.js";

const charts = new Map();
const widths = new ResizeObserver((changes) => changes.forEach(({ target }) => resized(target)));

function drawAll() {
  for (const element of document.querySelectorAll("[data-chart]")) {
    if (charts.has(element)) charts.get(element).reload();
    else mount(element);
  }
}

function mount(element) {
  const chart = new Chart(element);
  charts.set(element, chart);
  chart.reload().then(() => widths.observe(element));
}

/** A chart that htmx took away is reported once more, without a width: then it is let go. */
function resized(element) {
  if (element.isConnected) return charts.get(element).fit();
  widths.unobserve(element);
  charts.delete(element);
}

function filtered({ target }) {
  if (!target.matches("[data-timeline-kind]")) return;
  for (const chart of charts.values()) if (chart.kind === "timeline") chart.draw();
}

document.addEventListener("htmx:load", drawAll);
document.addEventListener("change", filtered);
drawAll();
