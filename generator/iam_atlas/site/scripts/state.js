// What a reader has chosen, to the part of the address after `#` and back. Such a part begins with `~`, so that no
// heading of a page is meant by it. Keys that say nothing are left out; what cannot be read is taken for nothing.

import { DIMENSIONS } from "./filter.js";

const WORDS = ["select", "from", "to"];

/** `~from=...&to=...&environment=prod&view=10,20,1.5`; empty for a state without choices. */
export function written(state) {
  const query = new URLSearchParams();
  for (const key of WORDS) if (state[key]) query.set(key, state[key]);
  for (const key of DIMENSIONS) if (state[key]?.length) query.set(key, state[key].map(encodeURIComponent).join(","));
  if (state.view) query.set("view", [state.view.x, state.view.y, state.view.k].map((value) => +value.toFixed(3)).join(","));
  const text = query.toString();
  return text && `~${text}`;
}

/** The state that `location.hash` holds; `{}` where it holds something else. */
export function readState(hash) {
  if (!hash.startsWith("#~")) return {};
  const [query, state] = [new URLSearchParams(hash.slice(2)), {}];
  for (const key of WORDS) if (query.get(key)) state[key] = query.get(key);
  for (const key of DIMENSIONS) if (query.get(key)) state[key] = query.get(key).split(",").map(decoded).sort();
  const [x, y, k] = (query.get("view") ?? "").split(",").map(Number);
  if ([x, y, k].every(Number.isFinite) && k > 0) state.view = { x, y, k };
  return state;
}

/** Makes the address say `state`: `pushState` for a new entry of the history, `replaceState` for a change of the last. */
export function putState(how, state) {
  const hash = written(state);
  if (location.hash.slice(1) === hash || (!hash && !location.hash.startsWith("#~"))) return;
  history[how](history.state, "", hash ? `#${hash}` : location.pathname + location.search);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
