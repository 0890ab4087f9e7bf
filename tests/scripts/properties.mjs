// A property to a test that holds it for many cases, the same in every run.

import { test } from "node:test";

const CASES = 300;

/** `check(any)` draws what it needs from `any` and throws where the property does not hold. */
export function property(name, check) {
  test(name, () => {
    for (let seed = 0; seed < CASES; seed += 1) {
      try {
        check(drawing(seed));
      } catch (error) {
        error.message = `with seed ${seed}: ${error.message}`;
        throw error;
      }
    }
  });
}

function drawing(seed) {
  const next = mulberry32(seed);
  const number = (least, most) => least + next() * (most - least);
  const whole = (least, most) => Math.floor(number(least, most + 1));
  const one = (list) => list[whole(0, list.length - 1)];
  const some = (list) => list.filter(() => next() < 0.5);
  return { number, whole, one, some };
}

// Source: Tommy Ettinger's generator, in the public domain.
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
