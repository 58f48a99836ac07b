// The meaning of a word (dashboard/parts/glossary.py): shown on hover, on focus and on a press; Escape takes it away.
(() => {
  const LINGER = 250; // milliseconds that the pointer may take from the word to its meaning
  const DISTANCE = 6, EDGE = 16;
  // What screen readers say of a word is its description, so the bubble is for the eye only.
  const bubble = Object.assign(document.createElement("div"), { className: "meaning", hidden: true });
  bubble.setAttribute("aria-hidden", "true");
  let shown = null; // the word whose meaning is shown
  let pinned = false; // shown by a press: stays when the pointer leaves
  let timer = null;

  const place = () => {
    if (!shown?.isConnected) return hide();
    const word = shown.getBoundingClientRect();
    const { width, height } = bubble.getBoundingClientRect();
    const below = word.bottom + DISTANCE;
    const above = word.top - DISTANCE - height;
    bubble.style.left = `${Math.max(EDGE, Math.min(word.left, document.documentElement.clientWidth - width - EDGE))}px`;
    bubble.style.top = `${below + height > innerHeight && above > 0 ? above : below}px`;
    return undefined;
  };
  const show = (word) => {
    clearTimeout(timer);
    if (shown === word) return;
    hide();
    const meaning = document.getElementById(word.getAttribute("aria-describedby"));
    if (!meaning) return;
    shown = word;
    word.dataset.shown = "";
    bubble.textContent = meaning.textContent;
    bubble.hidden = false;
    (document.fullscreenElement || document.body).append(bubble);
    place();
  };
  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("data-shown");
    shown = null;
    pinned = false;
    bubble.hidden = true;
  };
  const hideSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!pinned && !shown?.matches(":focus-visible, :hover") && !bubble.matches(":hover")) hide();
    }, LINGER);
  };
  const termAt = (event) => event.target.closest?.(".term");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (termAt(event)) show(termAt(event));
    else if (bubble.contains(event.target)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && shown && (termAt(event) || bubble.contains(event.target))) hideSoon();
  });
  document.addEventListener("focusin", (event) => { if (termAt(event)?.matches(":focus-visible")) show(termAt(event)); });
  document.addEventListener("focusout", (event) => {
    if (!shown || termAt(event) !== shown) return;
    pinned = false;
    hideSoon();
  });
  document.addEventListener("click", (event) => {
    const word = termAt(event);
    if (!word) return;
    const again = shown === word && (pinned || !event.detail); // event.detail is 0 for a press of the keyboard
    if (again) return hide();
    show(word);
    pinned = true;
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !termAt(event) && !bubble.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", () => { if (shown) place(); }, { capture: true, passive: true });
  addEventListener("resize", () => { if (shown) place(); });
  for (const move of window.dashInternals.MOVES) addEventListener(move, hide);
})();
