import assert from "node:assert/strict";
import { test } from "node:test";

import { between, connected, indexed, united, upstream } from "../../generator/iam_atlas/site/scripts/graph.js";
import { property } from "./properties.mjs";
import { namesOf } from "./scenes.mjs";

const edgesOf = (...names) => names.map((name) => ({ from: name.split(" > ")[0], to: name.split(" > ")[1] }));

// alice is in admins, bob in both groups; two gates lead to the roles, and one role leads on.
const EDGES = edgesOf(
  "alice > admins", "bob > admins", "bob > guests", "admins > mfa", "guests > network",
  "mfa > admin", "mfa > reader", "network > reader", "admin > hour", "hour > deploy",
); // prettier-ignore
const GRAPH = indexed(EDGES);

const CONNECTED = [
  ["a role: who gets in, and where it leads", "admin", ["admin", "admins", "alice", "bob", "deploy", "hour", "mfa"]],
  ["a person: where they get to", "alice", ["admin", "admins", "alice", "deploy", "hour", "mfa", "reader"]],
  ["the end of a chain: everything before it", "deploy", ["admin", "admins", "alice", "bob", "deploy", "hour", "mfa"]],
  ["a condition: whose it is, and for what", "network", ["bob", "guests", "network", "reader"]],
  ["something without edges: itself", "lonely", ["lonely"]],
];

for (const [name, id, nodes] of CONNECTED) {
  test(`connected is, of ${name}`, () => assert.deepEqual([...connected(GRAPH, [id]).nodes].sort(), nodes));
}

test("what merely shares a neighbour is not connected", () => {
  const { nodes, edges } = connected(GRAPH, ["guests"]);

  assert.ok(nodes.has("bob") && nodes.has("reader"));
  assert.ok(!nodes.has("admins") && !nodes.has("mfa"));
  assert.ok(!namesOf(edges).includes("mfa > reader"));
});

test("walking along a cycle ends", () => {
  const ring = indexed(edgesOf("a > b", "b > c", "c > a"));

  assert.deepEqual([...connected(ring, ["a"]).nodes].sort(), ["a", "b", "c"]);
  assert.equal(connected(ring, ["a"]).edges.size, 3);
});

test("upstream is who gets there, not where it leads", () => {
  assert.deepEqual([...upstream(GRAPH, ["mfa"]).nodes].sort(), ["admins", "alice", "bob", "mfa"]);
});

const BETWEEN = [
  ["an edge itself", "alice", "admins", ["alice > admins"]],
  ["the edges by way of a gate", "admins", "reader", ["admins > mfa", "mfa > reader"]],
  ["nothing over two gates", "admins", "deploy", []],
  ["nothing against the direction", "reader", "admins", []],
  ["nothing where nothing leads", "guests", "admin", []],
];

for (const [name, from, to, edges] of BETWEEN) {
  test(`between two cards lies ${name}`, () => assert.deepEqual(namesOf(between(GRAPH, from, to).edges), edges));
}

test("what lies between two cards names their ends and the gate", () => {
  assert.deepEqual([...between(GRAPH, "admins", "reader").nodes], ["admins", "mfa", "reader"]);
});

test("findings are united without repetition", () => {
  const whole = united([connected(GRAPH, ["guests"]), between(GRAPH, "bob", "guests"), { nodes: ["lonely"], edges: [] }]);

  assert.deepEqual([...whole.nodes].sort(), ["bob", "guests", "lonely", "network", "reader"]);
  assert.equal(whole.edges.size, 3);
});

const anyEdges = (any) => {
  const name = () => `n${any.whole(0, 9)}`;
  return Array.from({ length: any.whole(0, 20) }, () => ({ from: name(), to: name() }));
};

property("whatever is connected reaches the one asked about, or is reached from it", (any) => {
  const edges = anyEdges(any);
  const [graph, turned] = [indexed(edges), indexed(edges.map(({ from, to }) => ({ from: to, to: from })))];
  const both = new Set([...upstream(graph, ["n0"]).nodes, ...upstream(turned, ["n0"]).nodes]);

  assert.deepEqual(connected(graph, ["n0"]).nodes, both.union(new Set(["n0"])));
});

property("every edge that is connected has both its ends among the nodes", (any) => {
  const { nodes, edges } = connected(indexed(anyEdges(any)), ["n0", "n1"]);

  for (const { from, to } of edges) assert.ok(nodes.has(from) && nodes.has(to), `${from} > ${to}`);
});
