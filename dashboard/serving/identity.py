"""Each request has an id, by which an answer, a line of the log and what a proxy noted are found together."""

import logging
import re
from uuid import uuid4

from flask import Flask, Response, g, has_request_context, request

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127, *range(128, 160), 0x2028, 0x2029)}


def new_id() -> str:
    """An id that no other request has."""
    return uuid4().hex


def given_or_new(given: str) -> str:
    """An id that came with a request if it has the form of one, else a new one."""
    return given if _GIVEN.fullmatch(given) else new_id()


def request_id() -> str:
    """The id of the request that is answered: the one that came with it, if it has the form of one; "-" outside."""
    if not has_request_context():
        return "-"
    if "request_id" not in g:
        g.request_id = given_or_new(request.headers.get(HEADER, ""))
    found: str = g.request_id
    return found


def tell(server: Flask) -> None:
    """Let every answer of a server say the id of its request."""

    @server.after_request
    def with_id(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        return response


class _WithId(logging.Filter):
    """Lets each record say the request in which it was made."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request = request_id()
        return True


class _OneLine(logging.Formatter):
    """Writes what is said in one line, whatever a reader has put into it; a traceback follows it."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's own name
        return super().formatMessage(record).translate(_CONTROLS)


def note(level: str) -> None:
    """Log from this level on, each line with the request in which it was written; where nobody has set up logging."""
    root = logging.getLogger()
    if not root.handlers:
        handler = logging.StreamHandler()
        handler.addFilter(_WithId())
        handler.setFormatter(_OneLine("%(asctime)s [%(process)d] [%(levelname)s] [%(request)s] %(message)s"))
        root.addHandler(handler)
        root.setLevel(level)
