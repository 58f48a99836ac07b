// A menu (dashboard/parts/menu.py) closes when something in it was chosen, when the reader goes elsewhere, and on Escape.
(() => {
  const closeAll = (but) => document.querySelectorAll("details.menu[open]").forEach((one) => { if (one !== but) one.open = false; });
  document.addEventListener("click", ({ target }) => {
    const own = target.closest?.("details.menu");
    closeAll(target.closest?.(".entries button, .entries a") ? null : own);
  });
  document.addEventListener("keydown", (event) => {
    const own = event.key === "Escape" && event.target.closest?.("details.menu[open]");
    if (!own) return;
    own.open = false;
    own.querySelector("summary").focus();
  });
  document.addEventListener("toggle", ({ target }) => { // one that would leave the screen on the left is moved into it
    const entries = target.open && target.matches?.("details.files") && target.querySelector(".entries");
    if (!entries) return;
    entries.style.translate = "";
    const { left } = entries.getBoundingClientRect();
    if (left < 8) entries.style.translate = `${8 - left}px`;
  }, true);
  document.addEventListener("focusin", ({ target }) => closeAll(target.closest?.("details.menu")));
})();
