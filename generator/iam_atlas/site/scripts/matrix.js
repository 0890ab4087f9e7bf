// The access matrix to a grid that a reader filters, walks by arrow keys, and copies as CSV. The state lives in the
// document: `hidden` on rows and cells, `tabindex` 0 on the current cell. Every listener is on the page's own elements.

import { copyToClipboard } from "./clipboard.js";
import { download } from "./download.js";
import { button, make } from "./elements.js";
import { cellAfter, csvOf, filterGrid, holdsAllWords, wordsOfQuery } from "./grid.js";
import { say } from "./words.js";

export function startMatrix(root = document) {
  for (const table of root.querySelectorAll("table.atlas-grid:not([role])")) {
    makeMatrixWalkable(table);
    addMatrixTools(table);
  }
}

const textOfMatrix = (element) => element.textContent.trim().replace(/\s+/g, " ");

// `auditor READ (MFA)`
function lineOfMatrix(line) {
  const condition = line.querySelector("i");
  const whole = textOfMatrix(line);
  if (!condition) return whole;
  const told = textOfMatrix(condition);
  return `${whole.slice(0, whole.length - told.length)}(${told})`;
}

const cellOfMatrix = (cell) => [...cell.querySelectorAll("p")].map(lineOfMatrix).join("; ");

function readMatrix(table) {
  const [, ...heads] = [...table.tHead.rows[0].cells].map(textOfMatrix);
  const rows = [...table.tBodies[0].rows].map(({ cells: [head, ...cells] }) => ({
    head: textOfMatrix(head),
    cells: cells.map(cellOfMatrix),
  }));
  return { heads, rows };
}

const shareKept = (kept) => `${kept.filter(Boolean).length} / ${kept.length}`;

function filterMatrix(table, { heads, rows }, query) {
  const words = wordsOfQuery(query);
  const kept = filterGrid(words, heads, rows);
  [...table.tBodies[0].rows].forEach((row, index) => (row.hidden = !kept.rows[index]));
  for (const row of table.rows) {
    [...row.cells].slice(1).forEach((cell, index) => (cell.hidden = !kept.columns[index]));
  }
  for (const fold of table.querySelectorAll("details")) {
    fold.open = words.some((word) => holdsAllWords([word], fold.textContent));
  }
  if (currentMatrixCell(table).closest("[hidden]")) makeCellCurrent(table, firstMatrixCell(table));
  return say("{rows} accounts, {columns} columns", { rows: shareKept(kept.rows), columns: shareKept(kept.columns) });
}

const shownMatrixCells = (table) =>
  [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].filter((cell) => !cell.hidden));

const currentMatrixCell = (table) => table.querySelector(":is(th, td)[tabindex='0']");

const firstMatrixCell = (table) =>
  ([...table.tBodies[0].rows].find((row) => !row.hidden) ?? table.rows[0]).cells[0];

const allowTabInto = (cell, allowed) => {
  for (const each of [cell, ...cell.querySelectorAll("a, summary")]) each.tabIndex = allowed ? 0 : -1;
};

function makeCellCurrent(table, cell) {
  allowTabInto(currentMatrixCell(table), false);
  allowTabInto(cell, true);
}

// What is stuck to the edges covers nothing of the cell; a cell that is stuck itself needs no room.
function goToMatrixCell(table, cell) {
  const [corner] = table.rows[0].cells;
  const top = cell.closest("thead") ? 0 : corner.offsetHeight;
  const left = cell.cellIndex === 0 ? 0 : corner.offsetWidth;
  table.parentElement.style.scrollPadding = `${top}px 0 0 ${left}px`;
  cell.focus();
}

// Keys as the ARIA Authoring Practices have them for a grid.
function moveInMatrix(event, table) {
  if (event.altKey || event.metaKey || event.shiftKey) return;
  const cell = event.target.closest("th, td");
  if (event.key === "Enter" && event.target === cell) {
    cell.querySelector("a")?.click();
    return;
  }
  const cells = shownMatrixCells(table);
  const row = cells.findIndex((each) => each.includes(cell));
  const size = { rows: cells.length, columns: cells[row].length };
  const next = cellAfter(event.key, event.ctrlKey, { row, column: cells[row].indexOf(cell) }, size);
  if (!next) return;
  event.preventDefault();
  goToMatrixCell(table, cells[next.row][next.column]);
}

function makeMatrixWalkable(table) {
  table.setAttribute("role", "grid");
  for (const row of table.rows) for (const cell of row.cells) allowTabInto(cell, false);
  allowTabInto(firstMatrixCell(table), true);
  table.addEventListener("keydown", (event) => moveInMatrix(event, table));
  table.addEventListener("focusin", (event) => makeCellCurrent(table, event.target.closest("th, td")));
}

function csvOfMatrix(table) {
  const [[corner, ...heads], ...rows] = shownMatrixCells(table);
  const first = [corner, ...heads].map(textOfMatrix);
  return csvOf([first, ...rows.map(([head, ...cells]) => [textOfMatrix(head), ...cells.map(cellOfMatrix)])]);
}

// Spreadsheets take the mark at the start as a sign that the file is UTF-8.
const downloadMatrix = (table) =>
  download("access-matrix.csv", new Blob(["\ufeff", csvOfMatrix(table)], { type: "text/csv;charset=utf-8" }));

function addMatrixTools(table) {
  const bar = make("div", { class: "atlas-filter" }, matrixFilter(table), matrixCopies(table));
  table.closest(".atlas-matrix").before(bar);
}

function matrixFilter(table) {
  const count = make("output");
  const box = make("input", { type: "search", autocomplete: "off", placeholder: say("account, caller, role, condition") });
  const read = readMatrix(table);
  const filter = () => (count.textContent = filterMatrix(table, read, box.value));
  box.addEventListener("input", filter);
  filter();
  return [make("label", {}, say("Filter"), box), count];
}

function matrixCopies(table) {
  const told = make("span", { role: "status" });
  const copy = async () => {
    told.textContent = "";
    const copied = await copyToClipboard(csvOfMatrix(table));
    told.textContent = copied ? say("Copied.") : say("Could not copy: download it instead.");
  };
  return make("div", {}, button(say("Copy as CSV"), copy), button(say("Download CSV"), () => downloadMatrix(table)), told);
}
