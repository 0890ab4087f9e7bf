import assert from "node:assert/strict";
import { test } from "node:test";

import { nextFrom, stopsOf } from "../../generator/iam_atlas/site/scripts/keyboard.js";
import { sceneOf } from "./scenes.mjs";

const box = (x, y) => ({ x, y, width: 100, height: 200 });

// Two people in a frame, a gate in none, an account with two roles, and one without anything to click.
const SCENE = sceneOf(
  {
    people: { kind: "account", isFrame: true, box: box(0, 0), focusable: "header" },
    alice: { frame: "people", box: box(0, 300), focusable: "card" },
    bob: { frame: "people", box: box(0, 600), focusable: "card" },
    mfa: { kind: "gate", box: box(300, 300), focusable: "gate" },
    prod: { kind: "account", isFrame: true, box: box(600, 0), focusable: "header" },
    admin: { frame: "prod", box: box(600, 300), focusable: "card" },
    reader: { frame: "prod", box: box(600, 600), focusable: "card" },
    bare: { kind: "account", isFrame: true, box: box(900, 0), focusable: null },
  },
  [["alice", "mfa"], ["bob", "mfa"], ["mfa", "admin"], ["mfa", "reader"]],
); // prettier-ignore
const STOPS = stopsOf(SCENE);

const after = (key, here, more = {}) => nextFrom({ key, ...more }, here, STOPS, SCENE.graph);

test("cards, gates and the headers of frames can be in focus, in the order of the drawing", () => {
  assert.deepEqual([...STOPS.keys()], ["people", "alice", "bob", "mfa", "prod", "admin", "reader"]);
});

test("of a frame only its header counts as its place", () => {
  assert.deepEqual(STOPS.get("prod").box, { x: 600, y: 0, width: 100, height: 36 });
  assert.deepEqual(STOPS.get("admin").box, box(600, 300));
});

const ALT = { altKey: true };
const LED = [
  ["an arrow to the nearest on that side", "alice", "ArrowRight", {}, "mfa"],
  ["an arrow down to the next in the column", "alice", "ArrowDown", {}, "bob"],
  ["an arrow up to the header of the frame", "alice", "ArrowUp", {}, "people"],
  ["an arrow at the edge to nothing", "reader", "ArrowRight", {}, null],
  ["] to the first of the next frame", "bob", "]", {}, "mfa"],
  ["] from what stands in no frame to the next", "mfa", "]", {}, "prod"],
  ["] at the last frame to nothing", "reader", "]", {}, null],
  ["[ to the first of the frame before", "reader", "[", {}, "mfa"],
  ["[ at the first frame to nothing", "bob", "[", {}, null],
  ["[ that is made with Alt as well", "reader", "[", ALT, "mfa"],
  ["Alt and > along a line", "alice", ">", ALT, "mfa"],
  ["Alt and > along the first of several lines", "mfa", ">", ALT, "admin"],
  ["Alt and < back along a line", "admin", "<", ALT, "mfa"],
  ["Alt and . as on keyboards where > needs Shift", "alice", ".", ALT, "mfa"],
  ["Alt and the key of , whatever it makes", "mfa", "≤", { altKey: true, code: "Comma" }, "alice"],
  ["Alt and the key of . whatever it makes", "mfa", "≥", { altKey: true, code: "Period" }, "admin"],
  ["Alt and > where no line leaves to nothing", "reader", ">", ALT, null],
  ["> without Alt nowhere", "alice", ">", {}, undefined],
  ["an arrow with Alt nowhere, which is the browser's way back", "mfa", "ArrowLeft", ALT, undefined],
  ["a letter nowhere", "alice", "a", {}, undefined],
];

for (const [name, here, key, more, next] of LED) {
  test(`a key leads: ${name}`, () => assert.equal(after(key, here, more), next));
}
