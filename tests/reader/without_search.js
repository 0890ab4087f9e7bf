// Run before the scripts of a page: workers that never answer, such as the one that builds the index of the search.
(() => {
  class Idle extends EventTarget {
    postMessage() {}
    terminate() {}
  }
  Object.defineProperty(window, "Worker", { get: () => Idle, set() {} });
})();
