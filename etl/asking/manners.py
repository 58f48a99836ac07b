"""How one service is asked, and the connections that keep to it while they read.

An HTTP library bounds the wait for the next byte only; a service that sends one byte a minute would be waited for
without end. The budget and the slowest pace are therefore held where bytes arrive, before any of HTTP is understood.
Only the system's own look-up of a host's name cannot be cut short.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from typing import Any

import httpcore2
import httpx2

from etl.errors import BudgetError, SourceError, TooSlowError, UnreachableError

LONGEST_WAIT = 30  # first waits: no wait between two attempts grows beyond, 60 s as a rule
_PIECES = 5  # a drip is many small pieces: one long silence before the rest comes is left to the read timeout
_LOOPBACK = ("all://localhost", "all://127.0.0.0/8", "all://[::1]")
_BLINK = 0.001  # seconds: a socket timeout of 0 would mean "do not wait at all"


@dataclass(frozen=True)
class Manners:
    """How one service is asked."""

    read_timeout: float = 60.0  # seconds without a byte
    connect_timeout: float = 10.0  # seconds, for each address of the host
    gap: float = 0.5  # seconds between two requests to one host
    budget: float = 300.0  # seconds for everything asked of the source in one run, waits included
    attempts: int = 4
    first_wait: float = 2.0  # seconds: up to 2, 4, 8 … at random, 60 at the most
    retry_on: frozenset[int] = frozenset({429, 500, 502, 503, 504})
    largest: int = 200_000_000  # bytes of one decoded body
    slowest: int = 1_000  # bytes a second, averaged over `stall` seconds: slower is a drip
    stall: float = 20.0
    redirects: int = 5

    def hurried(self, factor: float) -> "Manners":
        """The same manners with all times multiplied by a factor."""
        times = ("read_timeout", "connect_timeout", "gap", "budget", "first_wait", "stall")
        return replace(self, **{name: getattr(self, name) * factor for name in times})


@cache
def _tls() -> ssl.SSLContext:
    return httpx2.create_ssl_context()  # reading the certificates takes longer than a request


class Wire(httpcore2.SyncBackend):
    """Opens the connections of one source and run; they end by themselves when the budget is used up or on a drip.

    To the hosts of `public_only` none is opened at an address within a network: private, loopback, link-local.
    """

    def __init__(self, manners: Manners, clock: Callable[[], float]) -> None:
        self.manners = manners
        self.public_only: set[str] = set()
        self._clock = clock
        self._end: float | None = None
        self._where = ""
        self._since, self._pieces, self._bytes = 0.0, 0, 0

    def open(self, source_id: str, headers: Mapping[str, str]) -> httpx2.Client:
        """A client on this wire that keeps no cookies and asks this machine without a proxy.

        UnreachableError when the proxy or certificate settings of the environment cannot be used.
        """
        try:
            client = httpx2.Client(
                headers=headers,
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                timeout=httpx2.Timeout(self.manners.read_timeout, connect=self.manners.connect_timeout),
                verify=_tls(),
                mounts=dict.fromkeys(_LOOPBACK),
            )
        except (OSError, ValueError, ImportError, httpx2.InvalidURL) as error:
            raise UnreachableError(
                f"{source_id}: the proxy or certificate settings of this machine cannot be used ({error}); "
                "correct HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, SSL_CERT_FILE or SSL_CERT_DIR"
            ) from error
        for transport in (client._transport, *client._mounts.values()):
            if isinstance(transport, httpx2.HTTPTransport):  # httpx2 has no public way to name the backend
                transport._pool._network_backend = self
        return client

    def begin(self, where: str) -> None:
        """Start to watch one request, named for the message of an error; the first one starts the budget."""
        self._where = where
        self._pieces = self._bytes = 0
        if self._end is None:
            self._end = self._clock() + self.manners.budget

    def left(self) -> float:
        """Seconds left of the budget; 0 or less when it is used up."""
        return self.manners.budget if self._end is None else self._end - self._clock()

    def spent(self, last: str = "waiting for the answer") -> BudgetError:
        """The error that says that the budget is used up, and with what it ended."""
        return BudgetError(
            f"{self._where}: the {self.manners.budget:g} seconds for everything asked of this source in one run are "
            f"used up (last: {last}); it is tried again at the next refresh"
        )

    def patience(self, timeout: float | None) -> float:
        """Seconds that one step on a socket may take; BudgetError when none are left, TooSlowError on a drip."""
        left = self.left()
        if left <= 0:
            raise self.spent()
        if drip := self._drip():
            raise drip
        return max(_BLINK, left if timeout is None else min(timeout, left))

    def received(self, size: int) -> None:
        """Count bytes that have arrived."""
        if not self._pieces:
            self._since = self._clock()
        self._pieces += 1
        self._bytes += size

    def _drip(self) -> SourceError | None:
        seconds = self._clock() - self._since
        if self._pieces < _PIECES or seconds < self.manners.stall:
            return None
        pace = self._bytes / seconds
        self._pieces = self._bytes = 0
        if pace >= self.manners.slowest:
            return None
        return TooSlowError(
            f"{self._where}: the answer drips at {pace:.0f} bytes a second, expected were at least "
            f"{self.manners.slowest:,}; it is tried again at the next refresh"
        )

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A watched connection to the first address of the host that answers; httpcore2.ConnectError when none does."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        trouble: httpcore2.ConnectError | httpcore2.ConnectTimeout = httpcore2.ConnectError("no address")
        for *_, address in found:
            if host in self.public_only and not ip_address(address[0]).is_global:
                trouble = httpcore2.ConnectError("its address is not a public one")
                continue
            try:
                stream = super().connect_tcp(
                    str(address[0]), port, self.patience(timeout), local_address, socket_options or ()
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
            else:
                return _WatchedStream(stream, self)
        raise trouble


class _WatchedStream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, wire: Wire) -> None:
        self._stream, self._wire = stream, wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._wire.patience(timeout))
        self._wire.received(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._wire.patience(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        patience = self._wire.patience(timeout)
        return _WatchedStream(self._stream.start_tls(ssl_context, server_hostname, patience), self._wire)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
