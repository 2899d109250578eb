import { ladder } from "./ladder.js";
import { network } from "./network.js";
import { quarters } from "./quarters.js";
import { timeline } from "./timeline.js";
import { Tip } from "./tip.js";
import { world } from "./world.js";

const DRAWERS = { timeline, quarters, ladder, network, map: world };

/**
 * One chart of the page. Its drawer gets a panel and the data, and says whether there was anything to draw:
 * @typedef {object} Panel
 * @property {HTMLElement} box  the empty div to draw into
 * @property {number} width  of the box, in px
 * @property {Tip} tip  the note shown at a mark
 * @property {object} memory  what the drawer keeps from one drawing to the next (where the reader has zoomed to)
 * @property {AbortSignal} gone  aborted when this drawing is replaced
 */
export class Chart {
  constructor(element) {
    this.element = element;
    this.kind = element.dataset.chart;
    this.box = document.createElement("div");
    this.box.className = `chart-box chart-${this.kind}`;
    this.memory = {};
    element.append(this.box);
  }

  /** Reads the data again and draws if they are new. */
  async reload() {
    const text = await this.read();
    if (text === undefined || text === this.text) return;
    this.text = text;
    this.memory = {};
    await this.draw();
  }

  /** The text of the script element or of the address that `data-source` names. */
  async read() {
    const source = this.element.dataset.source ?? "";
    if (source.startsWith("#")) return document.getElementById(source.slice(1))?.textContent ?? this.fail(source);
    if (source === this.source) return undefined;
    this.source = source;
    const answer = await fetch(source, { headers: { Accept: "application/json" } }).catch(() => undefined);
    return answer?.ok ? answer.text() : this.fail(source);
  }

  fail(source) {
    this.say(`The chart has no data: ${source || "no data-source"} could not be read. Reload the page to try again.`);
  }

  fit() {
    if (this.text && Math.abs(this.element.clientWidth - this.width) >= 1) this.draw();
  }

  async draw() {
    const data = JSON.parse(this.text);
    const focused = this.box.contains(document.activeElement) && document.activeElement.dataset.key;
    this.drawing?.abort();
    this.drawing = new AbortController();
    this.width = this.element.clientWidth;
    if (!this.width) return; // hidden for now: fit() draws it when it is shown
    this.box.replaceChildren();
    const panel = { box: this.box, width: this.width, memory: this.memory, gone: this.drawing.signal };
    panel.tip = new Tip(this.box);
    const drawn = await DRAWERS[this.kind](panel, data);
    if (panel.gone.aborted) return;
    if (!drawn) this.say("Nothing to draw for this period.");
    this.element.classList.add("is-drawn");
    if (focused) this.box.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  say(message) {
    const note = document.createElement("p");
    note.className = "chart-note";
    note.textContent = message;
    this.box.replaceChildren(note);
  }
}
