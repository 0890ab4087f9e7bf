import assert from "node:assert/strict";
import { test } from "node:test";

import { lookupOf } from "../../generator/iam_atlas/site/scripts/lookup.js";

// The second name is one that `String.replace` would read as a pattern, or take for the place of the other name.
const THINGS = [
  { id: "user--alice", kind: "person", name: "alice", title: "alice" },
  { id: "user--$&", kind: "person", name: "$& $1 $` \ue001", title: "$&" },
  { id: "group--admins", kind: "group", name: "admins", title: "admins" },
  { id: "role--admin--prod", kind: "role", name: "admin@prod", title: "admin" },
  { id: "role--reader--prod", kind: "role", name: "reader@prod", title: "reader" },
  { id: "role--deploy--prod", kind: "role", name: "deploy@prod", title: "deploy" },
];
const [ALICE, DOLLAR, ADMINS, ADMIN, READER, DEPLOY] = THINGS.keys();

const LOOKUP = lookupOf({
  things: THINGS,
  says: [
    "if MFA", "up to 1 hour", "only so", "\ue000 may become \ue001, says \ue001", "\ue001 lets nobody in", "Not decided: \ue000.", "Allowed.",
  ], // prettier-ignore
  statements: [["statement Jump of trust policy", "source/a.html#line-3"], ["statement Own of boundary", null]],
  reasons: [[3, [0, 1]], [4, []]],
  kinds: [[2, 0, [0, 1], 1, [ADMINS], 2], [0, 4, [1], 1, [], -1], [1, 3, [], 1, [], -1]],
  runs: [[0, [ADMIN]], [1, [READER]], [2, [ADMIN]]],
  steps: [[ALICE, [0, 1]], [DOLLAR, [2]]],
  targets: [ADMIN, READER, DEPLOY],
  whys: [[4, [1]], [3, [0]], [5, [], 3], [6, [], 1]],
  rows: [[[-1, 2], [0, 1]], [[-1, 1], [1, 1], [2, 1]], [[3, 1], [0, 2]]],
  closed: { [ALICE]: 0, [DOLLAR]: 1, [ADMIN]: 2 },
  folds: { "role--fold--123": [ADMIN, READER] },
}); // prettier-ignore

test("things are found by their ids, and strangers are not", () => {
  assert.equal(LOOKUP.numbers.get("role--admin--prod"), ADMIN);
  assert.equal(LOOKUP.numbers.get("role--admin--dev"), undefined);
  assert.equal(LOOKUP.numbers.get("__proto__"), undefined);
});

test("steps are found from either end, in their order", () => {
  assert.deepEqual(LOOKUP.stepsFrom.get(ALICE).map((step) => step.to), [ADMIN, READER]);
  assert.deepEqual(LOOKUP.stepsTo.get(ADMIN).map((step) => step.from), [ALICE, DOLLAR]);
  assert.equal(LOOKUP.stepsFrom.get(READER), undefined);
});

test("a step tells its state, the groups it leads through, how long it lasts, and what must be said beside it", () => {
  const [step, other] = LOOKUP.stepsTo.get(ADMIN);

  assert.deepEqual([step.state, step.through, LOOKUP.say(step.lasts), LOOKUP.say(step.note)], [2, [ADMINS], "up to 1 hour", "only so"]);
  assert.equal(LOOKUP.say(other.note), "");
});

test("a record that things share is told of each with what it has for itself", () => {
  const pattern = { id: "role--admin--\ue003", name: "admin@\ue002", facts: [["Account", "\ue002 (\ue004)"], ["\ue003", 7]] };
  const fillings = [["prod", "prod", "111122223333"], ["$& EU", "eu-x1", "\ue002"]];
  const empty = { says: [], statements: [], reasons: [], kinds: [], runs: [], steps: [], targets: [], whys: [], rows: [], closed: {}, folds: {} };
  const { things, numbers } = lookupOf({ ...empty, patterns: [pattern], fillings, things: [[0, 0], [0, 1], THINGS[0]] });

  assert.deepEqual(things, [
    { id: "role--admin--prod", name: "admin@prod", facts: [["Account", "prod (111122223333)"], ["prod", 7]] },
    { id: "role--admin--eu-x1", name: "admin@$& EU", facts: [["Account", "$& EU (\ue002)"], ["eu-x1", 7]] },
    THINGS[0],
  ]);
  assert.equal(numbers.get("role--admin--eu-x1"), 1);
});

