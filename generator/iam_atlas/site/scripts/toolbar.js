// What stands above a drawing and in its corner: search and the buttons.

import { combobox } from "./combobox.js";
import { button, icon, make } from "./elements.js";
import { entriesOf, once } from "./ends.js";
import { say } from "./words.js";

/** The box that finds everything; `lookup()` gives a promise of the lookup, `find` hears an id. */
export function searchBox({ lookup, find, isShown }) {
  return combobox(say("Find a person, role, account ..."), {
    entries: once(async () => entriesOf(await lookup(), () => true, isShown)),
    take: (entry) => entry && find(entry.id),
    className: "search",
  }).element;
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
