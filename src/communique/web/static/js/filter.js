// Check boxes with data-filter="kind" show and hide what has that data-kind, and pale the marks of hidden cards.

function apply() {
  const boxes = document.querySelectorAll("[data-filter]");
  const off = new Set([...boxes].filter((box) => !box.checked).map((box) => box.dataset.filter));
  document.querySelectorAll("[data-kind]").forEach((row) => (row.hidden = off.has(row.dataset.kind)));
  document.querySelectorAll("mark[data-entry]").forEach(pale);
}

function pale(mark) {
  const cards = mark.dataset.entry.split(/\s+/).map((id) => document.querySelector(`[data-card="${CSS.escape(id)}"]`));
  mark.classList.toggle("off", cards.every((card) => card?.hidden));
}

document.addEventListener("change", ({ target }) => target.matches("[data-filter]") && apply());
document.addEventListener("htmx:load", apply);
addEventListener("pageshow", apply); // a browser that goes back keeps the boxes as they were left
