// What a reader types to the things it may mean, best first; pure.

/** Text as it is compared: full-width letters, which Japanese keyboards type, are read as the usual ones. */
export const folded = (text) => text.normalize("NFKC").toLowerCase();

/** How well one entry answers the words: 0 not at all; a whole name before its beginning, that before a part of it. */
function score(entry, words) {
  let sum = 0;
  for (const word of words) {
    let best = 0;
    for (const [index, text] of entry.texts.entries()) {
      const at = text.indexOf(word);
      if (at < 0) continue;
      const fit = text === word ? 4 : at === 0 ? 3 : /[^\p{L}\p{N}]/u.test(text[at - 1]) ? 2 : 1;
      best = Math.max(best, fit * 10 - Math.min(index, 9));
    }
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

/** `texts` are what an entry may be found by, the most telling first. */
export const searchable = (id, texts, more = {}) => ({ id, texts: texts.filter(Boolean).map(folded), ...more });

/** At most `limit` entries that hold every word typed; all of them, in their order, while nothing is typed. */
export function ranked(entries, typed, limit = 12) {
  const words = folded(typed).split(/[\s@/]+/).filter(Boolean);
  if (!words.length) return entries.slice(0, limit);
  return entries
    .map((entry) => ({ entry, score: score(entry, words) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((one) => one.entry);
}
