import assert from "node:assert/strict";
import { test } from "node:test";

import { readState, written } from "../../generator/iam_atlas/site/scripts/state.js";
import { property } from "./properties.mjs";

const HOSTILE = [
  "role--admin--prod", "a,b", ",", "%", "%25", "100%", "%zz", "a&b=c", "select=x", "#", "~", "=", "+", "a b", '"', "'", "<script>", "\\",
  "本番", "環境 1", "🦊", "ñ", "\u202e", "null", "__proto__", "constructor", "0", "\u0000", "x".repeat(200),
]; // prettier-ignore
const KINDS = { words: ["select", "from", "to"], lists: ["environment", "level", "condition", "line"] };

function anyState(any) {
  const state = {};
  for (const key of any.some(KINDS.words)) state[key] = any.one(HOSTILE);
  for (const key of any.some(KINDS.lists)) state[key] = [...new Set([any.one(HOSTILE), any.one(HOSTILE), any.one(HOSTILE)])].sort();
  if (any.whole(0, 1)) state.view = { x: any.whole(-9000, 9000) / 8, y: any.whole(-9000, 9000) / 8, k: any.whole(1, 40) / 8 };
  return state;
}

property("whatever is chosen is read again from the address as it was", (any) => {
  const state = anyState(any);
  const hash = written(state);

  assert.deepEqual(readState(hash && `#${hash}`), state);
});

property("a browser finds nothing to change in the address", (any) => {
  const hash = written(anyState(any));

  assert.equal(new URL(`https://atlas.example/#${hash}`).hash.slice(1), hash);
});

test("a state is written as a person would write it", () => {
  const state = { from: "user--alice", to: "role--admin--prod", environment: ["dev", "prod"], view: { x: 10, y: -20.12345, k: 1.5 } };

  assert.equal(written(state), "~from=user--alice&to=role--admin--prod&environment=dev%2Cprod&view=10%2C-20.123%2C1.5");
});

test("a state in which nothing is chosen leaves nothing in the address", () => {
  for (const state of [{}, { select: undefined }, { environment: [] }, { from: "" }]) assert.equal(written(state), "");
});

const FOREIGN = ["", "#", "#in-prod", "#select=role", "~select=x", "#-~select=x"];

for (const hash of FOREIGN) {
  test(`"${hash}" is no choice of ours`, () => assert.deepEqual(readState(hash), {}));
}

const GARBAGE = [
  ["#~", {}],
  ["#~~~", {}],
  ["#~&&&", {}],
  ["#~=x&=", {}],
  ["#~select", {}],
  ["#~select=", {}],
  ["#~unknown=1&way=2", {}],
  ["#~select=%", { select: "%" }],
  ["#~environment=%E6%9C", { environment: ["\ufffd"] }],
  ["#~environment=%25E6", { environment: ["%E6"] }],
  ["#~level=read,admin", { level: ["admin", "read"] }],
  ["#~view=", {}],
  ["#~view=1", {}],
  ["#~view=1,2", {}],
  ["#~view=1,2,0", {}],
  ["#~view=1,2,-1", {}],
  ["#~view=1,2,x", {}],
  ["#~view=NaN,2,1", {}],
  ["#~view=1,1e999,1", {}],
  ["#~view=1,2,3,4", { view: { x: 1, y: 2, k: 3 } }],
];

for (const [hash, state] of GARBAGE) {
  test(`"${hash}" is read without a fall`, () => assert.deepEqual(readState(hash), state));
}

property("no address makes reading fall, nor writing what was read", (any) => {
  const pieces = ["%", "~", "&", "=", ",", "#", "select", "view", "environment", "1e9", "%2", "%25", "%E3%81", "本", "\ud800", "NaN"];
  const hash = `#~${Array.from({ length: any.whole(0, 12) }, () => any.one(pieces)).join("")}`;
  const state = readState(hash);

  assert.deepEqual(readState(`#${written(state)}`), state);
});
