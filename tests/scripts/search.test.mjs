import assert from "node:assert/strict";
import { test } from "node:test";

import { ranked, searchable } from "../../generator/iam_atlas/site/scripts/search.js";

const ENTRIES = [
  searchable("prod", ["prod", "444444444444"]),
  searchable("admin", ["admin@prod", "admin", "prod", "arn:aws:iam::444444444444:role/atlas/admin"]),
  searchable("admin-dev", ["admin@dev", "admin", "dev"]),
  searchable("badminton", ["badminton-club"]),
  searchable("sub-admin", ["sub-admin@prod", "sub-admin", "prod"]),
  searchable("alice", ["alice", "Alice Ångström", undefined, ""]),
  searchable("honda", ["honda", "本田 健"]),
  searchable("wide", ["ｐｌａｔｆｏｒｍ"]),
  searchable("quote", ['<b>"o\'brien" & co</b>']),
  searchable("IAM", ["IAM-INFRA"]),
];

const found = (typed, limit) => ranked(ENTRIES, typed, limit).map((entry) => entry.id);

const FOUND = [
  ["a whole name comes before its beginning, that before a part, that before the middle of a word", "admin", ["admin", "admin-dev", "sub-admin", "badminton"]],
  ["every word must be found", "admin prod", ["admin", "sub-admin"]],
  ["the order of words does not matter", "prod admin", ["admin", "sub-admin"]],
  ["role@account is two words", "admin@dev", ["admin-dev"]],
  ["capitals do not matter", "ALICE", ["alice"]],
  ["capitals do not matter in what is found either", "iam-infra", ["IAM"]],
  ["marks on letters are typed as they are written", "ångström", ["alice"]],
  ["Japanese is found", "田", ["honda"]],
  ["full-width letters are the letters they are", "platform", ["wide"]],
  ["typing in full width finds plain letters", "ａｌｉｃｅ", ["alice"]],
  ["an account id is found, and an ARN that holds it", "444444444444", ["prod", "admin"]],
  ["a whole ARN is found", "arn:aws:iam::444444444444:role/atlas/admin", ["admin"]],
  ["marks are only text", '"o\'brien"', ["quote"]],
  ["what nobody is called finds nothing", "zebra", []],
  ["a name with one letter too many finds nothing", "alicex", []],
  ["one word of two that is not there finds nothing", "alice zebra", []],
  ["marks of a pattern are no pattern", ".*", []],
];

for (const [name, typed, ids] of FOUND) {
  test(name, () => assert.deepEqual(found(typed), ids));
}

test("while nothing is typed the first entries are shown in their order", () => {
  assert.deepEqual(found("", 3), ["prod", "admin", "admin-dev"]);
  assert.deepEqual(found("  / @ ", 2), ["prod", "admin"]);
});

test("no more is found than fits", () => {
  assert.deepEqual(found("admin", 2), ["admin", "admin-dev"]);
});

test("an entry keeps what is shown of it, and leaves out texts that are missing", () => {
  const entry = searchable("x", ["Name", undefined, null, ""], { title: "Name", note: "Role" });

  assert.deepEqual(entry, { id: "x", texts: ["name"], title: "Name", note: "Role" });
});
