// docs/atlas/lookup.js, which the generator writes, to things, steps and reasons that refer to each other. Things are
// named by their number in that file. A script element brings the file, since pages opened from disk may not fetch.

const [WHO, ROLE] = ["\ue000", "\ue001"]; // stand for the names of caller and role in sentences that many steps share
const EVENT = "iam-atlas";

/** The lookup of the site, loaded from below `root`; rejects when the file is missing. Each call loads anew: the browser remembers. */
export function loadLookup(root) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const heard = (event) => resolve(lookupOf(event.detail));
    script.src = new URL("lookup.js", root).href;
    script.addEventListener("error", () => reject(new Error(`${script.src} is missing`)));
    script.addEventListener("load", () => removeEventListener(EVENT, heard));
    addEventListener(EVENT, heard, { once: true });
    document.head.append(script);
    script.remove(); // it is fetched all the same
  });
}

/** The content of the file with what it takes to walk through it; pure. */
export function lookupOf(data) {
  const steps = data.steps.map(([from, to, state, say, reasons, lasts, through, note]) => ({
    from, to, state, say, reasons, lasts, through, note,
  })); // prettier-ignore
  const { things } = data;
  const goesOn = (index) => ["role", "permission-set"].includes(things[index].kind);
  return {
    things,
    numbers: new Map(things.map((thing, index) => [thing.id, index])),
    folds: new Map(Object.entries(data.folds)),
    stepsFrom: Map.groupBy ? Map.groupBy(steps, (step) => step.from) : grouped(steps, "from"),
    stepsTo: Map.groupBy ? Map.groupBy(steps, (step) => step.to) : grouped(steps, "to"),
    targets: data.targets,
    canGoOn: goesOn,
    say: (index) => (index >= 0 ? data.says[index] : ""),
    said: (step) => filled(data.says[step.say], things[step.from], things[step.to]),
    reasonsOf: (step) => step.reasons.map((index) => reason(data, index, things[step.from], things[step.to])),
    whyNot: (from, to) => whyNot(data, from, to),
  };
}

function grouped(steps, key) {
  const groups = new Map();
  for (const step of steps) groups.set(step[key], [...(groups.get(step[key]) ?? []), step]);
  return groups;
}

const filled = (text, who, role) => text.replaceAll(WHO, () => who.name).replaceAll(ROLE, () => role.name);

function reason(data, index, who, role) {
  const [say, statements] = data.reasons[index];
  return { words: filled(data.says[say], who, role), statements: statements.map((number) => data.statements[number]) };
}

/** Why `from` cannot become `to` in one step; undefined where the file does not say, as in very large organisations. */
function whyNot(data, from, to) {
  let column = data.targets.indexOf(to);
  const row = data.rows[data.closed[from]];
  if (!row || column < 0) return undefined;
  const [why] = row.find(([, count]) => (column -= count) < 0);
  if (why < 0) return undefined;
  const [say, reasons] = data.whys[why];
  const [who, role] = [data.things[from], data.things[to]];
  return { words: filled(data.says[say], who, role), reasons: reasons.map((index) => reason(data, index, who, role)) };
}
