// Begins the access matrix on every page that has one.

import { startMatrix } from "./matrix.js";
import { generatedFolder, onEveryPage } from "./pages.js";
import { learnWords } from "./words.js";

const root = generatedFolder();

onEveryPage(async () => {
  if (!document.querySelector("table.atlas-grid")) return;
  await learnWords(root);
  startMatrix();
});
