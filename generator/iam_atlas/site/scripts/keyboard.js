// Walking through a drawing by keyboard: one tab stop, arrows to the nearest node, brackets to the next frame, Alt with < and >
// along edges.

import { nearest } from "./geometry.js";

const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
/** How high the header of a frame is, in the drawing's own units. */
export const HEADER = 36;

/** `handlers` maps keys to functions that are given the node in focus and the event; `focused` hears the node too. */
export function startKeyboard(port, scene, handlers, signal, focused) {
  const stops = stopsOf(scene);
  let here = [...stops.keys()][0];
  for (const [id, { element }] of stops) element.setAttribute("tabindex", id === here ? "0" : "-1");

  const go = (id) => {
    if (!id || !stops.has(id)) return;
    stops.get(here).element.setAttribute("tabindex", "-1");
    here = id;
    stops.get(here).element.setAttribute("tabindex", "0");
    stops.get(here).element.focus({ preventScroll: true });
  };
  const press = (event) => {
    if (isShortcut(event) || event.target.closest(".atlas-drawer")) return;
    const next = nextFrom(event, here, stops, scene.graph);
    const handler = handlers[event.key];
    if (next === undefined && !handler) return;
    event.preventDefault();
    if (next) go(next);
    else if (handler) handler(here, event);
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

/** Whether a key belongs to the browser. What Ctrl and Alt make together is a character: the `[` of many keyboards. */
const isShortcut = ({ key, ctrlKey, metaKey, altKey }) => (metaKey || (ctrlKey && !altKey)) && key !== "Enter";

/**
 * The id to which a key leads from the stop `here`; null where there is nothing, undefined for a key that leads nowhere.
 * On some keyboards Alt makes other characters of < and >: `code` tells which key it was.
 */
export function nextFrom({ key, code, altKey }, here, stops, graph) {
  if (key === "[") return inNextFrame(stops, here, -1);
  if (key === "]") return inNextFrame(stops, here, 1);
  if (!altKey) return ARROWS[key] && (nearest(stops, here, ARROWS[key]) ?? null);
  if (["<", ","].includes(key) || code === "Comma") return graph.into.get(here)?.[0].from ?? null;
  if ([">", "."].includes(key) || code === "Period") return graph.outOf.get(here)?.[0].to ?? null;
  return undefined;
}

/** What can be in focus, in the order of the drawing: cards, gates and the headers of frames. */
export function stopsOf(scene) {
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
