// The words of the controls in the language of the page. What an access means is never said here: that comes from the generator.

const JAPANESE = {};

/** `english` in the page's language, `{name}` replaced by `values.name`. */
export function say(english, values = {}) {
  const isJapanese = document.documentElement.lang.startsWith("ja");
  const text = (isJapanese && JAPANESE[english]) || english;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** One or many: `{count}` is the number. */
export const sayCount = (one, many, count, values = {}) => say(count === 1 ? one : many, { ...values, count });
