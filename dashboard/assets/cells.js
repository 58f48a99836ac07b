// Fields that carry a figure (tiles of a map, cells of a table): walked through with the arrow keys, each says what it
// is, on hover, on focus and aloud.
(() => {
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const say = (words) => { document.getElementById("spoken").textContent = words; };
  let bubble = null;

  // What a field says: its own words, or area, heading, figure, how it came about and from where.
  const aboutOf = (cell) => {
    if (cell.dataset.about) return cell.dataset.about;
    const row = cell.closest("tr");
    const heading = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
    const value = cell.firstChild?.textContent || "no figure";
    return [`${row.cells[0].textContent}, ${heading.textContent}: ${value}`, cell.title || row.dataset.about].filter(Boolean).join("; ");
  };
  // Where a field is: an area of a map where its sign stands, for its box may reach around the world.
  const placeOf = (cell) => {
    if (!cell.dataset.at) return cell.getBoundingClientRect();
    const [x, y] = cell.dataset.at.split(",").map(Number);
    const { a, d, e, f } = cell.getScreenCTM();
    const [left, middle] = [x * a + e, y * d + f];
    return { left, width: 0, height: 0, top: middle - 8, bottom: middle + 8 };
  };
  const show = (cell) => {
    bubble ??= document.body.appendChild(Object.assign(document.createElement("div"), { className: "bubble", ariaHidden: "true" }));
    bubble.textContent = aboutOf(cell);
    const { left, top, bottom, width } = placeOf(cell);
    bubble.hidden = false;
    const { width: wide, height: tall } = bubble.getBoundingClientRect();
    bubble.style.left = `${Math.max(8, Math.min(left + width / 2 - wide / 2, innerWidth - wide - 8))}px`;
    bubble.style.top = `${top > tall + 12 ? top - tall - 6 : bottom + 6}px`;
  };
  const hide = () => { if (bubble) bubble.hidden = true; };

  // The next field in a direction: the nearest one that lies more that way than aside.
  const next = (cells, from, [right, down]) => {
    const middle = (one) => { const { left, top, width, height } = placeOf(one); return [left + width / 2, top + height / 2]; };
    const [x, y] = middle(from);
    let best = null;
    let least = Infinity;
    for (const one of cells) {
      const [there, below] = middle(one);
      const along = (there - x) * right + (below - y) * down;
      const aside = Math.abs((there - x) * down + (below - y) * right);
      if (along > 2 && along + 2 * aside < least) { best = one; least = along + 2 * aside; }
    }
    return best;
  };
  const stops = (grid) => {
    const cells = [...grid.querySelectorAll("[data-cell]")];
    cells.forEach((one) => one.setAttribute("tabindex", "-1"));
    cells[0]?.setAttribute("tabindex", "0");
  };
  document.addEventListener("filled", (event) => { if (event.target.matches("[data-grid]")) stops(event.target); });
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("[data-grid] [data-cell]");
    if (!cell) return;
    if (event.key === "Escape") return hide();
    const cells = [...cell.closest("[data-grid]").querySelectorAll("[data-cell]")];
    const to = { Home: cells[0], End: cells.at(-1) }[event.key] || (ARROWS[event.key] && next(cells, cell, ARROWS[event.key]));
    if (!to || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    cell.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
    if (to.matches("td")) say(aboutOf(to));
  });
  document.addEventListener("focusin", (event) => { const cell = event.target.closest?.("[data-grid] [data-cell]"); cell ? show(cell) : hide(); });
  document.addEventListener("pointerover", (event) => { const cell = event.target.closest?.("[data-grid] [data-cell]"); cell ? show(cell) : hide(); });
  document.addEventListener("scroll", hide, true);
})();
