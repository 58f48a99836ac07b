// Tables whose headings sort them: every heading of a table.sortable becomes a button, and says how its column stands.
(() => {
  const worth = (row, column) => {
    const cell = row.cells[column];
    const text = (cell.querySelector("[data-order]")?.dataset.order ?? cell.textContent).trim();
    const plain = text.replaceAll(/[\u202f\u00a0]/g, "").replace("\u2212", "-").replace(/^[+~≥≤<>]+/, "");
    const number = parseFloat(plain);
    return { text, number, none: text === "\u2013" || text === "" };
  };
  const compare = (one, other) => {
    if (one.none || other.none) return one.none - other.none;
    const both = Number.isFinite(one.number) && Number.isFinite(other.number);
    return both ? one.number - other.number : one.text.localeCompare(other.text, "en");
  };
  const sort = (heading) => {
    const table = heading.closest("table");
    const column = heading.cellIndex;
    const now = heading.getAttribute("aria-sort");
    const down = now === "none" ? heading.classList.contains("number") : now === "ascending";
    for (const each of heading.parentElement.cells) if (each.hasAttribute("aria-sort")) each.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows].map((row) => [worth(row, column), row]);
    rows.sort(([one], [other]) => (one.none || other.none || !down ? compare(one, other) : compare(other, one)));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };
  document.addEventListener("filled", ({ target }) => {
    for (const heading of target.querySelectorAll("table.sortable thead th:not([aria-sort])")) {
      if (!heading.textContent || heading.closest("table").tBodies[0].rows[0]?.cells[heading.cellIndex].querySelector("svg")) continue;
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.append(...heading.childNodes);
      heading.append(button);
      heading.setAttribute("aria-sort", "none");
    }
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("table.sortable thead th button");
    if (button) sort(button.closest("th"));
  });
})();
