// Edges to what hangs together; pure. An edge is {from, to}; results name nodes by id and edges by themselves.

/** The edges by where they end and by where they begin. */
export const indexed = (edges) => ({
  into: Map.groupBy(edges, (edge) => edge.to),
  outOf: Map.groupBy(edges, (edge) => edge.from),
});

/** Everything up- and downstream of `ids`, these included; what merely shares a neighbour with them is not. */
export function connected(graph, ids) {
  const found = { nodes: new Set(ids), edges: new Set() };
  walk(graph.into, (edge) => edge.from, ids, found);
  walk(graph.outOf, (edge) => edge.to, ids, found);
  return found;
}

/** Everything upstream of `ids`, these included. */
export function upstream(graph, ids) {
  const found = { nodes: new Set(ids), edges: new Set() };
  walk(graph.into, (edge) => edge.from, ids, found);
  return found;
}

/** What lies between two cards: the edge itself, or those by way of one gate. Empty when nothing leads from one to the other. */
export function between(graph, from, to) {
  const found = { nodes: new Set(), edges: new Set() };
  for (const first of graph.outOf.get(from) ?? []) {
    const last = first.to === to ? [first] : (graph.outOf.get(first.to) ?? []).filter((edge) => edge.to === to);
    for (const edge of last) {
      for (const one of [first, edge]) {
        found.edges.add(one);
        found.nodes.add(one.from).add(one.to);
      }
    }
  }
  return found;
}

/** Several findings as one. */
export function united(parts) {
  const whole = { nodes: new Set(), edges: new Set() };
  for (const { nodes, edges } of parts) {
    for (const node of nodes) whole.nodes.add(node);
    for (const edge of edges) whole.edges.add(edge);
  }
  return whole;
}

function walk(edgesOf, other, ids, found) {
  const seen = new Set(ids);
  const waiting = [...ids];
  while (waiting.length) {
    for (const edge of edgesOf.get(waiting.pop()) ?? []) {
      found.edges.add(edge);
      const next = other(edge);
      if (seen.has(next)) continue;
      seen.add(next);
      found.nodes.add(next);
      waiting.push(next);
    }
  }
}
