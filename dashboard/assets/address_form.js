// Forms whose fields are the keys of the address: a change is written into the address at once, then the page is asked.
// A form asks through the store that its data-form names; the server answers with the page and its shortest address.
(() => {
  const JOINED = ["indicator", "area", "area_type", "member_of", "group"];
  const KEPT = ["horizon", "benchmark", "embed", "sort", "find"]; // parts of the address that are no field
  const REST = 250; // milliseconds after which a slider has come to rest
  let focused = ""; // the id of what had the focus when the page was asked anew, or has got it since
  let resting = null; // what waits for a slider to come to rest
  const readable = (query) => query.toString().replaceAll("%2C", ",");
  const here = () => location.pathname + location.search;

  // The address of what was asked; the server's shorter one takes its place (shell.js), as one step of history.
  const write = (query) => {
    const address = location.pathname + (query ? `?${query}` : "");
    const written = window.forms.written === here() && resting !== null;
    if (address !== here()) written ? history.replaceState({}, "", address) : history.pushState({}, "", address);
    window.forms.written = address;
  };
  const ask = (query, wait = 0) => {
    write(query);
    focused = document.activeElement?.id || "";
    clearTimeout(resting);
    resting = null;
    const address = here();
    const send = () => {
      resting = null;
      if (address !== here()) return;
      const form = document.querySelector("[data-form]");
      if (!form) return;
      const part = form.closest(".island[id]");
      if (part) { // the reader has changed the fields: an answer that is like the last one has to fill them again
        part.held = null;
        window.dash_clientside.set_props(part.id, { "data-html": null });
      }
      window.dash_clientside.set_props(form.dataset.form, { data: query });
    };
    if (wait) resting = setTimeout(send, wait); else send();
  };

  // The fields of a form as a query; several of one name are joined, what is empty or as usual is left out.
  const asked = (form, keeps) => {
    const query = new URLSearchParams();
    for (const [key, value] of new FormData(form)) {
      if (!value || value === form.elements[key].dataset?.usual || (keeps && !keeps.includes(key))) continue;
      query.set(key, JOINED.includes(key) && query.has(key) ? `${query.get(key)},${value}` : value);
    }
    const now = new URLSearchParams(location.search);
    for (const key of KEPT) if (now.has(key)) query.set(key, now.get(key));
    return readable(query);
  };
  const changed = (field, form) => {
    const query = asked(form, field.closest("[data-keeps]")?.dataset.keeps.split(","));
    ask(form.narrow ? form.narrow(query, field.name) : query, field.type === "range" ? REST : 0);
  };

  // What was typed into a field that adds, as a value: the one of its list that is named so, or has this id.
  const add = (field, form) => {
    const wanted = field.value.trim();
    const value = [...field.list.options].find((one) => wanted && [one.value, one.label].includes(wanted))?.label;
    if (!value || new FormData(form).getAll(field.dataset.adds).includes(value)) return;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: field.dataset.adds, value }));
    field.value = "";
    changed(field, form);
  };

  window.forms = { ask, readable, written: null, isResting: () => resting !== null };
  document.addEventListener("focusin", ({ target }) => { focused = target.closest("header") ? "" : target.id; });
  document.addEventListener("filled", () => {
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  });
  document.addEventListener("change", ({ target }) => {
    if (!target.form?.matches("[data-form]") || target.matches("[data-filter]")) return;
    target.dataset.adds ? add(target, target.form) : changed(target, target.form);
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-drops]");
    if (!button) return;
    const { form, parentElement: chip } = button;
    chip.remove();
    changed(button, form);
  });
  document.addEventListener("submit", (event) => { if (event.target.matches("[data-form]")) event.preventDefault(); });
})();
