// Paper is light: while a page is printed it wears the light scheme, and charts painted in dark colours are turned over.
// A table that is wider than the paper is printed in parts, each with the columns that say what a row is.
// A chart that no sheet holds is printed in pieces, between which sheets may end: no bar and no word is cut.
// Small multiples that stand one under the other on a narrow screen stand side by side on paper.
(() => {
  const root = document.documentElement;
  const arrange = (how) => {
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      const arrangement = plot.layout?.meta?.[how];
      if (!arrangement) continue;
      plot.closest(".dash-graph").style.height = `${arrangement.height}px`;
      window.Plotly.relayout(plot, arrangement);
    }
  };
  const PAPER = 703; // pixels across, of A4 between its margins (view.css)
  const SHEET = 980; // pixels down, of A4 between its margins
  const ROOM = 1100; // what a table may take of the screen to fit there, where text and paddings are smaller
  const SQUEEZED = 1.3; // how much wider a table may be to be made smaller instead
  const part = (table, leading, columns) => {
    const one = table.cloneNode(true);
    one.removeAttribute("id");
    for (const row of one.rows) {
      [...row.cells].forEach((cell, n) => { cell.hidden ||= !leading.includes(n) && !columns.includes(n); });
      if (row.closest("tbody")) row.hidden ||= columns.every((n) => !row.cells[n]?.textContent.trim());
    }
    return one;
  };
  const split = (table) => {
    const heads = [...(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? [])];
    const regular = [...table.rows].every((row) => row.cells.length === heads.length);
    if (!heads.length || table.offsetWidth <= ROOM) return;
    if (!regular || table.offsetWidth <= ROOM * SQUEEZED) { table.style.setProperty("--shrunk", ROOM / table.offsetWidth); return; }
    const widths = heads.map((head) => head.offsetWidth);
    const row = [...table.tBodies[0].rows[0].cells];
    const own = row.findIndex((cell) => cell.tagName !== "TH" && !cell.matches(".edition"));
    const kept = Math.max(1, own);
    const room = ROOM - widths.slice(0, kept).reduce((sum, width) => sum + width, 0);
    const many = Math.ceil(widths.slice(kept).reduce((sum, width) => sum + width, 0) / room);
    const leading = [...Array(kept).keys()];
    const rest = [...heads.keys()].filter((n) => n >= kept && !heads[n].hidden); // the reader may have left out some
    const size = Math.ceil(rest.length / many);
    const place = Object.assign(document.createElement("div"), { className: "printed-parts" });
    for (let from = 0; from < rest.length; from += size) place.append(part(table, leading, rest.slice(from, from + size)));
    table.classList.add("in-parts");
    table.after(place);
  };
  // A chart as much smaller as the column in which its figure stands gets.
  const shrink = (plot) => {
    const width = plot.closest("figure").parentElement.offsetWidth;
    plot.style.setProperty("--shrunk", Math.min(1, PAPER / width));
  };
  // A figure that no sheet holds begins where it stands, and goes on from sheet to sheet.
  const letGoOn = (figure) => {
    const printed = figure.offsetHeight * Math.min(1, PAPER / figure.parentElement.offsetWidth);
    figure.classList.toggle("long", printed > SHEET);
  };
  const PIECE = 120; // pixels down, at most
  const SVG = "http://www.w3.org/2000/svg";
  const breaksOf = (plot, height, top) => {
    const taken = [...plot.querySelectorAll(".main-svg text, .bars path")].map((one) => one.getBoundingClientRect());
    const isFree = (y) => taken.every((box) => box.bottom <= top + y || box.top >= top + y);
    const found = [0];
    while (found.at(-1) < height) {
      const last = Math.min(height, found.at(-1) + PIECE);
      let y = last;
      while (y < height && y > found.at(-1) && !isFree(y)) y -= 1;
      found.push(y > found.at(-1) ? y : last);
    }
    return found;
  };
  const slice = (node, from, to) => { // a copy of what of a drawing lies between two heights of the window
    const copy = node.cloneNode(false);
    copy.removeAttribute("id");
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) copy.append(child.data);
      else if (child.tagName !== "defs") { // which the drawing itself keeps
        const { top, bottom } = child.getBoundingClientRect();
        if (bottom >= from && top <= to) copy.append(slice(child, from, to));
      }
    }
    return copy;
  };
  const cut = (plot) => {
    const layers = [...plot.querySelectorAll(".main-svg")];
    const { top, width, height } = layers[0].getBoundingClientRect();
    const breaks = breaksOf(plot, height, top);
    const place = Object.assign(document.createElement("div"), { className: "pieces" });
    for (let piece = 1; piece < breaks.length; piece += 1) {
      const [from, to] = [breaks[piece - 1], breaks[piece]];
      const drawing = document.createElementNS(SVG, "svg");
      for (const [key, value] of Object.entries({ viewBox: `0 ${from} ${width} ${to - from}`, width, height: to - from })) drawing.setAttribute(key, value);
      drawing.append(...layers.map((layer) => slice(layer, top + from, top + to)));
      place.append(drawing);
    }
    place.setAttribute("aria-hidden", "true");
    plot.closest(".plot").append(place);
  };
  const join = () => {
    document.querySelectorAll(".pieces").forEach((place) => place.remove());
    document.querySelectorAll(".printed-parts").forEach((place) => place.remove());
    document.querySelectorAll(".in-parts").forEach((table) => table.classList.remove("in-parts"));
  };
  window.addEventListener("beforeprint", () => {
    arrange("wide");
    document.querySelectorAll(".scroll table").forEach(split);
    document.querySelectorAll(".page:not(.profile) .plot").forEach(shrink);
    document.querySelectorAll("figure").forEach(letGoOn);
    document.querySelectorAll("figure.long .js-plotly-plot").forEach(cut);
    if (root.dataset.scheme !== "dark") return;
    root.dataset.scheme = "light";
    root.dataset.printed = "dark";
  });
  window.addEventListener("afterprint", () => {
    arrange("narrow");
    join();
    document.querySelectorAll(".plot, .scroll table").forEach((one) => one.style.removeProperty("--shrunk"));
    if (root.dataset.printed !== "dark") return;
    root.dataset.scheme = "dark";
    delete root.dataset.printed;
  });
})();
