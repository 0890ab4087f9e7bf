// All ways from somebody to a role, hop by hop; and where there is none, which half is missing and whom to ask.

import { closer, linked, make } from "./elements.js";
import { nameOf, reasonList } from "./steps.js";
import { findWays, mayOpen, opens, reached } from "./ways.js";
import { say, sayCount } from "./words.js";

const WAYS_SHOWN = 25;
const TRIED_SHOWN = 8;

/**
 * The answer for two numbers of things: `{element, ways}`. `pick(way)` hears which way the reader looks at; with `close`
 * there is a button for it, with `isOpen` everything is unfolded.
 */
export function answerOf(lookup, from, to, { root, pick = () => {}, close, isOpen = false }) {
  const ways = findWays(lookup, from, to, { limit: WAYS_SHOWN });
  const [caller, target] = [lookup.things[from], lookup.things[to]];
  const names = { who: caller.called ?? nameOf(caller), role: nameOf(target) };
  const element = make("div", { class: "atlas-answer" });
  if (ways.length) {
    const title = sayCount("One way from {who} to {role}", "{count} ways from {who} to {role}", ways.length, names);
    element.append(heading(title, close), wayList(lookup, from, ways, root, pick));
    if (ways.length === WAYS_SHOWN) element.append(make("p", {}, say("There may be more: only the shortest are shown.")));
  } else {
    element.append(...noWay(lookup, from, to, { names, root, close }));
  }
  if (isOpen) for (const fold of element.querySelectorAll("details")) fold.open = true;
  return { element, ways };
}

function wayList(lookup, from, ways, root, pick) {
  const items = ways.map((way) => {
    const notes = [...new Set(way.filter((step) => step.note >= 0).map((step) => lookup.say(step.note)))];
    const starred = notes.map((note) => make("p", { class: "atlas-note" }, `* ${note}`));
    const item = make("li", {}, chain(lookup, from, way), starred, hops(lookup, way, root));
    item.addEventListener("pointerenter", () => pick(way));
    item.addEventListener("pointerleave", () => pick(null));
    item.addEventListener("focusin", () => pick(way));
    item.addEventListener("focusout", () => pick(null));
    return item;
  });
  return make("ol", { class: "atlas-ways" }, items);
}

/** Names and conditions in a row: alice > operators > MFA > operator@prod. */
function chain(lookup, from, way) {
  const parts = [pillOf(lookup.things[from], lookup)];
  for (const step of way) {
    const groups = step.through.map((group) => pillOf(lookup.things[group]));
    if (groups.length) parts.push(make("span", {}, groups.flatMap((one, index) => (index ? [" / ", one] : [one]))));
    const condition = step.note >= 0 ? `${lookup.said(step)} *` : lookup.said(step);
    parts.push(make("span", { class: `atlas-chip condition${step.state === 1 ? " none" : ""}` }, condition));
    parts.push(pillOf(lookup.things[step.to]));
  }
  return make("p", { class: "atlas-chain" }, parts.flatMap((part, index) => (index ? [make("span", { "aria-hidden": "true" }, "›"), part] : [part])));
}

const pillOf = (thing) => make("span", { class: `atlas-chip ${thing.kind}` }, nameOf(thing));

function hops(lookup, way, root) {
  const lasts = lookup.say(way.at(-1).lasts);
  const details = way.map((step) =>
    make(
      "li",
      {},
      make("strong", {}, `${nameOf(lookup.things[step.from])} → ${nameOf(lookup.things[step.to])}`),
      ` ${lookup.said(step)} · ${lookup.say(step.lasts)}`,
      reasonList(lookup.reasonsOf(step), root),
    ),
  );
  return make(
    "details",
    {},
    make("summary", {}, `${sayCount("{count} hop", "{count} hops", way.length)} · ${say("a session there lasts {time}", { time: lasts })}`),
    make("ol", {}, details),
  );
}

function heading(title, close) {
  return make("header", {}, make("h2", {}, title), close && closer(close));
}

