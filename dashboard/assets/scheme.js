// Runs before the first paint: the scheme that the reader chose, or else the system's; and ?embed=1, the chart alone.
(() => {
  const stored = localStorage.getItem("scheme");
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.scheme = stored || system;
  if (new URLSearchParams(location.search).get("embed") === "1") document.documentElement.dataset.embed = "";
})();
