import assert from "node:assert/strict";
import { test } from "node:test";

import { linked, safeAddress } from "../../generator/iam_atlas/site/scripts/elements.js";
import { callersIn, rolesIn } from "../../generator/iam_atlas/site/scripts/ends.js";
import { say, sayCount } from "../../generator/iam_atlas/site/scripts/words.js";
import { lookupFor } from "./lookups.mjs";

globalThis.document = { documentElement: { lang: "en" } };

const SAID = [
  ["a value stands in its place", "Copied: {what}", { what: "ARN" }, "Copied: ARN"],
  ["a place without a value stays", "Copied: {what}", {}, "Copied: {what}"],
  ["a value that looks like a place is only text", "{who} > {role}", { who: "{role}", role: "$&" }, "{role} > $&"],
  ["nothing is a value too", "{count} more", { count: 0 }, "0 more"],
];

for (const [name, english, values, text] of SAID) {
  test(name, () => assert.equal(say(english, values), text));
}

test("one is said otherwise than none or many", () => {
  const hops = (count) => sayCount("{count} hop", "{count} hops", count);

  assert.deepEqual([hops(0), hops(1), hops(2)], ["0 hops", "1 hop", "2 hops"]);
});

test("where a language has no words yet, English stands", () => {
  document.documentElement.lang = "ja-JP";
  assert.equal(say("Close"), "Close");
  document.documentElement.lang = "en";
});

const ROOT = "https://atlas.example/site/atlas/";
const ADDRESSES = [
  ["a page of the site", "roles/admin.html#in-prod", `${ROOT}roles/admin.html#in-prod`],
  ["an address of the web", "https://git.example/accounts.yaml#L3", "https://git.example/accounts.yaml#L3"],
  ["a script", "javascript:alert(1)", undefined],
  ["a script behind blanks", " \tjava\nscript:alert(1)", undefined],
  ["data", "data:text/html,<script>alert(1)</script>", undefined],
  ["no address at all", "http://[", undefined],
];

for (const [name, href, address] of ADDRESSES) {
  test(`${name} is ${address ? "an" : "no"} address to go to`, () => assert.equal(safeAddress(href, ROOT), address));
}

test("what is no address is shown as text, without a link", () => {
  assert.equal(linked("Runbook", "javascript:alert(1)", ROOT), "Runbook");
  assert.equal(linked("Runbook", undefined, ROOT), "Runbook");
});

const LOOKUP = lookupFor([["alice", "admin@prod"], ["admin@prod", "deploy@prod"]], {
  names: ["@empty", "bob", "octopus"],
  things: {
    octopus: { kind: "vendor" },
    alice: { title: "alice", facts: [["Name", "Alice A."], ["Account", "jump (111111111111)"]], account: "jump" },
    "admin@prod": { title: "admin", account: "prod", facts: [["ARN", "arn:aws:iam::444444444444:role/admin"]] },
  },
}); // prettier-ignore

test("ways begin at people and groups, whatever they may, and at others who may something", () => {
  assert.deepEqual(callersIn(LOOKUP).map((entry) => entry.id).sort(), ["@empty", "admin@prod", "alice", "bob"]);
});

test("ways end at role copies, told with their account and found by its id", () => {
  const [admin, deploy] = rolesIn(LOOKUP);

  assert.deepEqual([admin.title, admin.note, deploy.title], ["admin@prod", "Role", "deploy@prod"]);
  assert.ok(admin.texts.some((text) => text.includes("444444444444")));
});

test("a person is told with the account that they live in, and found by their full name", () => {
  const alice = callersIn(LOOKUP).find((entry) => entry.id === "alice");

  assert.deepEqual([alice.title, alice.note], ["alice", "Person · jump"]);
  assert.ok(alice.texts.includes("alice a."));
});
