// Runs before the first paint: the scheme that the reader chose, or else the system's.
(() => {
  const stored = localStorage.getItem("scheme");
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.scheme = stored || system;
})();
