"""The worker of the server: a thread gets a request when it is whole, so that nobody's slowness occupies one.

gunicorn's own worker with threads reads requests in them: as many connections as there are threads, each sending one
byte a second, silence it. Here the loop that accepts connections reads them, with a deadline for each request.
"""

import errno
import logging
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import Any

from gunicorn import http
from gunicorn.config import Config
from gunicorn.errors import ConfigError
from gunicorn.http import errors
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from dashboard.serving.framing import TOO_SLOW, Incoming, Refused
from dashboard.serving.identity import new_id
from indicators.settings import from_environment

SECONDS_TO_WRITE = 30.0
"""Within which a client takes a piece of an answer."""

_SECONDS_TO_HAND_OVER = 25.0
_SECONDS_TO_LEAVE = 2.0
_MOST_AFTER_THE_ANSWER = 64 * 1024
_PIECE = 64 * 1024
_NO_ROOM = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_ENDED = (errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN)

_LOG = logging.getLogger("gunicorn.error")

_STATUSES: dict[type[Exception], tuple[int, str]] = {
    errors.LimitRequestLine: (414, "request_uri_too_long"),
    errors.LimitRequestHeaders: (431, "request_header_fields_too_large"),
    errors.ExpectationFailed: (417, "expectation_failed"),
    errors.UnsupportedTransferCoding: (501, "not_implemented"),
    errors.ForbiddenProxyRequest: (403, "forbidden"),
}
_FAILED = Refused(500, "internal_server_error", "Something went wrong in the server; it has been noted.")


class Connection(TConn):
    """A connection and what it has sent; its socket never waits in the loop, and only for so long in a thread."""

    def __init__(self, cfg: Config, sock: socket.socket, client: Any, server: Any) -> None:
        super().__init__(cfg, sock, client, server)
        self.incoming = Incoming()
        self.ignored = 0
        self.data_ready = True  # a thread gets a request when it is whole, and waits for nothing

    def init(self) -> None:
        """Hand what has come in to a parser, which need not ask the socket for more."""
        self.sock.settimeout(SECONDS_TO_WRITE)
        self.parser = http.get_parser(self.cfg, self.sock, self.client)
        self.parser.unreader.unread(self.incoming.taken())

    def rest(self) -> None:
        """Take back what came in behind the request."""
        self.incoming.add(self.parser.unreader.take_buffered())


