// Begins on every page: with the document, and again for each page that instant navigation shows without loading one.

import { startDiagram } from "./diagram.js";
import { startFinderPage } from "./page.js";
import { learnWords } from "./words.js";

const root = new URL("../../", document.currentScript.src);
const LIVE = "figure.atlas-diagram.live, .atlas-finder[data-live]";
let ending = new AbortController();

async function start() {
  if (document.querySelector(LIVE)) return; // the theme also tells of the document that has begun already
  ending.abort();
  ending = new AbortController();
  const { signal } = ending;
  await learnWords(root);
  if (signal.aborted) return;
  for (const figure of document.querySelectorAll("figure.atlas-diagram")) startDiagram(figure, root, signal);
  for (const place of document.querySelectorAll(".atlas-finder")) startFinderPage(place, root, signal);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
else start();
if (typeof document$ !== "undefined") document$.subscribe(start);
