// The review queue by keyboard: j and k go to the next and last item, a, r and e act on it, ? tells the keys.
const items = () => [...document.querySelectorAll("[data-review-item]")].filter((item) => !item.hidden);
const help = () => document.getElementById("keys");
const PRESSED = "[type=checkbox], [type=radio], [type=button], [type=submit]";
const FIELDS = `textarea, select, [contenteditable], input:not(${PRESSED})`;
let at = -1; // the place of the item that is dealt with; stays when the item itself is replaced

/** A check box with the id keys-on lets a reader do without single keys (they get in the way of speech input). */
const box = () => document.getElementById("keys-on");
const on = () => box()?.checked ?? true;

function go(place) {
  const all = items();
  if (!all.length) return;
  at = Math.max(0, Math.min(place, all.length - 1));
  all.forEach((item, index) => mark(item, index === at));
  all[at].focus({ preventScroll: true });
  all[at].scrollIntoView({ block: "nearest" });
}

function mark(item, current) {
  item.tabIndex = -1;
  item.classList.toggle("is-current", current);
  if (current) item.setAttribute("aria-current", "true");
  else item.removeAttribute("aria-current");
}

/** Presses what the item has for a key: a button or link is clicked, a field is entered, a fold is opened. */
function press(key) {
  const target = items()[at]?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return;
  const fold = target.closest("details");
  if (fold) fold.open = true;
  if (target.matches(FIELDS)) target.focus();
  else if (target.matches("details")) target.querySelector("input, select, textarea, button")?.focus();
  else target.click();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!on() || event.target.closest?.(FIELDS) || document.querySelector("dialog[open]")) return;
  const does = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    a: () => press("a"),
    r: () => press("r"),
    e: () => press("e"),
    "?": () => help()?.showModal(),
  }[event.key];
  if (!does) return;
  event.preventDefault();
  does();
}

/** Tabbing or clicking into an item makes it the one that is dealt with. */
function entered({ target }) {
  const place = items().findIndex((item) => item.contains(target));
  if (place < 0 || place === at) return;
  at = place;
  items().forEach((item, index) => mark(item, index === at));
}

function remember() {
  if (!box()) return;
  box().checked = localStorage.getItem("keys") !== "off";
  box().addEventListener("change", () => localStorage.setItem("keys", box().checked ? "on" : "off"));
}

document.addEventListener("keydown", pressed);
document.addEventListener("focusin", entered);
document.addEventListener("click", ({ target }) => target.closest?.("[data-open-keys]") && help()?.showModal());
document.addEventListener("htmx:afterSettle", () => at >= 0 && !document.querySelector(".is-current") && go(at));
remember();