test("steps of one kind are told for each whom they lead to, in their order", () => {
  const kinds = [[1, 6, [], 1, [], -1], [2, 0, [], 1, [], -1]];
  const shared = lookupOf({
    things: THINGS, says: [], statements: [], reasons: [], targets: [], whys: [], rows: [], closed: {}, folds: {},
    kinds, runs: [[0, [ADMIN, DEPLOY]], [1, [READER]]], steps: [[ALICE, [0, 1]], [DOLLAR, [0]]],
  }); // prettier-ignore

  assert.deepEqual(shared.stepsFrom.get(ALICE).map((step) => [step.to, step.state]), [[ADMIN, 1], [DEPLOY, 1], [READER, 2]]);
  assert.deepEqual(shared.stepsTo.get(DEPLOY).map((step) => step.from), [ALICE, DOLLAR]);
});

test("the names of the two stand where the sentence leaves them open", () => {
  const [, step] = LOOKUP.stepsTo.get(ADMIN);

  assert.equal(LOOKUP.said(LOOKUP.stepsFrom.get(ALICE)[1]), "reader@prod lets nobody in");
  assert.equal(LOOKUP.said(step), "$& $1 $` \ue001 may become admin@prod, says admin@prod");
});

test("reasons come with their statements, and with the names of this step", () => {
  assert.deepEqual(LOOKUP.reasonsOf(LOOKUP.stepsFrom.get(ALICE)[0]), [
    {
      words: "alice may become admin@prod, says admin@prod",
      statements: [["statement Jump of trust policy", "source/a.html#line-3"], ["statement Own of boundary", null]],
    },
    { words: "admin@prod lets nobody in", statements: [] },
  ]);
});

const WHYS = [
  ["the last of a row", ALICE, DEPLOY, { state: 0, words: "deploy@prod lets nobody in" }],
  ["the middle of a row", DOLLAR, READER, { state: 0, words: "$& $1 $` \ue001 may become reader@prod, says reader@prod" }],
  ["what is not decided", DOLLAR, DEPLOY, { state: 3, words: "Not decided: $& $1 $` \ue001." }],
  ["what opens although no step lists it", ADMIN, ADMIN, { state: 1, words: "Allowed." }],
  ["the second of two on end", ADMIN, DEPLOY, { state: 0, words: "deploy@prod lets nobody in" }],
];

for (const [name, from, to, { state, words }] of WHYS) {
  test(`why not is told of ${name}`, () => {
    const found = LOOKUP.whyNot(from, to);

    assert.deepEqual([found.state, found.words], [state, words]);
  });
}

test("why not comes with its reasons", () => {
  assert.deepEqual(LOOKUP.whyNot(ALICE, DEPLOY).reasons, [{ words: "deploy@prod lets nobody in", statements: [] }]);
});

const SILENT = [
  ["of two whose step is listed", ALICE, ADMIN],
  ["of somebody without a row", READER, ADMIN],
  ["of a target that is no role", ALICE, ADMINS],
];

for (const [name, from, to] of SILENT) {
  test(`why not is silent ${name}`, () => assert.equal(LOOKUP.whyNot(from, to), undefined));
}

test("a fold tells its members", () => {
  assert.deepEqual(LOOKUP.folds.get("role--fold--123"), [ADMIN, READER]);
  assert.equal(LOOKUP.folds.get("constructor"), undefined);
});
