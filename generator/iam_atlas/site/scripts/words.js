// The words of the controls in the language of the page. What an access means is never said here: that comes from the
// generator. English stands where it is used; other languages are files of their own, loaded only where they are read.

import { loadData } from "./load.js";

const dictionary = {};
let learning;

/** Makes `say` speak the language of the page: without a file for it, English. Called before anything is built. */
export async function learnWords(root) {
  const [language] = document.documentElement.lang.split("-");
  if (language !== "ja") return;
  learning ??= loadData(new URL("assets/javascripts/words.ja.js", root), "iam-atlas-words").catch(() => ({}));
  Object.assign(dictionary, await learning);
}

/** `english` in the page's language, `{name}` replaced by `values.name`. */
export function say(english, values = {}) {
  const text = (document.documentElement.lang.startsWith("ja") && dictionary[english]) || english;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** One or many: `{count}` is the number. */
export const sayCount = (one, many, count, values = {}) => say(count === 1 ? one : many, { ...values, count });
