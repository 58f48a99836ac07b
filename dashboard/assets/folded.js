// Words as they are compared in the browser: without case and diacritics, whichever apostrophe is typed.
window.folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("\u2019", "'");
