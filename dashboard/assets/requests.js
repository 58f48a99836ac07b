// What a reader is told of Dash's requests to the server: that one takes long, and that one failed.
(() => {
  const OURS = window.dashInternals.REQUESTS;
  const SHOW_AFTER = 150, SAY_AFTER = 2000; // milliseconds; what is quick needs no word
  const STILL = "Still loading.";
  const send = window.fetch.bind(window);

  // Work under way: a slim bar, the part that waits dimmed, aria-busy, and one polite word when it takes really long.
  let running = 0;
  const waits = new Map(); // the number of each request under way -> the ids of what its answer will draw
  let timers = [];
  const say = (words, inPlaceOf) => {
    const place = document.getElementById("spoken");
    if (place && (inPlaceOf === undefined || place.textContent === inPlaceOf)) place.textContent = words;
  };
  const busy = (is) => {
    document.documentElement.toggleAttribute("data-busy", is);
    const main = document.getElementById("content");
    is ? main?.setAttribute("aria-busy", "true") : main?.removeAttribute("aria-busy");
    dim();
  };
  // The places of an answer: not a form, in which the reader may go on, and not what is only spoken. The tallest says so.
  const placesOf = (ids) => ids.map((id) => document.getElementById(id))
    .filter((one) => one && !one.querySelector("[data-form]") && !one.matches("[role=status], h1"));
  const idsOf = (body) => {
    try {
      const { outputs } = JSON.parse(body);
      return [outputs].flat(2).map(({ id }) => id).filter((id) => typeof id === "string");
    } catch { return []; } // the request is for the layout, and nothing stands yet
  };
  const dim = () => {
    document.querySelectorAll("[data-waiting]").forEach((one) => {
      one.removeAttribute("data-waiting");
      one.removeAttribute("aria-busy");
    });
    if (!document.documentElement.hasAttribute("data-busy")) return;
    const places = placesOf([...waits.values()].flat());
    const tallest = places.reduce((most, one) => (most && most.offsetHeight >= one.offsetHeight ? most : one), null);
    for (const one of places) {
      one.dataset.waiting = one === tallest ? "said" : "";
      one.setAttribute("aria-busy", "true");
    }
  };
  const started = () => {
    running += 1;
    if (document.documentElement.hasAttribute("data-busy")) dim();
    if (running === 1) timers = [setTimeout(() => busy(true), SHOW_AFTER), setTimeout(() => say(STILL), SAY_AFTER)];
  };
  const ended = () => {
    running -= 1;
    if (running) { dim(); return; }
    timers.forEach(clearTimeout);
    busy(false);
    say("", STILL);
  };

  // Failures: the request waits until the reader tries it again, closes the banner, or something later succeeds.
  let count = 0; // of the requests sent
  let failed = 0; // how many had been sent when one failed last
  let waiting = []; // { again, leave } of each that failed
  let before = null; // what had the focus before the banner
  document.addEventListener("focusin", ({ target, relatedTarget }) => {
    if (banner().contains(target) && !banner().contains(relatedTarget)) before = relatedTarget;
  });
  const banner = () => document.getElementById("failure");
  const settle = (how) => {
    const all = waiting;
    waiting = [];
    const within = banner().contains(document.activeElement);
    banner().replaceChildren();
    if (within && before?.isConnected) before.focus();
    all.forEach((one) => one[how]());
  };
  const WORDS = { // status: what happened, what to do
    503: ["The figures cannot be read just now; they are probably being rebuilt.", "Try again in a minute."],
    500: ["Something went wrong on the server.", "Try again; if that does not help, reload the page or go back to where it worked."],
    0: ["The server does not answer.", "Look after the connection and try again."],
    offline: ["You are offline.", "Try again once the connection is back."],
  };
  const NOTHING = "The page could not be loaded.", OLD = "The page still shows what was there before.";
  const button = (words, act) => {
    const one = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    one.addEventListener("click", act);
    return one;
  };
  const tell = (status) => {
    const text = document.createElement("p");
    const [what, todo] = WORDS[status || (navigator.onLine ? 0 : "offline")] ?? WORDS[500];
    const shown = document.querySelector("#content h1") ? OLD : NOTHING;
    text.append(Object.assign(document.createElement("strong"), { textContent: what }), ` ${shown} ${todo}`);
    banner().replaceChildren(
      text,
      button("Try again", () => settle("again")),
      button("Reload the page", () => location.reload()),
      button("Close", () => settle("leave")),
    );
  };

  const ask = async (...request) => {
    count += 1;
    const turn = count;
    waits.set(turn, idsOf(request[1]?.body));
    started();
    let answer, trouble;
    try { answer = await send(...request); } catch (error) { trouble = error; } finally { waits.delete(turn); ended(); }
    if (answer?.ok) {
      if (waiting.length && turn > failed) settle("leave");
      return answer;
    }
    failed = count;
    return new Promise((resolve, reject) => {
      waiting.push({ again: () => resolve(ask(...request)), leave: () => (answer ? resolve(answer) : reject(trouble)) });
      tell(answer?.status ?? 0);
    });
  };
  window.fetch = (...request) => (OURS.test(request[0]?.url ?? request[0]) ? ask(...request) : send(...request));
})();
