// A choice of chips to what of a drawing stays lit; pure. A choice maps a dimension to the values wanted: none of a dimension means all.

import { upstream } from "./graph.js";

export const DIMENSIONS = ["environment", "level", "condition", "line"];

export const isChosen = (choice) => DIMENSIONS.some((dimension) => choice[dimension]?.length);

/** The choice with one value switched on or off. */
export function toggled(choice, dimension, value) {
  const before = choice[dimension] ?? [];
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value].sort();
  return { ...choice, [dimension]: after };
}

/**
 * What stays: roles that are of the environments and levels wanted and, where conditions or kinds of line are wanted,
 * reached by such a way (a finding may be the role's own); and everything upstream of the ways that match. `roles` are
 * the roles left.
 */
export function matching(scene, choice) {
  const [asksWays, roles, edges] = [Boolean(choice.condition?.length || choice.line?.length), new Set(), new Set()];
  for (const edge of scene.edges) {
    if (isRole(scene, edge.to) && fits(scene.nodes.get(edge.to), choice) && runs(scene, edge, choice)) {
      roles.add(edge.to);
      edges.add(edge);
    }
  }
  if (!asksWays) {
    for (const node of scene.nodes.values()) if (isRole(scene, node.id) && fits(node, choice)) roles.add(node.id);
  }
  const above = upstream(scene.graph, [...edges].map((edge) => edge.from));
  return { nodes: new Set([...above.nodes, ...roles]), edges: new Set([...above.edges, ...edges]), roles };
}

export const isRole = (scene, id) => isCopy(scene.nodes.get(id));

/** Whether a node or a thing is something in an account that one can become. */
export const isCopy = (one) => ["role", "permission-set"].includes(one?.kind);

const wants = (choice, dimension, values) =>
  !choice[dimension]?.length || values.some((value) => choice[dimension].includes(value));

const fits = (node, choice) => wants(choice, "environment", [node.environment]) && wants(choice, "level", [node.level]);

const runs = (scene, edge, choice) =>
  wants(choice, "line", edge.lines) && wants(choice, "condition", [edge.from, edge.to].flatMap((id) => scene.nodes.get(id).conditions));
