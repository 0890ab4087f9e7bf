// Moving and zooming a drawing inside its port. A gesture only changes a CSS transform; the drawing itself is not touched.

import { fitted, held, revealing, zoomedAt } from "./geometry.js";

const LIMITS = [0.1, 5];
// As the style sheet draws without a script: never too small to read, nor for a finger.
const [SMALLEST, SMALLEST_FOR_FINGERS, LARGEST] = [0.74, 0.93, 1.12];
const STEP = 1.25;
const BARS = 110; // what the bars of the theme may hide at an edge of the window
const CLICK = 4; // pixels that a hand may tremble

/** The view of one drawing. `changed(view)` hears every move by the reader; `view` is null while nobody has moved anything. */
export function startView(port, stage, size, signal, changed) {
  const state = { view: null, isFull: false };
  const room = () => ({ width: port.clientWidth, height: port.clientHeight });
  const resting = () => restingView(size, room(), state.isFull);
  const current = () => state.view ?? resting();

  const show = () => {
    const { x, y, k } = current();
    if (!state.isFull) port.style.height = `${Math.ceil(size.height * resting().k)}px`;
    stage.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px) scale(${k.toFixed(4)})`;
  };
  const put = (view, { quietly = false } = {}) => {
    state.view = view && held(view, size, room());
    show();
    if (!quietly) changed(state.view);
  };
  const zoom = (factor, at = { x: port.clientWidth / 2, y: port.clientHeight / 2 }) =>
    put(zoomedAt(current(), at, factor, LIMITS));

  const sizes = new ResizeObserver(show);
  sizes.observe(port);
  signal.addEventListener("abort", () => sizes.disconnect(), { once: true });
  bindWheel(port, zoom, () => state.isFull, signal);
  bindDrag(port, current, put, signal);
  bindTouches(port, current, put, signal);
  show();
  return {
    zoomIn: () => zoom(STEP),
    zoomOut: () => zoom(1 / STEP),
    reset: () => put(null),
    fit: () => put(fitted(size, room(), LARGEST)),
    put: (view) => put(view && zoomedAt(view, { x: 0, y: 0 }, 1, LIMITS), { quietly: true }),
    reveal: (box, covered = 0) => {
      const view = revealing(current(), box, room());
      if (view.x !== current().x || view.y !== current().y) put(view);
      const y = port.getBoundingClientRect().top + view.y;
      scrollBy(0, y - revealing({ ...view, y }, box, { width: Infinity, height: innerHeight - covered }, BARS).y);
    },
    setFull: (isFull) => {
      state.isFull = isFull;
      if (isFull) port.style.height = "";
      put(null);
    },
  };
}

function restingView(size, port, isFull) {
  if (isFull) return fitted(size, port, LARGEST);
  const smallest = matchMedia("(pointer: coarse)").matches ? SMALLEST_FOR_FINGERS : SMALLEST;
  const k = Math.min(Math.max(port.width / size.width, smallest), LARGEST);
  return { x: Math.max(0, (port.width - size.width * k) / 2), y: 0, k };
}

const pointIn = (port, event) => {
  const { left, top } = port.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
};

// A pinch on a touch pad arrives as a wheel with Ctrl held down, in small steps.
function bindWheel(port, zoom, isFull, signal) {
  const turn = (event) => {
    if (!(event.ctrlKey || event.metaKey || isFull()) || event.target.closest(".atlas-drawer")) return;
    event.preventDefault();
    const pixels = event.deltaMode ? event.deltaY * 24 : event.deltaY;
    zoom(Math.exp(-pixels * (Math.abs(pixels) < 40 ? 0.01 : 0.0025)), pointIn(port, event));
  };
  port.addEventListener("wheel", turn, { signal, passive: false });
}

// A mouse drags freely. One finger drags sideways (and everywhere in full screen); up and down it scrolls the page.
function bindDrag(port, current, put, signal) {
  let start;
  const down = (event) => {
    if (event.button || !event.isPrimary || event.target.closest(".atlas-drawer")) return;
    start = { x: event.clientX, y: event.clientY, view: current(), moving: false };
  };
  const move = (event) => {
    if (!start || !event.isPrimary) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    if (!start.moving && Math.hypot(dx, dy) < CLICK) return;
    if (!start.moving) begin(event);
    put({ ...start.view, x: start.view.x + dx, y: start.view.y + dy });
  };
  const begin = (event) => {
    start.moving = true;
    port.setPointerCapture(event.pointerId);
    port.classList.add("moving");
  };
  const end = () => {
    if (start?.moving) addEventListener("click", swallow, { capture: true, once: true, signal });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    start = undefined;
    port.classList.remove("moving");
  };
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  port.addEventListener("pointerdown", down, { signal });
  port.addEventListener("pointermove", move, { signal });
  for (const name of ["pointerup", "pointercancel"]) port.addEventListener(name, end, { signal });
  port.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
}

function bindTouches(port, current, put, signal) {
  let start;
  const spread = ([a, b]) => ({
    at: pointIn(port, { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }),
    apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
  });
  const down = (event) => {
    start = event.touches.length === 2 ? { ...spread(event.touches), view: current() } : undefined;
    if (start) event.preventDefault();
  };
  const move = (event) => {
    if (!start || event.touches.length !== 2) return;
    event.preventDefault();
    const now = spread(event.touches);
    const moved = { ...start.view, x: start.view.x + now.at.x - start.at.x, y: start.view.y + now.at.y - start.at.y };
    put(zoomedAt(moved, now.at, now.apart / Math.max(start.apart, 1), LIMITS));
  };
  port.addEventListener("touchstart", down, { signal, passive: false });
  port.addEventListener("touchmove", move, { signal, passive: false });
  for (const name of ["touchend", "touchcancel"]) port.addEventListener(name, () => (start = undefined), { signal });
}
