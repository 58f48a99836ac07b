// Tables (dashboard/parts/table.py): headings that sort, a field that finds rows, a choice of columns.
// Every heading of a table.sortable becomes a button, and says how its column stands.
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

// Rows, or the items of a list, of which those stay that hold what is typed, without regard to case and diacritics.
(() => {
  const said = (row) => [...(row.cells ?? [row])].filter((cell) => !cell.classList.contains("number")).map((cell) => cell.textContent).join(" ");
  const rowsOf = (part) => [...part.querySelectorAll("tbody tr, .area-list > li")];
  const narrow = (field) => {
    const part = field.closest("[data-finds]");
    const wanted = window.folded(field.value).trim();
    const rows = rowsOf(part);
    for (const row of rows) row.hidden = wanted !== "" && !(row.words ??= window.folded(said(row))).includes(wanted);
    for (const section of part.querySelectorAll("section")) section.hidden = rowsOf(section).every((row) => row.hidden);
    const left = rows.filter((row) => !row.hidden).length;
    const file = field.dataset.file ? `; ${field.dataset.file}` : "";
    field.nextElementSibling.textContent = wanted ? `${left || "none"} of ${rows.length}${file}` : "";
    if (field.name === "find") carry(field);
  };
  const carry = (field) => { // what is sought, into the address of the page and of the file
    const words = field.value.trim();
    const seeking = (address) => {
      const { pathname, searchParams, hash } = new URL(address, location.href);
      words ? searchParams.set("find", words) : searchParams.delete("find");
      return pathname + (searchParams.size ? `?${window.forms.readable(searchParams)}` : "") + hash;
    };
    const section = field.closest("section");
    for (const file of section.querySelectorAll(".download a[href^='/api/v1/']")) file.setAttribute("href", seeking(file.getAttribute("href")));
    const menu = section.querySelector(".download .files");
    menu.dataset.file = seeking(menu.dataset.file);
    const said = menu.querySelector("p");
    said.dataset.words ??= said.textContent; // of the rows that the address sought when the page was sent
    menu.dataset.sought ??= new URLSearchParams(location.search).get("find") || "";
    const same = words === menu.dataset.sought;
    said.textContent = same ? said.dataset.words : "The rows that are found in the table";
    menu.toggleAttribute("data-uncounted", !same);
    history.replaceState(history.state, "", seeking(location.href));
  };
  document.addEventListener("input", ({ target }) => { if (target.matches?.("[data-find-rows]")) narrow(target); });
  document.addEventListener("filled", ({ target }) => { // by what the address seeks
    for (const field of target.querySelectorAll("[data-find-rows]")) if (field.value) narrow(field);
  });
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key !== "Escape" || !target.matches?.("[data-find-rows]") || !target.value) return;
    target.value = "";
    narrow(target);
    event.preventDefault(); // else the browser would clear it, too, without saying so everywhere
  });
})();

// The columns beside the names of a wide table: the reader leaves out some, and finds the same left out until the tab closes.
(() => {
  const key = (part) => `columns left out: ${location.pathname} ${part.dataset.finds}`;
  const named = (heading) => heading.textContent.trim();
  const leftOut = (part) => new Set(JSON.parse(sessionStorage.getItem(key(part)) || "[]"));
  const show = (part) => {
    const out = leftOut(part);
    const table = part.querySelector("table");
    const headings = [...table.tHead.rows[0].cells];
    const hidden = headings.map((heading, n) => n > 0 && out.has(named(heading)));
    for (const row of table.rows) for (const cell of row.cells) cell.hidden = hidden[cell.cellIndex];
    const many = hidden.filter(Boolean).length;
    const summary = part.querySelector(".choose > summary");
    summary.textContent = many ? `Columns (${headings.length - 1 - many} of ${headings.length - 1})` : "Columns";
    for (const box of part.querySelectorAll(".choose input")) box.checked = !out.has(box.value);
    part.querySelector(".choose button").disabled = !many;
  };
  const keep = (part, out) => {
    sessionStorage.setItem(key(part), JSON.stringify([...out]));
    show(part);
  };
  document.addEventListener("filled", ({ target }) => {
    for (const choice of target.querySelectorAll("details.choose:not(:has(.entries))")) {
      const part = choice.closest("[data-finds]");
      const entries = Object.assign(document.createElement("div"), { className: "entries" });
      const all = Object.assign(document.createElement("button"), { type: "button", textContent: "All columns" });
      const boxes = [...part.querySelector("thead tr").cells].slice(1).map((heading) => {
        const label = document.createElement("label");
        const box = Object.assign(document.createElement("input"), { type: "checkbox", value: named(heading) });
        box.setAttribute("aria-label", `Column ${named(heading)}`); // a control of the page may have the bare name
        label.append(box, ` ${named(heading)}`);
        return label;
      });
      entries.append(all, ...boxes);
      choice.append(entries);
      show(part);
    }
  });
  document.addEventListener("change", ({ target }) => {
    const part = target.closest?.(".choose")?.closest("[data-finds]");
    if (!part) return;
    const out = leftOut(part);
    out[target.checked ? "delete" : "add"](target.value);
    keep(part, out);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.matches?.(".choose .entries button")) keep(target.closest("[data-finds]"), []);
  });
})();
