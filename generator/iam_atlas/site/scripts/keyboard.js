// Walking through a drawing by keyboard: one tab stop, arrows to the nearest node, brackets to the next frame, Alt with < and >
// along edges.

import { nearest } from "./geometry.js";

const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
/** How high the header of a frame is, in the drawing's own units. */
export const HEADER = 36;

/** `handlers` maps keys to functions that are given the node in focus and the event; `focused` hears the node too. */
export function startKeyboard(port, scene, handlers, signal, focused) {
  const stops = stopsOf(scene);
  const boxes = new Map([...stops].map(([id, stop]) => [id, stop.box]));
  let here = [...stops.keys()][0];
  for (const [id, { element }] of stops) element.setAttribute("tabindex", id === here ? "0" : "-1");

  const go = (id) => {
    if (!id || !stops.has(id)) return;
    stops.get(here).element.setAttribute("tabindex", "-1");
    here = id;
    stops.get(here).element.setAttribute("tabindex", "0");
    stops.get(here).element.focus({ preventScroll: true });
  };
  const along = (edges, end) => edges.get(here)?.[0][end] ?? null;
  const press = (event) => {
    if (((event.ctrlKey || event.metaKey) && event.key !== "Enter") || event.target.closest(".atlas-drawer")) return;
    const next = nextFrom(event);
    const handler = handlers[event.key];
    if (next === undefined && !handler) return;
    event.preventDefault();
    event.stopPropagation(); // the theme has keys of its own, which lead to other pages
    if (next) go(next);
    else if (handler) handler(here, event);
  };
  // On some keyboards Alt makes other characters of these keys; `code` tells which key it was. Null: a key for nothing.
  const nextFrom = (event) => {
    if (event.altKey) {
      if (["<", ","].includes(event.key) || event.code === "Comma") return along(scene.graph.into, "from");
      if ([">", "."].includes(event.key) || event.code === "Period") return along(scene.graph.outOf, "to");
      return undefined;
    }
    if (ARROWS[event.key]) return nearest(boxes, here, ARROWS[event.key]) ?? null;
    if (event.key === "[") return inNextFrame(stops, here, -1);
    if (event.key === "]") return inNextFrame(stops, here, 1);
    return undefined;
  };
  port.addEventListener("keydown", press, { signal });
  port.addEventListener(
    "focusin",
    (event) => {
      const id = event.target.closest("[data-node]")?.dataset.node;
      if (!stops.has(id)) return;
      if (id !== here) go(id);
      focused(id);
    },
    { signal },
  );
  return { go };
}

/** What can be in focus, in the order of the drawing: cards, gates and the headers of frames. */
function stopsOf(scene) {
  const stops = new Map();
  for (const node of scene.nodes.values()) {
    const element = node.focusable;
    if (!element) continue;
    const box = node.isFrame ? { ...node.box, height: HEADER } : node.box;
    stops.set(node.id, { element, box, frame: (node.isFrame ? node.id : node.frame) ?? "" });
  }
  return stops;
}

/** The first stop of the frame before or after; what stands in no frame, the conditions, counts as one. */
function inNextFrame(stops, here, step) {
  const frames = [...new Set([...stops.values()].map((stop) => stop.frame))];
  const next = frames[frames.indexOf(stops.get(here).frame) + step];
  return [...stops].find(([, stop]) => stop.frame === next)?.[0] ?? null;
}
