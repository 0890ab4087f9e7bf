// The steps of lookup.js to ways from somebody to a role, hop by hop; pure. The same ways as graph/paths.py finds.

const OPENING = new Set([1, 2]);

/** Whether a step opens, with or without a condition. */
export const opens = (step) => OPENING.has(step.state);

/** Whether a step opens for all that is known: it does, or it is not decided. */
export const mayOpen = (step) => step.state > 0;

/**
 * At most `limit` ways whose hops all pass, shortest first, then in the order of the steps. No way comes to the
 * same role twice, so that cycles end.
 */
export function findWays(lookup, from, to, { limit = 25, passes = opens } = {}) {
  const [found, back] = [[], leadingTo(lookup, to, passes)];
  const waiting = onward(lookup, from, passes).map((step) => [step]);
  for (let at = 0; at < waiting.length && found.length < limit; at += 1) {
    const way = waiting[at];
    const here = way.at(-1).to;
    if (here === to) found.push(way);
    else if (back.has(here)) {
      const been = new Set(way.map((step) => step.to));
      for (const step of onward(lookup, here, passes)) if (!been.has(step.to)) waiting.push([...way, step]);
    }
  }
  return found;
}

/** Every role that somebody can become, over any number of hops, nearest first. */
export function reached(lookup, from) {
  const found = new Set();
  const waiting = [from];
  for (let at = 0; at < waiting.length; at += 1) {
    for (const step of onward(lookup, waiting[at], opens)) {
      if (found.has(step.to)) continue;
      found.add(step.to);
      waiting.push(step.to);
    }
  }
  return [...found];
}

const onward = (lookup, from, passes) => (lookup.stepsFrom.get(from) ?? []).filter(passes);

function leadingTo(lookup, to, passes) {
  const found = new Set();
  const waiting = [to];
  while (waiting.length) {
    for (const step of (lookup.stepsTo.get(waiting.pop()) ?? []).filter(passes)) {
      if (found.has(step.from) || !lookup.canGoOn(step.from)) continue;
      found.add(step.from);
      waiting.push(step.from);
    }
  }
  return found;
}