function noWay(lookup, from, to, { names, root, close }) {
  const doubtful = findWays(lookup, from, to, { limit: TRIED_SHOWN, passes: mayOpen });
  const found = denial(lookup, from, to);
  const title = from === to ? "{who} → {role}" : answerTitle(doubtful, found);
  const parts = [heading(say(title, names), close)];
  if (doubtful.length) parts.push(wayList(lookup, from, doubtful, root, () => {}));
  parts.push(found ? told(found, root) : command(lookup.things[from], lookup.things[to]));
  const before = reached(lookup, from);
  if (before.length) parts.push(triedFold(lookup, before, to, names));
  return [...parts, ...whomToAsk(lookup, from, to, root)];
}

// A pair that no step lists may be open all the same, and of some pairs the file says nothing.
function answerTitle(doubtful, direct) {
  if (doubtful.length || direct?.state === 3) return "Whether {who} gets to {role} is not decided.";
  if (!direct) return "No way from {who} to {role} is listed here.";
  return direct.state ? "{who} → {role}" : "There is no way from {who} to {role}.";
}

const told = (found, root) => make("div", {}, make("p", {}, make("strong", {}, found.words)), reasonList(found.reasons, root));

function command(...ends) {
  const words = ends.map((thing) => thing.shell ?? thing.who ?? thing.name);
  const line = make("code", {}, `iam-atlas explain ${words.join(" ")}`);
  return make("p", {}, say("Why not is not kept on this page; this command answers:"), " ", line);
}

/** Why one step does not open: from the steps that the file declares, else from the table of those it does not. */
export function denial(lookup, from, to) {
  const listed = (lookup.stepsFrom.get(from) ?? []).find((step) => step.to === to && !opens(step));
  if (listed) return { state: listed.state, words: lookup.said(listed), reasons: lookup.reasonsOf(listed) };
  return lookup.whyNot(from, to);
}

function triedFold(lookup, before, to, names) {
  const shown = before.slice(0, TRIED_SHOWN);
  const items = shown.map((number) => {
    const words = denial(lookup, number, to)?.words;
    return make("li", {}, [nameOf(lookup.things[number]), words].filter(Boolean).join(": "));
  });
  const more = before.length - items.length;
  if (more > 0) items.push(make("li", {}, sayCount("{count} role more", "{count} roles more", more)));
  return make("details", {}, make("summary", {}, say("Nor from the roles that {who} can become", names)), make("ul", {}, items));
}

/** People: the groups that get in and that they can join, and what the file says about asking. Everybody: who owns the role. */
function whomToAsk(lookup, from, to, root) {
  const [caller, target] = [lookup.things[from], lookup.things[to]];
  const account = lookup.things.find(({ kind, name }) => kind === "account" && name === target.account);
  const groups = (lookup.stepsTo.get(to) ?? []).filter(opens).map((step) => lookup.things[step.from]);
  const facts = [];
  if (["person", "group"].includes(caller.kind)) {
    for (const group of groups.filter(({ kind, account: home }) => caller.kind === "person" && kind === "group" && home === caller.account)) {
      const owner = group.owner && ` (${group.owner})`;
      facts.push(make("li", {}, say("A group that gets in:"), " ", linked(nameOf(group), group.page, root), owner));
    }
    const addressesIn = (text) => text.split(/(https:\/\/\S+)/).map((part, index) => (index % 2 ? linked(part, part, root) : part));
    if (target.ask) facts.push(make("li", {}, addressesIn(target.ask)));
  }
  if (target.owner) facts.push(make("li", {}, say("Owner of the role: {owner}", { owner: target.owner })));
  if (account?.owner) facts.push(make("li", {}, say("Owner of the account: {owner}", { owner: account.owner })));
  if (!facts.length) facts.push(make("li", {}, say("The file names neither an owner nor a way to ask.")));
  return [make("h3", {}, say("Whom to ask")), make("ul", {}, facts)];
}

