// The page of the API: a button copies the lines that it names.
(() => {
  const say = (words) => { document.getElementById("spoken").textContent = words; };
  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("button[data-copies]");
    if (!button) return;
    const lines = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(lines.textContent);
    } catch { // as over plain http: the reader copies
      select(lines);
      say("The browser keeps its clipboard to itself here: the lines are selected, copy them with the keyboard.");
      return;
    }
    const words = button.textContent;
    button.textContent = "Copied";
    say("Copied.");
    setTimeout(() => { button.textContent = words; }, 1500);
  });
})();
