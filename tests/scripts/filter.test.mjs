import assert from "node:assert/strict";
import { test } from "node:test";

import { isChosen, isRole, matching, toggled } from "../../generator/iam_atlas/site/scripts/filter.js";
import { namesOf, sceneOf } from "./scenes.mjs";

const SCENE = sceneOf(
  {
    alice: { kind: "person" },
    admins: { kind: "group" },
    guests: { kind: "group" },
    nobody: { kind: "group" },
    mfa: { kind: "gate", conditions: ["clock", "mfa"] },
    open: { kind: "gate", conditions: ["none"] },
    hour: { kind: "gate", conditions: ["none"] },
    prod: { kind: "account", isFrame: true, environment: "prod" },
    admin: { environment: "prod", level: "admin", frame: "prod" },
    reader: { environment: "prod", level: "read", frame: "prod" },
    builder: { environment: "dev", level: "write" },
    set: { kind: "permission-set", environment: "dev", level: "read" },
    warned: { environment: "test", level: "read", conditions: ["finding"] },
    unreached: { environment: "dev", level: "read" },
  },
  [
    ["alice", "admins"], ["admins", "mfa"], ["guests", "open", "unconditional"],
    ["mfa", "admin", "admin"], ["mfa", "set"], ["open", "reader", "unconditional"], ["open", "builder", "unconditional", "finding"],
    ["builder", "hour"], ["hour", "admin", "admin"], ["mfa", "warned"],
  ], // prettier-ignore
);

const LEFT = [
  ["no choice", {}, ["admin", "builder", "reader", "set", "unreached", "warned"]],
  ["a choice of nothing", { environment: [], level: [] }, ["admin", "builder", "reader", "set", "unreached", "warned"]],
  ["an environment", { environment: ["prod"] }, ["admin", "reader"]],
  ["two environments", { environment: ["dev", "prod"] }, ["admin", "builder", "reader", "set", "unreached"]],
  ["a level", { level: ["read"] }, ["reader", "set", "unreached", "warned"]],
  ["a level in an environment", { level: ["read"], environment: ["prod"] }, ["reader"]],
  ["a condition", { condition: ["mfa"] }, ["admin", "set", "warned"]],
  ["a finding of the role's own", { condition: ["finding"] }, ["warned"]],
  ["either of two conditions", { condition: ["mfa", "none"] }, ["admin", "builder", "reader", "set", "warned"]],
  ["a condition for a level", { condition: ["none"], level: ["write"] }, ["builder"]],
  ["a kind of line", { line: ["finding"] }, ["builder"]],
  ["plain lines, which have no other kind", { line: ["plain"] }, ["set", "warned"]],
  ["a line and a condition that no way has both", { line: ["finding"], condition: ["mfa"] }, []],
  ["an environment that there is not", { environment: ["moon"] }, []],
];

for (const [name, choice, roles] of LEFT) {
  test(`${name} leaves the roles that match`, () => assert.deepEqual([...matching(SCENE, choice).roles].sort(), roles));
}

test("without a choice everything stays that has a way to a role, with every edge", () => {
  const { nodes, edges } = matching(SCENE, {});

  assert.deepEqual([...SCENE.nodes.keys()].filter((id) => !nodes.has(id)), ["nobody", "prod"]);
  assert.equal(edges.size, SCENE.edges.length);
});

test("what is upstream of a way that matches stays with it", () => {
  const { nodes, edges } = matching(SCENE, { condition: ["mfa"], environment: ["prod"] });

  assert.deepEqual([...nodes].sort(), ["admin", "admins", "alice", "mfa"]);
  assert.deepEqual(namesOf(edges), ["admins > mfa", "alice > admins", "mfa > admin"]);
});

test("a way over another role stays as a whole, although only its end matches", () => {
  const { nodes, roles } = matching(SCENE, { condition: ["none"], level: ["admin"] });

  assert.deepEqual([...roles], ["admin"]);
  assert.deepEqual([...nodes].sort(), ["admin", "builder", "guests", "hour", "open"]);
});

test("a value is switched on, in order, and off again", () => {
  const one = toggled({ level: ["read"] }, "environment", "prod");
  const two = toggled(one, "environment", "dev");

  assert.deepEqual(two, { level: ["read"], environment: ["dev", "prod"] });
  assert.deepEqual(toggled(two, "environment", "prod"), { level: ["read"], environment: ["dev"] });
  assert.deepEqual(one, { level: ["read"], environment: ["prod"] });
});

const CHOSEN = [
  ["nothing", {}, false],
  ["an empty list", { environment: [] }, false],
  ["a card", { select: "admin" }, false],
  ["a level", { level: ["admin"] }, true],
  ["a kind of line", { line: ["plain"] }, true],
];

for (const [name, choice, is] of CHOSEN) {
  test(`${name} is ${is ? "a" : "no"} choice of what stays`, () => assert.equal(isChosen(choice), is));
}

test("permission sets count as roles, and frames, gates and what is not drawn do not", () => {
  assert.deepEqual(["admin", "set", "prod", "mfa", "elsewhere"].filter((id) => isRole(SCENE, id)), ["admin", "set"]);
});
