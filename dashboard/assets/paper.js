// Paper is light: while a page is printed it wears the light scheme, and charts painted in dark colours are turned over.
// Small multiples that stand one under the other on a narrow screen stand side by side on paper.
(() => {
  const root = document.documentElement;
  const arrange = (how) => {
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      const arrangement = plot.layout?.meta?.[how];
      if (!arrangement) continue;
      plot.closest(".dash-graph").style.height = `${arrangement.height}px`;
      window.Plotly.relayout(plot, arrangement);
    }
  };
  window.addEventListener("beforeprint", () => {
    arrange("wide");
    if (root.dataset.scheme !== "dark") return;
    root.dataset.scheme = "light";
    root.dataset.printed = "dark";
  });
  window.addEventListener("afterprint", () => {
    arrange("narrow");
    if (root.dataset.printed !== "dark") return;
    root.dataset.scheme = "dark";
    delete root.dataset.printed;
  });
})();
