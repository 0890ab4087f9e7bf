// The steps of lookup.js to ways from somebody to a role, hop by hop; pure. The same ways as graph/paths.py finds.

/** Whether a step opens, with or without a condition. */
export const opens = (step) => step.state === 1 || step.state === 2;

/** Whether a step opens for all that is known: it does, or it is not decided. */
export const mayOpen = (step) => step.state > 0;

/**
 * At most `limit` ways whose hops all pass, shortest first, then in the order of the steps. No way comes to the same role
 * twice, nor back to its beginning, so that cycles end. Only what is the beginning of a way gets walked: among roles that
 * can all become each other there are more walks than anybody could wait for.
 */
export function findWays(lookup, from, to, { limit = 25, passes = opens } = {}) {
  const found = [];
  const back = hopsLeft(lookup, to, passes, new Set());
  let [hops, longer] = [1, Infinity];
  const walk = (way) => {
    const been = new Set([from, ...way.map((step) => step.to)].filter((one) => one !== to));
    const steps = onward(lookup, way.at(-1)?.to ?? from, passes).filter((step) => back.has(step.to) && !been.has(step.to));
    const left = hopsLeft(lookup, to, passes, been, new Set(steps.map((step) => step.to)));
    for (const step of steps) {
      const whole = way.length + 1 + (left.get(step.to) ?? Infinity);
      if (found.length === limit) return;
      if (whole > hops) longer = Math.min(longer, whole);
      else if (step.to !== to) walk([...way, step]);
      else if (whole === hops) found.push([...way, step]);
    }
  };
  for (; hops < Infinity; hops = longer) {
    longer = Infinity;
    walk([]);
  }
  return found;
}

/** Every other role that somebody can become, over any number of hops, nearest first. */
export function reached(lookup, from) {
  const found = new Set([from]);
  for (const here of found) for (const step of onward(lookup, here, opens)) found.add(step.to);
  return [...found].slice(1);
}

const onward = (lookup, from, passes) => (lookup.stepsFrom.get(from) ?? []).filter(passes);

/** Over how many hops each of those `asked` (else everybody) gets to `to` without coming to where one has `been`. */
function hopsLeft(lookup, to, passes, been, asked) {
  const left = new Map([[to, 0]]);
  asked?.delete(to);
  for (const [here, hops] of left) {
    if (asked?.size === 0) break;
    for (const step of lookup.stepsTo.get(here) ?? []) {
      if (left.has(step.from) || been.has(step.from) || !passes(step)) continue;
      left.set(step.from, hops + 1);
      asked?.delete(step.from);
    }
  }
  return left;
}
