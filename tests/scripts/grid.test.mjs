// Grids as plain values: where keys lead, what a filter leaves, and what they read as CSV.

import assert from "node:assert/strict";
import { test } from "node:test";

import { cellAfter, csvOf, filterGrid, wordsOfQuery } from "../../generator/iam_atlas/site/scripts/grid.js";

const SIZE = { rows: 30, columns: 4 };

const MOVES = [
  ["ArrowRight", false, [2, 1], [2, 2]],
  ["ArrowLeft", false, [2, 1], [2, 0]],
  ["ArrowDown", false, [2, 1], [3, 1]],
  ["ArrowUp", false, [2, 1], [1, 1]],
  ["ArrowRight", false, [2, 3], [2, 3]],
  ["ArrowLeft", false, [2, 0], [2, 0]],
  ["ArrowUp", false, [0, 1], [0, 1]],
  ["ArrowDown", false, [29, 1], [29, 1]],
  ["Home", false, [2, 2], [2, 0]],
  ["End", false, [2, 0], [2, 3]],
  ["Home", true, [2, 2], [0, 0]],
  ["End", true, [2, 2], [29, 3]],
  ["PageDown", false, [2, 2], [12, 2]],
  ["PageUp", false, [2, 2], [0, 2]],
];

for (const [key, withControl, [row, column], [toRow, toColumn]] of MOVES) {
  test(`${withControl ? "Ctrl + " : ""}${key} leads from ${row}, ${column} to ${toRow}, ${toColumn}`, () => {
    assert.deepEqual(cellAfter(key, withControl, { row, column }, SIZE), { row: toRow, column: toColumn });
  });
}

for (const [key, withControl] of [["a", false], ["Tab", false], ["Enter", false], ["ArrowRight", true], ["constructor", false]]) {
  test(`${withControl ? "Ctrl + " : ""}${key} moves nothing`, () => {
    assert.equal(cellAfter(key, withControl, { row: 2, column: 1 }, SIZE), null);
  });
}

const HEADS = ["group developers", "group operators", "Others"];
const ROWS = [
  { head: "dev", cells: ["developer WRITE (MFA)", "", "google → uploader WRITE (1 subject)"] },
  { head: "prod", cells: ["developer READ (MFA)", "operator WRITE (MFA, < 1 h)", ""] },
  { head: "spare", cells: ["", "", ""] },
];

const FILTERS = [
  ["", ["dev", "prod", "spare"], HEADS],
  ["  ", ["dev", "prod", "spare"], HEADS],
  ["prod", ["prod"], ["group developers", "group operators"]],
  ["operators", ["prod"], ["group operators"]],
  ["google", ["dev"], ["Others"]],
  ["< 1 h", ["prod"], ["group operators"]],
  ["prod developers", ["prod"], ["group developers"]],
  ["WRITE uploader", ["dev"], ["Others"]],
  ["ｐｒｏｄ", ["prod"], ["group developers", "group operators"]],
  ["spare", ["spare"], []],
  ["google operators", [], []],
  ["nobody", [], []],
];

for (const [query, rows, columns] of FILTERS) {
  test(`the filter "${query}" leaves [${rows}] by [${columns}]`, () => {
    const kept = filterGrid(wordsOfQuery(query), HEADS, ROWS);

    assert.deepEqual(ROWS.filter((_, row) => kept.rows[row]).map(({ head }) => head), rows);
    assert.deepEqual(HEADS.filter((_, column) => kept.columns[column]), columns);
  });
}

test("lines of CSV end with CR LF, the last one too", () => {
  assert.equal(csvOf([["a", "b"], ["", "c"]]), '"a","b"\r\n"","c"\r\n');
});

test("quotes are doubled, and commas, semicolons and line breaks stay inside their field", () => {
  assert.equal(csvOf([['say "x"', "a, b; c", "one\ntwo"]]), '"say ""x""","a, b; c","one\ntwo"\r\n');
});

for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＠x", "\t=1"]) {
  test(`a field that begins with ${JSON.stringify(text[0])} is no formula`, () => {
    assert.equal(csvOf([[text]]), `"'${text}"\r\n`);
  });
}

for (const text of ["a=1", "role-x", "'=1", " x"]) {
  test(`a field such as ${JSON.stringify(text)} is left as it is`, () => {
    assert.equal(csvOf([[text]]), `"${text}"\r\n`);
  });
}
