"""The pages' own scripts and styles, each sent as one file without comments: as many small ones weigh twice as much."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request

from dashboard.serving.prepared import compressed

_FILES = Path(__file__).parents[1] / "assets"
FIRST = "scheme.js"
"""The script that stands alone in the head of a document: it puts on the colours before anything is painted."""

_A_YEAR = 31_536_000
_COMMENT_OF_STYLE = re.compile(r"/\*.*?\*/", re.DOTALL)
_COMMENT_OF_SCRIPT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Bundle:
    """A file that is sent: its path, what kind it is, and its text."""

    path: str
    mimetype: str
    text: str

    @property
    def address(self) -> str:
        """Where it is found, which changes with it, so that the browser can keep it."""
        return f"{self.path}?v={sha256(self.text.encode()).hexdigest()[:12]}"


def style(sheets: list[str]) -> str:
    """Style sheets as one, in their order, without comments and spaces that nobody needs."""
    return _SPACES.sub(" ", _COMMENT_OF_STYLE.sub("", "\n".join(sheets))).strip()


def script(parts: list[str]) -> str:
    """Scripts as one, in their order, each ended; without lines that are comments, and without indents."""
    return _INDENT.sub("", _COMMENT_OF_SCRIPT.sub("", ";\n".join(parts) + "\n"))


@cache
def bundles() -> tuple[Bundle, Bundle]:
    """The style and the script that every page loads, of the files in the order of their names."""
    return (
        Bundle("/site.css", "text/css", style(_read("*.css"))),
        Bundle("/site.js", "text/javascript", script(_read("*.js"))),
    )


def _read(pattern: str) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted(_FILES.glob(pattern)) if file.name != FIRST]


@cache
def _packed(bundle: Bundle) -> bytes:
    return compressed(bundle.text.encode())


def add_routes(server: Flask) -> None:
    """Serve the two files: as small as they get where the browser takes brotli; compressed once, when first asked."""

    def answer(bundle: Bundle) -> Response:
        brotli = "br" in request.accept_encodings
        response = Response(_packed(bundle) if brotli else bundle.text, mimetype=bundle.mimetype)
        if brotli:
            response.headers["Content-Encoding"] = "br"
            response.vary.add("Accept-Encoding")
        known = bundle.address.endswith(f"?v={request.args.get('v')}")
        response.headers["Cache-Control"] = f"max-age={_A_YEAR}" if known else "no-cache"
        return response

    style_sheet, scripts = bundles()
    server.add_url_rule(style_sheet.path, "site_css", lambda: answer(style_sheet))
    server.add_url_rule(scripts.path, "site_js", lambda: answer(scripts))
