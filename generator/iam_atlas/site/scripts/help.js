// The sheet that `?` opens: every key and gesture.

import { make } from "./elements.js";
import { openSheet } from "./sheet.js";
import { say } from "./words.js";

const ROWS = [
  [["←", "→", "↑", "↓"], "To the nearest node"],
  [["[", "]"], "To the frame before or after"],
  [["Alt <", "Alt >"], "Along a line, back or forth"],
  [["Space"], "Show the card"],
  [["Enter"], "Open the page; with Ctrl or Cmd in a new tab"],
  [["Esc"], "Close the card; take the choice back"],
  [["+", "−", "0"], "Zoom in, zoom out, as at first"],
  [["Ctrl", "wheel"], "Zoom at the pointer; in full screen the wheel alone"],
  [["drag"], "Move the drawing; on a touch screen with two fingers"],
  [["double click"], "Open the page"],
  [["?"], "This sheet"],
];

/** Opens the sheet over a figure. */
export function openHelp(figure) {
  const rows = ROWS.map(([keys, what]) =>
    make("tr", {}, make("th", { scope: "row" }, keys.map((key) => make("kbd", {}, say(key)))), make("td", {}, say(what))),
  );
  openSheet(figure, say("Keys and gestures"), make("table", { class: "atlas-keys" }, make("tbody", {}, rows)));
}