class Worker(ThreadWorker):
    """Reads in its loop, answers in threads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[Connection, None] = {}
        self.leaving: dict[Connection, None] = {}
        self.answering = 0
        self.seconds_to_read = from_environment().request_seconds
        self.each_turn: Callable[[], None] = lambda: None
        self.last_turn: Callable[[], None] = lambda: None
        self.may_stop: Callable[[], bool] = lambda: True
        self._stops_at = 0.0

    @classmethod
    def check_config(cls, cfg: Config, log: Any) -> None:
        """Refuse what this worker does not do."""
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise ConfigError("This server speaks plain HTTP; TLS ends in a proxy before it (docs/deploy.md).")

    def init_signals(self) -> None:
        """Ctrl-C reaches every process of a terminal: it is for the master, which then tells its workers."""
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop taking on connections, after a reload when others can; at once when told so a second time."""
        if self._stops_at or self.may_stop():
            super().handle_exit(sig, frame)
        else:
            self._stops_at = time.monotonic() + _SECONDS_TO_HAND_OVER

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - gunicorn's signature
        """End at once and in silence, whatever the threads do."""
        logging.shutdown()
        os._exit(0)

    def notify(self) -> None:
        """Show the master that this worker lives, once a second or more often."""
        super().notify()
        self.each_turn()
        if self._stops_at and self.alive and (self.may_stop() or time.monotonic() >= self._stops_at):
            super().handle_exit(signal.SIGTERM, None)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Take on connections only while a thread is free for them soon: another worker may have one now."""
        super().set_accept_enabled(enabled and self.answering <= self.cfg.threads)

    def enqueue_req(self, conn: Connection) -> None:
        """Hand a whole request to a thread."""
        self.answering += 1
        super().enqueue_req(conn)
        self.set_accept_enabled(self._accepting)

    def accept(self, listener: Any) -> None:
        """Take a connection on; where there is no room for it, one that has waited for longest gives way."""
        if self.nr_conns >= self.worker_connections - 1:
            self._make_room()
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno in _NO_ROOM:
                self._make_room()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        self._read(Connection(self.cfg, sock, client, listener.getsockname()))

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """A connection that had been answered says something again."""
        if conn in self.keepalived_conns:
            self.poller.unregister(client)
            self.keepalived_conns.remove(conn)
            self._read(conn)

    def finish_request(self, conn: Connection, fs: "Future[bool]") -> None:
        """What becomes of a connection that was answered: it is read again, or takes leave."""
        self.answering -= 1
        if fs.cancelled() or not fs.result():
            self._leave(conn)
            return
        conn.rest()
        if conn.incoming.held:
            self._read(conn)
            return
        conn.sock.setblocking(False)
        conn.set_timeout()
        if not self.alive:
            conn.timeout = min(conn.timeout, time.monotonic() + STOP_KEEPALIVE_LINGER)
        self.keepalived_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_client_socket_readable, conn))

    def murder_pending(self) -> None:
        """Close what is over its deadline; a worker that stops waits little for a request to begin."""
        now = time.monotonic()
        patience = 0.0 if self.alive else self.seconds_to_read - STOP_KEEPALIVE_LINGER
        for conn in [one for one in self.arriving if one.timeout - (not one.incoming.held) * patience <= now]:
            if conn.incoming.held:
                message = TOO_SLOW.format(seconds=self.seconds_to_read)
                self._refuse(conn, Refused(408, "request_timeout", message))
            else:
                self._drop(conn)
        for conn in [one for one in self.leaving if one.timeout <= now]:
            self._drop(conn)

    def handle_request(self, req: Any, conn: Connection) -> bool:
        """Answer a request; whoever takes the answer too slowly is left."""
        try:
            return bool(super().handle_request(req, conn))
        except TimeoutError as slow:
            _LOG.info("An answer was not taken within %g s: %s", SECONDS_TO_WRITE, req.path)
            raise ConnectionResetError(errno.ECONNRESET, "not taken") from slow

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Tell what gunicorn refuses as the API tells what it refuses."""
        refused = _FAILED
        if isinstance(exc, errors.ParseException) and not isinstance(
            exc, errors.ConfigurationProblem | errors.InvalidResponseHeader | errors.InvalidResponseHeaderName
        ):
            status, code = next((of for kind, of in _STATUSES.items() if isinstance(exc, kind)), (400, "bad_request"))
            refused = Refused(status, code, f"The request cannot be read: {exc}"[:300])
        else:
            self.log.exception("A request failed in the server: %s", getattr(req, "path", ""))
        self._answer(client, addr, refused)

    def _read(self, conn: Connection) -> None:
        """Read a connection from now on, and at once what has come already."""
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.seconds_to_read
        self.arriving[conn] = None
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._take_in, conn))
        if conn.incoming.held:
            self._go_on(conn)

    def _take_in(self, conn: Connection, sock: socket.socket) -> None:
        if conn not in self.arriving:
            return  # it has just given way to another
        chunk = _received(sock)
        if chunk is None:
            return
        if not chunk:
            self._drop(conn)
            return
        conn.incoming.add(chunk)
        self._go_on(conn)

    def _go_on(self, conn: Connection) -> None:
        whole = conn.incoming.whole()
        if isinstance(whole, Refused):
            self._refuse(conn, whole)
        elif whole:
            self._forget(conn)
            self.enqueue_req(conn)
        elif conn.incoming.wants_to_go_on():
            _send(conn.sock, b"HTTP/1.1 100 Continue\r\n\r\n")

    def _refuse(self, conn: Connection, refused: Refused) -> None:
        self._answer(conn.sock, conn.client, refused)
        self._leave(conn)

    def _answer(self, sock: socket.socket, addr: Any, refused: Refused) -> None:
        request_id = new_id()
        sock.setblocking(False)
        _send(sock, refused.answer(request_id))
        self.log.refused(addr, refused.status, refused.message, request_id)

    def _leave(self, conn: Connection) -> None:
        """Say that nothing more comes, and close when the client has: it would else lose the end of the answer."""
        self._forget(conn)
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + _SECONDS_TO_LEAVE
        self.leaving[conn] = None
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._ignore, conn))
        except (OSError, ValueError):
            self._drop(conn)

    def _ignore(self, conn: Connection, sock: socket.socket) -> None:
        if conn not in self.leaving:
            return
        chunk = _received(sock)
        if chunk is None:
            return
        conn.ignored += len(chunk)
        if not chunk or conn.ignored > _MOST_AFTER_THE_ANSWER:
            self._drop(conn)

    def _make_room(self) -> None:
        """Close the connection that is waited for least: one that takes leave, that is done, that does not ask."""
        for waiting in (self.leaving, self.keepalived_conns, self.arriving):
            for conn in waiting:
                self._drop(conn)
                return

    def _drop(self, conn: Connection) -> None:
        self._forget(conn)
        if conn in self.keepalived_conns:
            self.keepalived_conns.remove(conn)
        conn.close()
        self.nr_conns -= 1

    def _forget(self, conn: Connection) -> None:
        """Wait no longer for what a connection sends."""
        self.arriving.pop(conn, None)
        self.leaving.pop(conn, None)
        with suppress(KeyError, ValueError, OSError):  # it was not waited for
            self.poller.unregister(conn.sock)


def _received(sock: socket.socket) -> bytes | None:
    """What has come; nothing where the other side has gone, None where there is nothing yet."""
    try:
        return sock.recv(_PIECE)
    except (BlockingIOError, InterruptedError):
        return None
    except OSError:
        return b""


def _send(sock: socket.socket, said: bytes) -> None:
    """Send a few bytes to whoever takes them at once."""
    with suppress(OSError):  # it is gone, or has not taken what was said before
        sock.send(said)
