// A grid as plain values: where a key leads, what a filter leaves, what it reads as CSV. No document in here.

import { folded } from "./search.js";

const GRID_ROWS_A_PAGE = 10;

const GRID_MOVES = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }) => ({ row: row - GRID_ROWS_A_PAGE, column }),
  PageDown: ({ row, column }) => ({ row: row + GRID_ROWS_A_PAGE, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }) => ({ row, column: Infinity }),
};

const GRID_FAR_MOVES = {
  Home: () => ({ row: 0, column: 0 }),
  End: () => ({ row: Infinity, column: Infinity }),
};

const withinGrid = (number, count) => Math.max(0, Math.min(number, count - 1));

// Where `key` leads from `place`, at most to the edge; null for a key that moves nothing. Places count from zero.
export function cellAfter(key, withControl, place, size) {
  const moves = withControl ? GRID_FAR_MOVES : GRID_MOVES;
  if (!Object.hasOwn(moves, key)) return null;
  const { row, column } = moves[key](place);
  return { row: withinGrid(row, size.rows), column: withinGrid(column, size.columns) };
}

export const wordsOfQuery = (query) => folded(query).split(/\s+/).filter(Boolean);

export const holdsAllWords = (words, text) => words.every((word) => folded(text).includes(word));

// Which rows and columns are left: those of each cell that, with the heads of its row and its column, holds every word.
// A row whose own head holds them stays, though it be empty. `rows` are {head, cells}; an empty cell is "".
export function filterGrid(words, heads, rows) {
  const kept = rows.map(({ head, cells }) =>
    cells.map((cell, column) => cell !== "" && holdsAllWords(words, `${head}\n${heads[column]}\n${cell}`)),
  );
  return {
    rows: rows.map(({ head }, row) => holdsAllWords(words, head) || kept[row].includes(true)),
    columns: heads.map((_, column) => words.length === 0 || kept.some((cells) => cells[column])),
  };
}

// A spreadsheet would run what begins like a formula, also in the full-width signs of a Japanese keyboard.
const FORMULA_START = /^[=+\-@＝＋－＠\t\r]/;

// Every field is quoted, so that one with a semicolon stays one in countries where that separates fields.
const csvField = (text) => `"${(FORMULA_START.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

// RFC 4180; `lines` are lists of texts.
export const csvOf = (lines) => lines.map((fields) => `${fields.map(csvField).join(",")}\r\n`).join("");
