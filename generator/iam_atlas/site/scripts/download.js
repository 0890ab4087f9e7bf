// What was made in the page, to a file of the reader's.

import { make } from "./elements.js";

/** Gives the reader a file. */
export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
