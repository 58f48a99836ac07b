// What the browser does by itself: scheme, address, the current page in the navigation, colours of charts.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.shell = {
  // () -> the scheme on the page when it opens
  initialScheme: () => document.documentElement.dataset.scheme || "light",

  // scheme -> the same, after setting and keeping it
  applyScheme: (scheme) => {
    document.documentElement.dataset.scheme = scheme;
    if (window.dash_clientside.callback_context.triggered.length) localStorage.setItem("scheme", scheme);
    return scheme;
  },

  // path -> "" ; marks the page in the navigation and moves the focus to its heading after a move within the app
  markCurrent: (path) => {
    document.querySelectorAll("nav[data-main] a").forEach((link) => {
      const here = new URL(link.href).pathname;
      const current = here === "/" ? path === "/" : path.startsWith("/" + here.split("/")[1]);
      current ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    });
    return "";
  },

  // query string -> "" ; puts the controls into the address, one step of history each
  pushAddress: (query) => {
    if (query === undefined || query === null) return "";
    const address = location.pathname + (query ? "?" + query : "");
    if (address !== location.pathname + location.search) history.pushState({}, "", address);
    return "";
  },

  // figure in light colours, scheme, light-to-dark pairs -> figure in the colours of the scheme
  paint: (figure, scheme, twins) => {
    if (!figure) return window.dash_clientside.no_update;
    if (scheme !== "dark") return figure;
    return JSON.parse(JSON.stringify(figure).replace(/#[0-9a-f]{6}/g, (colour) => twins[colour] || colour));
  },
};
