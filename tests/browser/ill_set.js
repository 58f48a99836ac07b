() => {
  const found = [];
  const shown = (one) => one.getClientRects().length && getComputedStyle(one).visibility !== "hidden" && one.textContent.trim();
  for (const plot of document.querySelectorAll("main .js-plotly-plot")) {
    const frame = plot.querySelector(".main-svg").getBoundingClientRect();
    const labels = [...plot.querySelectorAll(".annotation-text-g text, .xtick text, .ytick text, .x2tick text, .textpoint text, .bartext")].filter(shown)
      .map((one) => ({ words: one.textContent, box: one.getBoundingClientRect(), size: parseFloat(getComputedStyle(one).fontSize) }));
    for (const { words, box, size } of labels) {
      if (size < 11.99) found.push(`small: ${words} ${size}`);
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) found.push(`outside: ${words}`);
    }
    for (let n = 0; n < labels.length; n += 1) for (let m = 0; m < n; m += 1) {
      const [a, b] = [labels[n].box, labels[m].box];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && tall > 3) found.push(`over each other: ${labels[n].words} / ${labels[m].words} ${wide.toFixed(0)}x${tall.toFixed(0)}`);
    }
  }
  const small = [...document.querySelectorAll("main *, header *, .foot *")].filter((one) => !one.closest("svg.fields, .signs, .js-plotly-plot, .mark") && [...one.childNodes].some((each) => each.nodeType === 3 && each.textContent.trim()) && one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 11.9);
  return [...found, ...small.slice(0, 5).map((one) => `small text: ${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)} ${getComputedStyle(one).fontSize}`)];
}
