// A drawing in the page to a plain value: its nodes with their places, its edges, and what a reader can filter by.

import { indexed } from "./graph.js";

const LINES = ["admin", "unconditional", "undecided", "finding"];
const MOVED = /translate\(\s*(-?[\d.]+)[\s,]+(-?[\d.]+)/;

/**
 * Nodes by id in the order of the drawing, edges, and the graph they make. A node's `box` is in the drawing's own units;
 * `frame` is the id of the frame it stands in. `count` is the number of things that a folded card stands for, else 1.
 */
export function readScene(svg) {
  const nodes = new Map();
  for (const element of svg.querySelectorAll("[data-node]")) {
    const node = nodeOf(element, svg);
    nodes.set(node.id, node);
  }
  const edges = [...svg.querySelectorAll(".edges > [data-from]")].flatMap((element) => edgesOf(element, nodes));
  const size = svg.viewBox.baseVal;
  return { nodes, edges, graph: indexed(edges), size: { width: size.width, height: size.height } };
}

function nodeOf(element, svg) {
  const { node: id, kind, level, tests, finding, members } = element.dataset;
  const isFrame = element.matches(".frame");
  const focusable = isFrame ? element.querySelector(":scope > a:not(.card)") : element;
  const place = element.closest("[data-kind='account']")?.dataset ?? {};
  return {
    id,
    kind,
    isFrame,
    element,
    focusable,
    level,
    environment: place.place ?? place.environment ?? "",
    tone: place.tone ?? "",
    conditions: [...(tests?.split(" ").filter(Boolean) ?? []), ...(finding || element.matches(".gate.finding") ? ["finding"] : [])],
    count: Number(members ?? 1),
    frame: element.parentElement.closest("[data-node]")?.dataset.node,
    box: boxOf(element, svg),
    title: titleOf(focusable ?? element.querySelector(":scope > text") ?? element),
    label: element.getAttribute("aria-label") ?? element.querySelector("title")?.textContent ?? "",
    href: focusable?.getAttribute("xlink:href") ?? undefined,
  };
}

/** The edges that one line of the drawing stands for: one to each card where it ends at a frame, then heavy as the card is. */
export function edgesOf(element, nodes) {
  const { from, to, targets } = element.dataset;
  const named = LINES.filter((name) => element.classList.contains(name));
  return (targets?.split(" ") ?? [to]).map((target) => {
    const lines = named.filter((name) => name !== "admin" || !targets || nodes.get(target).level === "admin");
    return { from, to: target, element, lines: lines.length ? lines : ["plain"] };
  });
}

/** The whole name: what is shown may be shortened, and then a `title` has all of it. */
const titleOf = (element) =>
  (element.querySelector(":scope > title") ?? element.querySelector("text") ?? element).textContent.trim();

function boxOf(element, svg) {
  const rect = element.querySelector(":scope > rect");
  const box = { x: 0, y: 0, width: Number(rect?.getAttribute("width")), height: Number(rect?.getAttribute("height")) };
  for (let at = element; at !== svg; at = at.parentElement) {
    const [x, y] = movedBy(at.getAttribute("transform"));
    box.x += x;
    box.y += y;
  }
  return box;
}

/** How far a transform moves, to the right and down. */
export const movedBy = (transform) => (MOVED.exec(transform ?? "") ?? [0, 0, 0]).slice(1).map(Number);
