import assert from "node:assert/strict";
import { test } from "node:test";

import { findWays, mayOpen, opens, reached } from "../../generator/iam_atlas/site/scripts/ways.js";
import { lookupFor } from "./lookups.mjs";
import { property } from "./properties.mjs";

/** The ways between two names, each as the names it comes to. */
function waysIn(lookup, from, to, options) {
  const ways = findWays(lookup, lookup.number(from), lookup.number(to), options);
  return ways.map((way) => way.map((step) => lookup.names[step.to]).join(" > "));
}

const RING = [["alice", "a@dev"], ["alice", "c@dev"], ["a@dev", "b@dev"], ["b@dev", "c@dev"], ["c@dev", "a@dev"], ["b@dev", "d@dev"]];

const FOUND = [
  ["the shortest way comes first", RING, "alice", "c@dev", ["c@dev", "a@dev > b@dev > c@dev"]],
  ["a cycle ends", RING, "alice", "d@dev", ["a@dev > b@dev > d@dev", "c@dev > a@dev > b@dev > d@dev"]],
  ["a role gets to itself over others", RING, "a@dev", "a@dev", ["b@dev > c@dev > a@dev"]],
  ["no way comes back to its beginning", [["a@dev", "b@dev"], ["b@dev", "a@dev"], ["b@dev", "c@dev"]], "b@dev", "c@dev", ["c@dev"]],
  ["ways of one length are in the order of the steps", [["al", "y@d"], ["al", "x@d"], ["x@d", "z@d"], ["y@d", "z@d"]], "al", "z@d", ["y@d > z@d", "x@d > z@d"]],
  ["a condition is no obstacle", [["alice", "a@dev", "open if"], ["a@dev", "b@dev", "open if"]], "alice", "b@dev", ["a@dev > b@dev"]],
  ["a closed step is no hop", [["alice", "a@dev", "closed"], ["a@dev", "b@dev"]], "alice", "b@dev", []],
  ["an undecided step is no hop", [["alice", "a@dev"], ["a@dev", "b@dev", "undecided"]], "alice", "b@dev", []],
  ["who is granted nothing gets nowhere", [["alice", "a@dev"], ["bob", "b@dev"]], "alice", "b@dev", []],
]; // prettier-ignore

for (const [name, steps, from, to, ways] of FOUND) {
  test(name, () => assert.deepEqual(waysIn(lookupFor(steps), from, to), ways));
}

test("where undecided steps may pass they are hops, and closed ones are not", () => {
  const steps = [["alice", "a@dev", "undecided"], ["alice", "b@dev", "closed"], ["a@dev", "c@dev"], ["b@dev", "c@dev"]];

  assert.deepEqual(waysIn(lookupFor(steps), "alice", "c@dev", { passes: mayOpen }), ["a@dev > c@dev"]);
  assert.deepEqual(waysIn(lookupFor(steps), "alice", "c@dev"), []);
});

test("no more ways than asked for, and those are the shortest", () => {
  assert.deepEqual(waysIn(lookupFor(RING), "alice", "d@dev", { limit: 1 }), ["a@dev > b@dev > d@dev"]);
});

const OPENS = [["closed", 0, false, false], ["open", 1, true, true], ["open if", 2, true, true], ["undecided", 3, false, true]];

for (const [name, state, does, may] of OPENS) {
  test(`a step that is ${name} ${does ? "opens" : "does not open"}, and ${may ? "may" : "may not"}`, () => {
    assert.deepEqual([opens({ state }), mayOpen({ state })], [does, may]);
  });
}

function anySteps(any) {
  const names = ["alice", "a@d", "b@d", "c@d", "d@d", "e@d"];
  const all = names.flatMap((from) => names.slice(1).map((to) => [from, to, any.one(["open", "open if", "open", "undecided", "closed"])]));
  return all.filter(() => any.whole(0, 2) > 0);
}

property("no way comes to the same role twice, every hop opens, and each goes on where the last ended", (any) => {
  const lookup = lookupFor(anySteps(any), { names: ["alice", "e@d"] });

  for (const way of findWays(lookup, lookup.number("alice"), lookup.number("e@d"), { limit: 1000 })) {
    assert.equal(new Set(way.map((step) => step.to)).size, way.length);
    assert.ok(way.every(opens));
    assert.deepEqual(way.map((step) => step.from), [lookup.number("alice"), ...way.slice(0, -1).map((step) => step.to)]);
  }
});

property("the ways are those that walking everywhere finds, in the same order", (any) => {
  const lookup = lookupFor(anySteps(any), { names: ["alice", "e@d"] });
  const [from, to, limit] = [lookup.number(any.one(["alice", "a@d", "e@d"])), lookup.number("e@d"), any.whole(1, 40)];
  const everywhere = walkedEverywhere(lookup, from, to, []).sort((a, b) => a.length - b.length);

  assert.deepEqual(findWays(lookup, from, to, { limit }), everywhere.slice(0, limit));
});

function walkedEverywhere(lookup, from, to, way) {
  const here = way.at(-1)?.to ?? from;
  if (way.length && here === to) return [way];
  const been = [from, ...way.map((step) => step.to)].filter((one) => one !== to);
  const steps = (lookup.stepsFrom.get(here) ?? []).filter((step) => opens(step) && !been.includes(step.to));
  return steps.flatMap((step) => walkedEverywhere(lookup, from, to, [...way, step]));
}

/** Roles that can all become each other, as steps. */
function crowd(size) {
  const names = Array.from({ length: size }, (_, index) => `r${index}@dev`);
  return names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to]));
}

test("in a crowd of 500 roles ways are found without walking everywhere", () => {
  const exit = [["r100@dev", "x@dev"], ["x@dev", "y@dev"], ["y@dev", "z@dev"]];
  const ways = waysIn(lookupFor([["alice", "r0@dev"], ...exit, ...crowd(500)]), "alice", "z@dev");

  assert.equal(ways.length, 25);
  assert.deepEqual(ways.slice(0, 2), ["r0@dev > r100@dev > x@dev > y@dev > z@dev", "r0@dev > r1@dev > r100@dev > x@dev > y@dev > z@dev"]);
});

test("the only way past a crowd of 500 roles ends the search", () => {
  const lookup = lookupFor([["alice", "r0@dev"], ["r0@dev", "z@dev"], ...crowd(500)]);

  assert.deepEqual(waysIn(lookup, "alice", "z@dev"), ["r0@dev > z@dev"]);
});

test("a crowd of 500 roles from which nothing leads to the goal ends the search", () => {
  assert.deepEqual(waysIn(lookupFor([["alice", "r0@dev"], ...crowd(500)], { names: ["z@dev"] }), "alice", "z@dev"), []);
});

test("a chain of 300 hops is followed to its end", () => {
  const names = Array.from({ length: 300 }, (_, index) => `r${index}@dev`);
  const [way] = waysIn(lookupFor([["alice", "r0@dev"], ...names.slice(1).map((to, index) => [names[index], to])]), "alice", "r299@dev");

  assert.equal(way, names.join(" > "));
});

test("reached is whatever somebody can become, nearest first, and not what is merely undecided", () => {
  const lookup = lookupFor([...RING, ["alice", "e@dev", "undecided"], ["d@dev", "f@dev", "closed"]]);
  const names = (from) => reached(lookup, lookup.number(from)).map((number) => lookup.names[number]);

  assert.deepEqual(names("alice"), ["a@dev", "c@dev", "b@dev", "d@dev"]);
  assert.deepEqual(names("c@dev"), ["a@dev", "b@dev", "d@dev"]);
  assert.deepEqual(names("f@dev"), []);
});
