// A text and its entries beside it: what is pointed at on one side is lit on the other, and a click leads across.
const marks = (id) => document.querySelectorAll(`mark[data-entry~="${CSS.escape(id)}"]`);
const cards = (id) => document.querySelectorAll(`[data-card="${CSS.escape(id)}"]`);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let at = {}; // where the pointer was last
const smoothly = () => (calm.matches ? "auto" : "smooth");

/** The mark or card that holds an element, and the ids of the entries that it is about. */
function about(element) {
  const part = element.closest?.("mark[data-entry], [data-card]");
  const ids = part ? (part.dataset.card ?? part.dataset.entry).split(/\s+/) : [];
  return { part, ids };
}

function light(ids) {
  document.querySelectorAll(".lit").forEach((part) => part.classList.remove("lit"));
  ids.forEach((id) => [...marks(id), ...cards(id)].forEach((part) => part.classList.add("lit")));
}

/** The list of cards, where it scrolls by itself; on a narrow page it doesn't. */
function listOf(card) {
  const list = card.closest(".records");
  const scrolls = list && list.scrollHeight > list.clientHeight + 1 && getComputedStyle(list).overflowY !== "visible";
  return scrolls ? list : null;
}

/** Brings a card into its list's view, without a move of the page. */
function reveal(card) {
  const list = card && listOf(card);
  if (!list) return;
  const [inner, outer] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  list.scrollBy({ top: inner.top - outer.top - 12, behavior: smoothly() });
}

function show(mark, behavior = smoothly()) {
  mark?.scrollIntoView({ block: "center", behavior });
}

/** When the page scrolls under a resting pointer, nobody points. */
function pointed({ target, type, clientX, clientY }) {
  if (type === "pointerover" && clientX === at.x && clientY === at.y) return;
  if (type === "pointerover") at = { x: clientX, y: clientY };
  const { part, ids } = about(target);
  light(ids);
  if (part?.matches("mark")) reveal(cards(ids[0])[0]);
}

/** A click leads across and leaves the entry's address in the bar; links, buttons and a selection of text go before. */
function clicked(event) {
  const { part, ids } = about(event.target);
  if (!part || event.target.closest("a, button, input, select, summary, label") || String(getSelection())) return;
  history.replaceState(history.state, "", `#e-${ids[0]}`);
  if (part.matches("mark")) cards(ids[0])[0]?.scrollIntoView({ block: "nearest", behavior: smoothly() });
  else show(marks(ids[0])[0]);
}

/** What the address asks for: #e-ENTRY or #q-ENTRY an entry, #s-START-END characters, which the server marks. */
function addressed(arriving) {
  const span = location.hash.match(/^#s-(\d+)-(\d+)$/);
  if (span) return location.replace(`?span=${span[1]}-${span[2]}#asked`);
  const id = decodeURIComponent(location.hash).match(/^#[eq]-(.+)$/)?.[1];
  if (!id) return;
  light([id]);
  const card = cards(id)[0];
  reveal(card);
  // the browser's own jump to the card would overtake a smooth scroll
  if (card && (arriving || listOf(card))) show(marks(id)[0], arriving ? "instant" : smoothly());
}

document.addEventListener("pointerover", pointed);
document.addEventListener("focusin", pointed);
document.addEventListener("click", clicked);
addEventListener("hashchange", () => addressed(false));
addressed(true);
