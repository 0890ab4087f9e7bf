// Who is named on a card: groups for those members of whom the same is said.

import assert from "node:assert/strict";
import { test } from "node:test";

import { entering } from "../../generator/iam_atlas/site/scripts/card.js";

const [ROLE, OPS, ALICE, BOB] = [0, 1, 2, 3];
const step = (from, more = {}) => ({ from, to: ROLE, state: 1, say: 0, note: -1, through: [], ...more });
const named = (...steps) => entering({ stepsTo: new Map([[ROLE, steps]]) }, ROLE).map(({ from }) => from);

test("a member of whom the same is said as of the group is not named beside it", () => {
  assert.deepEqual(named(step(OPS), step(ALICE, { through: [OPS] })), [OPS]);
});

for (const [what, more] of [
  ["is kept out", { state: 0 }],
  ["needs something else", { state: 2, say: 1 }],
  ["may never be able to", { note: 3 }],
]) {
  test(`a member who ${what} is named beside the group`, () => {
    assert.deepEqual(named(step(OPS), step(ALICE, { through: [OPS], ...more })), [OPS, ALICE]);
  });
}

test("a member who comes in while the group is closed is named", () => {
  assert.deepEqual(named(step(OPS, { state: 0 }), step(BOB, { through: [OPS] })), [OPS, BOB]);
});

test("a member whose group gets in nowhere by itself is named", () => {
  assert.deepEqual(named(step(BOB, { through: [OPS] })), [BOB]);
});
