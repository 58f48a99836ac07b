// Paper is light: while a page is printed it wears the light scheme, and charts painted in dark colours are turned over.
(() => {
  const root = document.documentElement;
  window.addEventListener("beforeprint", () => {
    if (root.dataset.scheme !== "dark") return;
    root.dataset.scheme = "light";
    root.dataset.printed = "dark";
  });
  window.addEventListener("afterprint", () => {
    if (root.dataset.printed !== "dark") return;
    root.dataset.scheme = "dark";
    delete root.dataset.printed;
  });
})();
