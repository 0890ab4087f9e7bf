import assert from "node:assert/strict";
import { test } from "node:test";

import { edgesOf, movedBy } from "../../generator/iam_atlas/site/scripts/scene.js";

const NODES = new Map([["admin", { level: "admin" }], ["reader", { level: "read" }], ["builder", { level: "write" }]]);

/** A line as it stands in a drawing, as far as it is read. */
const line = (dataset, ...classes) => ({ dataset, classList: { contains: (name) => classes.includes(name) } });

const linesOf = (...given) => edgesOf(line(...given), NODES).map(({ from, to, lines }) => [from, to, ...lines]);

test("a line is one edge from card to card, and plain where it has no kind", () => {
  const element = line({ from: "mfa", to: "reader" });

  assert.deepEqual(edgesOf(element, NODES), [{ from: "mfa", to: "reader", element, lines: ["plain"] }]);
});

test("a line has every kind that its classes name, and no other", () => {
  assert.deepEqual(linesOf({ from: "open", to: "admin" }, "finding", "admin", "lit"), [["open", "admin", "admin", "finding"]]);
});

test("a line to a frame is an edge to each card that it stands for, heavy to administrators only", () => {
  assert.deepEqual(linesOf({ from: "mfa", to: "prod", targets: "admin reader" }, "admin", "finding"), [
    ["mfa", "admin", "admin", "finding"],
    ["mfa", "reader", "finding"],
  ]);
  assert.deepEqual(linesOf({ from: "mfa", to: "prod", targets: "reader builder" }, "admin"), [
    ["mfa", "reader", "plain"],
    ["mfa", "builder", "plain"],
  ]);
});

const MOVED = [
  ["translate(10,20)", [10, 20]],
  ["translate(10 20)", [10, 20]],
  ["translate( -3.5 , 0.25 )", [-3.5, 0.25]],
  ["rotate(90)", [0, 0]],
  ["", [0, 0]],
  [null, [0, 0]],
];

for (const [transform, by] of MOVED) {
  test(`"${transform}" moves by ${by}`, () => assert.deepEqual(movedBy(transform), by));
}
