// Of Dash's core components the three that every page has, for pages that need no other: all of them together weigh as
// much as the rest of such a page. Any other component, when a page that is moved to has one, is taken from the whole
// bundle, which is asked for then (see dashboard/serving/dash_internals.py). They do what Dash's do with what is used
// here: a Link moves within the app, a Location tells where the reader is, a Store keeps data in memory.
(() => {
  if (window.dash_core_components) return; // the document has the whole bundle
  const ADDRESS = document.currentScript.dataset.components;
  const { createElement, useEffect, useReducer, useRef } = window.React;
  const PARTS = ["pathname", "search", "hash", "href"];

  const Link = ({ id, className, style, href, title, target, children, setProps: _set }) => createElement("a", {
    id, className, style, title, target, href: window.dash_clientside.clean_url(href),
    onClick: (event) => {
      if (event.metaKey || event.shiftKey || event.altKey || event.ctrlKey || (target && target !== "_self")) return;
      event.preventDefault();
      history.pushState({}, "", href);
      window.dashInternals.moved();
      scrollTo(0, 0);
    },
  }, children ?? href);

  const Location = (props) => {
    const now = useRef(props);
    now.current = props;
    const told = () => Object.fromEntries(PARTS.filter((part) => now.current[part] !== location[part]).map((part) => [part, location[part]]));
    useEffect(() => {
      const tell = () => now.current.setProps(told());
      for (const move of window.dashInternals.MOVES) addEventListener(move, tell);
      tell();
      return () => { for (const move of window.dashInternals.MOVES) removeEventListener(move, tell); };
    }, []);
    useEffect(() => { // a callback that changes the address: to where the page is already, or to another one
      const asked = (part) => now.current[part] ?? location[part];
      if (PARTS.slice(0, 2).some((part) => asked(part) !== location[part])) { // within a page the browser moves by itself
        history.pushState({}, "", `${asked("pathname")}${asked("search")}${asked("hash")}`);
        if (now.current.refresh === "callback-nav") window.dashInternals.moved();
        else if (now.current.refresh === true) location.reload();
      }
    }, PARTS.slice(0, 3).map((part) => props[part]));
    return null;
  };

  const Store = ({ data, setProps }) => {
    const first = useRef(true);
    useEffect(() => {
      if (first.current && data === undefined) { first.current = false; return; }
      first.current = false;
      setProps({ modified_timestamp: Date.now() });
    }, [data]);
    return null;
  };
  Store.defaultProps = { storage_type: "memory", clear_data: false, modified_timestamp: -1 };

  let whole = null;
  let coming = null;
  const ours = new Proxy({ Link, Location, Store }, {
    get: (known, name) => (typeof name !== "string" || name in known ? known[name] : (known[name] = elsewhere(name))),
    has: () => true,
  });
  const fetched = () => (coming ??= new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: ADDRESS });
    script.onload = () => {
      whole = window.dash_core_components;
      window.dash_core_components = ours; // what stands stays what it is
      done(true);
    };
    script.onerror = () => { coming = null; failed(new Error("A part of the program could not be loaded.")); };
    document.head.append(script);
  }));
  const elsewhere = (name) => {
    const Other = (props) => {
      const [, again] = useReducer((times) => times + 1, 0);
      useEffect(() => { if (!whole) fetched().then(again); }, []);
      return whole ? createElement(whole[name], props) : null;
    };
    const ready = () => whole[name][window.dashInternals.READY] ?? true;
    Object.defineProperty(Other, window.dashInternals.READY, { get: () => (whole ? ready() : fetched().then(ready)) });
    return Other;
  };
  window.dash_core_components = ours;
})();
