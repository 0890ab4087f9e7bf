// What stands above a drawing and in its corner: search and the buttons.

import { combobox } from "./combobox.js";
import { button, icon, make, sheet } from "./elements.js";
import { entriesOf } from "./ends.js";
import { say } from "./words.js";

/** The box that finds everything; `lookup()` gives a promise of the lookup, `find` hears an id. */
export function searchBox({ lookup, find, isShown }) {
  return combobox(say("Find a person, role, account ..."), {
    entries: async () => entriesOf(await lookup(), () => true, isShown),
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

/** What a picture is saved as; `save(kind, background)` hears it. */
export function saveSheet(figure, save) {
  const background = make("input", { type: "checkbox", checked: true });
  const one = (kind, label) => button(label, () => (opened.close(), save(kind, background.checked)), { class: "atlas-action" });
  const opened = sheet(
    figure,
    say("Save as a picture"),
    make("p", {}, make("label", {}, background, " ", say("with its background"))),
    make("p", { class: "atlas-links" }, one("svg", "SVG"), one("png", say("PNG, twice the size"))),
  );
  return opened;
}
