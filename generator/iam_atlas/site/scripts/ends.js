// The two ends of a way, each in a box of its own: how does ... get to ...?

import { kindWord } from "./card.js";
import { combobox } from "./combobox.js";
import { make } from "./elements.js";
import { isCopy } from "./filter.js";
import { searchable } from "./search.js";
import { nameOf } from "./steps.js";
import { say } from "./words.js";

/**
 * The boxes, with what they say while they are empty. `lookup()` gives a promise of the lookup, `change` hears `{from}` or
 * `{to}`; `show(lookup, state)` fills them and gives the numbers of both ends, undefined for what is not chosen.
 */
export function waysBar(anyone, anyRole, lookup, change) {
  const box = (label, key, entries) =>
    combobox(label, { entries: once(async () => entries(await lookup())), take: (entry) => change({ [key]: entry?.id }), keeps: true });
  const boxes = { from: box(anyone, "from", callersIn), to: box(anyRole, "to", rolesIn) };
  const parts = [make("span", {}, say("How does")), boxes.from.element, make("span", {}, say("get to")), boxes.to.element];
  const show = (known, state) =>
    Object.entries(boxes).map(([key, { show }]) => {
      const number = known?.numbers.get(state[key]);
      show(number === undefined ? "" : nameOf(known.things[number]));
      return number;
    });
  return { element: make("div", { class: "atlas-way", role: "group", "aria-label": say("Path finder") }, parts), show };
}

/** What `ask` promises, asked for once; again when it failed. */
export function once(ask) {
  let kept;
  return () => (kept ??= ask().catch((error) => {
    kept = undefined;
    throw error;
  }));
}

/** Everybody who can be the beginning of a way. */
export const callersIn = (lookup) =>
  entriesOf(lookup, (thing, number) => lookup.stepsFrom.has(number) || ["person", "group"].includes(thing.kind));

/** Every role copy, and every permission set in an account. */
export const rolesIn = (lookup) => entriesOf(lookup, isCopy);

/** The things wanted as entries of a list; those that are not shown say that their page is what they lead to. */
export function entriesOf(lookup, wanted, isShown = () => true) {
  return lookup.things.filter(wanted).map((thing) => entryOf(thing, isShown(thing.id)));
}

function entryOf(thing, isHere = true) {
  const facts = (thing.facts ?? []).map(([, value]) => value).filter((value) => !/( .* .*\.|。)$/.test(value)); // sentences have every word
  const where = thing.account && !isCopy(thing) ? ` · ${thing.account}` : "";
  const note = `${kindWord(thing.kind)}${where}${isHere ? "" : ` · ${say("its page")}`}`;
  return searchable(thing.id, [thing.name, thing.title, thing.account, ...facts], { title: nameOf(thing), note });
}
