// Run before the scripts of a page: `window.listening()` is how many listeners window and document have at present.
(() => {
  const live = new Set();
  const same = (one, other) => ["target", "type", "listener", "capture"].every((key) => one[key] === other[key]);
  const find = (wanted) => [...live].find((one) => same(one, wanted));
  for (const target of [window, document]) {
    const [add, remove] = [target.addEventListener, target.removeEventListener];
    const entryOf = (type, listener, options) => ({ target, type, listener, capture: Boolean(options?.capture ?? options) });
    target.addEventListener = (type, listener, options) => {
      const entry = entryOf(type, listener, options);
      add.call(target, type, listener, options);
      if (!listener || options?.signal?.aborted || find(entry)) return;
      live.add(entry);
      options?.signal?.addEventListener("abort", () => live.delete(entry), { once: true });
      if (options?.once) add.call(target, type, () => live.delete(entry), { once: true, capture: entry.capture });
    };
    target.removeEventListener = (type, listener, options) => {
      live.delete(find(entryOf(type, listener, options)));
      remove.call(target, type, listener, options);
    };
  }
  window.listening = () => live.size;
})();
