// A folded card opened in place: its members in a list over the drawing, where the card is. Nothing else moves.

import { button, make } from "./elements.js";
import { isCopy } from "./filter.js";
import { ranked, searchable } from "./search.js";
import { say } from "./words.js";

const MANY = 10;

/**
 * The list of `members` (things) below the card of `node`, in the drawing's own units: `choose` hears an id, `mark(id)`
 * shows which is chosen.
 */
export function drawerOf(node, members, choose) {
  const entries = members.map((thing) => searchable(thing.id, [thing.account, thing.title, thing.name], { thing }));
  const list = make("ul", {});
  const state = { shown: [], chosen: undefined };
  const show = (typed) => {
    state.shown = ranked(entries, typed, members.length).map(({ thing }) => thing);
    list.replaceChildren(...state.shown.map((thing) => make("li", {}, button(memberName(thing), () => choose(thing.id)))));
    mark(state.chosen);
  };
  const mark = (id) => {
    state.chosen = id;
    for (const [index, thing] of state.shown.entries()) list.children[index].firstChild.ariaCurrent = String(thing.id === id);
  };
  const box = make("input", { type: "search", placeholder: say("Filter"), "aria-label": say("Filter") });
  box.addEventListener("input", () => show(box.value));
  box.addEventListener("keydown", ({ key, isComposing }) => {
    if (key === "Enter" && !isComposing && state.shown.length === 1) choose(state.shown[0].id);
  });
  show("");
  const element = make("div", { class: "atlas-drawer", role: "group", "aria-label": node.title }, members.length > MANY ? box : null, list);
  const { x, y, width, height } = node.box;
  Object.assign(element.style, { left: `${x}px`, top: `${y + height + 3}px`, width: `${width}px` });
  return { element, mark };
}

const memberName = (thing) => (isCopy(thing) ? thing.account : thing.title);
