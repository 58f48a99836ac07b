() => {
  // A line is named by a label in its colour that begins with its name, by one that is its name, or in the key.
  const found = [];
  const shown = (one) => one.getClientRects().length && getComputedStyle(one).visibility !== "hidden" && one.textContent.trim();
  const plain = (words) => words.replaceAll(/\s+/g, " ").trim().toLowerCase();
  for (const plot of document.querySelectorAll("main .js-plotly-plot")) {
    const figure = plot.closest("figure");
    const { annotations, shapes, meta } = plot.layout;
    const said = (selector) => [...figure.querySelectorAll(selector)].filter(shown).map((one) => plain(one.textContent)).join(" ");
    const key = said(".legend");
    const heading = meta?.panels && new Set(plot.data.map(({ name }) => name)).size === 1 ? said("h2") : "";
    const listed = new Map([...figure.querySelectorAll(".line-ends li")].filter(shown).map((one) => {
      const [code, words] = [...one.children].map((part) => plain(part.textContent));
      const { color } = getComputedStyle(one.firstElementChild);
      return [`${code} ${color}`, [words, `${code} ${words}`]]; // a name that is its own code is not said twice
    }));
    const labels = [...plot.querySelectorAll(".annotation")].filter(shown).map((one) => {
      const { font, xref } = annotations[one.dataset.index];
      const words = plain(one.textContent);
      const { fill } = getComputedStyle(one.querySelector("text"));
      return { said: listed.get(`${words} ${fill}`) ?? [words === "▾" ? "break" : words], colour: font.color, axis: /^x\d*/.exec(xref)?.[0] };
    });
    const rows = meta?.rows ? [...plot.querySelectorAll(".ytick text")].filter(shown).map((one) => plain(one.textContent)) : [];
    const isNamed = (name, colour, axis) => name && (key.includes(name) || heading.includes(name) || rows.includes(name) || labels.some((label) => {
      const isThere = !meta?.panels || label.axis === axis;
      return isThere && label.said.some((words) => words === name || (words.startsWith(name) && (label.colour === colour || meta?.rows)));
    }));
    for (const { mode, name, line, xaxis } of plot.data) {
      if (!mode?.includes("lines") || line?.width === 0) continue;
      if (!isNamed(plain((name ?? "").replace(/, projected$/, "")), line.color, xaxis ?? "x")) found.push(`no label: ${name ?? "a line without a name"}`);
    }
    for (const { name } of shapes ?? []) {
      if (name && !key.includes(plain(name)) && !labels.some(({ said }) => said.some((words) => words.startsWith(plain(name))))) found.push(`no label: ${name}`);
    }
  }
  return [...new Set(found)];
}
