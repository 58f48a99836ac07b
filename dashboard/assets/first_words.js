// The first words of a document (dashboard/serving/first_words.py) go in the moment in which its page has come.
(() => {
  const words = document.getElementById("first-words");
  if (!words) return;
  const watch = new MutationObserver(() => {
    if (!document.getElementById(window.dashInternals.CONTENT)?.firstElementChild) return;
    watch.disconnect();
    words.remove();
  });
  watch.observe(document.body, { childList: true, subtree: true });
})();
