// A folded card opened in place: its members in a list over the drawing, where the card is. Nothing else moves.

import { button, make } from "./elements.js";
import { isCopy } from "./filter.js";
import { ranked, searchable } from "./search.js";
import { say } from "./words.js";

const MANY = 10;

/** The list of `members` (things) below the card of `node`, in the drawing's own units; `choose` hears an id. */
export function drawerOf(node, members, { chosen, choose, close }) {
  const entries = members.map((thing) => searchable(thing.id, [thing.account, thing.title, thing.name], { thing }));
  const list = make("ul", {});
  const show = (typed) => {
    const found = ranked(entries, typed, members.length);
    list.replaceChildren(...found.map(({ thing }) => make("li", {}, button(memberName(thing), () => choose(thing.id), { "aria-current": thing.id === chosen ? "true" : null }))));
  };
  const box = make("input", { type: "search", placeholder: say("Filter"), "aria-label": say("Filter") });
  box.addEventListener("input", () => show(box.value));
  show("");
  const drawer = make("div", { class: "atlas-drawer", role: "group", "aria-label": node.title }, members.length > MANY ? box : null, list);
  drawer.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) close();
  });
  const { x, y, width, height } = node.box;
  Object.assign(drawer.style, { left: `${x}px`, top: `${y + height + 3}px`, width: `${width}px` });
  return drawer;
}

const memberName = (thing) => (isCopy(thing) ? thing.account : thing.title);
