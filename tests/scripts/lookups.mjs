// A few words to the content of lookup.js, in the shape that docs/reference/atlas-json.md describes.

import { lookupOf } from "../../generator/iam_atlas/site/scripts/lookup.js";

const STATES = { closed: 0, open: 1, "open if": 2, undecided: 3 };

/**
 * `steps` are `[from, to]` with, where it matters, a state by its name and the groups it leads through. Who is named in them
 * is a thing: `alice`, `@admins` (a group), `admin@prod` (a role).
 */
export function lookupFor(steps, more = {}) {
  const names = [...new Set([...steps.flatMap(([from, to, , groups]) => [from, to, ...(groups ?? [])]), ...(more.names ?? [])])];
  const things = names.map((name) => ({ id: name, kind: kindOf(name), name, title: name, ...more.things?.[name] }));
  const numbers = new Map(names.map((name, index) => [name, index]));
  const number = (name) => numbers.get(name);
  const kinds = steps.map(([, , state = "open", groups = []]) => [STATES[state], 0, [], 0, groups.map(number), -1]);
  const runs = steps.map(([, to], index) => [index, [number(to)]]);
  const rows = steps.map(([from], index) => [number(from), [index]]);
  const folds = Object.fromEntries(Object.entries(more.folds ?? {}).map(([card, members]) => [card, members.map(number)]));
  const targets = names.filter((name) => kindOf(name) === "role").map(number);
  const data = { things, kinds, runs, steps: rows, folds, targets, says: [""], statements: [], reasons: [], whys: [], rows: [], closed: {}, ...more.data };
  return { ...lookupOf(data), number, names };
}

const kindOf = (name) => (name.startsWith("@") ? "group" : name.includes("@") ? "role" : "person");
