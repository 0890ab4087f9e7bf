// One drawing in the page, from something to look at to something to touch. What the reader has chosen is in `state`, and in
// the address; everything shown follows from it.

import { cardOf } from "./card.js";
import { drawerOf } from "./drawer.js";
import { copied, goTo, safeAddress } from "./elements.js";
import { once } from "./ends.js";
import { DIMENSIONS, isChosen, isRole, matching } from "./filter.js";
import { furnish } from "./furniture.js";
import { startKeyboard } from "./keyboard.js";
import { startLight } from "./light.js";
import { loadPart } from "./load.js";
import { loadLookup } from "./lookup.js";
import { readScene } from "./scene.js";
import { homesIn, litByMember, litByNode, litByWay } from "./selection.js";
import { putState, readState, written } from "./state.js";
import { startView } from "./view.js";
import { say, sayCount } from "./words.js";

const PAUSE = 300; // milliseconds after the last move before the address says where the view is

/** Brings a figure to life until `signal` ends it. `root` is the address of the generated folder. */
export const startDiagram = (figure, root, signal) => new Diagram(figure, root, signal);

class Diagram {
  constructor(figure, root, signal) {
    Object.assign(this, { figure, root, signal, state: {}, homes: new Map() });
    this.svg = figure.querySelector(".atlas-svg");
    this.scene = readScene(this.svg);
    // Loaded when it is first needed; the drawing speaks for itself where the file is missing.
    this.lookup = once(async () => {
      const lookup = await loadLookup(root);
      this.homes = homesIn(this.scene, lookup);
      return lookup;
    });
    this.parts = furnish(figure, this.scene, this.handlers());
    const { port, stage } = this.parts;
    this.light = startLight(this.svg, this.scene);
    this.view = startView(port, stage, this.scene.size, signal, (view) => this.moved(view));
    const keys = {
      "+": this.view.zoomIn, "=": this.view.zoomIn, "-": this.view.zoomOut, 0: this.view.reset, "?": () => this.openSheet("openHelp"),
      " ": (id) => this.choose(id, { byKey: true }), Enter: (id, event) => this.open(id, event),
    }; // prettier-ignore
    this.keyboard = startKeyboard(port, this.scene, keys, signal, (id) => this.focused(id));
    this.listen(port);
    this.restore();
  }

  handlers() {
    return {
      lookup: () => this.lookup(),
      isShown: (id) => Boolean(this.nodeFor(id)),
      find: (id) => this.find(id),
      choose: (choice) => this.change(choice),
      save: () => this.openSheet("openSaving"),
      help: () => this.openSheet("openHelp"),
      link: ({ currentTarget }) => this.copyLink(currentTarget),
      view: {
        zoomIn: () => this.view.zoomIn(),
        zoomOut: () => this.view.zoomOut(),
        fit: () => this.view.fit(),
        full: () => this.toggleFull(),
      },
    };
  }

  listen(port) {
    const { figure, signal } = this;
    const unlight = () => this.lightUp(undefined, null);
    // Not `pointerover`: that is told too when the drawing moves below a mouse at rest, as it does for the keyboard.
    const over = ({ pointerType, target }) => pointerType === "mouse" && target !== this.under && this.lightUp(target, this.litUnder(target));
    port.addEventListener("pointermove", over, { signal });
    port.addEventListener("pointerleave", unlight, { signal });
    port.addEventListener("focusout", unlight, { signal });
    port.addEventListener("click", (event) => this.clicked(event), { signal });
    port.addEventListener("dblclick", (event) => this.open(idAt(event.target), event), { signal });
    figure.addEventListener("keydown", (event) => this.pressed(event), { signal });
    figure.addEventListener("fullscreenchange", () => this.fullChanged(), { signal });
    for (const name of ["popstate", "hashchange"]) addEventListener(name, () => this.restore(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.writing), { once: true });
  }

  change(patch) {
    this.state = { ...this.state, ...patch };
    putState("pushState", this.state);
    return this.show();
  }

