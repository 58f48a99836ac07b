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
