// The card of what was clicked: what it is, who gets in, where it leads, and what can be copied. Without lookup.js it says what
// the drawing itself says.

import { button, closer, copied, linked, make } from "./elements.js";
import { isCopy } from "./filter.js";
import { nameOf, stepItem } from "./steps.js";
import { say } from "./words.js";

const STEPS_SHOWN = 8;

/** A card for one id; `kit` has scene, lookup (undefined when it could not be loaded), root, choose, open and tell. */
export function cardOf(id, kit) {
  const { scene, lookup } = kit;
  const [node, number] = [scene.nodes.get(id), lookup?.numbers.get(id)];
  const members = lookup?.folds.get(id);
  if (node?.kind === "gate") return gateCard(node, kit);
  if (members) return foldCard(node, members, kit);
  return number === undefined ? plainCard(node, kit) : thingCard(number, kit);
}

function frameOf(title, subtitle, kit, ...sections) {
  const heading = make("h2", { tabindex: "-1" }, title);
  return make(
    "section",
    { class: "atlas-card", "aria-label": title },
    make("header", {}, make("div", {}, heading, subtitle && make("p", {}, subtitle)), closer(kit.close)),
    make("div", { class: "atlas-card__body" }, ...sections),
  );
}

function plainCard(node, kit) {
  return frameOf(node.title, "", kit, make("p", {}, node.label), pageOf(node, kit));
}

const pageOf = (node, kit) =>
  node.href && make("p", { class: "atlas-links" }, linked(say("Open the page"), node.href, location.href));

function thingCard(number, kit) {
  const { lookup, root } = kit;
  const thing = lookup.things[number];
  return frameOf(
    nameOf(thing),
    [kindWord(thing.kind), thing.level && levelWord(thing.level), thing.environment].filter(Boolean).join(" · "),
    kit,
    findings(thing.findings),
    factList(thing.facts),
    memberList(thing.members, kit),
    thing.kind === "account" && foldList(say("Roles"), lookup.things.filter((one) => isCopy(one) && one.account === thing.name).map((one) => nameItem(one, kit.choose))),
    ...stepSections(say("Who gets in"), say("Who does not get in"), entering(lookup, number), "from", kit),
    ...stepSections(say("Where it leads"), say("Where it does not lead"), lookup.stepsFrom.get(number) ?? [], "to", kit),
    copyButtons(thing.copy, kit),
    make("p", { class: "atlas-links" }, thing.page && linked(say("Open the page"), thing.page, root), thing.at && linked(thing.at, thing.line, root)),
  );
}

/** Groups stand for those of their members of whom the same is said. */
export function entering(lookup, number) {
  const steps = lookup.stepsTo.get(number) ?? [];
  const said = new Map(steps.map((step) => [step.from, step]));
  const isAlike = (one, other) => ["state", "say", "note"].every((key) => one[key] === other?.[key]);
  return steps.filter((step) => !step.through.some((group) => isAlike(step, said.get(group))));
}

/** What opens under the title, and what does not, or is not decided, under titles of their own. */
function stepSections(title, closed, steps, end, kit) {
  const list = (heading, ...states) => {
    const found = steps.filter(({ state }) => states.includes(state));
    return foldList(heading, found.map((step) => stepItem(kit.lookup, step, step[end], kit)));
  };
  return [list(title, 1, 2), list(say("Not decided"), 3), list(closed, 0)];
}

/** A list whose later items show when asked; nothing for none. */
function foldList(title, items) {
  if (!items.length) return null;
  const heading = make("h3", {}, `${title} (${items.length})`);
  const rest = items.splice(STEPS_SHOWN);
  const more = rest.length && make("details", {}, make("summary", {}, say("{count} more", { count: rest.length })), make("ul", { class: "atlas-steps" }, rest));
  return make("div", {}, heading, make("ul", { class: "atlas-steps" }, items), more);
}

const factList = (facts) =>
  facts && make("dl", {}, facts.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, value)]));

const memberList = (members, { lookup, choose }) =>
  members && foldList(say("Members"), members.map((number) => nameItem(lookup.things[number], choose)));

const nameItem = (thing, choose) => make("li", {}, button(nameOf(thing), () => choose(thing.id), { class: "atlas-name" }));

const findings = (messages) =>
  messages && make("ul", { class: "atlas-warnings" }, messages.map((message) => make("li", {}, message)));

function copyButtons(copies, kit) {
  const one = ([label, text]) => {
    const copy = async ({ currentTarget }) => kit.tell(await copied(text, currentTarget, say("Copied: {what}", { what: label })));
    return button(say("Copy {what}", { what: label }), copy, { class: "atlas-action", title: text });
  };
  return copies && make("p", { class: "atlas-links" }, copies.map(one));
}

function gateCard(node, kit) {
  const { scene } = kit;
  const list = (title, edges, end) => {
    const nodes = (edges ?? []).map((edge) => scene.nodes.get(edge[end])).filter(Boolean);
    return foldList(title, nodes.map((one) => make("li", {}, button(placed(one, scene), () => kit.choose(one.id), { class: "atlas-name" }))));
  };
  return frameOf(
    node.label,
    say("Condition"),
    kit,
    list(say("Who"), scene.graph.into.get(node.id), "from"),
    list(say("Where it leads"), scene.graph.outOf.get(node.id), "to"),
  );
}

/** A card's title with the frame it stands in: many accounts have a role of one name. */
function placed(node, scene) {
  const frame = scene.nodes.get(node.frame);
  return frame?.kind === "account" ? `${node.title} · ${frame.title}` : node.title;
}

/** Its members are in the drawer, where the card is. */
function foldCard(node, members, kit) {
  const { lookup } = kit;
  const title = say("{count} of a kind", { count: members.length });
  const first = members.slice(0, STEPS_SHOWN).map((number) => nameOf(lookup.things[number])).join(", ");
  return frameOf(
    node.title,
    title,
    kit,
    make("p", {}, node.label),
    make("p", {}, members.length > STEPS_SHOWN ? `${first} ...` : first),
    make("p", {}, say("Choose one in the list to see its own ways.")),
    pageOf(node, kit),
  );
}

const KINDS = {
  person: "Person", machine: "Machine user", group: "Group", role: "Role", "permission-set": "Permission set",
  account: "Account", provider: "Identity provider", vendor: "Vendor", service: "AWS service", principal: "Principal",
}; // prettier-ignore
const LEVELS = { admin: "Administrator", write: "Write", read: "Read", none: "No rights", unknown: "Rights unknown" };

export const kindWord = (kind) => (KINDS[kind] ? say(KINDS[kind]) : "");
export const levelWord = (level) => (LEVELS[level] ? say(LEVELS[level]) : "");
