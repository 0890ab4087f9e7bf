import assert from "node:assert/strict";
import { test } from "node:test";

import { clamp, fitted, held, nearest, revealing, zoomedAt } from "../../generator/iam_atlas/site/scripts/geometry.js";
import { property } from "./properties.mjs";

const LIMITS = [0.1, 5];
const PORT = { width: 800, height: 600 };

const anyView = (any) => ({ x: any.number(-2000, 2000), y: any.number(-2000, 2000), k: any.number(...LIMITS) });
const anyPoint = (any) => ({ x: any.number(0, PORT.width), y: any.number(0, PORT.height) });
const anySize = (any) => ({ width: any.number(1, 5000), height: any.number(1, 5000) });

/** The point of the drawing that is seen at a point of the port. */
const under = (view, at) => ({ x: (at.x - view.x) / view.k, y: (at.y - view.y) / view.k });

function assertClose(found, wanted) {
  for (const [key, value] of Object.entries(wanted)) {
    assert.ok(Math.abs(found[key] - value) < 1e-6 * Math.max(1, Math.abs(value)), `${key}: ${found[key]} is not ${value}`);
  }
}

test("a value between its bounds stays, and others become the nearer bound", () => {
  assert.deepEqual([clamp(5, 0, 10), clamp(-1, 0, 10), clamp(11, 0, 10)], [5, 0, 10]);
});

property("zooming at a point keeps what is under the point", (any) => {
  const [view, at] = [anyView(any), anyPoint(any)];

  assertClose(under(zoomedAt(view, at, any.number(0.01, 100), LIMITS), at), under(view, at));
});

property("zooming in and out again by as much ends where it began", (any) => {
  const [view, at] = [{ ...anyView(any), k: any.number(0.3, 2) }, anyPoint(any)];
  const factor = any.number(0.4, 2.4);

  assertClose(zoomedAt(zoomedAt(view, at, factor, LIMITS), at, 1 / factor, LIMITS), view);
});

property("no zooming leaves the limits", (any) => {
  const { k } = zoomedAt(anyView(any), anyPoint(any), any.number(0.001, 1000), LIMITS);

  assert.ok(k >= LIMITS[0] && k <= LIMITS[1]);
});

test("at a limit the view stays where it is", () => {
  const view = { x: 7, y: -3, k: 5 };

  assert.deepEqual(zoomedAt(view, { x: 100, y: 100 }, 2, LIMITS), view);
});

const FITS = [
  ["a wide drawing fills the width", { width: 1600, height: 300 }, { x: 0, y: 225, k: 0.5 }],
  ["a high drawing fills the height", { width: 400, height: 1200 }, { x: 300, y: 0, k: 0.5 }],
  ["a small drawing stands in the middle, no larger than it may be", { width: 100, height: 100 }, { x: 345, y: 245, k: 1.1 }],
];

for (const [name, size, view] of FITS) {
  test(name, () => assertClose(fitted(size, PORT, 1.1), view));
}

property("a fitted drawing lies wholly inside the port", (any) => {
  const size = anySize(any);
  const { x, y, k } = fitted(size, PORT, 1.12);

  assert.ok(x >= -1e-9 && y >= -1e-9);
  assert.ok(x + size.width * k <= PORT.width + 1e-9 && y + size.height * k <= PORT.height + 1e-9);
});

property("a view that is held is not moved when it is held again", (any) => {
  const size = anySize(any);
  const once = held(anyView(any), size, PORT);

  assert.deepEqual(held(once, size, PORT), once);
});

property("holding never leaves more than half of the port empty beside a large drawing", (any) => {
  const size = { width: any.number(8000, 20000), height: any.number(6000, 20000) };
  const { x, y, k } = held(anyView(any), size, PORT);

  assert.ok(x <= PORT.width / 2 && y <= PORT.height / 2);
  assert.ok(x + size.width * k >= PORT.width / 2 - 1e-6 && y + size.height * k >= PORT.height / 2 - 1e-6);
});

test("a view that shows enough is not moved by holding, one that shows too little is", () => {
  const size = { width: 1000, height: 1000 };

  assert.deepEqual(held({ x: 399, y: -600, k: 1 }, size, PORT), { x: 399, y: -600, k: 1 });
  assert.deepEqual(held({ x: 401, y: -701, k: 1 }, size, PORT), { x: 400, y: -700, k: 1 });
});

const BOX = { x: 100, y: 100, width: 50, height: 50 };
const REVEALED = [
  ["what is in sight moves nothing", { x: 0, y: 0, k: 1 }, { x: 0, y: 0, k: 1 }],
  ["what lies to the left comes in with a margin", { x: -200, y: 0, k: 1 }, { x: -76, y: 0, k: 1 }],
  ["what lies to the right comes in with a margin", { x: 700, y: 0, k: 1 }, { x: 626, y: 0, k: 1 }],
  ["what lies below comes in with a margin", { x: 0, y: 500, k: 1 }, { x: 0, y: 426, k: 1 }],
  ["what lies above comes in at twice the size as well", { x: 0, y: -300, k: 2 }, { x: 0, y: -176, k: 2 }],
  ["the start of what is larger than the port wins", { x: 0, y: 0, k: 20 }, { x: -1976, y: -1976, k: 20 }],
];

for (const [name, view, revealed] of REVEALED) {
  test(name, () => assert.deepEqual(revealing(view, BOX, PORT), revealed));
}

property("revealing what is in sight already moves nothing", (any) => {
  const box = { x: any.number(0, 3000), y: any.number(0, 3000), width: 160, height: 40 };
  const once = revealing({ ...anyView(any), k: any.number(0.1, 4) }, box, PORT);

  assertClose(revealing(once, box, PORT), once);
});

const at = (x, y) => ({ box: { x, y, width: 10, height: 10 } });
const CROSS = new Map([["middle", at(100, 100)], ["left", at(0, 100)], ["right", at(200, 110)], ["up", at(100, 0)], ["down", at(95, 200)]]);

for (const direction of ["left", "right", "up", "down"]) {
  test(`what is nearest ${direction} is found, and nothing beyond it`, () => {
    assert.equal(nearest(CROSS, "middle", direction), direction);
    assert.equal(nearest(CROSS, direction, direction), undefined);
  });
}

test("what lies aside counts twice as far as what lies ahead", () => {
  const things = new Map([["here", at(0, 0)], ["ahead", at(100, 0)], ["aside", at(20, 39)]]);

  assert.equal(nearest(things, "here", "right"), "aside");
  assert.equal(nearest(things.set("aside", at(20, 41)), "here", "right"), "ahead");
});

test("what stands in the same column is not to the right", () => {
  const column = new Map([["here", at(0, 0)], ["below", at(1, 50)]]);

  assert.equal(nearest(column, "here", "right"), undefined);
  assert.equal(nearest(column, "here", "down"), "below");
});
