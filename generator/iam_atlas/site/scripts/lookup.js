// docs/atlas/lookup.js, which the generator writes, to things, steps and reasons that refer to each other. Things are
// named by their number in that file.

import { groupedBy } from "./graph.js";
import { loadData } from "./load.js";

const WHO = "\ue000"; // stands for the name of the caller, and \ue001 for that of the role, in sentences that many steps share

/** The lookup of the site whose generated folder is `root`; rejects when the file is missing. */
export const loadLookup = async (root) => lookupOf(await loadData(new URL("lookup.js", root), "iam-atlas"));

/** The content of the file with what it takes to walk through it; pure. */
export function lookupOf(data) {
  const steps = data.steps.map(([from, to, state, say, reasons, lasts, through, note]) => ({
    from, to, state, say, reasons, lasts, through, note,
  })); // prettier-ignore
  const { things } = data;
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
    whyNot: (from, to) => whyNot(data, from, to),
  };
}

const filled = (text, who, role) => text.replace(/[\ue000\ue001]/g, (place) => (place === WHO ? who : role).name);

function reason(data, index, who, role) {
  const [say, statements] = data.reasons[index];
  return { words: filled(data.says[say], who, role), statements: statements.map((number) => data.statements[number]) };
}

/** What is said of two that no step lists, nearly always why not; undefined where the file is silent, as in very large organisations. */
function whyNot(data, from, to) {
  let column = data.targets.indexOf(to);
  const row = data.rows[data.closed[from]];
  if (!row || column < 0) return undefined;
  const [why] = row.find(([, count]) => (column -= count) < 0);
  if (why < 0) return undefined;
  const [say, reasons, state = 0] = data.whys[why];
  const [who, role] = [data.things[from], data.things[to]];
  return { state, words: filled(data.says[say], who, role), reasons: reasons.map((index) => reason(data, index, who, role)) };
}
