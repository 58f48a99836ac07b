// The panel for newcomers (dashboard/pages/overview/first_visit.py): once closed it stays closed, until it is opened again.
(() => {
  const KEY = "new-here";
  document.addEventListener("filled", (event) => { // before the first paint of the page
    const panel = event.target.querySelector("#new-here");
    if (panel) panel.open = localStorage.getItem(KEY) !== "closed";
  });
  document.addEventListener("toggle", ({ target }) => {
    if (target.id === "new-here") localStorage.setItem(KEY, target.open ? "open" : "closed");
  }, true);
})();
