// Steps of access, told: who, under what condition, for how long, and the statements that decide.

import { button, linked, make } from "./elements.js";
import { isCopy } from "./filter.js";
import { say } from "./words.js";

const STATES = ["closed", "open", "open", "undecided"];

/** The class that goes with the answer of a step. */
export const stateOf = (step) => STATES[step.state];

/** The halves of an answer, each with its statements and where they stand. */
export function reasonList(reasons, root) {
  return make(
    "ul",
    { class: "atlas-reasons" },
    reasons.map(({ words, statements }) =>
      make("li", {}, words, statements.length && make("ul", {}, statements.map(([text, href]) => make("li", {}, linked(text, href, root))))),
    ),
  );
}

/** One line of a card: the other end of the step as a button, the answer, and why when asked. */
export function stepItem(lookup, step, other, { root, choose }) {
  const thing = lookup.things[other];
  const note = lookup.say(step.note);
  return make(
    "li",
    { class: `atlas-step ${stateOf(step)}` },
    button(nameOf(thing), () => choose(thing.id), { class: "atlas-name" }),
    make("span", { class: "atlas-condition" }, lookup.said(step)),
    note && make("p", { class: "atlas-note" }, note),
    whyFold(lookup.reasonsOf(step), root),
  );
}

/** The reasons of a step behind a word that opens them. */
const whyFold = (reasons, root) =>
  reasons.length && make("details", {}, make("summary", {}, say("Why")), reasonList(reasons, root));

/** `operator@prod` for a role, the title of anything else. */
export const nameOf = (thing) => (isCopy(thing) ? thing.name : thing.title);
