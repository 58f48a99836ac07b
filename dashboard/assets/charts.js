// What a reader does with a chart: walk through its points by keyboard, take it away as a picture, see it large.
(() => {
  const WALK = new Set(["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End", "Escape"]);
  const plain = (text) => { // the text of a hover as it is spoken
    const holder = new DOMParser().parseFromString(String(text).replaceAll(/<br\s*\/?>/g, ", "), "text/html");
    return holder.body.textContent.replaceAll(/\s+/g, " ").trim();
  };
  const say = (words) => { document.getElementById("spoken").textContent = words; };

  // The points of a chart that say something, as lines in reading order: [{ curve, point, x, text }].
  const linesOf = (plot) => plot.data.flatMap((trace, curve) => {
    const texts = trace.hovertext || trace.text;
    if (trace.hoverinfo === "skip" || !Array.isArray(texts)) return [];
    const points = texts.flatMap((text, point) => (text ? [{ curve, point, text, x: trace.x[point] }] : []));
    const starts = trace.meta?.starts; // several lines in one trace
    if (!starts) return points.length ? [points] : [];
    return starts.map((start, n) => points.filter(({ point }) => point >= start && point < (starts[n + 1] ?? Infinity)));
  });
  const nearest = (line, x) => line.reduce((best, one, at) => (Math.abs(one.x - x) < Math.abs(line[best].x - x) ? at : best), 0);

  const walk = (plot, frame, key) => {
    const lines = linesOf(plot);
    if (!lines.length) return;
    let { line = 0, at = -1 } = frame.walked || {};
    line = Math.min(line, lines.length - 1);
    const here = lines[line][Math.max(at, 0)];
    if (key === "ArrowRight") at += 1;
    if (key === "ArrowLeft") at -= 1;
    if (key === "Home") at = 0;
    if (key === "End") at = lines[line].length - 1;
    if (key === "ArrowUp" || key === "ArrowDown") {
      line = (line + (key === "ArrowDown" ? 1 : -1) + lines.length) % lines.length;
      at = nearest(lines[line], here?.x ?? 0);
    }
    if (at >= lines[line].length) { line = (line + 1) % lines.length; at = 0; }
    if (at < 0) { line = (line - 1 + lines.length) % lines.length; at = lines[line].length - 1; }
    frame.walked = { line, at };
    const { curve, point, text } = lines[line][at];
    const axes = plot.data[curve];
    window.Plotly.Fx.hover(plot, [{ curveNumber: curve, pointNumber: point }], `${axes.xaxis || "x"}${axes.yaxis || "y"}`);
    say(plain(text));
  };
  document.addEventListener("keydown", (event) => {
    const frame = event.target.closest?.(".plot");
    const plot = frame?.querySelector(".js-plotly-plot");
    if (!plot || !WALK.has(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      window.Plotly.Fx.unhover(plot);
      frame.walked = undefined;
      return;
    }
    event.preventDefault();
    walk(plot, frame, event.key);
  });
  document.addEventListener("focusout", (event) => {
    const plot = event.target.matches?.(".plot") && event.target.querySelector(".js-plotly-plot");
    if (plot) window.Plotly.Fx.unhover(plot);
  });

  // A picture with everything that a page shows around it: title, what is measured, source, date and address.
  const SVG = "http://www.w3.org/2000/svg";
  const MARGIN = 24;
  const SQUARE = 720; // pixels: the width of a square picture's drawing
  const textLines = (words, font, width) => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const found = [""];
    for (const word of words.split(/ +/)) {
      const longer = found.at(-1) ? `${found.at(-1)} ${word}` : word;
      if (pen.measureText(longer).width > width && found.at(-1)) found.push(word); else found[found.length - 1] = longer;
    }
    return found;
  };
  const coloured = (original) => { // a copy of a drawing that carries its colours with it
    const copy = original.cloneNode(true);
    const [from, to] = [original, copy].map((one) => [one, ...one.querySelectorAll("*")]);
    for (let n = 0; n < from.length; n += 1) {
      const style = getComputedStyle(from[n]);
      for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "font-family", "text-anchor", "opacity", "display"]) {
        to[n].style.setProperty(name, style.getPropertyValue(name));
      }
    }
    return copy;
  };
  const tabled = (table) => { // a table as a drawing, cell by cell
    const { left, top, width, height } = table.getBoundingClientRect();
    const picture = document.createElementNS(SVG, "svg");
    for (const cell of table.querySelectorAll("th, td")) {
      const box = cell.getBoundingClientRect();
      const style = getComputedStyle(cell);
      const [x, y] = [box.left - left, box.top - top];
      const rect = document.createElementNS(SVG, "rect");
      const text = document.createElementNS(SVG, "text");
      for (const [key, value] of Object.entries({ x, y, width: box.width, height: box.height, fill: style.backgroundColor })) rect.setAttribute(key, value);
      const right = style.textAlign === "right" || style.textAlign === "end";
      for (const [key, value] of Object.entries({
        x: right ? x + box.width - 3 : x + 1, y: y + box.height / 2 + 4, fill: style.color, "font-size": parseFloat(style.fontSize), "font-family": style.fontFamily.replaceAll('"', "'"), "text-anchor": right ? "end" : "start",
      })) text.setAttribute(key, value);
      text.textContent = cell.textContent;
      picture.append(...(cell.tagName === "TD" && cell.textContent ? [rect, text] : [text]));
    }
    return { picture, width, height };
  };
  const drawing = async (chart, square) => {
    const plot = chart.querySelector(".js-plotly-plot");
    if (chart.querySelector("table.drawn")) return tabled(chart.querySelector("table.drawn"));
    if (!plot) {
      const own = chart.querySelector("svg.drawn");
      const { width, height } = own.viewBox.baseVal;
      return { picture: coloured(own), width, height };
    }
    const { width, height } = square ? { width: SQUARE, height: SQUARE * 0.62 } : plot._fullLayout;
    const address = await window.Plotly.toImage(plot, { format: "svg", width, height });
    const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    return { picture: new DOMParser().parseFromString(text, "image/svg+xml").documentElement, width, height };
  };
  // The legend of a drawing: a field of each colour and its words, in as many lines as it takes.
  const keyed = (sheet, chart, from, width, family) => {
    const items = [...chart.querySelectorAll(".legend-words li")];
    let [x, y] = [MARGIN, from + (items.length ? 20 : 0)];
    for (const item of items) {
      const [style, words] = [getComputedStyle(item), item.textContent.trim()];
      const wide = 26 + 7 * words.length;
      if (x + wide > width + MARGIN) { x = MARGIN; y += 18; }
      const swatch = item.querySelector(".swatch");
      if (swatch) {
        const box = document.createElementNS(SVG, "rect");
        const pattern = { none: "no-figure", open: "open-status" }[swatch.classList[1]]; // the drawing above has it
        const colour = pattern ? `url(#${pattern})` : getComputedStyle(swatch).backgroundColor;
        for (const [key, value] of Object.entries({ x, y: y - 10, width: 12, height: 12, fill: colour, stroke: style.color })) box.setAttribute(key, value);
        sheet.append(box);
      }
      const text = document.createElementNS(SVG, "text");
      for (const [key, value] of Object.entries({ x: x + (swatch ? 17 : 0), y, fill: style.color, "font-size": 12, "font-family": family })) text.setAttribute(key, value);
      text.textContent = words;
      sheet.append(text);
      x += wide;
    }
    return y;
  };
  const framed = async (chart, square = false) => {
    const { picture, width, height } = await drawing(chart, square);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const family = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
    const whole = width + 2 * MARGIN;
    const sheet = document.createElementNS(SVG, "svg");
    let y = MARGIN;
    const write = (words, size, weight, name) => {
      for (const line of textLines(words, `${weight} ${size}px ${family}`, width)) {
        const text = document.createElementNS(SVG, "text");
        y += size * 1.3;
        for (const [key, value] of Object.entries({ x: MARGIN, y, fill: colour(name), "font-size": size, "font-weight": weight, "font-family": family })) text.setAttribute(key, value);
        text.textContent = line;
        sheet.append(text);
      }
    };
    write(chart.querySelector("figcaption h2").textContent, 20, 700, "ink");
    const subtitle = chart.querySelector(".subtitle")?.textContent;
    if (subtitle) write(subtitle, 13.5, 400, "soft");
    y += 10;
    for (const [key, value] of Object.entries({ x: MARGIN, y, width, height })) picture.setAttribute(key, value);
    sheet.append(document.importNode(picture, true));
    y += height;
    y = keyed(sheet, chart, y, width, family);
    const legend = chart.querySelector(".plot ~ .legend")?.textContent;
    if (legend) write(legend, 12, 400, "soft");
    write(chart.querySelector(".source")?.textContent || "", 12, 400, "soft");
    write(`${location.href} · ${new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`, 12, 400, "soft");
    const tall = square ? Math.max(y + MARGIN, whole) : y + MARGIN;
    const back = document.createElementNS(SVG, "rect");
    for (const [key, value] of Object.entries({ width: whole, height: tall, fill: colour("card") })) back.setAttribute(key, value);
    sheet.prepend(back);
    for (const [key, value] of Object.entries({ xmlns: SVG, width: whole, height: tall, viewBox: `0 0 ${whole} ${tall}` })) sheet.setAttribute(key, value);
    return { text: new XMLSerializer().serializeToString(sheet), width: whole, height: tall };
  };
  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const painted = ({ text, width, height }) => new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
      canvas.getContext("2d").drawImage(picture, 0, 0, 2 * width, 2 * height);
      canvas.toBlob(resolve, "image/png");
    };
    picture.onerror = () => reject(new Error("The picture could not be drawn."));
    picture.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  });
  const fileName = (chart) => chart.querySelector("figcaption h2").textContent.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 70).replaceAll(/^-|-$/g, "");
  const DO = {
    svg: async (chart) => save(new Blob([(await framed(chart)).text], { type: "image/svg+xml" }), `${fileName(chart)}.svg`),
    square: async (chart) => save(await painted(await framed(chart, true)), `${fileName(chart)}-square.png`),
    png: async (chart) => save(await painted(await framed(chart)), `${fileName(chart)}.png`),
    full: async (chart) => (document.fullscreenElement ? document.exitFullscreen() : chart.requestFullscreen()),
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-chart]");
    if (!button) return;
    try {
      await DO[button.dataset.chart](button.closest("figure"));
      if (button.dataset.chart !== "full") say(`Saved as ${button.textContent}.`);
    } catch (reason) {
      say(`This did not work: ${reason.message}`);
    }
  });
})();
