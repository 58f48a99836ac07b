// The panel for newcomers (dashboard/pages/overview/first_visit.py): a link to it opens it and leads there. The address
// stays as it is: a change of it would draw the page anew, with the panel closed.
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("a[href='#new-here']")) return;
  event.preventDefault();
  const panel = document.getElementById("new-here");
  panel.open = true;
  panel.scrollIntoView();
  panel.querySelector("summary").focus({ preventScroll: true });
});
