// What the theme remembers between pages, under the path of the site: in a file, since a strict policy runs no script
// that stands in a page. The names are those that the theme's own scripts call.
(() => {
  const site = new URL("../../../", document.currentScript.src);
  const key = (name, scope) => `${scope.pathname}.${name}`;
  document.documentElement.dataset.platform = navigator.platform;
  Object.assign(window, {
    __md_scope: site,
    __md_hash: (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0),
    __md_get: (name, storage = localStorage, scope = site) => JSON.parse(storage.getItem(key(name, scope))),
    __md_set: (name, value, storage = localStorage, scope = site) => {
      try {
        storage.setItem(key(name, scope), JSON.stringify(value));
      } catch {
        // A browser that keeps nothing forgets the choice with the page.
      }
    },
  });
})();
