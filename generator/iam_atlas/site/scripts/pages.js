// When a script begins: with the document, and again for each page that instant navigation shows without loading one.

/** The generated folder, seen from the script that asks while it is first run. */
export const generatedFolder = () => new URL("../../", document.currentScript.src);

/** Runs `start` now or as soon as the page is there, and for every page after it; the theme may tell of a page twice. */
export function onEveryPage(start) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
  else start();
  if (typeof document$ !== "undefined") document$.subscribe(start);
}
