// Words as they are compared in the browser, as indicators/place_names.py compares them: without case and diacritics,
// whichever apostrophe is typed.
(() => {
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l" };
  window.folded = (words) => words.toLowerCase().replace(/[’‘ʼʻ´`′]/gu, "'").replace(/[ßæœþøđðħıł]/gu, (one) => LETTERS[one])
    .normalize("NFKD").replace(/\p{M}/gu, "");
})();
