// The chips above a drawing and the entries of its legend: each keeps what it names lit, and they combine.

import { levelWord } from "./card.js";
import { button, make } from "./elements.js";
import { DIMENSIONS, toggled } from "./filter.js";
import { say } from "./words.js";

const FILTERED_LEVELS = ["admin", "write", "read"];
const CONDITIONS = {
  mfa: "MFA", clock: "Age of sign-in", globe: "Network", key: "ExternalId", branch: "Workflow", tag: "Tags", calendar: "Dates",
  person: "Person", organization: "Organization", other: "Other condition", none: "No condition", finding: "Finding",
  unknown: "Not decided",
}; // prettier-ignore

/** The rows of chips; `change(choice)` hears every new choice, `update(choice, count)` shows one. A dimension with one value has no chips. */
export function chipsOf(scene, legend, change) {
  const state = { choice: {} };
  const buttons = [];
  const add = (element, dimension, value) => {
    element.ariaPressed = "false";
    element.addEventListener("click", () => change(toggled(state.choice, dimension, value)));
    buttons.push({ element, dimension, value });
    return element;
  };
  const groups = [
    environmentsIn(scene).map(([value, tone]) => add(chip(value, `tone-${tone}`), "environment", value)),
    FILTERED_LEVELS.filter((level) => has(scene, "level", level)).map((level) => add(chip(levelWord(level)), "level", level)),
    conditionsIn(scene).map((name) => add(chip(say(CONDITIONS[name])), "condition", name)),
  ].filter((group) => group.length > 1);
  for (const entry of legend?.querySelectorAll("[data-line]") ?? []) add(asButton(entry), "line", entry.dataset.line);
  const left = make("strong");
  const update = (choice, count) => {
    state.choice = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, choice[dimension]]));
    left.textContent = count;
    for (const { element, dimension, value } of buttons) element.ariaPressed = String(Boolean(choice[dimension]?.includes(value)));
  };
  const element = make("div", { class: "atlas-chips", role: "group", "aria-label": say("Filter") }, groups.map((group) => make("div", {}, group)), left);
  return { element, update };
}

const chip = (label, tone) => button(label, () => {}, { class: `atlas-toggle ${tone ?? ""}` });

function asButton(entry) {
  const element = button("", () => {}, { class: "atlas-toggle", "data-line": entry.dataset.line }, ...entry.childNodes);
  element.ariaLabel = element.textContent.trim();
  element.removeAttribute("title");
  entry.replaceWith(element);
  return element;
}

/** The environments in the order of the drawing, each with its tone. */
function environmentsIn(scene) {
  const found = new Map();
  for (const node of scene.nodes.values()) if (node.isFrame && node.environment) found.set(node.environment, node.tone);
  return [...found];
}

const has = (scene, key, value) => [...scene.nodes.values()].some((node) => node[key] === value);

function conditionsIn(scene) {
  const found = new Set([...scene.nodes.values()].flatMap((node) => node.conditions));
  return Object.keys(CONDITIONS).filter((name) => found.has(name));
}
