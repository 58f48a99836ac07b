"""A server on this machine that answers like a service, until it is told to fail like one."""

import gzip
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Reply = tuple[int, dict[str, str], bytes]  # status, headers, body

HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json; charset=utf-8"}
PAGE = b"<!DOCTYPE html>\n<html><head><title>Portal</title></head><body><h1>Welcome</h1></body></html>"
BLOCK = (
    b"<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY>Request blocked.</BODY></HTML>"
)
CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>cf-chl</body></html>"

# Faults that are a whole answer of another kind …
REPLIES: dict[str, Reply] = {
    "304": (304, {"ETag": '"same"'}, b""),
    "403 page": (403, HTML, BLOCK),
    "429": (429, JSON | {"Retry-After": "1"}, b'{"message": "Too Many Requests"}'),
    "429 long": (429, JSON | {"Retry-After": "3600"}, b'{"message": "Too Many Requests"}'),
    "500 twice": (500, JSON, b'{"message": "Internal Server Error"}'),
    "500 always": (500, JSON, b'{"message": "Internal Server Error"}'),
    "challenge": (202, HTML, CHALLENGE),
    "empty body": (200, JSON, b""),
    "gzip garbage": (200, JSON | {"Content-Encoding": "gzip"}, b"this is no gzip stream"),
    "html 200": (200, HTML, PAGE),
}
# … some of which pass after so many requests, and faults that break the answer off.
PASSING = {"429": 1, "500 twice": 2}
BREAKS = (
    "broken chunks",
    "cut gzip",
    "endless",
    "half body",
    "late body",
    "redirect loop",
    "reset",
    "silence",
    "slow drip",
    "slow headers",
)


def fine(path: str, query: str) -> Reply:
    """An answer in JSON that says what was asked."""
    return 200, JSON, json.dumps({"path": path, "query": query}).encode()


class FaultServer:
    """Serves what `answers` gives for a path and a query on 127.0.0.1, as long as `fault` is None.

    The query is the text behind the question mark; of a POST, its body. `fault` may be set to a name of REPLIES or
    BREAKS at any time. Use the server as a context manager; `url` says where it listens and `requests` what came in,
    as (method, path with query, headers).
    """

    def __init__(self, answers: Callable[[str, str], Reply] = fine) -> None:
        self.answers = answers
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.pause = 0.02  # seconds between two bytes of a drip
        self.closing = threading.Event()
        self._fault: str | None = None
        self._met = 0
        self._server = _Server(("127.0.0.1", 0), type("_Handler", (_Handler,), {"faults": self}))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def fault(self) -> str | None:
        """The name of the fault that requests meet; None when they are answered."""
        return self._fault

    @fault.setter
    def fault(self, name: str | None) -> None:
        if name is not None and name not in REPLIES and name not in BREAKS:
            raise ValueError(f"fault is {name!r}; expected None or one of {sorted({*REPLIES, *BREAKS})}")
        self._fault, self._met = name, 0

    def meets(self) -> str | None:
        """The fault that the next request meets."""
        self._met += 1
        return None if self._met > PASSING.get(self._fault or "", self._met) else self._fault


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that leave early are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    faults: FaultServer
    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own name
        """Say nothing: the list of requests says it."""

    def do_GET(self) -> None:
        """Answer a GET."""
        path, _, query = self.path.partition("?")
        self._respond(path, query)

    def do_POST(self) -> None:
        """Answer a POST."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._respond(self.path.partition("?")[0], body.decode())

    def _respond(self, path: str, query: str) -> None:
        self.faults.requests.append((self.command, self.path, dict(self.headers)))
        fault = self.faults.meets()
        if fault is None:
            self._reply(*self.faults.answers(path, query))
        elif fault in REPLIES:
            self._reply(*REPLIES[fault])
        else:
            self.close_connection = True
            self._break_off(fault, *self.faults.answers(path, query))

    def _reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        if not {"Content-Length", "Transfer-Encoding"} & set(headers) and status != 304:
            self.send_header("Content-Length", str(len(body)))
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def _break_off(self, fault: str, status: int, headers: dict[str, str], body: bytes) -> None:
        match fault:
            case "silence":
                self.faults.closing.wait(self.timeout)
            case "redirect loop":
                self._reply(302, {"Location": self.path}, b"")
            case "half body":
                self._reply(status, headers | {"Content-Length": str(len(body))}, body[: len(body) // 2])
            case "late body":
                self._reply(status, headers | {"Content-Length": str(len(body))}, b"")
                self.faults.closing.wait(20 * self.faults.pause)
                self.wfile.write(body)
            case "broken chunks":
                self._reply(status, headers | {"Transfer-Encoding": "chunked"}, b"5\r\n[1,2,\r\n5\r\n3")
            case "cut gzip":
                self._reply(status, headers | {"Content-Encoding": "gzip"}, gzip.compress(body)[:-6])
            case "slow headers":
                self._trickle(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"z" * 20_000)
            case "slow drip":
                self._reply(status, headers | {"Content-Length": "20000"}, b"[")
                self._trickle(b" " * 20_000)
            case "endless":
                self._reply(status, headers | {"Content-Length": str(10**9)}, b"[")
                while not self.faults.closing.is_set():
                    self.wfile.write(b"1," * 30_000)

    def _trickle(self, data: bytes) -> None:
        """Send byte by byte, until the client or the server goes."""
        for at in range(len(data)):
            if self.faults.closing.wait(self.faults.pause):
                return
            self.wfile.write(data[at : at + 1])
