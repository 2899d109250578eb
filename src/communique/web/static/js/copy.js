// Buttons with data-copy="#target" put the target's text on the clipboard and say so.
const SHOWN = 2000; // ms for which the button itself says it

function textOf(target) {
  return "value" in target ? target.value : target.textContent.replace(/\s+/g, " ").trim();
}

/** Says it to those who hear the page; an unchanged region would not be read again, so it is emptied first. */
function say(words) {
  const region = document.getElementById("said") ?? document.querySelector("[aria-live]");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 50);
}

function tell(button, words) {
  button.dataset.words ??= button.textContent;
  button.textContent = words;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => (button.textContent = button.dataset.words), SHOWN);
  say(words);
}

/** Without a secure address browsers give no clipboard: then the text is selected for the reader to copy. */
function select(target) {
  if ("select" in target) return target.select();
  getSelection().selectAllChildren(target);
}

async function copy(button) {
  const target = document.querySelector(button.dataset.copy);
  if (!target) return tell(button, "Nothing to copy");
  try {
    await navigator.clipboard.writeText(textOf(target));
    tell(button, "Copied");
  } catch {
    select(target);
    tell(button, "Selected: press Ctrl+C");
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (button) copy(button);
});
