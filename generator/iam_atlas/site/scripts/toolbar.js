// What stands above a drawing and in its corner: search, the two ends of a way, and the buttons.

import { combobox } from "./combobox.js";
import { button, icon, make } from "./elements.js";
import { isCopy } from "./filter.js";
import { searchable } from "./search.js";
import { kindWord } from "./card.js";
import { nameOf } from "./steps.js";
import { say } from "./words.js";

/** Search and path finder. `lookup()` gives a promise of the lookup; the handlers hear ids. */
export function finderBar({ lookup, find, from, to, isShown }) {
  const search = combobox(say("Find a person, role, account ..."), {
    entries: async () => entriesOf(await lookup(), () => true, isShown),
    take: (entry) => entry && find(entry.id),
    className: "search",
  });
  const who = combobox(say("anyone"), { entries: async () => callersIn(await lookup()), take: (entry) => from(entry?.id), keeps: true });
  const role = combobox(say("any role"), { entries: async () => rolesIn(await lookup()), take: (entry) => to(entry?.id), keeps: true });
  const way = make("div", { class: "atlas-way", role: "group", "aria-label": say("Path finder") }, make("span", {}, say("How does")), who.element, make("span", {}, say("get to")), role.element);
  return { element: make("div", { class: "atlas-bar" }, search.element, way), who, role };
}

/** Everybody who can be the beginning of a way; people first. */
export const callersIn = (lookup) =>
  entriesOf(lookup, (thing, number) => lookup.stepsFrom.has(number) || ["person", "group"].includes(thing.kind));

/** Every role copy. */
export const rolesIn = (lookup) => lookup.targets.map((number) => entryOf(lookup.things[number]));

function entriesOf(lookup, wanted, isShown = () => true) {
  return lookup.things.filter(wanted).map((thing) => entryOf(thing, isShown(thing.id)));
}

function entryOf(thing, isHere = true) {
  const facts = (thing.facts ?? []).map(([, value]) => value);
  const where = thing.account && !isCopy(thing) ? ` · ${thing.account}` : "";
  const note = `${kindWord(thing.kind)}${where}${isHere ? "" : ` · ${say("its page")}`}`;
  return searchable(thing.id, [thing.name, thing.title, thing.account, ...facts], { title: nameOf(thing), note });
}

/** The buttons in the corner, always visible. */
export function cornerButtons(actions) {
  const labels = [
    ["plus", say("Zoom in"), actions.zoomIn],
    ["minus", say("Zoom out"), actions.zoomOut],
    ["fit", say("Show all"), actions.fit],
    ["full", say("Full screen"), actions.full],
    ["save", say("Save as a picture"), actions.save],
    ["link", say("Copy a link to this view"), actions.link],
    ["help", say("Keys and gestures"), actions.help],
  ];
  const buttons = labels.map(([name, label, action]) => button(label, action, { class: "atlas-icon" }, icon(name)));
  return make("div", { class: "atlas-corner", role: "group", "aria-label": say("Drawing") }, buttons);
}
