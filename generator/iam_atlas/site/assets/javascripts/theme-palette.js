// The colours that the reader chose, before anything is painted.
(() => {
  const chosen = window.__md_get("__palette")?.color;
  if (!chosen) return;
  const byTheSystem = "(prefers-color-scheme)";
  const data = Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, `${value}`]));
  if (chosen.media === byTheSystem) {
    const media = `(prefers-color-scheme: ${matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"})`;
    const input = document.querySelector(`[data-md-color-media="${media}"]`);
    for (const name of ["media", "scheme", "primary", "accent"]) data[name] = input?.getAttribute(`data-md-color-${name}`) ?? data[name];
  }
  for (const [name, value] of Object.entries(data)) document.body.setAttribute(`data-md-color-${name}`, value);
})();
