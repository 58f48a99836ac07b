// The panel for newcomers (dashboard/pages/overview/first_visit.py): a link to it opens it.
document.addEventListener("click", ({ target }) => {
  if (target.closest?.("a[href='#new-here']")) document.getElementById("new-here").open = true;
});
