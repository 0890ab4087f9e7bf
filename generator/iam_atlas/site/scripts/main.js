// Begins the drawings and the path finder on every page that has one.

import { offerCopies } from "./blocks.js";
import { startDiagram } from "./diagram.js";
import { loadPart } from "./load.js";
import { generatedFolder, onEveryPage } from "./pages.js";
import { learnWords } from "./words.js";

const root = generatedFolder();
const LIVE = "figure.atlas-diagram.live, .atlas-finder[data-live]";
let ending = new AbortController();

// The bars above the drawings have moved the heading that the address names.
const leadToHeading = () => document.getElementById(location.hash.slice(1))?.scrollIntoView();

// The other language shows the same place of the same page, and the same of its drawing. The theme would lead to its
// home where the address of the site is not known.
const stayHere = (event) => {
  const link = event.target.closest?.(".md-select__link");
  if (!link) return;
  link.hash = location.hash;
  event.stopPropagation();
};
document.addEventListener("click", stayHere, true);

onEveryPage(async () => {
  if (document.querySelector(LIVE)) return; // the theme also tells of the document that has begun already
  ending.abort();
  ending = new AbortController();
  const { signal } = ending;
  await learnWords(root);
  if (signal.aborted) return;
  offerCopies();
  for (const figure of document.querySelectorAll("figure.atlas-diagram")) startDiagram(figure, root, signal);
  if (document.readyState === "complete") leadToHeading();
  else addEventListener("load", () => setTimeout(leadToHeading), { once: true, signal });
  for (const place of document.querySelectorAll(".atlas-finder")) {
    place.dataset.live = "";
    loadPart(root, "answers").then((answers) => signal.aborted || answers.startFinderPage(place, root, signal));
  }
});
