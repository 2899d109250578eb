/** The note beside a mark, for pointer and keyboard alike. The mark's label says the same, so it is not read out. */
export class Tip {
  constructor(box) {
    this.box = box;
    this.note = document.createElement("div");
    this.note.className = "chart-tip";
    this.note.hidden = true;
    this.note.setAttribute("aria-hidden", "true");
    box.append(this.note);
    // a handler that is a property would cancel every key that it answers with false
    box.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.hide();
    });
  }

  /** Shows lines of text, the first as a heading, at a point of the page's viewport. */
  show(lines, [x, y]) {
    this.note.replaceChildren(...lines.filter(Boolean).map(paragraph));
    this.note.hidden = false;
    const box = this.box.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.note;
    const left = Math.max(0, Math.min(x - box.left - width / 2, box.width - width));
    const above = y - height - 14;
    this.note.style.left = `${left}px`;
    this.note.style.top = `${(above > 0 ? above : y + 18) - box.top}px`;
  }

  hide() {
    this.note.hidden = true;
  }
}

function paragraph(text) {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}