  restore() {
    const isOther = location.hash && !location.hash.startsWith("#~"); // a heading of the page, say
    if (this.shown && isOther) return undefined;
    const state = readState(location.hash);
    if (this.shown && written(state) === written(this.state)) return undefined;
    this.state = state;
    this.view.put(state.view ?? null);
    return this.show();
  }

  moved(view) {
    this.state = { ...this.state, view };
    clearTimeout(this.writing);
    this.writing = setTimeout(() => putState("replaceState", this.state), PAUSE);
  }

  async show() {
    const { state } = this;
    this.showFilter();
    const asks = state.select || state.from || state.to;
    const lookup = asks ? await this.lookup().catch(() => undefined) : undefined;
    const answers = state.from && state.to ? await loadPart(this.root, "answers") : undefined;
    if (this.signal.aborted || state.select !== this.state.select || state.from !== this.state.from || state.to !== this.state.to) return;
    this.showSelection(lookup);
    this.showAnswer(lookup, answers);
    this.shown = this.state;
  }

  showFilter() {
    const { scene, state } = this;
    const [left, before] = [isChosen(state) ? matching(scene, state) : null, this.filtered];
    this.filtered = left;
    this.light.set("filter", left);
    const count = (ids) => ids.reduce((sum, id) => sum + scene.nodes.get(id).count, 0);
    const all = count([...scene.nodes.keys()].filter((id) => isRole(scene, id)));
    const text = left ? sayCount("{count} of {all} roles", "{count} of {all} roles", count([...left.roles]), { all }) : "";
    this.parts.chips.update(state, text);
    if (left || before) this.parts.tell(text || say("Everything is shown"));
  }

  showSelection(lookup) {
    const { scene, homes, state, parts } = this;
    const node = this.nodeFor(state.select);
    parts.aside.replaceChildren();
    this.svg.querySelector(".chosen")?.classList.remove("chosen");
    const isMember = node !== state.select;
    this.light.set("selection", node ? (isMember ? litByMember(scene, lookup, homes, state.select) : litByNode(scene, node)) : null);
    const [place, members] = [scene.nodes.get(node), lookup?.folds.get(node)];
    this.showDrawer(place, members?.map((number) => lookup.things[number]));
    if (!node && !lookup?.numbers.has(state.select)) return;
    place?.element.classList.add("chosen");
    parts.aside.append(cardOf(state.select, this.kit(lookup)));
    parts.aside.classList.toggle("left", place && place.box.x + place.box.width / 2 > scene.size.width / 2);
    const comesFromBelow = getComputedStyle(parts.aside).position === "sticky"; // on a phone
    if (place && comesFromBelow) this.view.reveal(place.box, parts.aside.offsetHeight);
  }

  /** The list of a folded card, which stays as it is while one after the other is chosen from it. */
  showDrawer(place, members) {
    if (this.drawer?.place !== place) {
      this.drawer?.element.remove();
      this.drawer = members && { place, ...drawerOf(place, members, (id) => this.choose(id)) };
      if (members) this.parts.stage.append(this.drawer.element);
    }
    this.drawer?.mark(this.state.select);
  }

  showAnswer(lookup, answers) {
    const { scene, homes, state, parts } = this;
    const [from, to] = parts.bar.show(lookup, state);
    parts.answer.replaceChildren();
    this.light.set("way", null);
    if (from === undefined || to === undefined) return;
    const lit = (ways) => {
      const found = litByWay(scene, lookup, homes, ways.flat());
      this.light.set("way", found.nodes.size ? found : null);
    };
    const close = () => this.change({ from: undefined, to: undefined });
    const { element, ways } = answers.answerOf(lookup, from, to, { root: this.root, close, pick: (way) => lit(way ? [way] : ways) });
    lit(ways);
    parts.answer.append(element);
    parts.tell(element.querySelector("h2").textContent);
  }

