// Things and ways to what of a drawing shows them: a thing may have a card of its own, or be one of those that a card stands for.

import { between, connected, united, upstream } from "./graph.js";

/** The ids of the nodes that show what has no node of its own, by its id: folded things, and people by a group of theirs. */
export function homesIn(scene, lookup) {
  const homes = new Map();
  const settle = (members, home) => {
    const ids = scene.nodes.has(home) ? members.map((number) => lookup.things[number].id) : [];
    for (const id of ids) if (!scene.nodes.has(id)) homes.set(id, home);
  };
  for (const { id, members = [] } of lookup.things) settle(members, id);
  for (const [card, members] of lookup.folds) settle(members, card);
  return homes;
}

/** What is lit when a node is looked at: for a frame all that stands in it. */
export function litByNode(scene, id) {
  const node = scene.nodes.get(id);
  return connected(scene.graph, node?.isFrame ? [id, ...inside(scene, id)] : [id]);
}

/** What is lit for one thing of those that a card stands for: its own ways, not those of the others. */
export function litByMember(scene, lookup, homes, id) {
  const number = lookup.numbers.get(id);
  const own = homes.get(id);
  const steps = [...(lookup.stepsTo.get(number) ?? []), ...(lookup.stepsFrom.get(number) ?? [])];
  const parts = steps.map((step) => litByStep(scene, lookup, homes, step));
  const callers = parts.flatMap(({ nodes }) => [...nodes]).filter((one) => one !== own && scene.nodes.get(one).kind === "group");
  return united([{ nodes: [own], edges: [] }, ...parts, upstream(scene.graph, callers)]);
}

/** What is lit for a way, hop by hop. */
export const litByWay = (scene, lookup, homes, way) => united(way.map((step) => litByStep(scene, lookup, homes, step)));

function litByStep(scene, lookup, homes, step) {
  const nodeOf = (number) => homes.get(lookup.things[number].id) ?? lookup.things[number].id;
  const [from, to] = [nodeOf(step.from), nodeOf(step.to)];
  const groups = step.through.map(nodeOf).filter((group) => scene.nodes.has(group));
  const parts = groups.flatMap((group) => [between(scene.graph, from, group), between(scene.graph, group, to)]);
  if (!groups.length) parts.push(between(scene.graph, from, to));
  const who = groups.length && homes.has(lookup.things[step.from].id) ? [] : [from]; // shown by the groups on the way, not by another of theirs
  const ends = [...who, to, ...groups].filter((id) => scene.nodes.has(id));
  return united([{ nodes: ends, edges: [] }, ...parts]);
}

function inside(scene, frame) {
  const found = [];
  for (const node of scene.nodes.values()) {
    if (node.frame === frame) found.push(node.id, ...(node.isFrame ? inside(scene, node.id) : []));
  }
  return found;
}
