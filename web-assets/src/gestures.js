export const STEP = 1.6; // how much one step of zooming enlarges

/**
 * Whether a gesture is meant for the drawing: a wheel with Ctrl or while the drawing has the focus, two fingers, or the
 * mouse. Anything else scrolls the page.
 */
export function allowed(event, plane) {
  if (event.type === "wheel") return event.ctrlKey || event.metaKey || plane.contains(document.activeElement);
  if (event.touches) return event.touches.length > 1;
  return !event.button && !event.ctrlKey;
}

/** A listener for the keys + − 0 and arrows; `along` takes shares of the width and height to go right and down. */
export function keyed({ by, all, along }) {
  const does = {
    "+": () => by(STEP),
    "=": () => by(STEP),
    "-": () => by(1 / STEP),
    0: all,
    ArrowLeft: () => along(0.2, 0),
    ArrowRight: () => along(-0.2, 0),
    ArrowUp: () => along(0, 0.2),
    ArrowDown: () => along(0, -0.2),
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !does[event.key]) return;
    event.preventDefault();
    does[event.key]();
  };
}
