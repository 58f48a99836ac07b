// Sharing a view: its address, how to cite it, and the lines that put it into another page.
(() => {
  const say = (words) => { document.getElementById("spoken").textContent = words; };
  const embedded = () => {
    const there = new URL(location.href);
    there.searchParams.set("embed", "1");
    return there.href.replaceAll("%2C", ",");
  };
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const today = () => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const WRITE = {
    cite: (bar) => `${bar.dataset.cite} ${location.href} (accessed ${today()}).`,
    file: (bar, { dataset: { cite, file } }) => `${cite || bar.dataset.cite} ${new URL(file, location.href).href.replaceAll("%2C", ",")} (accessed ${today()}).`,
    embed: () => `<iframe src="${escaped(embedded())}" title="${escaped((document.querySelector("main figure h2") || document.querySelector("main h1")).textContent)}" width="100%" height="560" style="border:0" loading="lazy"></iframe>`,
  };
  const copy = async (text, button) => { // without the right to the clipboard, as over plain http, the reader copies
    if (!navigator.clipboard) {
      say("The browser keeps its clipboard to itself here: the text is selected, copy it with the keyboard.");
      return button.closest(".share").querySelector("dialog[open] textarea").select();
    }
    await navigator.clipboard.writeText(text);
    const place = button.closest(".menu")?.querySelector("summary") || button; // the menu has closed: its name tells it
    const words = place.textContent;
    place.textContent = "Copied";
    say("Copied.");
    return setTimeout(() => { place.textContent = words; }, 1500);
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-share]");
    if (!button) return;
    const bar = button.closest(".share") || document.querySelector(".share"); // the citation of a file is shown there, too
    const what = button.dataset.share;
    if (what === "print") return print();
    if (what === "close") return bar.querySelector("dialog[open]").close();
    if (what === "copy") return copy(bar.querySelector("dialog[open] textarea").value, button);
    if (what === "link") {
      if (!navigator.clipboard) return show(bar, "link", location.href);
      try { return await copy(location.href, button); } catch { return show(bar, "link", location.href); }
    }
    return show(bar, what, WRITE[what](bar, button.closest(".files")));
  });
  const show = (bar, what, text) => {
    const dialog = bar.querySelector("dialog");
    dialog.querySelector("h2").textContent = { cite: "Cite this view", file: "Cite these rows", embed: "Embed this view", link: "The link to this view" }[what];
    dialog.querySelector("textarea").value = text;
    dialog.querySelector("[data-about=embed]").hidden = what !== "embed";
    dialog.showModal();
    dialog.querySelector("textarea").select();
  };
})();
