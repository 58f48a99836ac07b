// Parts of a page that come as plain HTML (dashboard/parts/markup.py): put in place, and their links kept within the app.
(() => {
  let typed = null; // the field of this page that was typed into last: an answer may draw it anew
  document.addEventListener("input", ({ target }) => { typed = target; });
  for (const move of window.dashInternals.MOVES) window.addEventListener(move, () => { typed = null; });
  const key = (element) => element.id || (element.name ? `${element.name}=${element.value}` : "");

  // What the reader has opened, scrolled to, typed and focused in a part, to be found again after it was replaced.
  const remember = (part) => ({
    open: [...part.querySelectorAll("details[id]")].map(({ id, open }) => [id, open]),
    scrolled: [...part.querySelectorAll("[data-keep][id]")].map((one) => [one.id, one.scrollTop, one.value]),
    focused: part.contains(document.activeElement) ? key(document.activeElement) : "",
  });
  const restore = (part, { open, scrolled, focused }) => {
    for (const [id, was] of open) {
      const details = part.querySelector(`#${CSS.escape(id)}`);
      if (details) details.open = was;
    }
    for (const [id, top, value] of scrolled) {
      const one = part.querySelector(`#${CSS.escape(id)}`);
      if (!one) continue;
      if (value) { one.value = value; one.dispatchEvent(new Event("input", { bubbles: true })); }
      one.scrollTop = top;
    }
    if (focused) [...part.querySelectorAll("a, button, input, select, summary, [tabindex]")].find((one) => key(one) === focused)?.focus();
  };

  // A field of the page that was drawn anew, as it was before, holds what the reader had typed and not yet asked for.
  const keepTyped = (part) => {
    const was = typed;
    if (!was?.id || was.isConnected || was.value === was.defaultValue) return;
    const now = part.querySelector(`input#${CSS.escape(was.id)}`);
    if (now?.type !== "search" || now.defaultValue !== was.defaultValue) return;
    now.value = was.value;
    now.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const fill = (part) => {
    const markup = part.dataset.html;
    part.removeAttribute("data-html");
    if (markup === part.held) return;
    const was = remember(part);
    part.held = markup;
    part.innerHTML = markup;
    restore(part, was);
    keepTyped(part);
    part.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
  };
  const fillAll = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    if (root.matches("[data-html]")) fill(root);
    root.querySelectorAll("[data-html]").forEach(fill);
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") { if (target.dataset.html !== undefined) fill(target); } else addedNodes.forEach(fillAll);
    }
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-html"] });

  // A link to a page of the app moves within it, as dcc.Link does.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".island a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const there = new URL(link.getAttribute("href"), location.href);
    const isPage = there.pathname === "/api/" || !there.pathname.startsWith("/api/") && !/\.[a-z]+$/.test(there.pathname); // and no file, such as the feed
    if (there.origin !== location.origin || !isPage || link.target || link.download) return;
    if (there.hash && there.pathname === location.pathname) return;
    event.preventDefault();
    if (there.pathname === location.pathname && document.querySelector("[data-form]")?.follow?.(there.search)) return;
    history.pushState({}, "", there.pathname + there.search + there.hash);
    window.dashInternals.moved();
    scrollTo(0, 0);
  });
})();
