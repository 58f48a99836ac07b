// The page Explore: its links change the address, its pickers are searched, its map is played (its form: address_form.js).
(() => {
  const MOST_RECENT = 6;
  const form = () => document.getElementById("explore-form");
  const { ask, readable } = window.forms;

  // What the reader has not touched stays out of the query, so that the defaults of each chart apply.
  const touched = (query, field) => {
    const here = new URLSearchParams(location.search);
    const now = new URLSearchParams(query);
    for (const keys of [["area", "area_type", "member_of", "group"], ["indicator"]]) {
      if (!keys.includes(field) && !keys.some((key) => here.has(key))) keys.forEach((key) => now.delete(key));
    }
    return readable(now);
  };

  // Recently used indicators and areas, at the top of their picker.
  const recent = (name) => JSON.parse(localStorage.getItem(`recent-${name}`) || "[]");
  const rememberBox = ({ name, value, checked }) => {
    if (!checked || !["indicator", "area"].includes(name)) return;
    const kept = [value, ...recent(name).filter((one) => one !== value)].slice(0, MOST_RECENT);
    localStorage.setItem(`recent-${name}`, JSON.stringify(kept));
  };
  const showRecent = () => {
    document.querySelectorAll("[data-recent]").forEach((place) => {
      const name = place.dataset.recent;
      const boxes = recent(name).map((value) => form().querySelector(`input[name="${name}"][value="${CSS.escape(value)}"]`)).filter((box) => box && !box.checked);
      place.hidden = !boxes.length;
      place.replaceChildren(...boxes.map((box) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: box.parentElement.textContent });
        button.setAttribute("aria-label", `Show ${box.parentElement.textContent}, used before`);
        button.addEventListener("click", () => box.click());
        return button;
      }));
    });
  };

  document.addEventListener("filled", (event) => {
    const fields = event.target.querySelector("#explore-form");
    if (!fields) return;
    fields.follow = (search) => { ask(search.slice(1)); return true; };
    fields.narrow = touched;
    showRecent();
  });

  // A heat table that is wider than its frame opens at its newest year.
  document.addEventListener("filled", ({ target }) => {
    for (const one of target.querySelectorAll(".scroll:has(table.heat)")) one.scrollLeft = one.scrollWidth;
  });

  document.addEventListener("change", (event) => { if (event.target.form?.id === "explore-form") rememberBox(event.target); });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-finder]")) return;
    event.preventDefault();
    const query = new URLSearchParams(location.search);
    const words = event.target.elements.find.value.trim();
    query.delete("page");
    words ? query.set("find", words) : query.delete("find");
    ask(readable(query));
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("[data-filter]")) return;
    const wanted = window.folded(event.target.value.trim());
    const picker = event.target.closest(".picker");
    picker.querySelectorAll("fieldset").forEach((group) => {
      const all = [...group.querySelectorAll("label")];
      for (const label of all) {
        const names = `${label.textContent} ${label.dataset.also ?? ""}`;
        label.hidden = !window.folded(names).includes(wanted);
      }
      group.hidden = all.every((label) => label.hidden);
    });
  });

  // "Only", beside the option that the pointer is on or the focus is in: it unticks all others of the picker.
  const only = Object.assign(document.createElement("button"), { type: "button", className: "only", textContent: "only" });
  const offerOnly = ({ target }) => {
    const label = target.closest?.(".picker .options label");
    if (!label || label.nextElementSibling === only) return;
    only.setAttribute("aria-label", `only ${label.textContent}`);
    label.after(only);
  };
  document.addEventListener("mouseover", (event) => { if (document.activeElement !== only) offerOnly(event); });
  document.addEventListener("focusin", offerOnly);
  const untick = (picker) => picker.querySelectorAll(".options input:checked").forEach((box) => { box.checked = false; });
  const choose = (box) => { // as if it had been ticked by hand, so that the form asks and the focus stays on it
    box.checked = true;
    box.focus();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  only.addEventListener("click", () => {
    const box = only.previousElementSibling.querySelector("input");
    untick(only.closest(".picker"));
    choose(box);
  });

  // "Clear" unticks all. An own group may be of nobody; of areas and indicators the page waits for what is ticked next.
  document.addEventListener("click", ({ target }) => {
    if (!target.matches?.("[data-clear]")) return;
    const picker = target.closest(".picker");
    const first = picker.querySelector(".options input:checked");
    untick(picker);
    picker.querySelector("[data-filter]").focus();
    if (target.dataset.clear) picker.querySelector(".said").textContent = target.dataset.clear;
    else first?.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // The map through the years.
  let playing = null;
  const fill = (year) => {
    const map = document.querySelector("svg.fields[data-years]");
    if (!map) return;
    const { years, at, values, names, suffix, bounds, sources } = (map.carried ??= JSON.parse(map.dataset.years));
    const n = years.indexOf(Number(year));
    document.getElementById("map-year-shown").textContent = year;
    for (const field of map.querySelectorAll(".field:not(.unasked)")) {
      const area = field.dataset.cell;
      const value = values[area]?.[n] ?? null;
      const name = names[area] || field.getAttribute("aria-label").split(":")[0];
      const sign = bounds[area]?.[year] || "";
      const words = value === null ? `${name}: no figure for ${year}` : `${name}: ${sign}${value}${suffix} in ${year}, ${sources[area]}`;
      field.classList.remove("none", "q1", "q2", "q3", "q4", "q5");
      field.classList.add(value === null ? "none" : `q${1 + at.filter((bound) => value >= bound).length}`);
      field.setAttribute("aria-label", words);
      field.dataset.about = words;
      const said = field.querySelector(".said"); // a tile has room for the figure, an area on a map has not
      if (said) said.textContent = value === null ? "" : sign + (String(value).length > 4 ? Math.round(value) : value);
    }
  };
  const rest = (year) => {
    const query = new URLSearchParams(location.search);
    query.set("year", year);
    ask(readable(query));
  };
  const stop = () => {
    clearInterval(playing);
    playing = null;
    const button = document.getElementById("play");
    if (button) button.textContent = "Play";
  };
  // The view without its year: an answer that comes while the years go by may draw the same map anew.
  const played = () => {
    const query = new URLSearchParams(location.search);
    query.delete("year");
    return query.toString();
  };
  const play = () => {
    const { value, min, max } = document.getElementById("map-year");
    const view = played();
    let year = Number(value) >= Number(max) ? Number(min) : Number(value) + 1;
    const step = () => {
      const slider = document.getElementById("map-year");
      if (!slider || played() !== view) return stop();
      slider.value = year;
      fill(year);
      document.getElementById("play").textContent = "Pause";
      if (year >= Number(max)) { stop(); rest(max); }
      year += 1;
      return undefined;
    };
    playing = setInterval(step, matchMedia("(prefers-reduced-motion: reduce)").matches ? 1500 : 600);
    step();
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#play");
    if (!button) return;
    if (playing === null) return play();
    stop();
    return rest(document.getElementById("map-year").value);
  });
  document.addEventListener("input", (event) => { if (event.target.id === "map-year") { stop(); fill(event.target.value); } });
  document.addEventListener("change", (event) => { if (event.target.id === "map-year") rest(event.target.value); });
})();
