// The title of the tab: the heading of the page, as the document says it before any script (dashboard/serving/head_tags.py).
(() => {
  const name = document.querySelector('meta[name="application-name"]')?.content;
  const titled = () => {
    const heading = document.querySelector("#content h1")?.textContent.trim();
    const whole = `${heading} · ${name}`;
    if (heading && document.title !== whole) document.title = whole;
  };
  if (name) new MutationObserver(titled).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
})();
