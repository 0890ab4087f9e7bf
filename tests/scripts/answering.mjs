// Standard input: {script: the text of lookup.js, limit, pairs: [[id, id], ...]}. Standard output, for each pair: the ways that
// the pages show, each as the ids that its hops come to; where there is none, those that are not decided, and what the pages say
// of the step from one to the other.

import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

import { denial } from "../../generator/iam_atlas/site/scripts/finder.js";
import { lookupOf } from "../../generator/iam_atlas/site/scripts/lookup.js";
import { findWays, mayOpen, opens } from "../../generator/iam_atlas/site/scripts/ways.js";

const { script, limit, pairs } = JSON.parse(readFileSync(0, "utf8"));
let lookup;
globalThis.dispatchEvent = ({ type, detail }) => (lookup = type === "iam-atlas" && lookupOf(detail));
runInThisContext(script);

function answer([fromId, toId]) {
  const [from, to] = [lookup.numbers.get(fromId), lookup.numbers.get(toId)];
  const found = (passes) => findWays(lookup, from, to, { limit, passes }).map((way) => way.map((step) => lookup.things[step.to].id));
  const ways = found(opens);
  return ways.length ? { ways } : { ways: found(mayOpen), said: denial(lookup, from, to)?.words };
}

process.stdout.write(JSON.stringify(pairs.map(answer)));
