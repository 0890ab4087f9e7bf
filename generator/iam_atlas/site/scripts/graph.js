// Edges to what hangs together; pure. An edge is {from, to}; results name nodes by id and edges by themselves.

/** The edges by where they end and by where they begin. */
export const indexed = (edges) => ({ into: groupedBy(edges, "to"), outOf: groupedBy(edges, "from") });

/** The objects by what they have under `key`, in their order. */
export function groupedBy(objects, key) {
  const groups = new Map();
  for (const one of objects) groups.set(one[key], groups.get(one[key]) ?? []).get(one[key]).push(one);
  return groups;
}

/** Everything up- and downstream of `ids`, these included; what merely shares a neighbour with them is not. */
export const connected = (graph, ids) => united([upstream(graph, ids), walked(graph.outOf, "to", ids)]);

/** Everything upstream of `ids`, these included. */
export const upstream = (graph, ids) => walked(graph.into, "from", ids);

/** What lies between two cards: the edge itself, or those by way of one gate. Empty when nothing leads from one to the other. */
export function between(graph, from, to) {
  const edges = (graph.outOf.get(from) ?? []).flatMap((first) => {
    if (first.to === to) return [first];
    const last = (graph.outOf.get(first.to) ?? []).filter((edge) => edge.to === to);
    return last.length ? [first, ...last] : [];
  });
  return { nodes: new Set(edges.flatMap((edge) => [edge.from, edge.to])), edges: new Set(edges) };
}

/** Several findings as one. */
export const united = (parts) => ({
  nodes: new Set(parts.flatMap(({ nodes }) => [...nodes])),
  edges: new Set(parts.flatMap(({ edges }) => [...edges])),
});

function walked(edgesOf, end, ids) {
  const found = { nodes: new Set(ids), edges: new Set() };
  for (const node of found.nodes) {
    for (const edge of edgesOf.get(node) ?? []) {
      found.edges.add(edge);
      found.nodes.add(edge[end]);
    }
  }
  return found;
}
