// A form that writes the address: its fields carry the keys of the address. A change sends all of them as a query to the
// store named in data-asks, which the page's callback reads; fields that say nothing are left out.
document.addEventListener("change", ({ target }) => {
  const asks = target.form?.dataset.asks;
  if (!asks) return;
  const said = [...new FormData(target.form)].filter(([, value]) => value);
  window.dash_clientside.set_props(asks, { data: new URLSearchParams(said).toString() });
});