  kit(lookup) {
    return {
      scene: this.scene,
      lookup,
      root: this.root,
      choose: (id) => this.choose(id),
      close: () => this.choose(undefined),
      tell: this.parts.tell,
    };
  }

  /** The id of the node that shows a thing: its own, or the card it is folded into; undefined where neither is drawn. */
  nodeFor(id) {
    return this.scene.nodes.has(id) ? id : this.homes.get(id);
  }

  litUnder(target) {
    const node = this.scene.nodes.get(idAt(target));
    return node && (!node.isFrame || target.closest("a") === node.focusable) ? litByNode(this.scene, node.id) : null;
  }

  clicked(event) {
    if (event.target.closest(".atlas-drawer")) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return event.stopPropagation(); // the browser opens a tab or window
    event.preventDefault();
    event.stopPropagation();
    const node = this.scene.nodes.get(idAt(event.target));
    const isGround = !node || (node.isFrame && !event.target.closest("a"));
    if (isGround ? this.state.select : node.id !== this.state.select) this.choose(isGround ? undefined : node.id);
  }

  /** Shows a card, or none. Whoever is in a card or a list by keyboard goes on to the next card, or back to the node. */
  async choose(id, { byKey = false } = {}) {
    const [before, held] = [this.nodeFor(this.state.select), document.activeElement.closest(".atlas-aside, .atlas-drawer")];
    await this.change({ select: id });
    if (!id && (byKey || held)) this.keyboard.go(before);
    else if (byKey || held?.matches(".atlas-aside")) {
      (this.drawer?.element ?? this.parts.aside).querySelector("h2, input, button")?.focus({ preventScroll: true });
    }
  }

  async find(id) {
    await this.lookup();
    const node = this.nodeFor(id);
    if (!node) return this.open(id);
    this.view.reveal(this.scene.nodes.get(node).box);
    await this.choose(id);
    return this.keyboard.go(node);
  }

  focused(id) {
    const node = this.scene.nodes.get(id);
    if (!node.focusable.matches(":focus-visible")) return; // nothing moves or fades below a pointer that is about to click
    this.view.reveal(node.box);
    this.lightUp(undefined, litByNode(this.scene, id));
  }

  lightUp(under, found) {
    this.under = under;
    this.light.set("hover", found);
  }

  /** To the page about a node, or about a thing that the drawing does not show; what has no page shows its card. */
  async open(id, event) {
    if (!id) return;
    const node = this.scene.nodes.get(id);
    const lookup = node ? undefined : await this.lookup();
    const [page, base] = node ? [node.href, location.href] : [lookup.things[lookup.numbers.get(id)].page, this.root];
    if (page) goTo(safeAddress(page, base), event?.ctrlKey || event?.metaKey);
    else this.choose(id);
  }

  // The theme has keys of its own, which lead to other pages: none of them is meant here.
  pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !event.target.closest("dialog")) this.escape();
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  }

  escape() {
    const { select } = this.state;
    if (select) this.choose(undefined, { byKey: true });
    else if (this.state.from || this.state.to) this.change({ from: undefined, to: undefined });
    else if (isChosen(this.state)) this.change(Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, undefined])));
  }

  async copyLink(pressed) {
    putState("replaceState", this.state); // a view that the pause still keeps back
    this.parts.tell(await copied(location.href, pressed, say("The link to this view is copied")));
  }

  async openSheet(name) {
    const sheets = await loadPart(this.root, "sheets");
    if (this.signal.aborted || this.figure.querySelector("dialog")) return;
    sheets[name](this.figure, this.root);
  }

  toggleFull() {
    return document.fullscreenElement ? document.exitFullscreen() : this.figure.requestFullscreen();
  }

  fullChanged() {
    const isFull = document.fullscreenElement === this.figure;
    this.figure.classList.toggle("full", isFull);
    this.view.setFull(isFull);
  }
}

const idAt = (target) => target.closest("[data-node]")?.dataset.node;
