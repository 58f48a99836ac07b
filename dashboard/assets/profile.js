// The fields of a profile's address: an area by its name, and one beside it (dashboard/pages/areas/picker.py).
(() => {
  // The id of the area that is named so; what is no name of one goes into the address as it is, and the page says so.
  const idOf = (form, name) => {
    const wanted = window.folded(name.trim());
    const known = [...form.querySelectorAll("datalist option")].find(
      ({ value, dataset }) => [value, dataset.area].some((word) => window.folded(word) === wanted));
    return known ? known.dataset.area : name.trim();
  };
  const isKnown = (form, name) => idOf(form, name) !== name.trim() || !name.trim();
  const go = (form) => {
    const query = new URLSearchParams(location.search);
    const beside = idOf(form, form.elements.with.value);
    beside ? query.set("with", beside) : query.delete("with");
    const area = encodeURIComponent(idOf(form, form.elements.area.value) || "WLD");
    const search = query.size ? "?" + query.toString().replaceAll("%2C", ",") : "";
    if (location.pathname + location.search === `/areas/${area}${search}`) return;
    history.pushState({}, "", `/areas/${area}${search}`);
    window.dashInternals.moved();
  };
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.(".area-picker");
    if (!form) return;
    event.preventDefault();
    go(form);
  });
  document.addEventListener("change", (event) => { // a name taken from the list leads there at once
    const form = event.target.closest?.(".area-picker");
    if (form && isKnown(form, event.target.value)) go(form);
  });
})();
