// A few words to a scene as scene.js reads one from a drawing.

import { indexed } from "../../generator/iam_atlas/site/scripts/graph.js";

/** `nodes` maps ids to what differs from a plain role; an edge is `[from, to]` with, where it matters, its kinds of line. */
export function sceneOf(nodes, edges) {
  const lines = edges.map(([from, to, ...kinds]) => ({ from, to, lines: kinds.length ? kinds : ["plain"] }));
  return { nodes: new Map(Object.entries(nodes).map(([id, node]) => [id, nodeOf(id, node)])), edges: lines, graph: indexed(lines) };
}

const nodeOf = (id, node) => ({ id, kind: "role", isFrame: false, conditions: [], environment: "", count: 1, ...node });

/** The edges of something found, as `from > to`. */
export const namesOf = (edges) => [...edges].map(({ from, to }) => `${from} > ${to}`).sort();
