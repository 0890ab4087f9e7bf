// The tab that the address leads to, opened before the page is painted.
(() => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.name) target.checked = target.name.startsWith("__tabbed_");
})();
