// The search in the header (dashboard/shell.py): indicators, areas, words and pages (dashboard/parts/search_index.py).
(() => {
  const MOST = 12;
  const CONTEXT = 4; // the place of indicators that no target names
  const LENS = ["horizon", "benchmark"];
  const field = () => document.getElementById("search-field");
  const list = () => document.getElementById("search-results");
  let index = null; // a promise of the entries, asked for when the field first has the focus
  let found = []; // what the list shows
  let active = -1; // which of it is active

  // Words as they are compared, and no punctuation but the point of a number; "&" and "St." are said in full.
  const fold = (words) => window.folded(words).replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}.]+/gu, " ").replace(/\.(?!\d)/g, " ").replace(/ +/g, " ").trim()
    .replace(/\bst (?=\S)/g, "saint ").replace(/^the (?=\S)/, "");
  const tight = (words) => words.replaceAll(" ", "");

  const read = ([names, what, href, place, codes = [], also = []], order) => {
    const [asNames, asAlso] = [names.map(fold), also.map(fold)];
    const words = [...asNames, ...asAlso].join(" ").split(" ");
    return { title: names[0], what, href, place, order, names: asNames, codes: codes.map(fold), also: asAlso, words };
  };
  const load = () => {
    index ??= fetch(document.getElementById("search").dataset.index)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then((rows) => rows.map(read))
      .catch(() => { index = null; return null; });
    return index;
  };

  // How well an entry answers a query, the lower the better; Infinity where it does not.
  const begins = (words, query) => words.startsWith(query) || words.includes(` ${query}`);
  const distance = (entry, query, parts) => {
    if (entry.codes.includes(query)) return 0;
    if (entry.names.includes(query) || entry.also.includes(query)) return entry.names.includes(query) ? 1 : 4;
    const later = entry.place === CONTEXT ? 2.5 : 0; // after what says the same of an official indicator in other words
    if (entry.names.some((name) => name.startsWith(query))) return 2 + later;
    if (entry.names.some((name) => name.includes(` ${query}`))) return 3 + later;
    if (entry.also.some((word) => begins(word, query))) return 5;
    if (parts.length > 1 && parts.every((part) => entry.words.some((word) => word.startsWith(part)))) return 6;
    if (query.length > 3 && [...entry.names, ...entry.also].some((name) => name.includes(query))) return 7;
    if (query.length > 5 && [...entry.names, ...entry.also].some((name) => tight(name).includes(tight(query)))) return 8;
    return Infinity;
  };
  const rank = (entries, asked) => {
    const query = fold(asked);
    if (!query) return [];
    const parts = query.split(" ");
    return entries.map((entry) => [distance(entry, query, parts), entry])
      .filter(([far]) => far < Infinity)
      .sort(([a, one], [b, other]) => a - b || one.place - other.place || one.title.length - other.title.length || one.order - other.order)
      .map(([, entry]) => entry);
  };

  const close = () => {
    found = [];
    active = -1;
    if (!field()) return;
    list().hidden = true;
    list().replaceChildren();
    field().setAttribute("aria-expanded", "false");
    field().removeAttribute("aria-activedescendant");
  };
  const activate = (n) => {
    active = n;
    [...list().children].forEach((option, at) => option.setAttribute("aria-selected", String(at === n)));
    const option = list().children[n];
    option ? field().setAttribute("aria-activedescendant", option.id) : field().removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const option = ({ title, what }, n) => {
    const one = Object.assign(document.createElement("li"), { id: `search-result-${n}` });
    one.setAttribute("role", "option");
    one.setAttribute("aria-selected", "false");
    one.append(
      Object.assign(document.createElement("span"), { textContent: title }), " ",
      Object.assign(document.createElement("small"), { textContent: what }),
    );
    return one;
  };
  const say = (words) => { document.getElementById("search-said").textContent = words; };
  const show = async () => {
    const asked = field().value;
    const entries = await load();
    if (field()?.value !== asked) return;
    if (!fold(asked)) { close(); say(""); return; }
    if (!entries) { close(); say("The search does not answer. Type on to try again."); return; }
    const all = rank(entries, asked);
    found = all.slice(0, MOST);
    active = -1;
    field().removeAttribute("aria-activedescendant");
    const none = Object.assign(document.createElement("li"), { className: "nothing", textContent: "Nothing is called so." });
    none.setAttribute("role", "option");
    none.setAttribute("aria-disabled", "true");
    list().replaceChildren(...(found.length ? found.map(option) : [none]));
    list().hidden = false;
    field().setAttribute("aria-expanded", "true");
    const many = all.length === 1 ? "1 found" : `${all.length} found`;
    say(found.length ? `${many}${all.length > MOST ? `, the first ${MOST} are shown` : ""}; the first: ${found[0].title}` : "Nothing is called so.");
  };

  // The address of an entry, with the horizon and the benchmark of the page kept where it can judge.
  const address = ({ href }) => {
    const there = new URL(href, location.origin);
    const here = new URLSearchParams(location.search);
    if (!there.hash) for (const key of LENS) if (here.has(key)) there.searchParams.set(key, here.get(key));
    return there.pathname + there.search + there.hash;
  };
  const leave = () => {
    field().value = "";
    close();
    say("");
    unfold(false);
    field().blur();
  };
  const go = (entry, apart) => {
    const where = address(entry);
    if (apart) { window.open(where); return; }
    leave();
    if (where === location.pathname + location.search + location.hash) return;
    const same = new URL(where, location.origin).pathname === location.pathname && where.includes("#");
    if (same) { location.hash = where.slice(where.indexOf("#")); return; }
    history.pushState({}, "", where);
    window.dashInternals.moved();
    scrollTo(0, 0);
  };

  // On a narrow screen the field opens over the whole row.
  const unfold = (is) => {
    document.querySelector("header").toggleAttribute("data-searching", is);
    document.getElementById("search-open").setAttribute("aria-expanded", String(is));
  };
  const open = () => { unfold(true); field().focus(); field().select(); };

  const KEYS = {
    ArrowDown: () => activate(active + 1 < found.length ? active + 1 : 0),
    ArrowUp: () => activate(active > 0 ? active - 1 : found.length - 1),
  };
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (target.id !== "search-field") {
      const typing = target.matches?.("input:not([type=radio], [type=checkbox], [type=range]), select, textarea, [contenteditable]");
      if (key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !field() || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      open();
      return;
    }
    if (key === "Escape") {
      event.preventDefault();
      if (!list().hidden) close(); else leave();
    } else if (KEYS[key] && found.length) {
      event.preventDefault();
      KEYS[key]();
    } else if (KEYS[key] && field().value) {
      event.preventDefault();
      show();
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "search-form") return;
    event.preventDefault();
    if (found.length) { go(found[Math.max(active, 0)], false); return; }
    show().then(() => { if (found.length) go(found[0], false); });
  });
  document.addEventListener("input", ({ target }) => { if (target.id === "search-field") show(); });
  document.addEventListener("focusin", ({ target }) => { if (target.id === "search-field") load(); });
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest?.("#search-results")) event.preventDefault(); // the field keeps the focus
    else if (!event.target.closest?.("#search, #search-open") && field()) { close(); unfold(false); }
  });
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target.id === "search-field" && relatedTarget && !relatedTarget.closest("#search, #search-open")) { close(); unfold(false); }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#search-open")) { open(); return; }
    const chosen = event.target.closest?.("#search-results [role=option]:not(.nothing)");
    if (chosen) go(found[[...list().children].indexOf(chosen)], event.ctrlKey || event.metaKey);
  });
  window.search = { load, rank };
})();
