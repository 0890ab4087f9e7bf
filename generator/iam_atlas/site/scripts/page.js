// The page "How do I get to ...?": two boxes and the answer, whose address can be sent to a colleague.

import { button, copied, make } from "./elements.js";
import { waysBar } from "./ends.js";
import { answerOf } from "./finder.js";
import { loadLookup } from "./lookup.js";
import { putState, readState } from "./state.js";
import { say } from "./words.js";

/** Fills the place on the page until `signal` ends it. */
export async function startFinderPage(place, root, signal) {
  const lookup = await loadLookup(root).catch(() => undefined);
  if (signal.aborted) return;
  if (!lookup) place.replaceChildren(make("p", {}, say("The file with the answers could not be loaded.")));
  else new FinderPage(place, lookup, root, signal).restore();
}

class FinderPage {
  constructor(place, lookup, root, signal) {
    Object.assign(this, { lookup, root, state: {} });
    const labels = [say("Who: a person, group or machine"), say("Which role, or in which account")];
    this.bar = waysBar(...labels, () => lookup, (patch) => this.change(patch));
    this.answer = make("div", { class: "atlas-found" });
    this.live = make("p", { class: "atlas-unseen", role: "status" });
    place.replaceChildren(this.bar.element, this.live, this.answer);
    for (const name of ["popstate", "hashchange"]) addEventListener(name, () => this.restore(), { signal });
  }

  restore() {
    this.state = readState(location.hash);
    this.show();
  }

  change(patch) {
    this.state = { ...this.state, ...patch };
    putState("pushState", this.state);
    this.show();
  }

  show() {
    const { lookup, state } = this;
    const [from, to] = this.bar.show(lookup, state);
    this.answer.replaceChildren();
    if (from === undefined || to === undefined) return;
    const { element } = answerOf(lookup, from, to, { root: this.root, isOpen: true });
    this.answer.append(element, make("p", { class: "atlas-links" }, this.linkButton()));
    this.live.textContent = element.querySelector("h2").textContent;
  }

  linkButton() {
    const copy = async ({ currentTarget }) => {
      this.live.textContent = await copied(location.href, currentTarget, say("The link to this answer is copied"));
    };
    return button(say("Copy a link to this answer"), copy, { class: "atlas-action" });
  }
}
