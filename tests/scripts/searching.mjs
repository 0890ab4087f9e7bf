// Standard input: {scripts: the theme's folder of scripts, index: the file of a site's search index, queries: [what is
// typed, ...]}. Standard output, for each query: the pages that search lists, in its order.
// The theme searches in a worker, which is a script for itself: it is run here as it is, with what a worker has around it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";

const { scripts, index, queries } = JSON.parse(readFileSync(0, "utf8"));
const [SETUP, QUERY] = [0, 2]; // kinds of messages
let answer, listener;

const worker = {
  console: { ...console, warn() {} },
  addEventListener: (_, listens) => (listener = listens),
  postMessage: (message) => (answer = message.data),
};
worker.self = createContext(worker);
const run = (name) => runInContext(readFileSync(join(scripts, name), "utf8"), worker);
worker.importScripts = (...names) => names.forEach((name) => run(name.replace("../", "")));

run(join("workers", readdirSync(join(scripts, "workers")).find((name) => /^search\..*\.js$/.test(name))));
await listener({ data: { type: SETUP, data: { ...JSON.parse(readFileSync(index, "utf8")), options: {} } } });

const found = [];
for (const query of queries) {
  await listener({ data: { type: QUERY, data: query } });
  found.push(answer.items.map(([{ location }]) => location.split("#")[0]));
}
process.stdout.write(JSON.stringify(found));
