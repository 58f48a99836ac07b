"""One module per source: `fetch` moves bytes, `read` parses them; no source imports another."""
