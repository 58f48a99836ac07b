"""Where a request ends among the bytes that have come in, so that nobody waits for the rest of it; and what of them is
refused without being read.
"""

import json
from dataclasses import dataclass, field
from http import HTTPStatus

from dashboard.serving.limits import MOST_BYTES

MOST_OF_A_LINE = 8_190
"""Bytes of the first line of a request, which has its address, and of each field of its head."""

MOST_FIELDS = 64
MOST_OF_A_HEAD = 64 * 1024

_END, _NEW_LINE = b"\r\n\r\n", b"\r\n"
_CONTINUE = b"100-continue"


@dataclass(frozen=True)
class Refused:
    """Why a request is not read: a status, a word that stays the same, and a sentence."""

    status: int
    code: str
    message: str

    @property
    def reason(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase

    def answer(self, request_id: str) -> bytes:
        """The whole answer: the error object of the API, after which the connection is closed."""
        said: dict[str, object] = {
            "code": self.code,
            "parameter": None,
            "value": None,
            "message": self.message,
            "allowed": [],
            "did_you_mean": None,
        }
        body = json.dumps({"error": said}).encode()
        head = (
            f"HTTP/1.1 {self.status} {self.reason}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            f"X-Content-Type-Options: nosniff\r\nX-Request-ID: {request_id}\r\nConnection: close\r\n\r\n"
        )
        return head.encode("latin-1") + body


TOO_SLOW = (
    "A request of a few lines is expected within {seconds:g} seconds, with its body; this one was not whole by then."
)
_NO_HTTP = Refused(400, "bad_request", "A request in HTTP/1.1 is expected, whose lines end with CR and LF.")
_LONG_LINE = Refused(
    414,
    "request_uri_too_long",
    f"The first line of the request has more than {MOST_OF_A_LINE:,} bytes. Ask in parts, or ask for all and choose "
    "among the rows.",
)
_LONG_HEAD = Refused(
    431, "request_header_fields_too_large", f"The head of the request has more than {MOST_OF_A_HEAD:,} bytes."
)
_LONG_BODY = Refused(
    413, "request_entity_too_large", f"The body of the request has more than {MOST_BYTES:,} bytes, which are read."
)
_NO_LENGTH = Refused(
    411, "length_required", "A request with a body says its length (Content-Length); one in chunks is not read."
)


@dataclass
class Incoming:
    """The bytes of a connection that no request has used up yet."""

    held: bytearray = field(default_factory=bytearray)
    _searched: int = 0
    _whole_at: int = 0
    _may_go_on: bool = False

    def add(self, chunk: bytes) -> None:
        """Take in what has come."""
        self.held += chunk

    def whole(self) -> bool | Refused:
        """Whether a whole request is there, with its body; or why it will not be waited for."""
        if not self._whole_at:
            if refused := self._look_for_the_end():
                return refused
            if not self._whole_at:
                return False
        return len(self.held) >= self._whole_at

    def wants_to_go_on(self) -> bool:
        """Whether a client waits to be told that it may send its body; it is told once."""
        wants, self._may_go_on = self._may_go_on, False
        return wants

    def taken(self) -> bytes:
        """Everything that is held, which is given away."""
        given = bytes(self.held)
        self.held.clear()
        self._searched = self._whole_at = 0
        self._may_go_on = False
        return given

    def _look_for_the_end(self) -> Refused | None:
        """Find where the head ends, and from it the request; only what is new is looked through."""
        held, start = self.held, self._searched
        if held[:1] and not (held[:1].isalpha() or held[:1] == b"\r"):
            return _NO_HTTP
        end = held.find(_END, max(0, start - 3))
        new = held[start - (start > 0 and held[start - 1] == _NEW_LINE[0]) : end + 4 if end >= 0 else len(held)]
        if new.count(b"\n") != new.count(_NEW_LINE):
            return _NO_HTTP
        self._searched = len(held)
        if held.find(_NEW_LINE, 2, MOST_OF_A_LINE + 4) < 0 and len(held) > MOST_OF_A_LINE + 4:
            return _LONG_LINE
        if (end if end >= 0 else len(held)) > MOST_OF_A_HEAD:
            return _LONG_HEAD
        return self._read_head(bytes(held[:end]), end + 4) if end >= 0 else None

    def _read_head(self, head: bytes, begins: int) -> Refused | None:
        """Note how long the body is. One that contradicts itself is taken for none: it is refused when it is read."""
        fields = [line.partition(b":")[::2] for line in head.split(_NEW_LINE)[1:]]
        named = [(name.strip().lower(), value.strip(b" \t")) for name, value in fields]
        if any(name == b"transfer-encoding" for name, _ in named):
            return _NO_LENGTH
        lengths = [value for name, value in named if name == b"content-length"]
        length = lengths[0] if len(lengths) == 1 and lengths[0].isdigit() else b"0"
        if len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES:
            return _LONG_BODY
        self._whole_at = begins + int(length)
        self._may_go_on = len(self.held) < self._whole_at and (b"expect", _CONTINUE) in [
            (name, value.lower()) for name, value in named
        ]
        return None
