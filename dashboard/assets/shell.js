// What the browser does by itself: scheme, address, the current page in the navigation, colours of charts.
window.dash_clientside = window.dash_clientside || {};
let rendered = null; // the address that Dash drew last
let lensChosen = false; // whether the reader has chosen a horizon or a benchmark since the address was last asked
let focused = null; // the id of the element that had the focus last; null before the first page stands
const LENS = ["horizon", "benchmark"]; // parts of the address that go with the reader from page to page
const readable = (query) => (query.size ? "?" + query.toString().replaceAll("%2C", ",") : "");
document.addEventListener("focusin", (event) => { if (focused !== null) focused = event.target.id; });
const pen = document.createElement("canvas").getContext("2d");
const widthOf = (words, family) => { // of a label of a chart, in bold
  pen.font = `700 12px ${family}`;
  return Math.ceil(pen.measureText(words).width);
};
// The years of small multiples on a narrow screen, and beside them room for the labels at the ends of their lines.
const roomy = (layout) => {
  const labels = layout.annotations.filter(({ xref }) => /^x\d*$/.test(xref));
  const taken = 10 + Math.max(0, ...labels.map(({ text }) => widthOf(text.replaceAll(/<.*?>/g, ""), layout.font.family)));
  const [from, last] = [layout.xaxis.range[0], Math.max(...layout.xaxis.tickvals)];
  const plot = window.innerWidth - 32 - 44 - layout.margin.r;
  return [from, last + ((last - from) * taken) / Math.max(plot - taken, 40)];
};
// On a narrow screen small multiples stand one under the other; `meta.wide` and `meta.narrow` are both arrangements.
const stack = (layout) => {
  const { panels, narrow_height: tallest } = layout.meta;
  const wide = { height: layout.height, width: 960 };
  const narrow = { height: tallest, width: null };
  const tall = 1 / (panels + 0.36 * (panels - 1));
  const range = roomy(layout);
  for (let n = 0; n < panels; n += 1) {
    const [x, y] = [`xaxis${n ? n + 1 : ""}`, `yaxis${n ? n + 1 : ""}`];
    const top = 1 - n * 1.36 * tall;
    const domain = [Math.max(0, top - tall), top];
    Object.assign(wide, { [`${x}.domain`]: layout[x].domain, [`${x}.range`]: layout[x].range, [`${y}.domain`]: layout[y].domain });
    Object.assign(narrow, { [`${x}.domain`]: [0, 1], [`${x}.range`]: range, [`${y}.domain`]: domain });
    Object.assign(layout[x], { domain: [0, 1], range });
    layout[y].domain = domain;
  }
  layout.height = narrow.height;
  Object.assign(layout.meta, { wide, narrow });
};
// On a narrow screen the names of rows and what stands beside them stand above each row, which gets the whole width.
const above = (layout) => {
  const { tickvals, ticktext } = layout.yaxis;
  for (const note of layout.annotations) {
    if (note.yref === "paper" && !note.xref) Object.assign(note, { x: 1, xref: "paper", xanchor: "right", xshift: 8 }); // of the band
    const n = note.yref ? -1 : tickvals.indexOf(note.y);
    if (n < 0) continue;
    const text = `<b>${ticktext[n].trim()}</b>  ${note.text.replace("<br>", "  ")}`;
    Object.assign(note, { text, x: 0, xshift: 0, yanchor: "bottom", yshift: 6 });
  }
  Object.assign(layout.margin, { l: 12, r: 16 });
  layout.yaxis.showticklabels = false;
  layout.yaxis.range[1] += 0.3;
};
window.dash_clientside.shell = {
  // clicks on the two buttons -> the scheme, set on the page; a choice is kept
  scheme: () => {
    const pressed = window.dash_clientside.callback_context.triggered_id;
    const root = document.documentElement;
    if (pressed) {
      root.dataset.scheme = pressed.replace("scheme-", "");
      localStorage.setItem("scheme", root.dataset.scheme);
    }
    if (pressed && document.activeElement.id === pressed) { // the button of the scheme that is worn is gone
      document.getElementById(`scheme-${root.dataset.scheme === "dark" ? "light" : "dark"}`).focus();
    }
    return root.dataset.scheme;
  },

  // path, query -> "" ; marks the page in the navigation, and notes which address Dash has rendered
  markCurrent: (path, query) => {
    rendered = path + query;
    document.querySelectorAll("nav[data-main] a").forEach((link) => {
      const here = new URL(link.href).pathname;
      const current = here === "/" ? path === "/" : path.startsWith("/" + here.split("/")[1]);
      current ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
      const row = link.closest("nav"); // on a narrow screen it goes on sideways
      if (current) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
    });
    return "";
  },

  // horizon, benchmark -> the query of the same page seen through them; Dash also calls when a page brings the two
  changeLens: (horizon, benchmark) => {
    if (!lensChosen) return window.dash_clientside.no_update;
    lensChosen = false;
    const query = new URLSearchParams(location.search);
    for (const [key, value] of [["horizon", horizon], ["benchmark", benchmark]]) {
      value === document.getElementById("lens-" + key).dataset.usual ? query.delete(key) : query.set(key, value);
    }
    const search = readable(query);
    return search === location.search ? window.dash_clientside.no_update : search;
  },

  // query, path -> the addresses of the navigation, with the lens kept; the two selects are set to what the address says
  keepLens: (search) => {
    const query = new URLSearchParams(search);
    const lens = new URLSearchParams([...query].filter(([key]) => LENS.includes(key)));
    for (const key of LENS) {
      const select = document.getElementById("lens-" + key);
      if (!select) continue;
      const plain = select.dataset.usual;
      const asked = query.get(key) || plain;
      select.value = [...select.options].some((option) => option.value === asked) ? asked : plain;
      window.dash_clientside.set_props(select.id, { "data-value": select.value });
    }
    return [...document.querySelectorAll("nav[data-main] a")].map((link) => new URL(link.href).pathname + readable(lens));
  },

  // a page's content -> "" ; after a move within the app the focus goes to where it was, or else to the heading;
  // the part of the page that the address names comes into view, which was not there when the browser looked for it
  placeFocus: () => {
    const was = focused === "search-field" ? "" : focused; // who was led here by the search is at the heading
    focused = "";
    const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named) {
      requestAnimationFrame(() => { named.scrollIntoView(); named.focus(); });
      return "";
    }
    if (was === null || document.activeElement !== document.body) return "";
    requestAnimationFrame(() => (document.getElementById(was) || document.querySelector("#content h1"))?.focus());
    return "";
  },

  // query string -> "" ; puts the controls into the address, one step of history each, which a form has made already
  pushAddress: (query) => {
    if (query === undefined || query === null || window.forms.isResting()) return "";
    const asked = new URLSearchParams(query);
    const lens = [...new URLSearchParams(location.search)].filter(([key]) => LENS.includes(key) && !asked.has(key));
    const whole = [query, readable(new URLSearchParams(lens)).slice(1)].filter(Boolean).join("&");
    const address = location.pathname + (whole ? "?" + whole : "");
    const here = location.pathname + location.search;
    if (address !== here) here === window.forms.written ? history.replaceState({}, "", address) : history.pushState({}, "", address);
    window.forms.written = null;
    return "";
  },

  // anything -> whether a drawer starts open: only where it stands beside the content
  openOnWideScreens: () => window.innerWidth > 860,

  // figure in light colours, scheme, light-to-dark pairs -> figure in the scheme's colours, fitted to the screen, and its height
  paint: (figure, scheme, twins) => {
    if (!figure) return [window.dash_clientside.no_update, window.dash_clientside.no_update];
    const text = JSON.stringify(figure);
    const painted = JSON.parse(scheme === "dark" ? text.replace(/#[0-9a-f]{6}/g, (c) => twins[c] || c) : text);
    if (window.innerWidth < 600) {
      const { margin, annotations } = painted.layout;
      Object.assign(margin, { l: Math.min(margin.l * 0.87, 190), r: Math.min(margin.r * 0.9, 185) });
      if (painted.layout.meta?.panels) stack(painted.layout);
      else {
        const wide = window.innerWidth - 32 - margin.l - margin.r > 150;
        Object.assign(painted.layout.xaxis, { tickangle: 0, nticks: wide ? 4 : 2, dtick: null });
      }
      painted.layout.yaxis.tickfont.size = 12;
      const { tickvals, ticktext } = painted.layout.xaxis; // of many given ticks the ends and 1 have room
      if (tickvals?.length > 4) {
        const [least, most] = [Math.min(...tickvals), Math.max(...tickvals)];
        const kept = tickvals.map((tick) => [least, 1, most].includes(tick));
        painted.layout.xaxis.tickvals = tickvals.filter((_, n) => kept[n]);
        if (ticktext) painted.layout.xaxis.ticktext = ticktext.filter((_, n) => kept[n]);
      }
      annotations.forEach((note) => Object.assign(note.font, { size: 12 }));
      for (const note of annotations) if (note.text?.startsWith?.("break")) note.text = "▾"; // its meaning opens at a touch
      const key = annotations.find((note) => note.text?.includes?.("●")); // two names of a key in a line
      if (key) {
        const names = key.text.split(/ {3}|<br>/);
        key.text = names.reduce((said, name, n) => said + (n ? (n % 2 ? "   " : "<br>") : "") + name, "");
        const more = 17 * Math.max(0, Math.ceil(names.length / 2) - 2);
        key.xshift = Math.max(key.xshift, 4 - margin.l);
        margin.t += more;
        painted.layout.height += more;
      }
      annotations.splice(annotations.length - (painted.layout.meta?.names ?? 0)); // of discs
      const named = annotations.filter((note) => note.name); // what they say in full stands below, as a list
      named.forEach((note) => Object.assign(note, { text: `<b>${note.name}</b>`, xshift: Math.sign(note.xshift) * 4 }));
      const room = (side) => Math.max(0, ...named.filter((note) => note.xanchor === side).map((note) => widthOf(note.name, painted.layout.font.family)));
      if (named.length) {
        const high = painted.layout.yaxis.range[1];
        const digits = high < 10 ? 4 : String(Math.round(high)).length;
        Object.assign(margin, { l: room("right") ? 10 + room("right") : 3.5 + 6.8 * digits, r: 10 + room("left") });
        painted.layout.yaxis.ticksuffix = "";
      } else if (painted.layout.meta?.panels) margin.l = Math.max(margin.l, 44);
      else if (painted.layout.meta?.rows) above(painted.layout);
    }
    return [painted, { height: `${painted.layout.height}px` }];
  },
};

// A native select tells Dash its value through the property data-value.
document.addEventListener("change", (event) => {
  const select = event.target.closest?.("select[data-value]");
  if (!select) return;
  lensChosen = LENS.some((key) => select.id === `lens-${key}`);
  window.dash_clientside.set_props(select.id, { "data-value": select.value });
});

// Dash does not see the steps of pushAddress. On the way back to the address it rendered last, it must be told to. A step
// within the page is none: the browser tells of it a moment later, by an event of its own.
let redrawing;
for (const move of window.dashInternals.MOVES) {
  window.addEventListener(move, () => {
    if (location.pathname + location.search !== rendered) return;
    clearTimeout(redrawing);
    redrawing = setTimeout(window.dashInternals.redraw, 40);
  });
}
window.addEventListener("hashchange", ({ oldURL, newURL }) => {
  if (oldURL.split("#")[0] === newURL.split("#")[0]) clearTimeout(redrawing);
});
