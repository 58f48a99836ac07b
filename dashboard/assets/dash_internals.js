// What Dash's renderer keeps private and these pages need (see dashboard/serving/dash_internals.py).
window.dashInternals = {
  // the events after which the address may be another one: the way back, and a move within the app
  MOVES: ["popstate", "_dashprivate_pushstate"],

  // the requests by which Dash asks the server
  REQUESTS: /\/_dash-(update-component|layout|dependencies)\b/,

  // the element into which a page is put
  CONTENT: "_pages_content",

  // what of a component says whether it can be drawn, or promises when
  READY: "_dashprivate_isLazyComponentReady",

  // tells Dash that the address has been moved to another page of the app
  moved: () => window.dispatchEvent(new CustomEvent("_dashprivate_pushstate")),

  // lets Dash draw the page of an address that it believes to be shown already
  redraw: () => window.dash_clientside.set_props("_pages_location", { search: location.search }),
};

// A callback is asked by its address while that is short: so the browser, and what stands between, can keep the answer.
// Its body is written in one way: the same question has the same address.
(() => {
  const CALLBACK = /\/_dash-update-component$/, LONGEST = 6000; // bytes; many servers take 8 190
  const send = window.fetch.bind(window);
  const sorted = (name, value) => (value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value);
  const address = (path, body) => {
    try { return new URL(`${path}?asked=${encodeURIComponent(JSON.stringify(JSON.parse(body), sorted))}`, location.href).href; } catch { return ""; }
  };
  window.fetch = (path, how, ...rest) => {
    if (typeof path !== "string" || !CALLBACK.test(path) || how?.method !== "POST" || typeof how.body !== "string") return send(path, how, ...rest);
    const asked = address(path, how.body);
    if (!asked || asked.length >= LONGEST) return send(path, how, ...rest);
    const { body, ...others } = how;
    const headers = new Headers(how.headers);
    headers.delete("Content-Type");
    return send(asked, { ...others, method: "GET", headers }, ...rest);
  };
})();
