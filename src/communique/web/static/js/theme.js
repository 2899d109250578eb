// Colours as the system, light or dark. Runs in the head, before anything is painted: no module, no defer.
(() => {
  const NAMES = { auto: "as the system", light: "light", dark: "dark" };
  const SIGNS = { auto: "◐", light: "○", dark: "●" };
  const ORDER = Object.keys(NAMES);
  const root = document.documentElement;

  /** The kept choice; a browser that keeps nothing (a private window) goes with the system. */
  function kept() {
    try {
      const theme = localStorage.getItem("theme");
      return ORDER.includes(theme) ? theme : "auto";
    } catch {
      return "auto";
    }
  }

  function keep(theme) {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // it holds for this page only
    }
  }

  function set(theme) {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    const button = document.getElementById("theme");
    if (!button) return;
    button.textContent = SIGNS[theme];
    button.setAttribute("aria-label", `Colours: ${NAMES[theme]}`);
    button.title = `Colours: ${NAMES[theme]}`;
  }

  let theme = kept();
  set(theme);
  document.addEventListener("DOMContentLoaded", () => {
    set(theme);
    document.getElementById("theme")?.addEventListener("click", () => {
      theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
      keep(theme);
      set(theme);
    });
  });
})();
