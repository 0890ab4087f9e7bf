import assert from "node:assert/strict";
import { test } from "node:test";

import { homesIn, litByMember, litByNode, litByWay } from "../../generator/iam_atlas/site/scripts/selection.js";
import { findWays } from "../../generator/iam_atlas/site/scripts/ways.js";
import { lookupFor } from "./lookups.mjs";
import { namesOf, sceneOf } from "./scenes.mjs";

// A drawing in which people are drawn by their groups alone, and three copies of a role by one card.
const SCENE = sceneOf(
  {
    "@admins": { kind: "group" },
    "@ops": { kind: "group" },
    mfa: { kind: "gate" },
    open: { kind: "gate" },
    hour: { kind: "gate" },
    core: { kind: "account", isFrame: true },
    inner: { kind: "account", isFrame: true, frame: "core" },
    "hub@core": { frame: "core" },
    "log@core": { frame: "inner" },
    fold: { kind: "role" },
  },
  [["@admins", "mfa"], ["mfa", "fold"], ["@ops", "open"], ["open", "fold"], ["open", "hub@core"], ["hub@core", "hour"], ["hour", "fold"], ["hour", "log@core"]],
); // prettier-ignore

const LOOKUP = lookupFor(
  [
    ["@admins", "op@a"], ["@admins", "op@b"], ["@ops", "op@c"], ["@ops", "hub@core"], ["hub@core", "op@a"],
    ["alice", "op@a", "open", ["@admins"]], ["bob", "hub@core", "open", ["@ops"]], ["carol", "op@c", "open"],
  ],
  { folds: { fold: ["op@a", "op@b", "op@c"], "fold-elsewhere": ["op@a"] }, names: ["@admins", "@ops"] },
); // prettier-ignore
const MEMBERS = { "@admins": [LOOKUP.number("alice")], "@ops": [LOOKUP.number("bob")] };
for (const thing of LOOKUP.things) if (MEMBERS[thing.id]) thing.members = MEMBERS[thing.id];
const HOMES = homesIn(SCENE, LOOKUP);

test("folded things are shown by their card, people by a group that is drawn, and others by nothing", () => {
  assert.deepEqual(Object.fromEntries(HOMES), { alice: "@admins", bob: "@ops", "op@a": "fold", "op@b": "fold", "op@c": "fold" });
});

test("a card that another drawing has is nobody's home in this one", () => {
  const elsewhere = sceneOf({ "fold-elsewhere": {} }, []);

  assert.deepEqual(Object.fromEntries(homesIn(elsewhere, LOOKUP)), { "op@a": "fold-elsewhere" });
});

test("looking at a card lights its own ways", () => {
  const { nodes, edges } = litByNode(SCENE, "hub@core");

  assert.deepEqual([...nodes].sort(), ["@ops", "fold", "hour", "hub@core", "log@core", "open"]);
  assert.ok(!namesOf(edges).includes("open > fold"));
});

test("looking at a frame lights whatever stands in it, frames in frames too", () => {
  assert.deepEqual([...litByNode(SCENE, "inner").nodes].sort(), ["@ops", "hour", "hub@core", "inner", "log@core", "open"]);
  assert.ok(litByNode(SCENE, "core").nodes.has("log@core"));
});

test("looking at one of those that a card stands for lights its ways, not those of the others", () => {
  const lit = (id) => namesOf(litByMember(SCENE, LOOKUP, HOMES, id).edges);

  assert.deepEqual(lit("op@b"), ["@admins > mfa", "mfa > fold"]);
  assert.deepEqual(lit("op@c"), ["@ops > open", "open > fold"]);
  assert.deepEqual(lit("op@a"), ["@admins > mfa", "hour > fold", "hub@core > hour", "mfa > fold"]);
});

test("a thing without any way lights the card that stands for it", () => {
  const lookup = lookupFor([], { names: ["lone@a"], folds: { fold: ["lone@a"] } });
  const { nodes, edges } = litByMember(SCENE, lookup, homesIn(SCENE, lookup), "lone@a");

  assert.deepEqual([[...nodes], [...edges]], [["fold"], []]);
});

function litOn(from, to, lookup = LOOKUP) {
  const [way] = findWays(lookup, lookup.number(from), lookup.number(to));
  return litByWay(SCENE, lookup, HOMES, way);
}

test("a way of a person lights the group that they come through, hop by hop", () => {
  const { nodes, edges } = litOn("bob", "op@a");

  assert.deepEqual(namesOf(edges), ["@ops > open", "hour > fold", "hub@core > hour", "open > hub@core"]);
  assert.deepEqual([...nodes].sort(), ["@ops", "fold", "hour", "hub@core", "open"]);
});

test("a way whose beginning is not drawn lights what is drawn of it", () => {
  const { nodes, edges } = litOn("carol", "op@c");

  assert.deepEqual([[...nodes], [...edges]], [["fold"], []]);
});
