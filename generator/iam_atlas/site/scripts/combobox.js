// A box to type in with a list below it: arrows choose, Enter takes, Escape puts back what was there.
// Pattern: WAI-ARIA Authoring Practices, "Combobox", list autocomplete with manual selection.

import { make } from "./elements.js";
import { ranked } from "./search.js";
import { say } from "./words.js";

let numbers = 0;

/**
 * `entries()` gives what can be found (see `searchable`), each with `title` and `note`; it may be asynchronous. `take(entry)`
 * hears what was chosen, null when the box was emptied. `show(text)` puts text into the box without telling anybody.
 */
export function combobox(label, { entries, take, keeps = false, className = "" }) {
  const id = `atlas-list-${(numbers += 1)}`;
  const list = make("ul", { id, role: "listbox", "aria-label": label, hidden: true });
  const box = make("input", {
    type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: label, "aria-label": label,
    "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list",
  }); // prettier-ignore
  const state = { found: [], at: -1, text: "" };

  const close = () => {
    list.hidden = true;
    box.ariaExpanded = "false";
    box.removeAttribute("aria-activedescendant");
    state.at = -1;
  };
  const open = async (typed) => {
    const all = await Promise.resolve(entries()).catch(() => undefined);
    state.found = ranked(all ?? [], typed);
    if (!box.isConnected || document.activeElement !== box) return;
    const nothing = all ? say("Nothing found") : say("The file with the answers could not be loaded.");
    list.replaceChildren(...(state.found.length ? state.found.map(option) : [make("li", { role: "option", "aria-disabled": "true" }, nothing)]));
    list.hidden = false;
    box.ariaExpanded = "true";
    point(typed && state.found.length ? 0 : -1);
  };
  const option = (entry, index) => {
    const item = make("li", { id: `${id}-${index}`, role: "option", "aria-selected": "false" }, make("span", {}, entry.title), make("small", {}, entry.note));
    item.addEventListener("pointerdown", (event) => event.preventDefault()); // or the box loses focus before the click
    item.addEventListener("click", () => chosen(entry));
    return item;
  };
  const point = (at) => {
    state.at = at;
    for (const [index, item] of [...list.children].entries()) item.ariaSelected = String(index === at);
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const chosen = (entry) => {
    show(keeps && entry ? entry.title : "");
    close();
    take(entry);
  };
  const show = (text) => {
    state.text = text;
    box.value = text;
  };
  const press = (event) => {
    if (event.isComposing) return; // Enter ends the conversion of what is typed
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) open("");
    else if (step && state.found.length) point((Math.max(state.at, step < 0 ? 0 : -1) + step + state.found.length) % state.found.length);
    else if (event.key === "Enter" && state.found[state.at]) chosen(state.found[state.at]);
    else if (event.key === "Enter" && keeps && box.value === "" && state.text) chosen(null);
    else if (event.key === "Escape" && (!list.hidden || box.value !== state.text)) show(state.text), close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  // What stands there gives way to what is typed; Tab selects it by itself.
  const begin = () => {
    if (box.value !== state.text) return;
    box.select();
    open("");
  };
  // Who goes on has chosen what the whole name is typed of, or the only one that fits.
  const leave = () => {
    const typed = box.value.trim().toLowerCase();
    const meant = state.found.find((entry) => entry.title.toLowerCase() === typed) ?? (state.found.length === 1 && state.found[0]);
    const isTyped = keeps && !list.hidden && box.value !== state.text;
    close();
    if (isTyped && meant && typed) chosen(meant);
    else if (keeps && box.value === "" && state.text) chosen(null);
    else show(state.text);
  };
  box.addEventListener("input", () => open(box.value));
  box.addEventListener("click", begin);
  box.addEventListener("keydown", press);
  box.addEventListener("blur", leave);
  return { element: make("div", { class: `atlas-combobox ${className}` }, box, list), show, box };
}
