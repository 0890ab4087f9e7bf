// docs/atlas/lookup.js, which the generator writes, to things, steps and reasons that refer to each other. Things are
// named by their number in that file.

import { groupedBy } from "./graph.js";
import { loadData } from "./load.js";

const WHO = "\ue000"; // stands for the name of the caller, and \ue001 for that of the role, in sentences that many steps share
const GAPS = /[\ue002-\ue004]/g; // in records that many things share
const FIRST_GAP = 0xe002;

/** The lookup of the site whose generated folder is `root`; rejects when the file is missing. */
export const loadLookup = async (root) => lookupOf(await loadData(new URL("lookup.js", root), "iam-atlas"));

/** The content of the file with what it takes to walk through it; pure. */
export function lookupOf(data) {
  const things = data.things.map((thing) => (Array.isArray(thing) ? filledIn(data.patterns[thing[0]], data.fillings[thing[1]]) : thing));
  const steps = data.steps.flatMap(([from, runs]) => runs.flatMap((run) => stepsOf(data, from, run)));
  return {
    things,
    numbers: new Map(things.map((thing, index) => [thing.id, index])),
    folds: new Map(Object.entries(data.folds)),
    stepsFrom: groupedBy(steps, "from"),
    stepsTo: groupedBy(steps, "to"),
    targets: data.targets,
    say: (index) => (index >= 0 ? data.says[index] : ""),
    said: (step) => filled(data.says[step.say], things[step.from], things[step.to]),
    reasonsOf: (step) => step.reasons.map((index) => reason(data, index, things[step.from], things[step.to])),
    whyNot: (from, to) => whyNot(data, things, from, to),
  };
}

/** A record that many things share, with what one of them has for itself in its gaps. */
function filledIn(pattern, filling) {
  if (typeof pattern === "string") return pattern.replace(GAPS, (gap) => filling[gap.charCodeAt(0) - FIRST_GAP]);
  if (Array.isArray(pattern)) return pattern.map((part) => filledIn(part, filling));
  if (typeof pattern !== "object") return pattern;
  return Object.fromEntries(Object.entries(pattern).map(([key, part]) => [key, filledIn(part, filling)]));
}

/** The steps of one kind that somebody takes to several, in their order. */
function stepsOf(data, from, run) {
  const [kind, targets] = data.runs[run];
  const [state, say, reasons, lasts, through, note] = data.kinds[kind];
  return targets.map((to) => ({ from, to, state, say, reasons, lasts, through, note }));
}

const filled = (text, who, role) => text.replace(/[\ue000\ue001]/g, (place) => (place === WHO ? who : role).name);

function reason(data, index, who, role) {
  const [say, statements] = data.reasons[index];
  return { words: filled(data.says[say], who, role), statements: statements.map((number) => data.statements[number]) };
}

/** What is said of two that no step lists, nearly always why not; undefined where the file is silent, as in very large organisations. */
function whyNot(data, things, from, to) {
  let column = data.targets.indexOf(to);
  const row = data.rows[data.closed[from]];
  if (!row || column < 0) return undefined;
  const [why] = row.find(([, count]) => (column -= count) < 0);
  if (why < 0) return undefined;
  const [say, reasons, state = 0] = data.whys[why];
  const [who, role] = [things[from], things[to]];
  return { state, words: filled(data.says[say], who, role), reasons: reasons.map((index) => reason(data, index, who, role)) };
}
