// The page "How do I get to ...?": two boxes and the answer, whose address can be sent to a colleague.

import { combobox } from "./combobox.js";
import { button, copied, make } from "./elements.js";
import { answerOf } from "./finder.js";
import { loadLookup } from "./lookup.js";
import { readState, written } from "./state.js";
import { nameOf } from "./steps.js";
import { callersIn, rolesIn } from "./toolbar.js";
import { say } from "./words.js";

/** Fills the place on the page until `signal` ends it. */
export async function startFinderPage(place, root, signal) {
  place.dataset.live = "";
  const lookup = await loadLookup(root).catch(() => undefined);
  if (signal.aborted) return;
  if (!lookup) place.replaceChildren(make("p", {}, say("The file with the answers could not be loaded.")));
  else new FinderPage(place, lookup, root, signal).restore();
}

class FinderPage {
  constructor(place, lookup, root, signal) {
    Object.assign(this, { lookup, root, state: {} });
    const change = (key) => (entry) => this.change({ [key]: entry?.id });
    this.who = combobox(say("Who: a person, group or machine"), { entries: () => callersIn(lookup), take: change("from"), keeps: true });
    this.role = combobox(say("Which role, or in which account"), { entries: () => rolesIn(lookup), take: change("to"), keeps: true });
    this.answer = make("div", { class: "atlas-found" });
    this.live = make("p", { class: "atlas-unseen", role: "status" });
    const bar = make("div", { class: "atlas-way" }, make("span", {}, say("How does")), this.who.element, make("span", {}, say("get to")), this.role.element);
    place.replaceChildren(bar, this.live, this.answer);
    for (const name of ["popstate", "hashchange"]) addEventListener(name, () => this.restore(), { signal });
  }

  restore() {
    this.state = readState(location.hash);
    this.show();
  }

  change(patch) {
    this.state = { ...this.state, ...patch };
    const hash = written(this.state);
    history.pushState(history.state, "", hash ? `#${hash}` : location.pathname + location.search);
    this.show();
  }

  show() {
    const { lookup, state } = this;
    const [from, to] = [lookup.numbers.get(state.from), lookup.numbers.get(state.to)];
    this.who.show(from === undefined ? "" : nameOf(lookup.things[from]));
    this.role.show(to === undefined ? "" : nameOf(lookup.things[to]));
    this.answer.replaceChildren();
    if (from === undefined || to === undefined) return;
    const { element } = answerOf(lookup, from, to, { root: this.root, isOpen: true });
    this.answer.append(element, make("p", { class: "atlas-links" }, this.linkButton()));
    this.live.textContent = element.querySelector("h2").textContent;
  }

  linkButton() {
    const copy = async ({ currentTarget }) => {
      await copied(location.href, currentTarget);
      this.live.textContent = say("The link to this answer is copied");
    };
    return button(say("Copy a link to this answer"), copy, { class: "atlas-action" });
  }
}
