// Tables to sortable ones, long ones to filterable ones; and blocks that a link leads to, to open ones. The state lives in the document: `aria-sort` on the heading,
// the value of the filter box, `hidden` on the rows. Without this script the tables are whole, in their own order.
(() => {
  "use strict";

  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const FEWEST_ROWS_TO_FILTER = 8;

  const said = (english, japanese) => (document.documentElement.lang.startsWith("ja") ? japanese : english);

  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);

  const valueOf = (row, column) => row.cells[column]?.dataset.sort ?? row.cells[column]?.textContent.trim() ?? "";

  // Empty cells stay at the end in both directions: they answer nothing.
  const comparing = (column, sign) => (a, b) => {
    const [left, right] = [valueOf(a, column), valueOf(b, column)];
    if (left === "" || right === "") return (left === "") - (right === "");
    return sign * collator.compare(left, right);
  };

  const sortBy = (table, heading) => {
    const column = heading.cellIndex;
    const direction = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction);
    for (const body of table.tBodies) {
      body.append(...[...body.rows].sort(comparing(column, direction === "ascending" ? 1 : -1)));
    }
  };

  const addSortButtons = (table) => {
    for (const heading of table.tHead?.rows[0]?.cells ?? []) {
      if (heading.textContent.trim() === "") continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "atlas-sort";
      // A heading that is a link stays one: a link inside a button could not be reached.
      if (heading.querySelector("a")) button.ariaLabel = `${said("Sort by", "並べ替え:")} ${heading.textContent.trim()}`;
      else button.append(...heading.childNodes);
      button.addEventListener("click", () => sortBy(table, heading));
      heading.append(button);
    }
  };

  const filterRows = (table, words, count) => {
    const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const rows = rowsOf(table);
    for (const row of rows) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !wanted.every((word) => text.includes(word));
    }
    const left = rows.filter((row) => !row.hidden).length;
    count.textContent = `${left} / ${rows.length}`;
  };

  const addFilter = (table, place) => {
    const [bar, label, box, count] = ["div", "label", "input", "output"].map((name) => document.createElement(name));
    bar.className = "atlas-filter";
    box.type = "search";
    box.autocomplete = "off";
    label.append(said("Filter", "絞り込み"), box);
    count.setAttribute("aria-live", "polite");
    box.addEventListener("input", () => filterRows(table, box.value, count));
    bar.append(label, count);
    place.before(bar);
    filterRows(table, box.value, count);
  };

  // Whoever follows a link to a closed block wants to read it.
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };

  const start = () => {
    openTarget();
    for (const table of document.querySelectorAll("article table:not([class], [data-sortable], .atlas-fixed table)")) {
      table.dataset.sortable = "";
      if (rowsOf(table).length > 1) addSortButtons(table);
      if (rowsOf(table).length >= FEWEST_ROWS_TO_FILTER) addFilter(table, table.closest(".md-typeset__scrollwrap") ?? table);
    }
  };

  // Once for this page, and once more for every page that instant navigation shows without loading a document. From
  // disk the theme announces no page at all, so its announcements alone would not do.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  addEventListener("hashchange", openTarget);
  // A second click on the same link changes no address, and instant navigation may change it without an event.
  addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href*='#']")) setTimeout(openTarget);
  });
  if (typeof document$ !== "undefined") document$.subscribe(start);
})();
