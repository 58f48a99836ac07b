"""What of a request an answer may depend on, in one spelling: by it answers are kept (answered.py)."""

import json
import logging
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import SplitResult

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from dashboard.serving.dash_internals import ASKED_FIRST, CALLBACKS, given_as_address, page_at

_LOG = logging.getLogger(__name__)

_LONGEST = 64 * 1024  # bytes of a question, as much as is read of it (limits.py)
_FILES = ("/search.json", "/sitemap.xml", "/robots.txt", "/changes.atom", *ASKED_FIRST)
_CODINGS = ("br", "zstd", "gzip")

Environ = dict[str, Any]


class Question(NamedTuple):
    """All of a request on which its answer may depend. `method` is GET, or POST with the `body` of a callback."""

    method: str
    scheme: str
    host: str
    root: str
    path: str
    query: str
    body: str
    accept: str
    coding: str

    def environ(self) -> Environ:
        """A request that asks this and says nothing else."""
        body = self.body.encode()
        host, _, port = self.host.partition(":")
        return {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": self.root,
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "CONTENT_TYPE": "application/json" if body else "",
            "CONTENT_LENGTH": str(len(body)) if body else "",
            "HTTP_HOST": self.host,
            "HTTP_ACCEPT_ENCODING": self.coding,
            "SERVER_NAME": host,
            "SERVER_PORT": port or ("443" if self.scheme == "https" else "80"),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": BytesIO(body),
            "wsgi.errors": _Logged(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        } | ({"HTTP_ACCEPT": self.accept} if self.accept else {})


def question_of(environ: Environ, own: SplitResult) -> Question | None:
    """What a request asks of a server that is reached at `own`, if that is given; None where its answer is not kept."""
    method, path, query = environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if "HTTP_RANGE" in environ or len(path) + len(query) > _LONGEST:
        return None
    body = ""
    if path == CALLBACKS:
        body, method, query = _body(environ), "POST", ""
        if not body:
            return None
    elif method not in ("GET", "HEAD") or not _may_be_kept(path):
        return None
    else:
        method = "GET"
    named = path.startswith("/api/v1/") and "." not in path.rpartition("/")[2]
    return Question(
        method,
        own.scheme or environ["wsgi.url_scheme"],
        own.netloc or environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}",
        environ.get("SCRIPT_NAME", ""),
        path,
        query,
        body,
        environ.get("HTTP_ACCEPT", "") if named else "",
        _coding(environ.get("HTTP_ACCEPT_ENCODING", "")),
    )


def _body(environ: Environ) -> str:
    """The body of a callback in one spelling, whether it was posted or stands in the address; empty where it is none.

    What was read of the request is put back for whoever answers it.
    """
    if environ["REQUEST_METHOD"] == "POST":
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or not 0 < int(length) <= _LONGEST:
            return ""
        posted = environ["wsgi.input"].read(int(length))
        environ["wsgi.input"] = BytesIO(posted)
        if len(posted) < int(length) or environ.get("QUERY_STRING"):
            return ""
    else:
        posted = given_as_address(environ)
    try:
        return json.dumps(json.loads(posted), sort_keys=True, separators=(",", ":"))
    except (ValueError, RecursionError):
        return ""


def as_posted(environ: Environ) -> Environ:
    """The request, and a callback that stands in an address as Dash expects it: posted."""
    if environ.get("PATH_INFO") != CALLBACKS or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return environ
    posted = given_as_address(environ)
    return (
        environ
        if not posted
        else {
            **environ,
            "REQUEST_METHOD": "POST",
            "QUERY_STRING": "",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(posted)),
            "wsgi.input": BytesIO(posted),
        }
    )


@lru_cache(maxsize=256)
def _coding(accepted: str) -> str:
    """The way to compress that is taken of those that a reader accepts."""
    quality = parse_accept_header(accepted, Accept)
    return next((one for one in _CODINGS if quality[one] > 0), "identity")


def _may_be_kept(path: str) -> bool:
    """Whether the answers of a path are kept: pages, what Dash asks, the API without its files, pictures, few files."""
    if path in _FILES or path.startswith("/cards/"):
        return True
    if path.startswith("/api/"):
        return not path.startswith("/api/v1/builds/")
    return _is_a_page(path)


@lru_cache(maxsize=1_024)
def _is_a_page(path: str) -> bool:
    return page_at(path) is not None


class _Logged:
    """Where the application writes what it cannot say otherwise."""

    def write(self, text: str) -> None:
        _LOG.error("%s", text.rstrip())

    def flush(self) -> None:
        """Nothing is held back."""
